"""What a person does not owe but follows: whom they wait for, and what happened lately."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district.permissions import can_work_here
from district.work import work_of


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """Whom this person waits for, and what happened lately."""
    if not can_work_here(request.user):
        raise PermissionDenied
    return render(request, "district/following.html", {"work": work_of(request.user)})
