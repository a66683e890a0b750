"""The worker's doors: one action called, safe to run twice."""

from celery import shared_task

from strategic_plan import actions


@shared_task(name="strategic_plan.tasks.delete_due_evidence")  # type: ignore[untyped-decorator]  # celery has no types
def delete_due_evidence() -> None:
    """Delete the bytes of withdrawn evidence whose time has come."""
    actions.delete_due_evidence()
