"""What one partition gives away by itself: the residual checks R2 and R4 of the domain brief."""

from __future__ import annotations

import math

from publication.disclosure.rules import State
from publication.disclosure.table import Equation, Table

EDGE = 1e-6


def gives_away(table: Table, equation: Equation) -> bool:
    """Say whether this equation alone narrows a withheld cell, or a coded one, more than the rules allow."""
    unknown = [cell for cell in equation.cells if table.is_unknown(cell)]
    protected = [cell for cell in unknown if table.is_protected(cell)]
    if protected and len(unknown) == 1:
        return True  # the one thing unknown is the difference of all the others
    if equation.total in unknown:
        return False  # a withheld total frees its members; its own partitions guard the total
    if protected and _n_is_narrow(table, equation, unknown):
        return True
    return equation.has_numerators and (
        _x_is_narrow(table, equation, unknown, protected) or _code_is_narrow(table, equation, unknown)
    )


def _residual_n(table: Table, equation: Equation, unknown: list[int]) -> int:
    known = sum(table.n[cell] or 0 for cell in equation.members if cell not in unknown)
    return (table.n[equation.total] or 0) - known


def _n_is_narrow(table: Table, equation: Equation, unknown: list[int]) -> bool:
    rules = table.ruleset
    residual = _residual_n(table, equation, unknown)
    room = residual - sum(map(table.least_n, unknown)) + 2 * equation.n_slack
    return residual < rules.n_min or room < rules.min_interval


def _x_residual(
    table: Table, equation: Equation, unknown: list[int]
) -> tuple[float, float, float, float, int]:
    """Return the numerators left to the unknown cells (low, high), those readable (low, high), and n left."""
    readable = [cell for cell in equation.members if cell not in unknown]
    low = sum(table.x_low[cell] for cell in readable) - equation.x_slack
    high = sum(table.x_high[cell] for cell in readable) + equation.x_slack
    n = _residual_n(table, equation, unknown) + equation.n_slack
    x_low = max(table.x_low[equation.total] - high, 0)
    return x_low, min(table.x_high[equation.total] - low, n), low, high, n


def _x_is_narrow(table: Table, equation: Equation, unknown: list[int], protected: list[int]) -> bool:
    """Check the numerators of withheld cells: their sum by R5, then the room each has."""
    if not protected:
        return False
    x_low, x_high, _, _, n = _x_residual(table, equation, unknown)
    if n > 0 and x_low == x_high and table.ruleset.code(n, round(x_low)) is not State.OPEN:
        return True
    least = sum(map(table.least_n, unknown))
    return any(_room(table, cell, n, least, x_low, x_high) < table.ruleset.min_interval for cell in protected)


def _code_is_narrow(table: Table, equation: Equation, unknown: list[int]) -> bool:
    """Check the codes: whether the other figures tell more than a coded cell's own bound does."""
    if not any(table.is_coded(cell) for cell in equation.cells):
        return False
    total = equation.total
    x_low, x_high, low, high, n = _x_residual(table, equation, unknown)
    for cell in equation.members:
        if not table.is_coded(cell):
            continue
        if cell in unknown:
            found = (x_low if len(unknown) == 1 else x_low - n, x_high)
        else:
            others_low, others_high = low - table.x_low[cell], high - table.x_high[cell]
            found = (table.x_low[total] - others_high - n, table.x_high[total] - others_low)
        if _is_inside(found, table, cell):
            return True
    return table.is_coded(total) and _is_inside((low, high + n), table, total)


def _is_inside(found: tuple[float, float], table: Table, cell: int) -> bool:
    """Say whether an interval found is narrower, in whole students, than the cell's own code."""
    low, high = found
    return math.ceil(low - EDGE) > table.x_low[cell] or math.floor(high + EDGE) < table.x_high[cell]


def _room(table: Table, cell: int, n: int, least: int, x_low: float, x_high: float) -> float:
    """Return the width of the numerator's interval (or its complement's, if narrower) of a withheld cell."""
    own = table.least_n(cell)
    most = n - (least - own)
    width = min(x_high, most) - max(x_low - (n - own), 0)
    if not table.ruleset.guards_complement:
        return width
    return min(width, min(n - x_low, most) - max(n - x_high - (n - own), 0))


def is_beyond_help(table: Table, equation: Equation) -> bool:
    """Say whether the total itself is so narrow that hiding every member would not do."""
    n = table.n[equation.total] or 0
    least = sum(1 for cell in equation.members if not table.is_virtual(cell) and table.n[cell])
    if n - least < table.ruleset.min_interval:
        return True
    if not equation.has_numerators:
        return False
    low, high = table.x_low[equation.total], table.x_high[equation.total]
    room = min(high, n - low) if table.ruleset.guards_complement else high
    return room < table.ruleset.min_interval
