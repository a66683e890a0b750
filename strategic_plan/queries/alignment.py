"""The alignment map: mission to initiatives, what other rooms tie to them, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from strategic_plan.alignment import PLACES, Alignment, Gap, Place, Tie, alignments, goal_word
from strategic_plan.domain import ComponentKind, Standing
from strategic_plan.models import CoreGoal, Initiative, Plan, PlanComponent, Strategy
from strategic_plan.queries.heard import unheard_goals


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of one goal with what is tied there."""

    place: Place
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class StrategyNode:
    """A strategy on the map."""

    strategy: Strategy
    initiatives: Sequence["InitiativeNode"]
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class InitiativeNode:
    """An initiative on the map, and where it stands today."""

    initiative: Initiative
    standing: Standing
    ties: Sequence[Tie]


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A core goal on the map, with its strategies and places."""

    goal: CoreGoal
    strategies: Sequence[StrategyNode]
    places: Sequence[Filled]


@dataclass(frozen=True, slots=True)
class AlignmentMap:
    """A plan as a whole: its mission and vision, its goals, and its gaps in words."""

    plan: Plan
    mission: str
    vision: str
    goals: Sequence[GoalNode]
    gaps: Sequence[Gap]
    later: Sequence[str]  # what will appear when its room is furnished


def alignment_map(plan: Plan) -> AlignmentMap:
    """One plan as a map; the number of queries does not depend on how large it is."""
    goals = list(plan.goals.prefetch_related("strategies__initiatives__milestones"))
    words = {part.kind: part.text for part in PlanComponent.objects.filter(plan=plan)}
    rooms = alignments(plan)
    mission, vision = words.get(ComponentKind.MISSION, ""), words.get(ComponentKind.VISION, "")
    nodes = [_goal(goal, rooms) for goal in goals]
    gaps = [*_missing_words(plan, mission, vision), *_missing_parts(plan, nodes)]
    gaps += [gap for room in rooms for gap in room.gaps]
    later = [place.no_room for place in PLACES if not _of(place, rooms)]
    return AlignmentMap(plan, mission, vision, nodes, gaps, later)


def _of(place: Place, rooms: Iterable[Alignment]) -> list[Alignment]:
    return [room for room in rooms if room.place == place.key]


def _goal(goal: CoreGoal, rooms: Sequence[Alignment]) -> GoalNode:
    strategies = [
        StrategyNode(
            each,
            _initiatives(each, rooms),
            [tie for room in rooms for tie in room.strategies.get(each.pk, ())],
        )
        for each in goal.strategies.all()
    ]
    filled = [
        Filled(place, [tie for room in own for tie in room.goals.get(goal.pk, ())])
        for place in PLACES
        if (own := _of(place, rooms))
    ]
    return GoalNode(goal, strategies, filled)


def _initiatives(strategy: Strategy, rooms: Sequence[Alignment]) -> list[InitiativeNode]:
    today = timezone.localdate()
    return [
        InitiativeNode(
            each,
            each.standing_on(today),
            [tie for room in rooms for tie in room.initiatives.get(each.pk, ())],
        )
        for each in strategy.initiatives.all()
    ]


def _missing_words(plan: Plan, mission: str, vision: str) -> list[Gap]:
    add = reverse("strategic_plan_staff:component_add", args=[plan.pk])
    named = (("mission", mission), ("vision", vision))
    return [Gap(f"The plan has no {name}.", add, f"Write the {name}") for name, text in named if not text]


def _missing_parts(plan: Plan, nodes: Sequence[GoalNode]) -> list[Gap]:
    if not nodes:
        add = reverse("strategic_plan_staff:goal_add", args=[plan.pk])
        one = plan.levels.goal.one_within
        return [Gap(f"The plan has no {one}.", add, f"Add {one}")]
    word, way = goal_word(plan), plan.levels.strategy.one_within
    gaps = [
        Gap(
            f"No {way} serves {word} {node.goal.number}.",
            reverse("strategic_plan_staff:strategy_add", args=[node.goal.pk]),
            f"Add {way}",
        )
        for node in nodes
        if not node.strategies
    ]
    work = plan.levels.initiative.one_within
    idle = [
        Gap(
            f"No {work} carries out “{each.strategy}” ({word} {node.goal.number}).",
            reverse("strategic_plan_staff:initiative_add", args=[each.strategy.pk]),
            f"Add {work}",
        )
        for node in nodes
        for each in node.strategies
        if not each.initiatives
    ]
    return [*gaps, *idle, *_unheard(plan, word)]


def _unheard(plan: Plan, word: str) -> list[Gap]:
    add = reverse("strategic_plan_staff:input_add", args=[plan.pk])
    return [
        Gap(
            f"No stakeholder input is recorded for {word} {goal.number}.",
            f"{add}?goal={goal.pk}",
            "Record what was heard",
        )
        for goal in unheard_goals(plan)
    ]
