"""Input of the district's staff pages to clean values."""

from district.forms.history import HistoryFilterForm
from district.forms.people import EndRoleForm, PersonForm, RoleForm
from district.forms.places import GroupForm, SchemeForm, UnitForm, YearForm
from district.forms.signing_in import SignInForm

__all__ = [
    "EndRoleForm",
    "GroupForm",
    "HistoryFilterForm",
    "PersonForm",
    "RoleForm",
    "SchemeForm",
    "SignInForm",
    "UnitForm",
    "YearForm",
]
