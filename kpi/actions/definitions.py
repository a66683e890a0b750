"""Writing definitions: create a measure, propose its next version, edit a proposal, begin a series."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from district.actions import Refused
from district.history import change
from district.models import Person
from kpi.domain import Lifecycle, LifecycleError, LifecycleEvent, Period, next_state
from kpi.models import Indicator, IndicatorVersion, Series, VersionGoal, YearlyTarget
from kpi.models.fields import DEFINITION_FIELDS, OPEN_STATES, TARGET_FIELDS
from strategic_plan.models import CoreGoal


def hold_indicator(indicator_id: int) -> None:
    """Let one change of an indicator's versions happen at a time; always the first lock taken."""
    Indicator.objects.select_for_update(no_key=True).get(pk=indicator_id)


def create_indicator(
    *, code: str, slug: str, fields: Mapping[str, Any], goals: Collection[CoreGoal] = (), by: Person
) -> IndicatorVersion:
    """Add a measure with its first series and its first proposed version."""
    with transaction.atomic(), change(by=by, reason="New measure"):
        order = (Indicator.objects.aggregate(last=Max("order"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                indicator = Indicator.objects.create(code=code, slug=slug, order=order)
        except IntegrityError as error:
            raise Refused("This code or web address was used before. Choose another.") from error
        series = Series.objects.create(indicator=indicator, number=1, label="First series")
        version = IndicatorVersion.objects.create(
            indicator=indicator, number=1, series=series, proposed_by=by, **_only(fields, DEFINITION_FIELDS)
        )
        _link_goals(version, goals)
    return version


def propose_version(*, indicator: Indicator, by: Person) -> IndicatorVersion:
    """Begin the next version as a copy of the active one; the active one stays in force meanwhile."""
    with transaction.atomic(), change(by=by, reason="New version proposed"):
        hold_indicator(indicator.pk)
        versions = IndicatorVersion.objects.filter(indicator=indicator)
        if versions.filter(state__in=OPEN_STATES).exists():
            raise Refused("A proposed version is already there. Edit that one.")
        source = versions.filter(state=Lifecycle.ACTIVE).first() or versions.order_by("-number").first()
        if source is None:
            raise Refused("This measure has no version to start from.")
        copied = {name: getattr(source, name) for name in (*DEFINITION_FIELDS, *TARGET_FIELDS)}
        last = versions.aggregate(last=Max("number"))["last"]
        version = IndicatorVersion.objects.create(
            indicator=indicator, number=last + 1, proposed_by=by, is_sample=source.is_sample, **copied
        )
        _link_goals(version, [link.goal for link in source.goal_links.select_related("goal")])
        YearlyTarget.objects.bulk_create(
            YearlyTarget(version=version, period=old.period, period_sort=old.period_sort, value=old.value)
            for old in source.yearly_targets.all()
        )
    return version


def edit_version(
    *,
    version: IndicatorVersion,
    fields: Mapping[str, Any],
    goals: Collection[CoreGoal] | None = None,
    by: Person,
    reason: str = "",
) -> IndicatorVersion:
    """Change the words of a proposal; an agreement given before ends."""
    with transaction.atomic(), change(by=by, reason=reason):
        present = _present(version)
        has_new_goals = goals is not None and _goal_ids(present) != {goal.pk for goal in goals}
        changes = _changes(present, _only(fields, DEFINITION_FIELDS))
        if changes or has_new_goals:
            _save_changed(present, changes)
        if goals is not None and has_new_goals:
            _link_goals(present, goals)
    return IndicatorVersion.objects.get(pk=version.pk)


def set_targets(
    *,
    version: IndicatorVersion,
    fields: Mapping[str, Any],
    yearly: Sequence[tuple[Period, Decimal]],
    by: Person,
    reason: str = "",
) -> IndicatorVersion:
    """Change baseline, targets, tolerance and series of a proposal; an agreement given before ends."""
    with transaction.atomic(), change(by=by, reason=reason):
        present = _present(version)
        changes = _changes(present, _only(fields, TARGET_FIELDS))
        wanted = {period.code: (period.sort, value) for period, value in yearly}
        stated = {target.period: target for target in present.yearly_targets.all()}
        if changes or {code: target.value for code, target in stated.items()} != {
            code: value for code, (_sort, value) in wanted.items()
        }:
            _save_changed(present, changes)
        _set_yearly(present, stated, wanted)
    return IndicatorVersion.objects.get(pk=version.pk)


def begin_series(*, indicator: Indicator, label: str, break_reason: str, by: Person) -> Series:
    """Begin a stretch of results that cannot be compared with the one before, and say why."""
    with transaction.atomic(), change(by=by, reason=break_reason):
        hold_indicator(indicator.pk)
        last = Series.objects.filter(indicator=indicator).order_by("-number").first()
        if last is not None and last.label == label:
            raise Refused("A series of this name was begun already.")
        return Series.objects.create(
            indicator=indicator, number=last.number + 1 if last else 1, label=label, break_reason=break_reason
        )


def _present(version: IndicatorVersion) -> IndicatorVersion:
    hold_indicator(version.indicator_id)
    present: IndicatorVersion = IndicatorVersion.objects.get(pk=version.pk)
    return present


def _save_changed(version: IndicatorVersion, changes: Mapping[str, Any]) -> None:
    try:
        state = next_state(Lifecycle(version.state), LifecycleEvent.CHANGED)
    except LifecycleError as error:
        raise Refused(str(error)) from error
    IndicatorVersion.objects.filter(pk=version.pk).update(**changes, state=state, changed_at=timezone.now())
    version.agreements.all().delete()


def _changes(version: IndicatorVersion, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if getattr(version, name) != value}


def _only(fields: Mapping[str, Any], allowed: Collection[str]) -> dict[str, Any]:
    if unknown := set(fields) - set(allowed):
        raise TypeError(f"Not a field that may be set here: {', '.join(sorted(unknown))}")
    return dict(fields)


def _goal_ids(version: IndicatorVersion) -> set[int]:
    return set(version.goal_links.values_list("goal_id", flat=True))


def _link_goals(version: IndicatorVersion, goals: Collection[CoreGoal]) -> None:
    wanted = {goal.pk for goal in goals}
    version.goal_links.exclude(goal_id__in=wanted).delete()
    missing = wanted - _goal_ids(version)
    VersionGoal.objects.bulk_create(VersionGoal(version=version, goal_id=goal) for goal in sorted(missing))


def _set_yearly(
    version: IndicatorVersion,
    stated: Mapping[str, YearlyTarget],
    wanted: Mapping[str, tuple[int, Decimal]],
) -> None:
    version.yearly_targets.exclude(period__in=wanted).delete()
    for code, (sort, value) in wanted.items():
        if code not in stated:
            YearlyTarget.objects.create(version=version, period=code, period_sort=sort, value=value)
        elif stated[code].value != value:
            YearlyTarget.objects.filter(pk=stated[code].pk).update(value=value)
