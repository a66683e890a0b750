"""People and the roles they hold."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from district import actions, queries
from district.confirming import confirmed_lately
from district.forms import EndRoleForm, PeopleFilterForm, PersonForm, RoleDaysForm, RoleForm
from district.models import Person, RoleAssignment
from district.permissions import can_manage_people, can_see_people
from district.views.editing import form_page, posted

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Everyone who may sign in, with the roles they hold, by name, unit, role or whether they left."""
    _allow(can_see_people(request.user))
    form = PeopleFilterForm(request.GET or None)
    form.is_valid()
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": queries.people_page(form.asked, number=request.GET.get("page", 1)),
        "query": kept.urlencode(),
        "can_manage": can_manage_people(request.user),
        "to_invite": queries.people_to_invite() if can_manage_people(request.user) else 0,
    }
    return render(request, "district/person_list.html", context)


@page
def person_add(request: HttpRequest) -> HttpResponse:
    """Add someone who shall be able to sign in."""
    _allow(can_manage_people(request.user))

    def save(clean: dict[str, Any]) -> str:
        person = actions.add_person(by=request.user, **clean)
        return reverse("accounts:person", args=[person.pk])

    return form_page(request, "district/person_add.html", PersonForm(posted(request)), save)


@confirmed_lately
@page
def role_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a role for a unit, from a day on."""
    _allow(can_manage_people(request.user))
    person = get_object_or_404(Person, pk=pk)
    form = RoleForm(
        posted(request),
        instance=RoleAssignment(person=person),
        initial={"valid_from": timezone.localdate()},
    )

    def save(clean: dict[str, Any]) -> str:
        actions.give_role(assignment=form.instance, by=request.user, reason=clean["reason"])
        return reverse("district:role_give", args=[person.pk])

    roles = queries.all_roles_of(person)
    return form_page(request, "district/role_give.html", form, save, person=person, roles=roles)


@confirmed_lately
@page
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a role end after a day."""
    _allow(can_manage_people(request.user))
    assignment = get_object_or_404(RoleAssignment.objects.select_related("person", "unit"), pk=pk)
    form = EndRoleForm(posted(request))

    def save(clean: dict[str, Any]) -> str:
        actions.end_role(assignment=assignment, by=request.user, **clean)
        return reverse("district:person_list")

    return form_page(request, "district/role_end.html", form, save, assignment=assignment)


@confirmed_lately
@page
def role_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the days of a role, with a reason."""
    _allow(can_manage_people(request.user))
    assignment = get_object_or_404(RoleAssignment.objects.select_related("person", "unit"), pk=pk)
    form = RoleDaysForm(posted(request), instance=assignment)

    def save(clean: dict[str, Any]) -> str:
        actions.change_role_days(
            assignment=assignment,
            first_day=clean["valid_from"],
            last_day=clean["valid_to"],
            by=request.user,
            reason=clean["reason"],
        )
        return reverse("district:role_give", args=[assignment.person_id])

    return form_page(request, "district/role_edit.html", form, save, assignment=assignment)


def _allow(may: bool) -> None:
    if not may:
        raise PermissionDenied
