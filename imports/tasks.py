"""The worker's doors: an id in, one action called, safe to run twice."""

from celery import shared_task

from imports import actions


@shared_task(name="imports.tasks.advance")  # type: ignore[untyped-decorator]  # celery has no types
def advance(batch_id: int) -> None:
    """Check or load an import."""
    actions.run_batch(batch_id=batch_id)


@shared_task(name="imports.tasks.sweep")  # type: ignore[untyped-decorator]  # celery has no types
def sweep() -> None:
    """Hurry imports that nobody works on."""
    actions.sweep()
