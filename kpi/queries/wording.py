"""A version in words: its fields by section, and what differs between two of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from district.domain import mark_of_value
from kpi.domain import (
    Agreement,
    Direction,
    EvidenceType,
    Frequency,
    Period,
    PeriodError,
    PeriodType,
    Role,
    TargetError,
    UnitOfMeasure,
    Word,
    path_points,
    target_of,
)
from kpi.models import IndicatorVersion, RecordedAgreement
from kpi.models.fields import SECTIONS, TARGETS
from ui.cards import ChangedLine, Term
from ui.words import number

NOT_SET = "Not set"
GOALS, YEARLY = "Other core goals", "Yearly targets"
WORDS: dict[str, type[Word]] = {
    "role": Role,
    "evidence_type": EvidenceType,
    "unit_of_measure": UnitOfMeasure,
    "direction": Direction,
    "frequency": Frequency,
    "period_type": PeriodType,
}


def sections_of(version: IndicatorVersion) -> list[tuple[str, list[Term]]]:
    """The filled fields of a version by section, goals and targets included."""
    texts = _texts(version)
    return [
        (
            section.title,
            [Term(field.label, texts[field.label]) for field in section.fields if texts[field.label]],
        )
        for section in SECTIONS
    ]


def target_terms(version: IndicatorVersion) -> list[Term]:
    """Baseline, final target, tolerance and series of a version."""
    texts = _texts(version)
    return [Term(field.label, texts[field.label] or NOT_SET) for field in TARGETS.fields]


def lines_between(before: IndicatorVersion, after: IndicatorVersion) -> list[ChangedLine]:
    """The fields in which two versions differ, each as text before and after."""
    earlier, later = _texts(before), _texts(after)
    return [
        ChangedLine(label, earlier[label] or NOT_SET, later[label] or NOT_SET)
        for label in later
        if earlier[label] != later[label]
    ]


def text_mark(version: IndicatorVersion) -> str:
    """A mark of everything that an agreement is to."""
    return mark_of_value([f"{label}: {text}" for label, text in _texts(version).items()])


def period_words(code: str) -> str:
    """A period as people read it; a code that is none stays as it is."""
    try:
        return Period.parse(code).label
    except PeriodError:
        return code


def plain_number(value: Decimal) -> str:
    """A number in full precision, without closing zeros."""
    return number(value, 6, trim=True)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _texts(version: IndicatorVersion) -> dict[str, str]:
    texts = {
        field.label: _text(field.name, getattr(version, field.name))
        for section in (*SECTIONS, TARGETS)
        for field in section.fields
    }
    links = sorted(version.goal_links.all(), key=lambda link: link.goal.number)
    texts[GOALS] = _listed(str(link.goal) for link in links)
    texts[YEARLY] = _listed(
        f"{period_words(target.period)}: {plain_number(target.value)}"
        for target in version.yearly_targets.all()
    )
    return texts


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in WORDS:
        return WORDS[name](value).label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return plain_number(value)
    if name.endswith("_period"):
        return period_words(value)
    return str(value.label if name == "series" else value)


@dataclass(frozen=True)
class VersionStep:
    """A version with the agreements given to it and what it changed."""

    version: IndicatorVersion
    agreements: list[tuple[Agreement, RecordedAgreement | None]]
    lines: list[ChangedLine]


def version_steps(versions: Sequence[IndicatorVersion]) -> list[VersionStep]:
    """Every version, newest first, each compared with the one before it."""
    before = [*versions[1:], None]
    return [
        VersionStep(version, agreements_of(version), lines_between(earlier, version) if earlier else [])
        for version, earlier in zip(versions, before, strict=True)
    ]


def agreements_of(version: IndicatorVersion) -> list[tuple[Agreement, RecordedAgreement | None]]:
    """Both sides, each with its recorded agreement or none."""
    given = {Agreement(agreement.party): agreement for agreement in version.agreements.all()}
    return [(party, given.get(party)) for party in (Agreement.BOARD, Agreement.SUPERINTENDENT)]


def path_of(version: IndicatorVersion) -> list[tuple[Period, Decimal, bool]]:
    """The target path of a version as (period, target, whether stated); nothing where it has none."""
    yearly = [(target.period_sort // 10, target.value) for target in version.yearly_targets.all()]
    try:
        target = target_of(version, yearly) if Direction(version.direction).sign else None
    except (PeriodError, TargetError):
        return []
    return path_points(target) if target else []
