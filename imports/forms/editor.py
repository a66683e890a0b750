"""The recipe editor: the sections together, what stands in them, and the wording they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from imports.domain.cells import CellRules, plain, read_cell
from imports.forms.fields import Offered, Section
from imports.forms.sections import (
    AboutForm,
    CellsForm,
    CellWordForm,
    ColumnForm,
    FileForm,
    GroupForm,
    GroupWordForm,
    MeasureForm,
    RowRuleForm,
    UnitPartForm,
    WhenForm,
    WhoForm,
)
from imports.mapping import COLUMNS_OF_A_MEASURE, CONDITIONS, SHOWN_WORDS, spec_of

FORMS: dict[str, type[Section]] = {
    "about": AboutForm,
    "file": FileForm,
    "who": WhoForm,
    "when": WhenForm,
    "group": GroupForm,
    "cells": CellsForm,
}
ROWS: dict[str, type[Section]] = {
    "parts": UnitPartForm,
    "groups": GroupWordForm,
    "measures": MeasureForm,
    "words": CellWordForm,
    "ignore": RowRuleForm,
    "columns": ColumnForm,
}
MOST = {"measures": 30}
ANY_NUMBER = CellRules(percent=True, thousands=True, bounds=True)
State = dict[str, Any]


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """The rows of a section; a row that is left empty says nothing."""

    def initial_form_count(self) -> int:
        """Every sent row may be empty, also one that was there before."""
        return 0 if self.is_bound else super().initial_form_count()


class RecipeEditor:
    """Every section, filled from a state or from what was sent."""

    def __init__(self, state: State | None, offered: Offered, *, data: Any = None) -> None:
        """Fill the sections."""
        state = state or {}
        self.refused: list[str] = []
        self.forms = {
            name: kind(data, prefix=name, initial=state.get(name), offered=offered)
            for name, kind in FORMS.items()
        }
        self.rows = {
            name: forms.formset_factory(kind, formset=Rows, extra=0, max_num=MOST.get(name, 80))(
                data,
                prefix=name,
                initial=None if data is not None else state.get(name),
                form_kwargs={"offered": offered},
            )
            for name, kind in ROWS.items()
        }

    @property
    def state(self) -> State:
        """What stands in the sections, checked or not."""
        state: State = {name: form.raw for name, form in self.forms.items()}
        return state | {name: [row.raw for row in rows.forms] for name, rows in self.rows.items()}

    @property
    def sections(self) -> list[Section]:
        """Every form, in the order of the page."""
        return [*self.forms.values(), *(form for rows in self.rows.values() for form in rows.forms)]

    def is_valid(self) -> bool:
        """Whether every section can be read; what is wrong stands at its field."""
        return not self.errors

    @property
    def errors(self) -> list[Any]:
        """What the summary on top of the page asks: whether anything is wrong."""
        wrong: list[Any] = [*self.refused, *(form for form in self.sections if form.errors)]
        return wrong + [
            error for rows in self.rows.values() if rows.is_bound for error in rows.non_form_errors()
        ]

    def non_field_errors(self) -> list[str]:
        """Sentences that belong to no field."""
        return self.refused + [str(error) for form in self.sections for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        """Yield every field, for the summary."""
        for form in self.sections:
            yield from form

    def refuse(self, sentences: Sequence[str]) -> None:
        """Keep what saving refused."""
        self.refused += sentences

    @property
    def about(self) -> dict[str, str]:
        """The recipe's name and who publishes the file."""
        return self.forms["about"].cleaned_data

    def spec(self, before: Mapping[str, Any] | None) -> dict[str, Any]:
        """The wording that the sections say."""
        said = {name: form.cleaned_data for name, form in self.forms.items()}
        filled = {
            name: [row.cleaned_data for row in rows.forms if row.has_changed()]
            for name, rows in self.rows.items()
        }
        return spec_of(said | filled, before)


def chosen_columns(state: State) -> dict[str, bool]:
    """The columns whose words a person may want to see; True for those that hold numbers."""
    numbers = [row.get(role) for row in state["measures"] for role in COLUMNS_OF_A_MEASURE]
    words = [state["group"].get("column"), *(row.get("column") for row in state["ignore"])]
    words += [row.get(f"when_{number}") for row in state["measures"] for number in CONDITIONS]
    chosen = {**dict.fromkeys(numbers, True), **dict.fromkeys(words, False)}
    return {str(label): is_number for label, is_number in chosen.items() if label}


def stated_names(state: State) -> dict[str, list[str]]:
    """Every column that a section names, with the other names it has had."""
    named = [state["who"].get("name"), state["when"].get("column"), *chosen_columns(state)]
    named += [row.get("column") for row in (*state["parts"], *state["columns"])]
    others = {row.get("column"): row.get("names") or [] for row in state["columns"]}
    return {label: [label, *others.get(label, [])] for label in dict.fromkeys(named) if label}


def with_row(state: State, name: str) -> State:
    """The state with one more empty row in a section."""
    return {**state, name: [*state[name], {}]} if name in ROWS else state


def without_row(state: State, name: str, number: int) -> State:
    """The state without one row of a section."""
    if name not in ROWS:
        return state
    return {**state, name: [row for at, row in enumerate(state[name]) if at != number]}


def with_found_words(state: State, offered: Offered) -> State:
    """The state with a row for each word that the open file holds and no row speaks of.

    A word for a group comes with the group of the same name. A word in place of a number comes with
    nothing: what a mark means only a person can say.
    """
    codes = {_bare(str(name)): code for code, name in offered.words.groups}
    codes |= {_bare(code): code for code, _name in offered.words.groups}
    found = offered.found.get(state["group"].get("column") or "", [])
    groups = [{"word": word, "group": codes.get(_bare(word), "")} for word in _new(found, state["groups"])]
    rated = {row.get("value") for row in state["measures"] if row.get("categories")}
    texts = [
        each
        for label, is_number in chosen_columns(state).items()
        if is_number and label not in rated
        for each in offered.found.get(label, [])
        if read_cell(each[0], ANY_NUMBER).problem
    ]
    words = [{"word": word, "means": ""} for word in _new(texts, state["words"])]
    return {**state, "groups": [*state["groups"], *groups], "words": [*state["words"], *words]}


def _bare(name: str) -> str:
    """The name of a group as it is compared: “Male Students” is “male”, “two-or-more” is “two or more”."""
    return plain(name.replace("-", " ")).removesuffix(" students")


def _new(found: Sequence[tuple[str, int]], rows: Sequence[State]) -> list[str]:
    """The words that were found and stand in no row."""
    listed = {plain(row.get("word") or "") for row in rows}
    new = {plain(word): word for word, _count in found if plain(word) not in listed}
    return list(new.values())[:SHOWN_WORDS]
