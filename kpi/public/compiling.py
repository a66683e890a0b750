"""The parts of a release that measures make: one part per measure, and the lists of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.forms.models import model_to_dict

from district.models import OrgUnit
from kpi.domain import UnitOfMeasure
from kpi.models import IndicatorVersion
from kpi.public import live
from kpi.public.about import about
from kpi.public.clearance import Figures, Result, cleared
from kpi.public.live import Row, Surroundings
from kpi.public.payload import (
    card,
    comparison,
    group_rows,
    movement,
    other_lines,
    result_payload,
    school_rows,
    units_and_groups,
)
from kpi.public.standing import Subject, latest_of, public_target
from publication.compiling import Draft
from publication.domain import Item, Part, PublishedCell, cells_item, digest

CODE = "8"  # raise it when the same rows must compile to other payloads


@dataclass(frozen=True)
class Measure:
    """One measure to compile: what its results are known by, its neighbours, and what it becomes."""

    version: IndicatorVersion
    mark: str
    previous: IndicatorVersion | None
    following: IndicatorVersion | None
    subject: Callable[[], Subject]
    alike: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Its public address."""
        return self.version.indicator.slug

    def fingerprint(self, surroundings: str) -> str:
        """A hash of everything its payloads depend on."""
        neighbours = [
            (each.indicator.slug, each.question) if each else None for each in (self.previous, self.following)
        ]
        agreed = [(each.party, each.agreed_on, each.meeting) for each in self.version.agreements.all()]
        yearly = [(each.period, each.value) for each in self.version.yearly_targets.all()]
        series = [(s.number, s.label, s.break_reason) for s in self.version.indicator.series.all()]
        words = model_to_dict(self.version, exclude=["goals"])
        goal = live.goal_of(self.version)
        return digest(
            CODE,
            surroundings,
            sorted(words.items(), key=str),
            (goal.number, goal.name) if goal else None,
            agreed,
            yearly,
            series,
            neighbours,
            self.mark,
        )


def compile_measures(draft: Draft) -> Iterable[Part]:
    """Return a part per measure and one for the lists; a part is compiled only when its inputs changed."""
    around = live.surroundings()
    measures = _measures(around, draft)
    known = around.fingerprint()
    prints = {measure.slug: measure.fingerprint(known) for measure in measures}
    for measure in measures:
        mark = digest(*(prints[slug] for slug in (measure.slug, *measure.alike)))
        yield Part(f"measure {measure.slug}", mark, partial(_items, measure, around))
    yield Part("measures", digest(CODE, known, *prints.values()), partial(_lists, measures, around, draft))


def _measures(around: Surroundings, draft: Draft) -> list[Measure]:
    versions = live.public_versions()
    marks = live.marks([version.indicator_id for version in versions], as_of=draft.as_of)
    found = []
    for position, version in enumerate(versions):
        alike = _alike(version, versions)
        found.append(
            Measure(
                version,
                marks.get(version.indicator_id, ""),
                versions[position - 1] if position else None,
                versions[position + 1] if position + 1 < len(versions) else None,
                partial(_subject, version, alike, around, draft),
                tuple(other.indicator.slug for other in alike),
            )
        )
    return found


def _alike(version: IndicatorVersion, versions: Sequence[IndicatorVersion]) -> list[IndicatorVersion]:
    """Return the other measures about the same people; small and capital letters are the same code."""
    code = version.population_code.lower()
    return [
        other for other in versions if code and other.population_code.lower() == code and other != version
    ]


def _subject(
    version: IndicatorVersion, alike: Sequence[IndicatorVersion], around: Surroundings, draft: Draft
) -> Subject:
    """Read the rows of one version, and of those cleared with it, only where they are needed."""
    indicators = [each.indicator_id for each in (version, *alike)]
    rows = dict(live.current_rows(indicators, as_of=draft.as_of))
    own, *others = (_figures(each, rows.get(each.indicator_id, [])) for each in (version, *alike))
    # From here on only public results exist.
    results = cleared(own, around, draft.clear, others)
    return Subject(
        version, results, public_target(version, results, around.district.slug if around.district else "")
    )


def _figures(version: IndicatorVersion, rows: Sequence[Row]) -> Figures:
    return Figures(
        version.indicator.code,
        rows,
        measured_in=UnitOfMeasure(version.unit_of_measure),
        counts_people=bool(version.people_counted.strip()),
        allowed=version.disaggregations,
        n_min=version.min_n,
    )


