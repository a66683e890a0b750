"""Who changed what, when and why."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district import queries
from district.forms import HistoryFilterForm
from district.permissions import can_see_history

PLACES = ("before", "after")


@require_safe
def history_list(request: HttpRequest) -> HttpResponse:
    """Every change of every tracked row, by person, kind and day."""
    if not can_see_history(request.user):
        raise PermissionDenied
    kinds = queries.kinds_seen_by(request.user)
    form = HistoryFilterForm(request.GET, kinds=kinds)
    is_good = form.is_valid()
    page = queries.history(form.asked, kinds=kinds, **place_asked(request))
    context = {"form": form, "page": page, "query": _without_place(request)}
    return render(request, "district/history_list.html", context, status=200 if is_good else 422)


@require_safe
def history_of(request: HttpRequest, model: str, pk: str) -> HttpResponse:
    """Every change of one row, from its first day, even after it was removed."""
    if not can_see_history(request.user):
        raise PermissionDenied
    if model not in queries.kinds_seen_by(request.user):
        raise Http404
    page = queries.history(queries.Asked(model=model, pk=pk), **place_asked(request))
    if not page.entries:
        raise Http404
    return render(request, "district/history_of.html", {"page": page, "latest": page.entries[0]})


def place_asked(request: HttpRequest) -> dict[str, str]:
    """Where a reader turns the page of a history: words for ``queries.history``."""
    return {name: request.GET.get(name, "") for name in PLACES}


def _without_place(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name in PLACES:
        query.pop(name, None)
    return query.urlencode()
