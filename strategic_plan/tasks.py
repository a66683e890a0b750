"""The worker's doors: one action called, safe to run twice."""

from celery import shared_task

from strategic_plan import actions


@shared_task(name="strategic_plan.tasks.delete_withdrawn_evidence")  # type: ignore[untyped-decorator]  # celery has no types
def delete_withdrawn_evidence() -> None:
    """Delete the bytes of evidence that was withdrawn long ago."""
    actions.delete_withdrawn_evidence()