def _items(measure: Measure, around: Surroundings) -> Iterable[Item]:
    """The measure's own page, and a table of results for each unit."""
    subject = measure.subject()
    yield Item("measure", measure.slug, _page(measure, subject, around))
    yield Item("cards", measure.slug, _cards(subject, around))
    units, _ = units_and_groups(subject, around)
    for unit in [*units, *around.comparisons]:
        cells = _cells(subject, unit, around)
        if cells:
            yield cells_item(
                measure=measure.slug,
                measure_name=subject.version.name,
                unit=unit.slug,
                unit_name=unit.name,
                unit_of_measure=subject.version.unit_of_measure,
                cells=cells,
            )


def _page(measure: Measure, subject: Subject, around: Surroundings) -> dict[str, Any]:
    district = around.district
    rows = subject.results.of(district.slug) if district else []
    latest = latest_of(rows)
    units, groups = units_and_groups(subject, around)
    goal = live.goal_of(subject.version)
    told: dict[str, Any] = card(subject, district, around)
    return told | {
        "unit_name": district.name if district else "",
        "unit_slug": district.slug if district else "",
        "goal_name": goal.name if goal else "",
        "rows": [result_payload(subject, row) for row in rows],
        "others": other_lines(subject, around),
        "groups": group_rows(subject, district, around) if district else [],
        "schools": school_rows(subject, around),
        "comparison": comparison(subject, latest, around),
        "movement": movement(subject, district) if district else {},
        "about": about(subject, around),
        "choices": {
            "units": [[unit.slug, unit.name] for unit in units],
            "groups": [[group.code, group.name] for group in groups],
            "comparisons": [unit.slug for unit in around.comparisons if _cells(subject, unit, around)],
        },
        "previous": _neighbour(measure.previous),
        "next": _neighbour(measure.following),
    }


def _neighbour(version: IndicatorVersion | None) -> dict[str, str] | None:
    return {"slug": version.indicator.slug, "question": version.question} if version else None


def _cells(subject: Subject, unit: OrgUnit, around: Surroundings) -> list[PublishedCell]:
    """Every published result of one unit: groups in order, then periods."""
    labels = {each.number: each.label for each in subject.version.indicator.series.all()}
    return [
        _cell(subject, row, group.name, labels[row.series])
        for group in around.groups.values()
        for row in subject.results.of(unit.slug, group.code)
    ]


def _cell(subject: Subject, row: Result, group_name: str, series: str) -> PublishedCell:
    told = result_payload(subject, row)
    return PublishedCell(
        group=row.group,
        group_name=group_name,
        period=row.period.code,
        period_name=row.period.label,
        state=row.state,
        value=told.get("value", told.get("category", "")),
        bound=told.get("bound", ""),
        numerator=told.get("numerator", ""),
        n=str(told.get("n", "")),
        series=series,
        is_sample=row.is_sample,
        results_released_on=told.get("released_on", ""),
        source=row.citation or subject.version.source,
        comment=row.comment,
        is_provisional=row.is_provisional,
        correction=row.reason,
    )


def _cards(subject: Subject, around: Surroundings) -> dict[str, Any]:
    """The short form of a measure, for the district ("") and for each school that has results."""
    schools = [school for school in around.schools if subject.results.of(school.slug)]
    return {"": card(subject, around.district, around)} | {
        school.slug: card(subject, school, around) for school in schools
    }


def _lists(measures: Sequence[Measure], around: Surroundings, draft: Draft) -> Iterable[Item]:
    """The short form of every measure, for the district and each school; unchanged ones are taken over."""
    known = draft.published("cards", [measure.slug for measure in measures])
    cards = [known.get(measure.slug) or _cards(measure.subject(), around) for measure in measures]
    listed = {
        school.slug: [own[school.slug] for own in cards if school.slug in own] for school in around.schools
    }
    choices = [[school.slug, school.name] for school in around.schools if listed[school.slug]]
    district = around.district.name if around.district else ""
    yield _list("", district, choices, [own[""] for own in cards])
    for slug, name in choices:
        yield _list(slug, name, choices, listed[slug])


def _list(slug: str, name: str, choices: list[list[str]], cards: list[Any]) -> Item:
    return Item("measures", slug, {"unit": [slug, name], "units": choices, "cards": cards})
