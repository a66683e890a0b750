"""Tags of the plan's pages: ``{% load strategic_plan %}``."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("strategic_plan/_carry_box.html")
def carry_box(kind: str, row: Any, ticked: set[str], is_ticked: bool) -> dict[str, Any]:
    """A box to tick for one thing that the next plan may take along."""
    key = f"{kind}:{row.pk}"
    return {"key": key, "id": key.replace(":", "-"), "row": row, "is_ticked": is_ticked or key in ticked}
