"""Complementary suppression: hide as little more as makes the attacker fail (R2 to R4)."""

from __future__ import annotations

from collections.abc import Iterable

from publication.disclosure.attack import breaches
from publication.disclosure.residuals import gives_away, is_beyond_help
from publication.disclosure.rules import Cell, Clearance, DisclosureError, Key, Partition, Ruleset, State
from publication.disclosure.table import Equation, Link, Table, compile_table

COMPLEMENTARY = Clearance(
    State.SUPPRESSED_COMPLEMENTARY, reason="Hidden so that another number cannot be worked out."
)


def protect(
    cells: Iterable[Cell],
    partitions: Iterable[Partition],
    ruleset: Ruleset,
    *,
    links: Iterable[Link] = (),
) -> dict[Key, Clearance]:
    """Return a clearance for every cell, such that the attacker of `audit` finds nothing.

    Every turn of either loop hides at least one more visible cell and none ever returns, so it ends.
    """
    cells = list(cells)
    table = compile_table(cells, partitions, ruleset, links=links)
    _settle(table, set(range(len(table.equations))))
    while found := breaches(table):
        touched: set[int] = set()
        for cell in dict.fromkeys(cell for cell, _ in found):
            near = _next_to_hide(table, cell) if touched.isdisjoint(table.equations_of[cell]) else None
            touched |= set() if near is None else _hide(table, near)
        if not touched:
            raise DisclosureError("An attacker succeeds although nothing is visible; nothing is cleared.")
        _settle(table, touched)
    cleared = {cell.key: ruleset.clear(cell) for cell in cells if not cell.is_counted}
    return cleared | dict(zip(table.keys[: table.published], table.clearances, strict=False))


def _settle(table: Table, waiting: set[int]) -> None:
    """Check partitions one by one until none gives anything away by itself."""
    while waiting:
        index = min(waiting)
        equation = table.equations[index]
        if gives_away(table, equation):
            waiting |= _hide(table, _weakest(table, equation))
        else:
            waiting.discard(index)


def _hide(table: Table, cell: int) -> set[int]:
    """Hide a visible cell; return the partitions that have to be looked at again."""
    table.clearances[cell] = COMPLEMENTARY
    return set(table.equations_of[cell])


def _weakest(table: Table, equation: Equation) -> int:
    """Choose the smallest visible member, or the total when no member is left or none would do."""
    members = [cell for cell in equation.members if table.is_visible(cell)]
    is_total_visible = table.is_visible(equation.total)
    if is_total_visible and (not members or is_beyond_help(table, equation)):
        return equation.total
    return min(members, key=table.order)


def _next_to_hide(table: Table, cell: int) -> int | None:
    """Choose what to hide for a breached cell: a sibling, else its total, else the nearest visible cell.

    None where another breach of this turn took the last visible one: the attack has to be made again first.
    """
    seen, frontier = {cell}, [cell]
    while frontier:
        near = {index for known in frontier for index in table.equations_of[known]}
        equations = [table.equations[index] for index in sorted(near)]
        members = {member for equation in equations for member in equation.members}
        for candidates in (members, {equation.total for equation in equations}):
            visible = [candidate for candidate in candidates if table.is_visible(candidate)]
            if visible:
                return min(visible, key=table.order)
        frontier = [member for equation in equations for member in equation.cells if member not in seen]
        seen.update(frontier)
    return None
