"""Everything a new site must know, on one page."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from district.actions import Beginning
from district.domain import FirstUnit, UnitLevel, read_units, units_problems
from district.domain.colours import accent_problem
from district.logos import Logo, NotALogo, read_logo
from district.models import Person

OWN_COLOUR = "#0c4152"  # the product's own, see static/css/src/2-tokens.css; chosen means nothing is chosen
UNIT_LEVELS = [
    (level.value, level.words) for level in (UnitLevel.SCHOOL, UnitLevel.DEPARTMENT, UnitLevel.PROGRAM)
]


class ColourField(forms.CharField):
    """The one colour of a district; the product's own counts as none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Main color"),
            initial=OWN_COLOUR,
            required=False,
            max_length=7,
            widget=forms.TextInput(attrs={"type": "color"}),
            help_text=_(
                "For the bar at the top and for links, in light and dark. It begins as the product's own "
                "blue. It must be dark enough for white words. Colors of a status never change."
            ),
            **options,
        )

    def clean(self, value: Any) -> str:
        """The colour in lower case; one that nobody could read words on is refused."""
        colour = str(super().clean(value)).lower()
        if colour in ("", OWN_COLOUR):
            return ""
        if problem := accent_problem(colour):
            raise ValidationError(problem)
        return colour


class LogoField(forms.FileField):
    """A picture, judged by what is in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Logo"),
            required=False,
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
            help_text=_("PNG, JPEG or WebP, up to 2 MB. It stands on white at the top of each page."),
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> Logo | None:
        """The picture drawn anew, or nothing."""
        file = super().clean(data, initial)
        try:
            return read_logo(file) if file else None
        except NotALogo as refused:
            raise ValidationError(str(refused)) from refused


class YearStart(forms.Form):
    """The day on which each school year starts."""

    year_starts_month = forms.TypedChoiceField(
        label=_("Month in which the school year starts"), choices=list(MONTHS.items()), coerce=int, initial=7
    )
    year_starts_day = forms.IntegerField(
        label=_("Day of that month"), min_value=1, max_value=31, initial=1, help_text=_("Often July 1.")
    )

    def clean(self) -> dict[str, Any]:
        """A day that comes every year, and not the first of a calendar year."""
        clean = super().clean() or {}
        month, day = clean.get("year_starts_month"), clean.get("year_starts_day")
        if month and day:
            try:
                dt.date(2023, month, day)  # a year without February 29
            except ValueError:
                self.add_error("year_starts_day", _("This month has no such day every year."))
            if (month, day) == (1, 1):
                self.add_error(
                    "year_starts_day", _("A school year lies in two calendar years: choose a later day.")
                )
        return clean


class UnitRow(forms.Form):
    """One school, department or program."""

    name = forms.CharField(label=_("Name"), max_length=160)
    level = forms.ChoiceField(label=_("Level"), choices=UNIT_LEVELS, initial="school")
    kind = forms.CharField(label=_("Kind"), max_length=40, required=False)


UnitRows = forms.formset_factory(UnitRow, extra=4, max_num=50, absolute_max=60)


class BeginForm(YearStart):
    """The district, its look, its years, its first units, and whoever runs the site first."""

    name = forms.CharField(label=_("Name of the district"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("As charts say it, for example Prairie Grove.")
    )
    contact_office = forms.CharField(
        label=_("Office that answers questions"), max_length=120, help_text=_("For example Research office.")
    )
    contact_email = forms.EmailField(label=_("E-mail address of that office"))
    accent = ColourField()
    logo = LogoField()
    more_units = forms.CharField(
        label=_("Or paste a list"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One a line: name, level, kind. For example: Oak Elementary, school, Elementary. "
            "You can add the rest later, one by one or by CSV."
        ),
    )
    administrator_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    administrator_email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password_again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.rows = UnitRows(data, prefix="unit")
        self.fields["password"].help_text = _(
            "At least %(count)d characters. Four words in a row are easy to remember."
        ) % {"count": settings.PASSWORD_LENGTH}

    @property
    def has_lost_a_file(self) -> bool:
        """Whether a logo was sent that must be chosen again; no browser keeps it in a page that returns."""
        return bool(self.errors and self.files.get("logo") and not self.errors.get("logo"))

    def sections(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """The fields under their headings: name of the part, heading, fields."""
        parts: list[tuple[str, Any, tuple[str, ...]]] = [
            ("district", _("Your district"), ("name", "short_name", "contact_office", "contact_email")),
            ("look", _("How it looks"), ("accent", "logo")),
            ("year", _("The school year"), ("year_starts_month", "year_starts_day")),
            ("units", _("Schools and other units"), ("more_units",)),
            (
                "administrator",
                _("You, the first administrator"),
                ("administrator_name", "administrator_email", "password", "password_again"),
            ),
        ]
        for part, title, names in parts:
            yield part, str(title), [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """The units of both ways to give them, and a password that fits."""
        clean = super().clean()
        clean["units"] = self._units(clean.get("more_units") or "")
        first, again = clean.get("password"), clean.get("password_again")
        if first and again and first != again:
            self.add_error("password_again", _("These are two different passwords."))
        if first:
            person = Person(
                email=clean.get("administrator_email", ""), name=clean.get("administrator_name", "")
            )
            try:
                validate_password(first, person)
            except ValidationError as error:
                self.add_error("password", error)
        return clean

    def beginning(self) -> Beginning:
        """What was typed, as the action takes it."""
        left_out = {"more_units", "password", "password_again"}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return Beginning(**facts | {"units": tuple(facts["units"])})

    def _units(self, pasted: str) -> list[FirstUnit]:
        units, problems = read_units(pasted)
        if not self.rows.is_valid():
            problems += [
                f"{_('Row')} {number}: {error}"
                for number, row in enumerate(self.rows, start=1)
                for errors in row.errors.values()
                for error in errors
            ]
        rows = [row.cleaned_data for row in self.rows if row.is_valid() and row.cleaned_data.get("name")]
        listed = [FirstUnit(row["name"], UnitLevel(row["level"]), row["kind"]) for row in rows] + units
        for problem in problems + units_problems(listed):
            self.add_error("more_units", problem)
        return listed
