"""Rows of units: found by the state's id or by name, added or changed."""

from typing import Any

from django.utils.text import slugify

from district import actions
from district.domain import UnitLevel
from district.forms import UnitForm
from district.importing import STATE_ID, UNITS
from district.models import OrgUnit
from imports.rosters.rows import Cells, RowRefused, checked

_LEVELS = {text.casefold(): level for level in UnitLevel for text in (level.value, level.words)}
_PLAIN = ("name", "kind", "grades", "opened_on", "closed_on")


class UnitRows:
    """Adds and changes units row by row; a row may be part of a unit from an earlier row."""

    columns = UNITS

    def __init__(self, *, by: Any, reason: str) -> None:
        """Keep who and why."""
        self.by, self.reason = by, reason

    def take(self, row: Cells) -> str:
        """Add or change what a row says and return which unit it is about."""
        unit = self._unit(row)
        row.is_new = unit.pk is None
        form = UnitForm(self._given(unit, row), instance=unit)
        before = {name: unit.serializable_value(name) for name in form.Meta.fields}
        ids_before = str(form.fields["reporting_ids"].initial or "")
        clean = checked(form, UNITS)
        after = {name: form.instance.serializable_value(name) for name in form.Meta.fields}
        ids = "\n".join(f"{scheme} {value}" for scheme, value in clean["reporting_ids"].items())
        changed = [name for name in before if before[name] != after[name]]
        names = {column.key: column.name for column in UNITS}
        if row.is_new:
            row.changes += self._said_of_new(form, ids)
        else:
            row.changes += [f"{names.get(name, name)}: {before[name]} → {after[name]}" for name in changed]
            row.changes += [f"State id: {ids_before} → {ids}"] if ids != ids_before else []
        if row.is_new or row.changes:
            self._save(form, clean)
        return str(form.instance)

    @staticmethod
    def _said_of_new(form: UnitForm, ids: str) -> list[str]:
        unit = form.instance
        facts = {
            "Level": unit.get_level_display(),
            "Kind": unit.kind,
            "Part of": unit.parent,
            "State id": ids,
            "First day": unit.opened_on,
            "Last day": unit.closed_on,
        }
        return ["New unit", *(f"{name}: {value}" for name, value in facts.items() if value)]

    def _save(self, form: UnitForm, clean: dict[str, Any]) -> None:
        try:
            actions.save_unit(
                unit=form.instance, reporting_ids=clean["reporting_ids"], by=self.by, reason=self.reason
            )
        except actions.Refused as refused:
            raise RowRefused(str(refused)) from refused

    def _unit(self, row: Cells) -> OrgUnit:
        own = OrgUnit.objects.own()
        if row.get("state_id"):
            unit = own.filter(
                reporting_ids__scheme=STATE_ID, reporting_ids__value=row.get("state_id")
            ).first()
            if unit is not None:
                return unit
        found = list(own.filter(name__iexact=row.get("name"))[:2]) if row.get("name") else []
        if len(found) > 1:
            raise RowRefused(f"Name: several units are called “{row.get('name')}”. Give the state id too.")
        return found[0] if found else OrgUnit()

    def _given(self, unit: OrgUnit, row: Cells) -> dict[str, Any]:
        """What the form of one unit would send: what is here, with what the row says."""
        level = _LEVELS.get(row.get("level").casefold())
        if level is None:
            raise RowRefused(f"Level: there is no level “{row.get('level')}”.")
        ids = {each.scheme: each.value for each in unit.reporting_ids.all()} if unit.pk else {}
        given = {name: unit.serializable_value(name) for name in UnitForm.Meta.fields}
        given |= {key: row.get(key) for key in _PLAIN if row.has(key)}
        given |= {"level": level.value, "slug": unit.slug or self._address(row.get("name"))}
        if row.has("parent"):
            given["parent"] = self._parent(row.get("parent"))
        if row.has("state_id"):
            ids = {**ids, STATE_ID: row.get("state_id")}
        given["reporting_ids"] = "\n".join(f"{scheme} {value}" for scheme, value in ids.items() if value)
        return {key: "" if value is None else value for key, value in given.items()}

    def _address(self, name: str) -> str:
        """An address that no other unit has."""
        wanted = slugify(name)[:70] or "unit"
        taken = set(OrgUnit.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(address for address in (wanted, *numbers) if address not in taken)

    def _parent(self, text: str) -> int | None:
        if not text:
            return None
        own = OrgUnit.objects.own()
        found = list(own.filter(name__iexact=text)[:2]) or list(own.filter(slug=text.lower()))
        if len(found) != 1:
            raise RowRefused(f"Part of: there is no one unit “{text}”. Put it in an earlier row, or add it.")
        return found[0].pk
