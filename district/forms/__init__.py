"""Input of the district's staff pages to clean values."""

from district.forms.beginning import BeginForm, ColourField, LogoField, YearStart
from district.forms.history import HistoryFilterForm
from district.forms.kept import DAY, RowForm, SeenForm
from district.forms.leaving import LeaveForm
from district.forms.people import (
    EndRoleForm,
    PeopleFilterForm,
    PersonEditForm,
    PersonForm,
    RoleDaysForm,
    RoleForm,
)
from district.forms.places import GroupForm, SchemeForm, UnitForm, YearForm
from district.forms.profile import ProfileForm
from district.forms.who import WhoForm

__all__ = [
    "DAY",
    "BeginForm",
    "ColourField",
    "EndRoleForm",
    "GroupForm",
    "HistoryFilterForm",
    "LeaveForm",
    "LogoField",
    "PeopleFilterForm",
    "PersonEditForm",
    "PersonForm",
    "ProfileForm",
    "RoleDaysForm",
    "RoleForm",
    "RowForm",
    "SchemeForm",
    "SeenForm",
    "UnitForm",
    "WhoForm",
    "YearForm",
    "YearStart",
]
