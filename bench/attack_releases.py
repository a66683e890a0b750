"""Attack many generated releases, and time disclosure control: -m bench.attack_releases [districts]."""

import sys
import time
from decimal import Decimal
from statistics import median

from publication.disclosure import Ruleset, State, audit, fingerprint, project, protect
from tests.publication.disclosure.attacker import Attacker, leaked_fields, under_threshold
from tests.publication.disclosure.districts import RATES, district

RULES = Ruleset()


def attack(districts: int) -> int:
    """Protect and attack 15 schools by 8 groups, many times; print and return the secrets found out."""
    secrets = withheld = coded = cells_seen = partners = 0
    started = time.perf_counter()
    for seed in range(1000, 1000 + districts):
        cells, partitions = district(seed)
        cleared = protect(cells, partitions, RULES)
        public = project(cells, cleared, {cell.key: Decimal(1) for cell in cells})
        secrets += len(Attacker(public, partitions).findings())
        secrets += len(under_threshold(public)) + len(leaked_fields(public))
        secrets += len(audit(cells, cleared, partitions, RULES))
        states = [clearance.state for clearance in cleared.values()]
        cells_seen += len(states)
        withheld += sum(state.is_suppressed for state in states)
        partners += states.count(State.SUPPRESSED_COMPLEMENTARY)
        coded += sum(state.is_coded for state in states)
    print(f"{districts} districts of 15 schools by 8 groups in {time.perf_counter() - started:.1f} s")
    print(f"  cells {cells_seen}, withheld {withheld} (partners {partners}), coded {coded}")
    print(f"  secrets found out: {secrets}")
    return secrets


def clock(schools: int, groups: int) -> None:
    """Time one table at several rates; print medians of five rounds."""
    for rate in RATES:
        cells, partitions = district(1, schools=schools, groups=groups, rate=rate)
        times: dict[str, list[float]] = {"protect": [], "gate": [], "hash": []}
        for _ in range(5):
            marks = [time.perf_counter()]
            cleared = protect(cells, partitions, RULES)
            marks.append(time.perf_counter())
            audit(cells, cleared, partitions, RULES)
            marks.append(time.perf_counter())
            fingerprint(cells, partitions, RULES)
            marks.append(time.perf_counter())
            for name, start, end in zip(times, marks, marks[1:], strict=False):
                times[name].append(1000 * (end - start))
        students = sum(cell.n or 0 for cell in cells)
        hidden = sum(cell.n or 0 for cell in cells if cleared[cell.key].state.is_suppressed)
        shown = ", ".join(f"{name} {median(values):.0f} ms" for name, values in times.items())
        print(f"{schools} x {groups} at {rate:.0%}: {shown}; {hidden / students:.1%} of students withheld")


if __name__ == "__main__":
    clock(50, 15)
    clock(15, 8)
    sys.exit(bool(attack(int(sys.argv[1]) if len(sys.argv) > 1 else 200)))
