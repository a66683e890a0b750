"""The worker's doors: an id in, one action called, safe to run twice."""

from celery import shared_task

from accounts import actions


@shared_task(name="accounts.tasks.deliver")  # type: ignore[untyped-decorator]  # celery has no types
def deliver(letter_id: int) -> None:
    """Send a letter."""
    actions.deliver(letter_id=letter_id)


@shared_task(name="accounts.tasks.sweep")  # type: ignore[untyped-decorator]  # celery has no types
def sweep() -> None:
    """Send letters that nobody took."""
    actions.sweep()
