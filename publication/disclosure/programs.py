"""The attacker's linear programs; only what attacks loads this file, with numpy and HiGHS."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray

from publication.disclosure.rules import Breach, DisclosureError
from publication.disclosure.table import Equation, Table

EDGE = 1e-6
IDLE_ROUNDS = 3  # questions are asked together until three rounds in a row answer none
OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "parallel": "off",  # not "threads": HiGHS refuses a second thread count in one process
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 4,  # primal: a new cost keeps the old point feasible
}
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Attack:
    """One linear program for a group of equations, asked many questions from a warm start.

    A question is a column, or the difference of two (n minus numerator). It is answered when the feasible
    points seen so far prove its interval: `width` whole students wide, or reaching from `floor` to `roof`.
    """

    def __init__(self, table: Table, component: list[int]) -> None:
        self.table = table
        self.truth: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.asked: list[tuple[int, str, int, int, float, float, float]] = []
        self.n_column: dict[int, int] = {}
        self.x_column: dict[int, int] = {}
        self.ceiling = 4.0 * max((n or 0 for n in table.n), default=0) + 100
        equations = [table.equations[index] for index in component]
        with_x = {cell for equation in equations if equation.has_numerators for cell in equation.cells}
        self.cells = sorted({cell for equation in equations for cell in equation.cells})
        for cell in self.cells:
            self._add_cell(cell, has_x=cell in with_x)
        for equation in equations:
            self._add_row(equation, table.n, self.n_column, equation.n_slack)
            if equation.has_numerators:
                self._add_row(equation, table.x, self.x_column, equation.x_slack)

    def _column(self, truth: float, lower: float, upper: float) -> int:
        self.truth.append(truth)
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.truth) - 1

    def _add_cell(self, cell: int, *, has_x: bool) -> None:
        """Give an unknown cell columns n and x (x <= n), a published code its x; note what to ask."""
        table, width = self.table, float(self.table.ruleset.min_interval)
        n, x = float(table.n[cell] or 0), float(table.x[cell] or 0)
        low, high = table.x_low[cell], table.x_high[cell]
        if not table.is_unknown(cell):
            if table.is_coded(cell) and has_x:
                x_column = self.x_column[cell] = self._column(x, low, high)
                self.asked.append((cell, "numerator", x_column, -1, low, high, 0))
            return
        n_column = self.n_column[cell] = self._column(n, table.least_n(cell), self.ceiling)
        if table.is_protected(cell):
            self.asked.append((cell, "n", n_column, -1, 0, 0, width))
        if not has_x:
            return
        x_column = self.x_column[cell] = self._column(x, 0, self.ceiling)
        self.rows.append(({x_column: 1.0, n_column: -1.0}, -highspy.kHighsInf, 0.0))
        if table.is_coded(cell):
            self.asked.append((cell, "numerator", x_column, -1, low, high, 0))
        elif table.is_protected(cell):
            self.asked.append((cell, "numerator", x_column, -1, 0, 0, width))
            if table.ruleset.guards_complement:
                self.asked.append((cell, "complement", n_column, x_column, 0, 0, width))

    def _add_row(
        self,
        equation: Equation,
        counts: list[int | None] | list[float | None],
        column_of: dict[int, int],
        slack: float,
    ) -> None:
        """Write members - total = 0, with everything published moved to the right-hand side."""
        row: dict[int, float] = {}
        constant = 0.0
        for cell, sign in ((equation.total, -1.0), *((member, 1.0) for member in equation.members)):
            if cell in column_of:
                row[column_of[cell]] = sign
            else:
                constant += sign * float(counts[cell] or 0)
        if row:
            self.rows.append((row, -constant - slack, -constant + slack))

    def breaches(self) -> list[tuple[int, Breach]]:
        """Ask all questions together while that settles some, then each one left by itself."""
        self._start()
        if all(self.table.n[cell] is not None for cell in self.cells):
            self._learn(np.array(self.truth))
            self._ask_together()
        found = []
        for index in np.flatnonzero(~self._is_answered()).tolist():
            if not self._is_answered()[index] and not self._ask(index):
                cell, quantity, _, _, floor, roof, width = self.asked[index]
                low, high = round(float(self.low[index]), 6), round(float(self.high[index]), 6)
                breach = Breach(self.table.keys[cell], quantity, low, high, width or roof - floor)
                found.append((cell, breach))
        return found

    def _start(self) -> None:
        """Hand the program to HiGHS once; later questions change only costs and bounds."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.truth), len(self.rows)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_, lp.col_upper_ = np.array(self.lower), np.array(self.upper)
        lp.row_lower_ = np.array([low for _, low, _ in self.rows])
        lp.row_upper_ = np.array([high for _, _, high in self.rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in self.rows)])
        lp.a_matrix_.index_ = np.array([column for row, _, _ in self.rows for column in row])
        lp.a_matrix_.value_ = np.array([value for row, _, _ in self.rows for value in row.values()])
        self.solver = highspy.Highs()
        for option, value in OPTIONS.items():
            self.solver.setOptionValue(option, value)
        self.solver.passModel(lp)
        self.every_column = np.arange(lp.num_col_, dtype=np.int32)
        asked = list(zip(*self.asked, strict=True))
        self.plus, self.minus = np.array(asked[2]), np.array(asked[3])
        self.floor, self.roof, self.width = (np.array(column, dtype=float) for column in asked[4:])
        self.low, self.high = np.full(len(self.asked), np.inf), np.full(len(self.asked), -np.inf)

    def _is_answered(self) -> Flags:
        """Tell which intervals are proved wide enough, in whole students."""
        low, high = np.ceil(self.low - EDGE), np.floor(self.high + EDGE)
        return np.where(self.width > 0, high - low >= self.width, (low <= self.floor) & (high >= self.roof))

    def _ask_together(self) -> None:
        """Push many columns at once, up or down at random, inside a box just wide enough to prove them."""
        random = np.random.default_rng(7)
        truth, reach = np.array(self.truth), self.table.ruleset.min_interval + 1.0
        lower, upper = np.array(self.lower), np.array(self.upper)
        boxed_low, boxed_high = np.maximum(lower, truth - reach), np.minimum(upper, truth + reach)
        codes = self.plus[self.width == 0]  # a code must be reached at both of its ends
        boxed_low[codes], boxed_high[codes] = lower[codes], upper[codes]
        self._bound(boxed_low, boxed_high)
        left = np.flatnonzero(~self._is_answered())
        idle = 0
        while len(left) and idle < IDLE_ROUNDS:
            push = random.uniform(-1, 1, len(left))
            cost = np.zeros(len(truth) + 1)
            np.add.at(cost, self.plus[left], push)
            np.add.at(cost, self.minus[left], -push)
            self._solve(cost[:-1])
            before, left = len(left), np.flatnonzero(~self._is_answered())
            idle = idle + 1 if len(left) == before else 0
        self._bound(lower, upper)

    def _ask(self, index: int) -> bool:
        """Find the exact ends of one interval; stop as soon as it is proved wide enough."""
        for direction in (1.0, -1.0):
            cost = np.zeros(len(self.truth) + 1)
            cost[self.plus[index]], cost[self.minus[index]] = direction, -direction
            self._solve(cost[:-1])
            if self._is_answered()[index]:
                return True
        return False

    def _bound(self, lower: Numbers, upper: Numbers) -> None:
        self.solver.changeColsBounds(len(lower), self.every_column, lower, upper)

    def _solve(self, cost: Numbers) -> None:
        """Minimise a cost and learn from the point found."""
        self.solver.changeColsCost(len(cost), self.every_column, cost)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            place = ", ".join(self.table.keys[self.cells[0]])
            raise DisclosureError(f"The figures around {place} contradict each other: nothing is cleared.")
        self._learn(np.array(self.solver.getSolution().col_value))

    def _learn(self, point: Numbers) -> None:
        """Widen every interval by one more feasible point."""
        padded = np.append(point, 0.0)  # column -1 stands for nothing
        seen = padded[self.plus] - padded[self.minus]
        self.low, self.high = np.minimum(self.low, seen), np.maximum(self.high, seen)
