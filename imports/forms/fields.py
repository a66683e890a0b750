"""Fields of the recipe editor: a column of the file, and words that stand in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from imports.domain.cells import plain
from imports.mapping import SHOWN_WORDS
from imports.targets import Words

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Offered:
    """What the editor offers: the columns and words of an open file, and the target's own words."""

    words: Words
    columns: Choices = ()
    found: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    has_file: bool = False

    def count(self, word: str) -> int:
        """Return how many cells of the chosen columns say a word."""
        return sum(
            count for words in self.found.values() for each, count in words if plain(each) == plain(word)
        )


class Lines(forms.Textarea):
    """Texts, one a line."""

    def __init__(self, rows: int = 2) -> None:
        super().__init__(attrs={"rows": rows, "spellcheck": "false"})

    def format_value(self, value: Any) -> str:
        return "\n".join(value or [])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return lines_of(data, name)


class Picks(forms.CheckboxSelectMultiple):
    """Texts that were found in a column, to be ticked."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return lines_of(data, name)


class WordsField(forms.Field):
    """Words as they stand in the file; the written form is one a line, ticked boxes where a file is open."""

    widget: Any = Lines

    def clean(self, value: Any) -> list[str]:
        """Return the words; none is an error where they are required."""
        words: list[str] = super().clean(value) or []
        if any(len(word) > 300 for word in words):
            raise forms.ValidationError(_("A word has more than 300 characters."))
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)

    def offer(self, found: Sequence[tuple[str, int]], stated: Sequence[str]) -> None:
        """Let a person tick the words that were found; words stated before stay, found or not."""
        seen = {plain(word) for word, _count in found}
        known = {plain(word): word for word in stated}
        counted = [
            (known.get(plain(word), word), f"{word} · {count:,}") for word, count in found[:SHOWN_WORDS]
        ]
        shown = {plain(word) for word, _count in found[:SHOWN_WORDS]}
        others = [
            (word, word if plain(word) in seen else _("{} (not in this file)").format(word))
            for word in stated
            if plain(word) not in shown
        ]
        self.widget = Picks(choices=[*others, *counted])
        self.widget.is_required = False


class ColumnField(forms.CharField):
    """A column by its name: chosen where a file is open, written where none is."""

    def __init__(self, label: Any, *, required: bool = False, help_text: Any = "") -> None:
        super().__init__(label=label, required=required, max_length=310, help_text=help_text)

    def offer(self, offered: Offered) -> None:
        """Offer the columns that are known."""
        if offered.has_file:
            self.widget = forms.Select(choices=[("", _("none")), *offered.columns])
        else:
            self.widget = forms.TextInput(attrs={"list": "columns", "autocomplete": "off"})


class Section(forms.Form):
    """Part of the editor; its columns and words are offered as the open file has them."""

    pairs: Mapping[str, str] = {}  # a field of words, and the field that says in which column they stand

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.offered = offered
        for each in self.fields.values():
            if isinstance(each, ColumnField):
                each.offer(offered)
        if "word" in self.fields and (count := offered.count(str(self["word"].value() or ""))):
            self["word"].help_text = ngettext("{} cell", "{} cells", count).format(f"{count:,}")
        for words, column in self.pairs.items():
            found = offered.found.get(str(self[column].value() or ""))
            chosen = self.fields[words]
            if found and isinstance(chosen, WordsField):
                chosen.offer(found, self[words].value() or [])

    def choose(self, name: str, choices: Choices, *, empty: Any = None) -> None:
        """Offer choices; one that was stated before and is not offered any more stays visible."""
        value = str(self[name].value() or "")
        known = {key for key, _label in choices}
        lost = [(value, _("{} (not kept here)").format(value))] if value and value not in known else []
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 -- declared in this module's forms
        chosen.choices = [*([("", empty)] if empty is not None else []), *choices, *lost]

    @property
    def raw(self) -> dict[str, Any]:
        """What stands in the fields, checked or not, to show them again."""
        return {name: self[name].value() for name in self.fields}


def lines_of(data: Any, name: str) -> list[str]:
    """Return the texts sent under a name, one a line, without repetitions."""
    sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
    texts = (line.strip() for each in sent for line in str(each).splitlines())
    return list(dict.fromkeys(text for text in texts if text))
