"""What differs between two versions of a plan's words, row by row under the key each row had."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from strategic_plan.domain.plan import ComponentKind

FRAME = {"name": "Name", "first_year": "First year", "last_year": "Last year", "source": "Source"}
COMPONENT = {"title": "Title", "text": "Text", "order": "Place"}
GOAL = {"number": "Number", "name": "Name", "aim": "Aim", "leader": "Led by"}
STRATEGY = {"name": "Name", "theory_of_action": "Theory of action", "leader": "Led by", "order": "Place"}
LEVELS = {
    "goal": "What an area is called",
    "strategy": "What a way of working is called",
    "initiative": "What a piece of work is called",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field that differs; an added row has nothing before, a removed one nothing after."""

    what: str
    field: str
    before: str
    after: str


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """Every field that differs between two contents, in the order in which people read a plan."""
    lines = list(_fields("The plan", FRAME, before, after))
    for level, words in LEVELS.items():
        old, new = (" / ".join(content["levels"][level]) for content in (before, after))
        if old != new:
            lines.append(Line("The plan", words, old, new))
    lines += _rows(before["components"], after["components"], COMPONENT, _component)
    lines += _rows(before["goals"], after["goals"], GOAL, _goal)
    lines += _rows(_strategies(before), _strategies(after), STRATEGY, _strategy)
    return lines


def _rows(before: list[Any], after: list[Any], fields: Mapping[str, str], named: Any) -> Iterator[Line]:
    old, new = ({row["key"]: row for row in rows} for rows in (before, after))
    for key in [*new, *(key for key in old if key not in new)]:
        yield from _fields(named(new.get(key) or old[key]), fields, old.get(key, {}), new.get(key, {}))


def _fields(
    what: str, fields: Mapping[str, str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Line]:
    for field, words in fields.items():
        old, new = (_text(row.get(field)) for row in (before, after))
        # A row that came or went says its words; its place in the list would say nothing.
        if old != new and not (field == "order" and (not before or not after)):
            yield Line(what, words, old, new)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _component(row: Mapping[str, Any]) -> str:
    kind = ComponentKind(row["kind"]).words
    return f"{kind}: {row['title']}" if row["title"] else kind


def _goal(row: Mapping[str, Any]) -> str:
    return f"{row['number']}. {row['name']}"


def _strategy(row: Mapping[str, Any]) -> str:
    return str(row["name"])


def _strategies(content: Mapping[str, Any]) -> list[Any]:
    return [strategy for goal in content["goals"] for strategy in goal["strategies"]]
