"""The sections of a recipe as plain forms; the rows of a section are a formset."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.forms.fields import ColumnField, Section, WordsField

UNKNOWN = [
    ("refuse", _("Refuse the row and say so")),
    ("ignore", _("Leave the row out")),
    ("create", _("Keep the unit for comparison")),
]


class AboutForm(Section):
    """What the recipe is called."""

    name = forms.CharField(label=_("Name of the recipe"), max_length=120)
    source = forms.CharField(label=_("Who publishes the file"), max_length=160)


class FileForm(Section):
    """Which sheet of a workbook is read."""

    sheet = WordsField(
        label=_("Sheets of a workbook"),
        required=False,
        help_text=_(
            "One name a line. A star stands for any letters. Empty: the first sheet with these columns."
        ),
    )


class ColumnForm(Section):
    """A column that has had other names, or that some files lack."""

    column = ColumnField(_("Column"))
    names = WordsField(label=_("Other names it has had"), required=False, help_text=_("One a line."))
    optional = forms.BooleanField(label=_("Some files do not have it"), required=False)


class UnitPartForm(Section):
    """A column of the number that names a school or district."""

    column = ColumnField(_("Column"))
    width = forms.IntegerField(
        label=_("Digits"),
        required=False,
        min_value=0,
        max_value=20,
        help_text=_("Zeros that a spreadsheet dropped are put back."),
    )


class WhoForm(Section):
    """How a row names its school or district."""

    scheme = forms.SlugField(
        label=_("Whose numbers"),
        required=False,
        max_length=40,
        help_text=_("mde for the state's district and school numbers."),
    )
    join = forms.CharField(
        label=_("Between the columns"), required=False, max_length=5, help_text=_("A dash, as in 0194-01.")
    )
    before = forms.CharField(label=_("In front of the number"), required=False, max_length=60)
    name = ColumnField(_("Column with the name"), help_text=_("Used when a unit is kept for comparison."))
    unknown = forms.ChoiceField(label=_("A unit we do not know"), choices=UNKNOWN)
    level = forms.ChoiceField(label=_("The rows are about"))
    constant = forms.SlugField(
        label=_("Or every row is about one unit"),
        required=False,
        max_length=80,
        help_text=_("The short name in its address, such as oak-hills-elementary. Then no column is needed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("level", self.offered.words.levels)


class WhenForm(Section):
    """How a row names its school year."""

    column = ColumnField(
        _("Column with the year"), help_text=_("None: you are asked once for the whole file.")
    )
    notation = forms.ChoiceField(label=_("How the year is written"))
    constant = forms.CharField(
        label=_("Or every file is about one year"),
        required=False,
        max_length=40,
        help_text=_("Written like SY2023-24."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("notation", self.offered.words.notations)


class GroupForm(Section):
    """How a row names its student group."""

    column = ColumnField(_("Column with the student group"))
    constant = forms.ChoiceField(label=_("Or every row is about"), required=False)
    unknown = forms.ChoiceField(label=_("A word that is not listed below"), choices=UNKNOWN[:2])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("constant", self.offered.words.groups, empty=_("the group in the column"))


class GroupWordForm(Section):
    """A word of the file and our group."""

    word = forms.CharField(label=_("Word in the file"), required=False, max_length=300)
    group = forms.ChoiceField(label=_("Our group"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("group", self.offered.words.groups, empty=_("not used"))


class MeasureForm(Section):
    """Which columns of which rows are results of a measure."""

    pairs = {"words_1": "when_1", "words_2": "when_2"}

    indicator = forms.ChoiceField(label=_("Measure"))
    value = ColumnField(_("Value"), help_text=_("None: it is computed from its two counts."))
    numerator = ColumnField(_("Count behind the value"))
    denominator = ColumnField(_("Out of how many"))
    n = ColumnField(_("How many people"), help_text=_("Decides what privacy allows to be shown."))
    when_1 = ColumnField(_("Only rows where this column"))
    words_1 = WordsField(label=_("is one of"), required=False, help_text=_("One a line."))
    when_2 = ColumnField(_("and where this column"))
    words_2 = WordsField(label=_("is one of"), required=False, help_text=_("One a line."))
    decimals = forms.IntegerField(label=_("Decimals"), required=False, min_value=0, max_value=6)
    whole = forms.BooleanField(label=_("Whole numbers only"), required=False)
    fraction = forms.ChoiceField(
        label=_("Fractions, where 0.87 means 87 percent"),
        required=False,
        choices=[("", _("as below for all measures")), ("yes", _("Yes")), ("no", _("No"))],
    )
    categories = WordsField(
        label=_("Ratings instead of numbers"),
        required=False,
        help_text=_("From lowest to highest, one a line."),
    )
    blank = forms.ChoiceField(label=_("An empty cell means"), required=False)
    cohort_years = forms.IntegerField(
        label=_("Years of a graduating class"), required=False, min_value=1, max_value=9
    )
    series = forms.IntegerField(
        label=_("Series"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Empty: the one in force. A new test begins a new series."),
    )
    optional = forms.BooleanField(
        label=_("Skip it where this district does not keep the measure"), required=False
    )
    comment = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("indicator", self.offered.words.measures, empty=_("choose"))
        self.choose("blank", self.offered.words.meanings, empty=_("as below for all measures"))

    @property
    def has_more(self) -> bool:
        """Whether something is said, or wrong, that is seldom said."""
        seldom = ("when_2", "categories", "blank", "fraction", "whole", "series", "optional", "comment")
        return any(self[name].value() for name in seldom) or any(name in self.errors for name in seldom)

    @property
    def shown_number(self) -> int:
        """Its number as people count."""
        return int(str(self.prefix).rpartition("-")[2]) + 1

    def clean(self) -> dict[str, Any]:
        """Refuse a condition without words."""
        cleaned: dict[str, Any] = super().clean() or {}
        for words, column in self.pairs.items():
            if cleaned.get(column) and not cleaned.get(words):
                self.add_error(words, _("Say which words mark the rows."))
        return cleaned


class CellsForm(Section):
    """How cells are written."""

    percent = forms.BooleanField(label=_("Percent signs: 14.13%"), required=False)
    thousands = forms.BooleanField(label=_("Commas between thousands: 8,257"), required=False)
    bounds = forms.BooleanField(label=_("Bounds: >=90%, <= 5.0"), required=False)
    fraction = forms.BooleanField(label=_("Fractions: 0.87 means 87 percent"), required=False)
    whole = forms.BooleanField(label=_("Whole numbers only"), required=False)
    blank = forms.ChoiceField(label=_("An empty cell means"))
    state = forms.ChoiceField(label=_("The numbers are"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("blank", self.offered.words.meanings)
        self.choose("state", self.offered.words.states)


class CellWordForm(Section):
    """A word that stands in place of a number."""

    word = forms.CharField(label=_("Word in the cell"), required=False, max_length=300)
    means = forms.ChoiceField(label=_("It means"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("means", self.offered.words.meanings, empty=_("not expected: refuse the value"))


class RowRuleForm(Section):
    """Rows to leave out."""

    pairs = {"words": "column"}

    column = ColumnField(_("Column"), help_text=_("None: any cell of the row."))
    kind = forms.ChoiceField(
        label=_("says"),
        choices=[
            ("equals", _("one of these")),
            ("starts", _("something that starts with")),
            ("contains", _("something that contains")),
            ("unless", _("anything but these")),
        ],
        initial="equals",
    )
    words = WordsField(label=_("Words"), help_text=_("One a line."))
    reason = forms.CharField(label=_("Why they are left out"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Say which words mark the rows.")
