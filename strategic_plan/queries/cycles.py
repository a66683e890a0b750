"""Reading PDSA cycles."""

from django.db.models import QuerySet

from strategic_plan.models import Cycle


def cycle_list() -> QuerySet[Cycle]:
    """Every cycle with its line, what it improves, its unit and its owner; open ones of a line last."""
    return Cycle.objects.select_related("line__unit", "line__strategy", "line__process", "owner")


def cycle_page(key: int) -> Cycle:
    """One cycle with its questions and files; raises Cycle.DoesNotExist."""
    return cycle_list().prefetch_related("questions", "evidence_links__file__uploaded_by").get(pk=key)


def cycles_beside(cycle: Cycle) -> list[Cycle]:
    """All cycles of the same line in their order."""
    return list(Cycle.objects.filter(line=cycle.line_id).order_by("number"))
