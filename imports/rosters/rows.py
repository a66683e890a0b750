"""One row of a sheet of people or units, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.forms import BaseForm

from district.importing import RosterColumn


class Outcome(StrEnum):
    """What a row does, in the order a preview shows."""

    REFUSED = "refused"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row's place in the file, what it is about, what it does, and what is wrong with it."""

    number: int
    what: str
    outcome: Outcome
    changes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Cells:
    """The cells of one row under the keys of our columns; a column the file lacks has no key."""

    number: int
    texts: Mapping[str, str]
    changes: list[str] = field(default_factory=list)
    is_new: bool = False

    def get(self, key: str) -> str:
        return self.texts.get(key, "")

    def has(self, key: str) -> bool:
        return key in self.texts


class RowRefused(Exception):  # noqa: N818 -- it is an answer to a person, not a fault
    """What is wrong with one row, in sentences."""

    def __init__(self, *problems: str) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(problems))
        self.problems = problems


def checked(form: BaseForm, columns: Sequence[RosterColumn]) -> dict[str, Any]:
    """The clean values of a form, or its errors as sentences that name the file's columns."""
    if form.is_valid():
        return form.cleaned_data
    names = {column.key: column.name for column in columns}
    raise RowRefused(
        *(
            f"{names.get(key, form.fields[key].label if key in form.fields else '')}: {error}"
            if key != "__all__"
            else str(error)
            for key, errors in form.errors.items()
            for error in errors
        )
    )
