"""What is in the two main menus. Each item asks the predicate that guards its page."""

from django.utils.translation import gettext_lazy as _

from district.permissions import (
    can_manage_district,
    can_see_history,
    can_see_people,
    can_see_units,
    can_work_here,
)
from imports.permissions import can_import
from kpi.permissions import can_see_measures
from publication.permissions import can_see_releases
from strategic_plan.permissions import can_see_improvement, can_see_plan
from ui.navigation import Entry, Group, Menu

PUBLIC: Menu = (
    Entry(_("Dashboard"), "kpi:dashboard"),
    Entry(_("Strategic plan"), "strategic_plan:plan"),
    Entry(_("Measures"), "kpi:measure_list"),
    Entry(_("Releases"), "publication:release_list"),
    Entry(_("Data"), "publication:data"),
)
STAFF: Menu = (
    Entry(_("My work"), "district:staff_home"),
    Group(
        _("Plan"),
        (
            Entry(_("Strategic plan"), "strategic_plan_staff:plan_list", can_see_plan),
            Entry(_("Improvement"), "strategic_plan_staff:improvement_home", can_see_improvement),
        ),
    ),
    Entry(_("Measures"), "kpi_staff:indicator_list", can_see_measures),
    Entry(_("Import data"), "imports:batch_list", can_import),
    Entry(_("Releases"), "publication_staff:draft_list", can_see_releases),
    Group(
        _("District"),
        (
            Entry(_("Schools and units"), "district:unit_list", can_see_units),
            Entry(_("School years"), "district:year_list", can_see_units),
            Entry(_("Student groups"), "district:group_list", can_see_units),
            Entry(_("People"), "district:person_list", can_see_people),
            Entry(_("Who can do what"), "district:who_can_do_what", can_work_here),
            Entry(_("Name and look"), "district:profile_edit", can_manage_district),
            Entry(_("History"), "district:history_list", can_see_history),
        ),
    ),
)
MENUS = {"public": PUBLIC, "staff": STAFF}
