"""The database refuses a role at a unit it makes no sense for; a check cannot see two tables, so triggers."""

import pgtrigger

from district.domain import LEVELS

_PAIRS = ", ".join(f"'{role.value} {level.value}'" for role in LEVELS for level in sorted(LEVELS[role]))
_KNOWN = ", ".join(f"'{role.value}'" for role in LEVELS)  # an unknown role is refused by its own constraint
_REFUSE = (
    "RAISE EXCEPTION 'This role does not belong to a unit of this kind.' "
    "USING ERRCODE = 'check_violation', CONSTRAINT = 'district_role_fits_unit';"
)

ROLE_FITS_UNIT = pgtrigger.Trigger(
    name="role_fits_unit",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("role", "unit_id"),
    # FOR SHARE: the unit cannot become another kind of unit before this role is saved.
    func=f"""
        PERFORM 1 FROM district_orgunit WHERE id = NEW.unit_id AND NOT is_comparison
            AND NEW.role || ' ' || level IN ({_PAIRS}) FOR SHARE;
        IF NOT FOUND AND NEW.role IN ({_KNOWN}) THEN {_REFUSE} END IF;
        RETURN NEW;
    """,
)
UNIT_FITS_ROLES = pgtrigger.Trigger(
    name="unit_fits_roles",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("level", "is_comparison"),
    func=f"""
        PERFORM 1 FROM district_roleassignment WHERE unit_id = NEW.id
            AND (NEW.is_comparison OR role || ' ' || NEW.level NOT IN ({_PAIRS}));
        IF FOUND THEN {_REFUSE} END IF;
        RETURN NEW;
    """,
)
