"""Who changed what, when and why."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from district import queries
from district.forms import HistoryFilterForm
from district.permissions import can_see_history


@require_safe
def history_list(request: HttpRequest) -> HttpResponse:
    """Every change of every tracked row, by person, kind and day."""
    if not can_see_history(request.user):
        raise PermissionDenied
    form = HistoryFilterForm(request.GET)
    is_good = form.is_valid()
    page = queries.history(form.asked, page=request.GET.get("page", 1))
    context = {"form": form, "page": page, "query": _without_page(request)}
    return render(request, "district/history_list.html", context, status=200 if is_good else 422)


@require_safe
def history_of(request: HttpRequest, model: str, pk: str) -> HttpResponse:
    """Every change of one row, from its first day, even after it was removed."""
    if not can_see_history(request.user):
        raise PermissionDenied
    if model not in queries.tracked_models():
        raise Http404
    page = queries.history(queries.Asked(model=model, pk=pk), page=request.GET.get("page", 1))
    if not page.object_list:
        raise Http404
    return render(request, "district/history_of.html", {"page": page, "latest": page.object_list[0]})


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
