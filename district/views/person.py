"""One person: who they are, what they may do, what they answer for; how they leave and come back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.shortcuts import render as answer
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district import actions, queries
from district.belongings import belongings_of
from district.confirming import confirmed_lately
from district.forms import LeaveForm, PersonEditForm
from district.models import Person
from district.permissions import can_manage_people, can_see_history, can_see_people
from district.views.editing import form_page, posted
from district.ways_in import ways_in_of

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who someone is, their roles as sentences, what they answer for, and what lets them in."""
    _allow(can_see_people(request.user))
    person = get_object_or_404(Person, pk=pk)
    may_see_history = can_see_history(request.user)
    context = {
        "person": person,
        "roles": queries.all_roles_of(person),
        "changes": queries.history_of_person(person) if may_see_history else [],
        "belongings": belongings_of(person),
        "ways_in": ways_in_of(person),
        "can_manage": can_manage_people(request.user),
        "can_see_history": may_see_history,
    }
    return answer(request, "district/person_detail.html", context)


@confirmed_lately
@page
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name or the address of someone."""
    _allow(can_manage_people(request.user))
    person = get_object_or_404(Person, pk=pk)
    form = PersonEditForm(posted(request), instance=person)

    def save(clean: dict[str, Any]) -> str:
        actions.save_person(person=form.instance, by=request.user, reason=clean["reason"])
        # Who never signed in was invited, if at all, to the address before: there they are invited again.
        is_to_invite = "email" in form.changed_data and person.awaits_first_password
        return reverse("accounts:person" if is_to_invite else "district:person_detail", args=[person.pk])

    name = Person.objects.values_list("name", flat=True).get(pk=pk)
    return form_page(request, "district/person_edit.html", form, save, name=name, key=pk)


@confirmed_lately
@page
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over all that someone answers for, end their roles and close their account, at once."""
    _allow(can_manage_people(request.user))
    person = get_object_or_404(Person, pk=pk)
    belongings = belongings_of(person)
    receivers = list(queries.people_to_take_over(person))
    form = LeaveForm(posted(request), belongings=belongings, receivers=receivers)

    def save(clean: dict[str, Any]) -> str:
        actions.let_leave(
            person=person, last_day=clean["last_day"], to=form.to, by=request.user, reason=clean["reason"]
        )
        return reverse("district:person_detail", args=[person.pk])

    context: dict[str, Any] = {
        "person": person,
        "roles": [role for role in queries.all_roles_of(person) if role.standing != "ended"],
        "choices": [form[f"to_{number}"] for number in range(len(belongings))],
    }
    return form_page(request, "district/person_leave.html", form, save, **context)


@confirmed_lately
@require_POST
def person_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the account of someone who left; roles are given anew."""
    _allow(can_manage_people(request.user))
    person = get_object_or_404(Person, pk=pk)
    actions.let_return(person=person, by=request.user)
    messages.success(request, _("%s can sign in again. Give them a role.") % person)
    return redirect("district:person_detail", pk=pk)


def _allow(may: bool) -> None:
    if not may:
        raise PermissionDenied
