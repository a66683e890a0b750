"""What the gate asks of measures: does a target say again a result that is not shown (domain brief R7)?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kpi.public.live import ALL
from kpi.public.standing import WITHHELD
from publication.compiling import Find
from publication.domain import cells_of

Payload = Mapping[str, Any]


def targets_tell_nothing_hidden(kind: str, key: str, payload: Payload, find: Find) -> str:
    """Answer what a target tells that its measure's cells do not; nothing where all is well.

    It reads published payloads alone, as the public would, and shares no code with what made them.
    """
    for card in _cards(kind, key, payload, find):
        words = _objection(card, find)
        if words:
            return words
    return ""


def _cards(kind: str, key: str, payload: Payload, find: Find) -> Iterable[Payload]:
    """Every short form of a measure that an item holds, or that its cells may contradict."""
    if kind == "measure":
        return [payload]
    if kind == "cards":
        return payload.values()
    if kind == "measures":
        return payload["cards"]  # type: ignore[no-any-return]  # JSON
    page = find("measure", key.partition("/")[0]) if kind == "cells" else None
    return [page] if page else []


def _objection(card: Payload, find: Find) -> str:
    target, path = card.get("target") or {}, card["trend"].get("path", [])
    told = [target.get("baseline"), *(value for _year, value in path)]
    told = [value for value in told if value is not None]
    if any(_decimals(value) > card["unit"]["decimals"] for value in told):
        return f"the target of {card['slug']} is told more exactly than its results."
    page = find("measure", card["slug"])
    cells = find("cells", f"{card['slug']}/{page['unit_slug']}") if page else None
    start = target.get("baseline_period", {}).get("code")
    if (
        told
        and cells
        and any(
            cell.group == ALL and cell.period == start and cell.state in WITHHELD for cell in cells_of(cells)
        )
    ):
        return f"the target of {card['slug']} starts from a result that is not shown."
    return ""


def _decimals(value: str | float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
