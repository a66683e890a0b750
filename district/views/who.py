"""Who can do what, said by the predicates that guard the pages."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district import queries
from district.domain import Role, levels_in_words, said_of
from district.forms import WhoForm
from district.models import Person
from district.permissions import can_see_people, can_work_here


@require_safe
def who_can_do_what(request: HttpRequest) -> HttpResponse:
    """What each role lets people do; for a chosen person, with the reason."""
    if not can_work_here(request.user):
        raise PermissionDenied
    people = Person.objects.filter(is_active=True)
    if not can_see_people(request.user):
        people = people.filter(pk=request.user.pk or 0)
    form = WhoForm(request.GET or None, people=people)
    is_asked = form.is_valid()
    person = form.cleaned_data["person"] if is_asked else None
    role = form.cleaned_data["role"] if is_asked else ""
    context = {"form": form, "person": person, "role": None}
    if person:
        context["rooms"] = queries.what_a_person_can_do(person)
    elif role:
        unit = levels_in_words(role)
        context |= {"role": Role(role), "said": said_of(role, unit=unit), "levels": unit}
        context["rooms"] = queries.what_a_role_can_do(Role(role))
    else:
        context["rooms"] = queries.who_can_do_what()
    return render(request, "district/who_can_do_what.html", context)
