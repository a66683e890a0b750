"""Generated districts: schools by student groups with small counts, zeros and holes."""

import random

from publication.disclosure import Cell, Partition

RACES = ("white", "hispanic", "asian", "black", "two", "native", "pacific", "other")
RACE_WEIGHTS = (60, 12, 9, 8, 7, 2, 1, 1)
YES_GROUPS = {"el": 0.08, "sped": 0.15, "frp": 0.25, "homeless": 0.01}
RATES = (0.02, 0.3, 0.55, 0.72, 0.93, 0.97)


def district(seed, *, schools=15, groups=8, rate=None, sizes=(20, 900)):
    """Return (cells, partitions) of one indicator and period; groups counts the all-students group too."""
    source = random.Random(seed)
    yes_groups = list(YES_GROUPS)[: 3 if groups < 12 else 4]
    has_gender = groups >= 12
    races = RACES[: groups - 1 - len(yes_groups) - 2 * has_gender]
    rate = source.choice(RATES) if rate is None else rate
    counts: dict[tuple[str, str], list[int]] = {}
    for index in range(schools):
        school = f"school-{index:02d}"
        size = source.randint(*sizes) if source.random() < 0.9 else source.randint(1, 30)
        school_rate = min(max(source.gauss(rate, 0.04), 0), 1)
        for _ in range(size):
            race = source.choices(races, RACE_WEIGHTS[: len(races)])[0]
            member_of = ["all", race] + [group for group in yes_groups if source.random() < YES_GROUPS[group]]
            if has_gender:
                member_of.append(source.choice(["female", "male"]))
            counted = source.random() < school_rate
            for group in member_of:
                for unit in (school, "district"):
                    entry = counts.setdefault((unit, group), [0, 0])
                    entry[0] += 1
                    entry[1] += counted
    units = ["district", *(f"school-{index:02d}" for index in range(schools))]
    names = ["all", *races, *yes_groups, *(["female", "male"] if has_gender else [])]
    cells = []
    for unit in units:
        for name in names:
            n, x = counts.get((unit, name), [0, 0])
            if n == 0 and source.random() < 0.3:
                continue  # files often leave an empty group out
            cells.append(Cell((unit, name), n, x))
    partitions = []
    for unit in units:
        partitions.append(Partition((unit, "all"), tuple((unit, race) for race in races)))
        partitions += [Partition((unit, "all"), ((unit, name),), complete=False) for name in yes_groups]
        if has_gender:
            partitions.append(Partition((unit, "all"), ((unit, "female"), (unit, "male"))))
    partitions += [Partition(("district", name), tuple((unit, name) for unit in units[1:])) for name in names]
    return cells, partitions
