"""Who can do what: the predicates that guard the views, asked for each role and for one person."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from district.abilities import Ability, abilities
from district.domain import LEVELS, Role, UnitLevel, as_role
from district.models import RoleAssignment
from district.permissions import StandIn


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit that is nobody's: what holding a role somewhere means, without a row."""

    pk: int = -1
    parent: None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds one role and nothing else, for the whole district or for one unit."""

    role: Role
    words: str
    is_whole: bool

    @property
    def stand_in(self) -> StandIn:
        return StandIn(frozenset({(self.role, -1, self.is_whole)}))

    def can(self, ability: Ability) -> bool:
        return ability.allows(self.stand_in, unit=_Place())

    def reach(self, ability: Ability) -> str:
        """How far, where it is not everywhere."""
        return ability.reach_of(self.stand_in, is_whole=self.is_whole)


@dataclass(frozen=True, slots=True)
class Can:
    """One thing that can be done, and by whom or why."""

    words: str
    by: tuple[str, ...]
    is_everyones: bool = False  # whoever holds any role can do it everywhere they hold it


@dataclass(frozen=True, slots=True)
class RoomAbilities:
    """What can be done in one room."""

    name: str
    things: tuple[Can, ...]


def holders(role: Role | None = None) -> list[Holder]:
    """Every role, or one, at each reach it can be held for; who holds no role can do nothing."""
    return [holder for each in Role if role in (None, each) for holder in _reaches(each)]


def who_can_do_what() -> list[RoomAbilities]:
    """Everything that can be done, with the roles whose holders can."""
    everyone = holders()

    def by(ability: Ability) -> tuple[str, ...]:
        able = [holder for holder in everyone if holder.can(ability)]
        return tuple(_with(holder.words, holder.reach(ability)) for holder in able)

    return _by_room(by, tuple(holder.words for holder in everyone))


def what_a_role_can_do(role: Role) -> list[RoomAbilities]:
    """What someone can do who holds just this role, and where if that is not everywhere."""
    several = holders(role)

    def by(ability: Ability) -> tuple[str, ...] | None:
        able = [holder for holder in several if holder.can(ability)]
        said = (_with(each.words if len(several) > 1 else "", each.reach(ability)) for each in able)
        return tuple(filter(None, said)) if able else None

    return _by_room(by)


def what_a_person_can_do(person: Any) -> list[RoomAbilities]:
    """What one person can do today, each with the role that lets them."""
    held = list(_held_by(person))

    def reasons(ability: Ability) -> tuple[str, ...] | None:
        if not any(ability.allows(person, unit=each.unit) for each in held):
            return None
        alone = [each for each in held if ability.allows(_just(each), unit=each.unit)]
        said = tuple(as_role(each.role, unit=str(each.unit), last=each.valid_to) for each in alone)
        return said or (_("by all of these roles together"),)

    return _by_room(reasons)


def _reaches(role: Role) -> Iterator[Holder]:
    parts = LEVELS[role] - {UnitLevel.DISTRICT}
    is_both = bool(parts) and UnitLevel.DISTRICT in LEVELS[role]
    if UnitLevel.DISTRICT in LEVELS[role]:
        yield Holder(role, _("%s of the district") % role.words if is_both else role.words, is_whole=True)
    if parts:
        yield Holder(role, _("%s of one unit") % role.words if is_both else role.words, is_whole=False)


def _held_by(person: Any) -> Iterable[RoleAssignment]:
    found: Iterable[RoleAssignment] = (
        RoleAssignment.objects.in_force(timezone.localdate())
        .filter(person=person)
        .select_related("unit__parent__parent")
        .order_by("unit__order", "role")
    )
    return found


def _just(held: RoleAssignment) -> StandIn:
    """Someone who holds this one role."""
    is_district = held.unit.level == UnitLevel.DISTRICT and not held.unit.is_comparison
    return StandIn(frozenset({(held.role, held.unit_id, is_district)}), pk=held.person_id)


def _with(words: str, reach: str) -> str:
    return f"{words} ({reach})" if words and reach else words or reach


def _by_room(
    asked: Callable[[Ability], tuple[str, ...] | None], everyone: tuple[str, ...] = ()
) -> list[RoomAbilities]:
    """Ask for each ability by whom or why; what nobody is named for at all is left out."""
    found: dict[str, list[Can]] = {}
    for each in abilities():
        by = asked(each)
        if by is not None:
            found.setdefault(each.room, []).append(Can(each.words, by, bool(by) and by == everyone))
    return [
        RoomAbilities(str(apps.get_app_config(room).verbose_name), tuple(things))
        for room, things in found.items()
    ]
