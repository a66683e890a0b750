"""An attacker written apart from the product: reads public values only, asks HiGHS one question at a time."""

import math

import highspy

from publication.disclosure import PublicState

EDGE = 1e-5
HIDDEN = PublicState.NOT_SHOWN
CODED = {PublicState.AT_LEAST, PublicState.AT_MOST}


def own_interval(value):
    """Return the numerators that a published bound allows."""
    share = value.n * value.bound / 100
    return (math.ceil(share), value.n) if value.state is PublicState.AT_LEAST else (0, math.floor(share))


class Attacker:
    """Knows every public value and which parts make which whole; believes nothing else but counting."""

    def __init__(self, public, partitions, *, in_whole_students=False):
        self.public = public
        self.solver = highspy.Highs()
        self.solver.silent()
        self.kind = highspy.HighsVarType.kInteger if in_whole_students else highspy.HighsVarType.kContinuous
        self.n, self.x, self.remainders = {}, {}, []
        self.partitions = [partition for partition in partitions if partition.total in public]
        for key, value in public.items():
            self._believe(key, value)
        for partition in partitions:
            self._add_up(partition)

    def _believe(self, key, value):
        if value.state is HIDDEN:
            self.n[key], self.x[key] = self._pair(1)
        elif value.state in CODED:
            self.n[key], share = value.n, value.n * value.bound / 100
            low, high = (
                (math.ceil(share), value.n) if value.state is PublicState.AT_LEAST else (0, math.floor(share))
            )
            self.x[key] = self.solver.addVariable(low, high, type=self.kind)
        else:
            self.n[key], self.x[key] = value.n, int(value.numerator or 0)

    def _pair(self, least):
        n = self.solver.addVariable(least, 100_000, type=self.kind)
        x = self.solver.addVariable(0, 100_000, type=self.kind)
        self.solver.addConstr(x <= n)
        return n, x

    def _add_up(self, partition):
        if partition.total not in self.public:
            return
        members = [key for key in partition.members if key in self.public]
        parts = [(self.n[key], self.x[key]) for key in members]
        if not partition.complete:
            parts.append(self._pair(0))
            self.remainders.append((partition, *parts[-1]))
        for place, whole in ((0, self.n[partition.total]), (1, self.x[partition.total])):
            terms = [part[place] for part in parts]
            if all(isinstance(term, int) for term in [whole, *terms]):
                continue
            self.solver.addConstr(sum(terms) - whole == 0)

    def interval(self, expression):
        ends = []
        for ask in (self.solver.minimize, self.solver.maximize):
            ask(expression)
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(self.solver.getInfo().objective_function_value)
        return ends[0] + 0.0, ends[1] + 0.0

    def findings(self, needed=5):
        """Return every secret found out: (key, what, low, high)."""
        found = []
        for key, value in self.public.items():
            if value.state is HIDDEN:
                questions = {
                    "n": self.n[key],
                    "numerator": self.x[key],
                    "complement": self.n[key] - self.x[key],
                }
                for what, expression in questions.items():
                    low, high = self.interval(expression * 1.0)
                    if math.floor(high + EDGE) - math.ceil(low - EDGE) < needed:
                        found.append((key, what, low, high))
            elif value.state in CODED:
                low, high = self.interval(self.x[key] * 1.0)
                if (math.ceil(low - EDGE), math.floor(high + EDGE)) != own_interval(value):
                    found.append((key, "code", low, high))
        found += [
            (partition.total, "residual", *left)
            for partition in self.partitions
            if (left := self._left(partition))
        ]
        for partition, n, _ in self.remainders:
            low, high = self.interval(n * 1.0)
            if high - low < EDGE and 0 < round(low) < 10:
                found.append((partition.total, "remainder", low, high))
        return found

    def _left(self, partition):
        """Return (n, numerator) of a partition's hidden members together, where that tells too much."""
        values = [self.public[key] for key in partition.members if key in self.public]
        total, shown = self.public[partition.total], [value for value in values if value.state is not HIDDEN]
        if total.state is HIDDEN or len(shown) == len(values):
            return None
        n = total.n - sum(value.n for value in shown)
        if n < 10:
            return n, None
        if total.state in CODED or any(value.state in CODED for value in shown):
            return None
        x = total.numerator - sum(value.numerator or 0 for value in shown)
        return (n, x) if is_extreme(n, x) else None


def under_threshold(public, n_min=10):
    """Return what is shown although its group is too small, or too near 0 or 100 percent."""
    return [
        key
        for key, value in public.items()
        if value.state is not HIDDEN
        and (0 < value.n < n_min or (value.numerator is not None and is_extreme(value.n, value.numerator)))
    ]


def is_extreme(n, numerator):
    """Say whether a share among n is so near 0 or 100 percent that it may not stand exactly."""
    margins = {300: 1, 100: 2, 40: 5, 20: 10, 0: 20}
    margin = next(margins[start] for start in margins if n >= start)
    return n > 0 and not margin < 100 * numerator / n < 100 - margin


def leaked_fields(public):
    """Return values that carry more than their state allows."""
    return [
        key
        for key, value in public.items()
        if (value.state is HIDDEN and (value.n, value.numerator, value.value, value.bound) != (None,) * 4)
        or (value.state in CODED and (value.numerator, value.value) != (None, None))
    ]
