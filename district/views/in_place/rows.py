"""Rows moved, removed and brought back; a plain redirect, so that it works without script as with htmx."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.actions.editing import move_row, remove_row, restore_rows, rows_beside
from district.actions.refusals import Overtaken, Refused
from district.views.in_place.finding import kind_or_404, row_or_404

MOST_ROWS = 10_000


@require_POST
def row_move(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a row at another place of its list."""
    its_kind, row = row_or_404(request, kind, pk)
    if not its_kind.order:
        raise Http404
    to, page = request.POST.get("to", ""), its_kind.page_of_list(row)
    if not (to.isascii() and to.isdigit()):
        return refused(request, _("Say to which place it moves."), page, status=422)
    seen = request.POST.get("seen_order", "")
    try:
        moved, place, count = move_row(
            kind=its_kind, pk=pk, to=min(int(to), MOST_ROWS), seen=seen, by=request.user
        )
    except Overtaken:
        return refused(
            request, _("Someone else changed the order first. Look at it now, then move again."), page
        )
    except Refused as refusal:
        return refused(request, str(refusal), page)
    messages.success(request, _("Moved to %(place)s of %(count)s.") % {"place": place, "count": count})
    return _back(page, f"{its_kind.key}-{moved.pk}")


@require_POST
def row_remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove a row with what hangs on it, and offer to bring it back."""
    its_kind, row = row_or_404(request, kind, pk)
    page = its_kind.page_of_list(row)
    beside = [each.pk for each in rows_beside(its_kind, row)] if its_kind.order else [pk]
    place = beside.index(pk)
    following = (beside[place + 1 :] + beside[:place][::-1] + [None])[0]
    name = str(row)
    try:
        removal = remove_row(kind=its_kind, pk=pk, by=request.user)
    except Refused as refusal:
        return refused(request, str(refusal), page)
    undo = reverse("district:row_restore", args=[its_kind.key, removal])
    messages.success(request, _("Removed: %(name)s.") % {"name": name}, extra_tags=undo)
    return _back(page, f"{its_kind.key}-{following}" if following else "")


@require_POST
def row_restore(request: HttpRequest, kind: str, removal: UUID) -> HttpResponse:
    """Bring back what this person removed a moment ago."""
    its_kind = kind_or_404(request, kind)
    try:
        row = restore_rows(kind=its_kind, context=removal, by=request.user)
    except Refused as refusal:
        return refused(request, str(refusal), "")
    messages.success(request, _("Brought back: %(name)s.") % {"name": row})
    return _back(its_kind.page_of_list(row), f"{its_kind.key}-{row.pk}")


def refused(request: HttpRequest, sentence: str, page: str, status: int = 409) -> HttpResponse:
    """Why nothing was changed: said on the page itself by htmx, else on a page that leads back."""
    if getattr(request, "htmx", False):
        messages.warning(request, sentence)
        return HttpResponse(status=status, headers={"HX-Refresh": "true"})
    context = {"sentence": sentence, "page": page or reverse("district:staff_home")}
    return render(request, "district/in_place/refused.html", context, status=status)


def _back(page: str, at: str) -> HttpResponse:
    """To the page, at the row: the query for htmx, which drops the fragment."""
    return redirect(f"{page}?at={at}#{at}" if at else page)
