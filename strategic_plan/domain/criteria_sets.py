"""The criteria sets that policy 105 and its successors name, with sources; data, standard library only.

Sources (domain brief 4.1): policy 105 for the seven names; the Baldrige Excellence Framework of 2021–24 for
the newer names, its scoring system for the points; the Baldrige Award criteria of 2025 for the nine sections.
How the seven correspond to the nine is written nowhere we know: it is our own reading, marked so.
"""

import datetime as dt
from dataclasses import dataclass

from strategic_plan.domain.criteria import CategoryKind

POLICY = "seven-categories"
FRAMEWORK = "baldrige-2021-24"
AWARD = "baldrige-award-2025"


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """A category of a set: its address, its name in the words of the set, its kind and its points."""

    slug: str
    name: str
    kind: CategoryKind = CategoryKind.PROCESS
    points: int | None = None


@dataclass(frozen=True, slots=True)
class SetWords:
    """An edition of criteria with its categories in their order."""

    slug: str
    name: str
    edition: str
    source: str
    categories: tuple[CategoryWords, ...]
    in_force_from: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """That a category of one set corresponds to one of another; without a source it is our own reading."""

    category: tuple[str, str]
    newer: tuple[str, str]
    source: str = ""


SETS = (
    SetWords(
        POLICY,
        "Seven categories of performance",
        "as planning policies name them",
        "Baldrige criteria, in the words of school board policies on planning",
        (
            CategoryWords("leadership", "leadership"),
            CategoryWords("strategic-planning", "strategic planning"),
            CategoryWords("stakeholder-focus", "students, stakeholder and community focus"),
            CategoryWords("measurement", "measurement analysis and knowledge management"),
            CategoryWords("workforce-focus", "workforce focus"),
            CategoryWords("process-management", "process management"),
            CategoryWords("desired-results", "desired results", CategoryKind.RESULTS),
        ),
        note="These words win over newer names where a policy uses them. They set no points.",
    ),
    SetWords(
        FRAMEWORK,
        "Baldrige Excellence Framework",
        "2021–24",
        "Baldrige Excellence Framework, 2021–24; scoring system",
        (
            CategoryWords("leadership", "Leadership", points=120),
            CategoryWords("strategy", "Strategy", points=85),
            CategoryWords("customers", "Customers", points=85),
            CategoryWords("measurement", "Measurement, Analysis, and Knowledge Management", points=90),
            CategoryWords("workforce", "Workforce", points=85),
            CategoryWords("operations", "Operations", points=85),
            CategoryWords("results", "Results", CategoryKind.RESULTS, 450),
        ),
        dt.date(2021, 1, 1),
        "Points are those of the award: 1,000 in all. We show them for reference and never add up bands.",
    ),
    SetWords(
        AWARD,
        "Baldrige Award Criteria",
        "2025",
        "National Institute of Standards and Technology, Baldrige Award criteria, 2025",
        (
            CategoryWords("organization", "Organization Description", CategoryKind.DESCRIPTION),
            CategoryWords("leadership", "Leadership and Governance", CategoryKind.BOTH),
            CategoryWords("operations", "Operations", CategoryKind.BOTH),
            CategoryWords("workforce", "Workforce", CategoryKind.BOTH),
            CategoryWords("customers", "Customers and Markets", CategoryKind.BOTH),
            CategoryWords("finance", "Finance", CategoryKind.BOTH),
            CategoryWords("strategy", "Strategy", CategoryKind.BOTH),
            CategoryWords("learning", "Organizational Learning", CategoryKind.BOTH),
            CategoryWords("community", "Community Relationships", CategoryKind.BOTH),
        ),
        dt.date(2025, 1, 1),
        "Results are asked for in the sections and need at least five years of trended data. "
        "Which factors each section is judged by is our own reading, to be confirmed.",
    ),
)
_NEWER_NAMES = "Baldrige Excellence Framework, 2021–24"
MATCHES = (
    *(
        Match((POLICY, policy), (FRAMEWORK, newer), _NEWER_NAMES)
        for policy, newer in (
            ("leadership", "leadership"),
            ("strategic-planning", "strategy"),
            ("stakeholder-focus", "customers"),
            ("measurement", "measurement"),
            ("workforce-focus", "workforce"),
            ("process-management", "operations"),
            ("desired-results", "results"),
        )
    ),
    *(
        Match((POLICY, policy), (AWARD, newer))
        for policy, newer in (
            ("leadership", "leadership"),
            ("strategic-planning", "strategy"),
            ("stakeholder-focus", "customers"),
            ("stakeholder-focus", "community"),
            ("measurement", "learning"),
            ("workforce-focus", "workforce"),
            ("process-management", "operations"),
            ("desired-results", "finance"),
        )
    ),
)
