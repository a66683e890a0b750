"""What rows may become. A subject room registers its target when it starts; this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from imports.domain import Finding, Recipe

if TYPE_CHECKING:
    from imports.checking import Accepted


class PeriodUnread(ValueError):  # noqa: N818 -- a text that names no period, maybe with a guess
    """A text that is no period; `suggestion` is a code a person may confirm, `label` its words."""

    def __init__(self, sentence: str, suggestion: str = "", label: str = "") -> None:
        """Keep the sentence and the guess."""
        super().__init__(sentence)
        self.suggestion = suggestion
        self.label = label


@dataclass(frozen=True)
class ReadPeriod:
    """A period as it is stored, sorted and said."""

    code: str
    sort: int
    label: str


@dataclass(frozen=True)
class Note:
    """What a target says about one value of a chunk; `role` is the part of the measure it speaks of."""

    position: int
    code: str
    sentence: str
    role: str = "value"
    is_refused: bool = False


class Vocabulary(Protocol):
    """The words of one recipe resolved to rows of the database, and the rules of its measures."""

    def measure(self, number: int) -> int | None:
        """Return the key the measure's values are stored under; None where it is optional and not
        followed."""

    def unit(self, key: str, name: str) -> int | None:
        """Return a unit's key; negative for one the load will create, None for an unknown one."""

    def group(self, code: str) -> int | None:
        """Return a student group's key."""

    def period(self, text: str, notation: str) -> ReadPeriod:
        """Read a period or raise `PeriodUnread`."""

    def examine(self, number: int, values: Mapping[str, Any]) -> Sequence[Note]:
        """Judge the values of one measure: range, counts, size."""


@dataclass(frozen=True)
class Differences:
    """What loading would do, and what was found across rows."""

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    refused: int = 0  # values that rows of the file state differently
    repeated: int = 0
    states: Mapping[str, int] = field(
        default_factory=dict
    )  # values to be stored by what kind of fact they are
    units: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    rows_refused: int = 0
    rows_ignored: int = 0
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Changed:
    """One value that a load would change, or one that came of a row."""

    row: int
    what: str
    unit: str
    group: str
    period: str
    before: str
    after: str
    url: str = ""


class Staging(Protocol):
    """Where checked values wait for a person's word."""

    def add(self, accepted: Sequence[Accepted]) -> None:
        """Take the accepted values of one chunk."""

    def settle(self) -> Differences:
        """Compare with what is stored, inside the caller's transaction, and keep the result for the load."""


@dataclass(frozen=True)
class Field:
    """Something a column may feed, as the mapping page shows it."""

    key: str
    label: Any
    about: Any = ""
    is_required: bool = False
    guesses: tuple[str, ...] = field(default=())


class Stale(Exception):  # noqa: N818 -- not an error: the check has to be repeated
    """What is stored changed between check and load."""


class DependedUpon(ValueError):  # noqa: N818 -- the sentence says what stands in the way
    """An import that cannot be undone because something newer builds on it."""


Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Words:
    """The words a recipe may use, each with what people call it."""

    measures: Choices
    groups: Choices
    levels: Choices
    notations: Choices
    states: Choices
    meanings: Choices


@dataclass(frozen=True)
class Example:
    """A recipe of a well-known source, to begin one's own with."""

    slug: str
    name: str
    source: str
    spec: Mapping[str, Any]


class Target(Protocol):
    """What the rows of a file become."""

    slug: str
    name: str

    def measures(self) -> Sequence[tuple[str, str]]: ...

    def words(self) -> Words: ...

    def examples(self) -> Sequence[Example]: ...

    def vocabulary(self, recipe: Recipe) -> Vocabulary: ...

    def staging(self, batch: Any, vocabulary: Any) -> AbstractContextManager[Staging]: ...

    def changed(self, batch: Any, limit: int) -> Sequence[Changed]: ...

    def load(self, batch: Any, *, by: Any, reason: str) -> int: ...

    def undo(self, batch: Any, undoing: Any, *, by: Any, reason: str) -> int: ...

    def hindrance(self, batch: Any) -> str: ...

    def state_words(self, states: Mapping[str, int]) -> Sequence[tuple[str, int]]: ...

    def of_row(self, batch: Any, row: int) -> Sequence[Changed]: ...

    def forget(self, batch: Any) -> None: ...


_targets: dict[str, Callable[[], Target]] = {}


def register(slug: str, make: Callable[[], Target]) -> None:
    """Let an app say what rows may become; called from AppConfig.ready."""
    _targets[slug] = make


def target(slug: str) -> Target:
    """Return a registered target."""
    return _targets[slug]()
