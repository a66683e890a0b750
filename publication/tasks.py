"""What the worker does with releases: an id in, one action called, safe to run twice."""

from celery import shared_task

from publication import actions

# A first release of a large district takes longer than other tasks may. A second delivery meanwhile finds
# the release claimed and does nothing.
LONG = {"time_limit": 3600, "soft_time_limit": 3540}


@shared_task(**LONG)  # type: ignore[untyped-decorator]  # celery has no types
def compile_release(release_id: int) -> None:
    """Make the preview of a release."""
    actions.compile_release(release_id=release_id)


@shared_task(**LONG)  # type: ignore[untyped-decorator]  # celery has no types
def publish_release(release_id: int) -> None:
    """Publish a confirmed release."""
    actions.publish_release(release_id=release_id)


@shared_task  # type: ignore[untyped-decorator]  # celery has no types
def sweep() -> None:
    """Send again what was forgotten."""
    actions.sweep()
