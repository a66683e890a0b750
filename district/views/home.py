"""The staff home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.permissions import can_work_here
from district.work import in_groups, work_of


@require_safe
def staff_home(request: HttpRequest) -> HttpResponse:
    """What this person owes, across all rooms, in date order."""
    owed = in_groups(work_of(request.user).to_do)
    context = {"groups": owed, "can_work_here": can_work_here(request.user)}
    return render(request, "district/staff_home.html", context)
