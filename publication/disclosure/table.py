"""A table as an attacker sees it: cells by number, and equations between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publication.disclosure.rules import Cell, Clearance, Key, Partition, Ruleset, State

Link = tuple[Key, Key]  # two cells that count the same people


@dataclass(frozen=True)
class Equation:
    """The members add up to the total; slack is by how much the table's own figures miss that."""

    total: int
    members: tuple[int, ...]
    n_slack: int = 0
    x_slack: float = 0.0
    has_numerators: bool = True

    @property
    def cells(self) -> tuple[int, ...]:
        """Return the total and its members."""
        return (self.total, *self.members)


@dataclass
class Table:
    """Cells of one indicator and period, unpublished remainders last, with what is published of each."""

    ruleset: Ruleset
    keys: list[Key] = field(default_factory=list)
    n: list[int | None] = field(default_factory=list)
    x: list[float | None] = field(default_factory=list)
    x_low: list[float] = field(default_factory=list)
    x_high: list[float] = field(default_factory=list)
    clearances: list[Clearance] = field(default_factory=list)
    published: int = 0
    equations: list[Equation] = field(default_factory=list)
    equations_of: list[list[int]] = field(default_factory=list)

    def is_virtual(self, cell: int) -> bool:
        """Whether the cell is a remainder that nobody publishes but anybody may work out."""
        return cell >= self.published

    def state(self, cell: int) -> State:
        """Return what may be published of a cell."""
        return self.clearances[cell].state

    def is_unknown(self, cell: int) -> bool:
        """Whether an attacker does not simply read n."""
        return self.is_virtual(cell) or self.state(cell).is_suppressed

    def is_protected(self, cell: int) -> bool:
        """Whether n and numerator must not be found out; a remainder of few students is guarded too."""
        return self.state(cell).is_suppressed

    def is_coded(self, cell: int) -> bool:
        """Whether the numerator must not be known better than its code says; remainders as if published."""
        return self.state(cell).is_coded

    def is_visible(self, cell: int) -> bool:
        """Whether hiding the cell would take something away."""
        return not self.is_virtual(cell) and self.state(cell) in {
            State.OPEN,
            State.TOP_CODED,
            State.BOTTOM_CODED,
        }

    def least_n(self, cell: int) -> int:
        """Return the least n an attacker must believe: a suppressed cell is never empty."""
        return 0 if self.is_virtual(cell) or self.n[cell] is None else 1

    def order(self, cell: int) -> tuple[int, Key]:
        """Return the order in which cells are given up: fewest students first, then by key."""
        return (self.n[cell] or 0, self.keys[cell])


def compile_table(
    cells: Iterable[Cell],
    partitions: Iterable[Partition],
    ruleset: Ruleset,
    clearances: Mapping[Key, Clearance] | None = None,
    links: Iterable[Link] = (),
) -> Table:
    """Number the cells in key order, add remainders, and write every partition and link as an equation."""
    table = Table(ruleset)
    counted = sorted((cell for cell in cells if cell.is_counted), key=lambda cell: cell.key)
    for cell in counted:
        _add(table, cell, ruleset.clear(cell) if clearances is None else clearances[cell.key])
    table.published = len(counted)
    number = {key: index for index, key in enumerate(table.keys)}
    if len(number) != len(counted):
        raise ValueError("A table holds every cell once.")
    for partition in sorted(set(partitions), key=lambda part: (part.total, part.members)):
        if partition.total in number:
            _add_equation(table, number, partition)
    for link in sorted(set(links)):
        _add_link(table, number, link)
    table.equations_of = [[] for _ in table.keys]
    for index, equation in enumerate(table.equations):
        for member in equation.cells:
            table.equations_of[member].append(index)
    return table


def _add(table: Table, cell: Cell, clearance: Clearance) -> int:
    table.keys.append(cell.key)
    table.n.append(cell.n)
    x = None if cell.numerator is None else float(cell.numerator)
    table.x.append(x)
    low = high = x or 0.0
    if clearance.state.is_coded and cell.n is not None:
        low, high = table.ruleset.code_interval(cell.n, clearance.state)
    table.x_low.append(low)
    table.x_high.append(high)
    table.clearances.append(clearance)
    return len(table.keys) - 1


def _add_equation(table: Table, number: dict[Key, int], partition: Partition) -> None:
    """Write total = members, plus a remainder where the list is open or something is left over.

    A member that is not in the table and leaves nothing over is empty, and an attacker will guess so.
    """
    total = number[partition.total]
    members = tuple(number[key] for key in partition.members if key in number)
    n_left, x_left = _left_over(table.n, total, members), _left_over(table.x, total, members)
    counted = [cell for cell in (total, *members) if table.n[cell] is not None]
    if n_left is not None and n_left == table.n[total]:
        return  # every member is empty: the remainder is the total itself
    has_numerators = all(table.x[cell] is not None for cell in counted)
    n_slack, x_slack = 0, 0.0
    if n_left is not None and n_left < 0:
        n_slack, n_left = -int(n_left), 0
    if not partition.complete or n_left not in {None, 0}:
        if n_left is None or x_left is None:
            x_left = None
        else:
            x_true = min(max(x_left, 0), n_left)
            x_slack, x_left = abs(x_left - x_true), x_true
        n = None if n_left is None else int(n_left)
        key = (*partition.total, "remainder", str(len(table.equations)))
        cell = Cell(key, n, None if x_left is None or n is None else min(round(x_left), n))
        members = (*members, _add(table, cell, _clear_remainder(table.ruleset, cell)))
        table.x[-1] = x_left
    elif x_left:
        x_slack = abs(x_left)
    if math.isclose(x_slack, 0, abs_tol=1e-9):
        x_slack = 0.0
    table.equations.append(Equation(total, members, n_slack, x_slack, has_numerators))


def _add_link(table: Table, number: dict[Key, int], link: Link) -> None:
    """Write that two cells have the same n, within the difference of their own figures.

    Where one of them has no students and says so, they do not count the same ones.
    """
    first, second = (number[key] for key in link)
    counts = [count for count in (table.n[first], table.n[second]) if count is not None]
    if all(counts):
        table.equations.append(
            Equation(first, (second,), max(counts, default=0) - min(counts, default=0), has_numerators=False)
        )


def _clear_remainder(ruleset: Ruleset, cell: Cell) -> Clearance:
    """Judge a remainder as if it were published; nobody can work out one that cannot be counted."""
    return Clearance(State.OPEN) if cell.n is None else ruleset.clear(cell)


def _left_over(
    counts: list[int | None] | list[float | None], total: int, members: tuple[int, ...]
) -> float | None:
    known = [counts[cell] for cell in (total, *members)]
    if any(count is None for count in known):
        return None
    whole, *parts = (float(count) for count in known if count is not None)
    return whole - sum(parts)
