"""What other rooms tie to the plan: each names what it links to a goal, strategy or initiative, and its gaps.

A room above the plan takes part with one function, named by its dotted path in ``settings.ALIGNMENT``::

    ALIGNMENT = ["kpi.queries.alignment_of"]

    def alignment_of(plan: Plan) -> Alignment:
        return Alignment("measures", goals={goal.pk: (Tie("Reading", url, status="near"),)}, gaps=(Gap(…),))

It answers for one plan in a constant number of queries. The plan's own page shows it; a place that no room
fills says what will stand there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from strategic_plan.domain import LEVELS
from strategic_plan.models import Plan


@dataclass(frozen=True, slots=True)
class Place:
    """Where ties of one kind appear: its heading, what an empty one says, and what it says without a room."""

    key: str
    title: str
    empty: str
    no_room: str


PLACES = (
    Place(
        "measures",
        "Measures",
        "No active measure.",
        "Measures appear here when they are kept in this product.",
    ),
    Place(
        "schools",
        "School goals",
        "No school aims at it.",
        "School goals appear here when school plans are kept in this product.",
    ),
    Place(
        "money",
        "Dollars",
        "No dollars are tied to it.",
        "Dollars appear here when the budget is kept in this product.",
    ),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that a room ties to a part of the plan; a status is a name of ``ui.words.STATUSES``."""

    text: str
    url: str = ""
    status: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, as a sentence, and where to mend it."""

    text: str
    url: str = ""
    link: str = ""


Ties = Mapping[int, Sequence[Tie]]


@dataclass(frozen=True)
class Alignment:
    """What one room ties to a plan; the keys are primary keys of its goals, strategies and initiatives."""

    place: str
    goals: Ties = field(default_factory=dict)
    strategies: Ties = field(default_factory=dict)
    initiatives: Ties = field(default_factory=dict)
    gaps: Sequence[Gap] = ()


def goal_word(plan: Plan) -> str:
    """What a goal is called inside a sentence: "goal", or the district's own name for the level."""
    own = plan.levels.goal.one
    return "goal" if own == LEVELS.goal.one else plan.levels.goal.one_within


def alignments(plan: Plan) -> list[Alignment]:
    """What every room named in the settings ties to a plan."""
    return [_contributor(path)(plan) for path in settings.ALIGNMENT]


def measures_tied(plan: Plan) -> int:
    """How many measures serve the goals of a plan."""
    rooms = [room for room in alignments(plan) if room.place == "measures"]
    return len({tie.url for room in rooms for ties in room.goals.values() for tie in ties})


def _contributor(path: str) -> Callable[[Plan], Alignment]:
    contributor: Callable[[Plan], Alignment] = import_string(path)
    return contributor
