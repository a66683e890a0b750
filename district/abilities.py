"""What people may do: each predicate that guards a view, with the words that say it.

The page "Who can do what" calls these very predicates, so it cannot say anything else than the views do.
Every public ``can_…`` of a room's ``permissions`` module is registered by one line, or a test fails::

    @ability("writes the words of the plan")
    def can_edit_plan(person: Any) -> bool: ...

The words go on after a person's name ("Maria writes the words of the plan"). A predicate that takes a
``unit`` is asked for the unit of the role; name other arguments, once for each way of asking::

    @ability("records the Board's agreement to a measure", party=Agreement.BOARD)
    @ability("records their own agreement to a measure", party=Agreement.SUPERINTENDENT)
    def can_record_agreement(person: Any, party: Agreement) -> bool: ...

An ability that does not reach everywhere says how far, in words after it. Who holds the role for the whole
district reaches everywhere; where that is no matter of units, ``beyond`` is what the predicate is asked to
find out whether it reaches further::

    @ability("says how an initiative goes", reach="what they own", beyond={"initiative": OTHERS_ROW},
             initiative=OWN_ROW)
    def can_work_on(person: Any, initiative: Any) -> bool: ...

An argument that is a row gets a stand-in with the fields that the predicate reads; the database is not asked.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

Predicate = TypeVar("Predicate", bound=Callable[..., bool])


@dataclass(frozen=True, slots=True)
class Ability:
    """One thing people may do: the predicate that guards it, and the words after a person's name."""

    predicate: Callable[..., bool]
    words: str
    given: Mapping[str, Any]
    reach: str = ""
    beyond: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The predicate's dotted name."""
        return f"{self.predicate.__module__}.{self.predicate.__qualname__}"

    @property
    def room(self) -> str:
        return self.predicate.__module__.partition(".")[0]

    @property
    def is_for_a_unit(self) -> bool:
        return "unit" in inspect.signature(self.predicate).parameters

    def allows(self, person: Any, *, unit: Any = None) -> bool:
        """Ask the predicate itself."""
        asked = {**self.given, "unit": unit} if self.is_for_a_unit else self.given
        return self.predicate(person, **asked)

    def reach_of(self, person: Any, *, is_whole: bool) -> str:
        """How far someone who can do it reaches, in words; nothing where that is everywhere."""
        is_everywhere = self.predicate(person, **{**self.given, **self.beyond}) if self.beyond else is_whole
        return "" if is_everywhere else self.reach


_registered: list[Ability] = []


def ability(
    words: str, *, reach: str = "", beyond: Mapping[str, Any] | None = None, **given: Any
) -> Callable[[Predicate], Predicate]:
    """Register a predicate with the words that go on after a person's name; it stays the function it is."""

    def register(predicate: Predicate) -> Predicate:
        _registered.append(Ability(predicate, words, given, reach, beyond or {}))
        return predicate

    return register


def abilities() -> list[Ability]:
    """Every registered ability, room after room in the order of the installed apps."""
    autodiscover_modules("permissions")
    return sorted(_registered, key=lambda each: _rooms().index(each.room))


def _rooms() -> list[str]:
    from django.conf import settings

    return [str(app).partition(".")[0] for app in settings.INSTALLED_APPS]
