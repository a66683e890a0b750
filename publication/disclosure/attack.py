"""The attacker: linear programs over everything one table publishes together (R13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publication.disclosure.residuals import gives_away
from publication.disclosure.rules import Breach, Cell, Clearance, Key, Partition, Ruleset
from publication.disclosure.table import Link, Table, compile_table


def audit(
    cells: Iterable[Cell],
    clearances: Mapping[Key, Clearance],
    partitions: Iterable[Partition],
    ruleset: Ruleset,
    *,
    links: Iterable[Link] = (),
) -> list[Breach]:
    """Attack what would be published; an empty list is the gate's permission. See docs/adr/0005."""
    table = compile_table(cells, partitions, ruleset, clearances, links)
    residuals = [
        Breach(table.keys[equation.total], "residual", 0, 0, ruleset.min_interval)
        for equation in table.equations
        if gives_away(table, equation)
    ]
    return residuals + [breach for _, breach in breaches(table)]


def breaches(table: Table) -> list[tuple[int, Breach]]:
    """Return every withheld or coded cell an attacker narrows too much, with its number in the table."""
    from publication.disclosure.programs import Attack  # numpy and HiGHS: for workers, not for web processes

    found = []
    for component in _components(table):
        found += Attack(table, component).breaches()
    return sorted(found, key=lambda item: item[1])


def _components(table: Table) -> list[list[int]]:
    """Group equations that share something unknown; groups without a secret to guard are left out."""
    owner = list(range(len(table.equations)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = index = owner[owner[index]]
        return index

    secrets = set()
    for cell, equations in enumerate(table.equations_of):
        if equations and (table.is_unknown(cell) or table.is_coded(cell)):
            for index in equations[1:]:
                owner[root(index)] = root(equations[0])
    for cell, equations in enumerate(table.equations_of):
        if equations and (table.is_protected(cell) or table.is_coded(cell)):
            secrets.add(root(equations[0]))
    groups: dict[int, list[int]] = {}
    for index in range(len(table.equations)):
        if root(index) in secrets:
            groups.setdefault(root(index), []).append(index)
    return list(groups.values())
