"""A field shown, edited, saved, overtaken and undone; each a part of a page for htmx, else a page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from district.actions.editing import Saved, save_field, undo_field
from district.actions.refusals import Overtaken, Refused
from district.domain import mark_of_value
from district.queries.editing import last_change, words_of
from district.views.in_place.finding import field_or_404
from district.views.in_place.shown import ShownField, clock, saved_words

AUTOSAVE = "autosave"


@require_safe
def field_show(request: HttpRequest, kind: str, pk: int, field: str) -> HttpResponse:
    """One field as it stands, for closing its form; without htmx, the page it stands on."""
    shown = field_or_404(request, kind, pk, field)
    return _answer(request, shown) if _is_part(request) else redirect(shown.page_url)


@require_http_methods(["GET", "HEAD", "POST"])
def field_edit(request: HttpRequest, kind: str, pk: int, field: str) -> HttpResponse:
    """The form of one field; good input is saved if nobody changed the field first."""
    shown = field_or_404(request, kind, pk, field)
    if sentence := shown.kind.why_locked(shown.row):
        return _locked(request, shown, sentence)
    if request.method != "POST":
        return _form(request, shown, shown.form())
    form = shown.form(request.POST)
    if not form.is_valid():
        return _form(request, shown, form, status=422)
    try:
        saved = save_field(
            kind=shown.kind,
            pk=pk,
            field=field,
            value=form.cleaned_data[field],
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except Overtaken as overtaken:
        return _overtaken(request, shown, form, overtaken.row)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _form(request, shown, form, status=422)
    except Refused as refused:
        return _locked(request, shown, str(refused))
    return _saved(request, shown, saved)


@require_POST
def field_undo(request: HttpRequest, kind: str, pk: int, field: str) -> HttpResponse:
    """Restore what the field said before this person changed it, within a minute."""
    shown = field_or_404(request, kind, pk, field)
    event = request.POST.get("event") or request.GET.get("event", "")
    try:
        saved = undo_field(
            kind=shown.kind,
            pk=pk,
            field=field,
            event=int(event) if event.isascii() and event.isdigit() else 0,
            by=request.user,
        )
    except Refused as refused:
        return _locked(request, shown, str(refused))
    shown.row, shown.said = saved.row, _("Undone. The earlier words are back.")
    if _is_part(request):
        return _answer(request, shown)
    messages.success(request, shown.said)
    return redirect(shown.page_url)


def _saved(request: HttpRequest, shown: ShownField, saved: Saved) -> HttpResponse:
    since = request.POST.get("event", "")
    event = int(since) if since.isascii() and since.isdigit() else saved.event
    shown.row, shown.saved = saved.row, Saved(saved.row, saved.at, event)
    if request.POST.get("step") == AUTOSAVE:
        said = _("All changes saved, %(time)s") % {"time": clock(saved.at)}
        return JsonResponse({"seen": shown.mark, "event": event, "said": said})
    if _is_part(request):
        return _answer(request, shown)
    undo = f"{shown.undo_url}?event={event}" if event else ""
    messages.success(request, saved_words(saved.at) + ".", extra_tags=undo)
    return redirect(shown.page_url)


def _overtaken(request: HttpRequest, shown: ShownField, form: Any, now: Any) -> HttpResponse:
    """Both texts, side by side, and a form for each way out."""
    if request.POST.get("step") == AUTOSAVE:
        return JsonResponse({"said": _("Someone else changed this")}, status=409)
    mine = words_of(form.instance, shown.name)
    shown.row = now
    change = last_change(now, shown.name)
    context = {
        "place": shown,
        "form": form,
        "seen": mark_of_value(now.serializable_value(shown.name)),
        "mine": mine,
        "theirs": shown.words,
        "who": change.who if change else "",
        "when": clock(change.at) if change else "",
    }
    template = "district/in_place/_overtaken.html" if _is_part(request) else "district/in_place/page.html"
    context["part"] = "district/in_place/_overtaken.html"
    return render(request, template, context, status=409)


def _locked(request: HttpRequest, shown: ShownField, sentence: str) -> HttpResponse:
    """Nobody may change it now: the field as it stands, with what to do; typed words stay with the person."""
    shown.row.refresh_from_db()
    shown.can_edit = shown.kind.may_edit(request.user, shown.row)
    shown.problem = sentence
    if request.POST.get("step") == AUTOSAVE:
        return JsonResponse({"said": sentence}, status=409)
    context = {
        "place": shown,
        "typed": request.POST.get(shown.name, ""),
        "part": "district/in_place/_field.html",
    }
    template = "district/in_place/_field.html" if _is_part(request) else "district/in_place/page.html"
    return render(request, template, context, status=409)


def _form(request: HttpRequest, shown: ShownField, form: Any, status: int = 200) -> HttpResponse:
    if request.POST.get("step") == AUTOSAVE:
        errors = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"said": " ".join(errors)}, status=422)
    seen = request.POST.get("seen") or shown.mark
    context = {"place": shown, "form": form, "seen": seen, "event": request.POST.get("event", "")}
    context["part"] = "district/in_place/_form.html"
    template = "district/in_place/_form.html" if _is_part(request) else "district/in_place/page.html"
    return render(request, template, context, status=status)


def _answer(request: HttpRequest, shown: ShownField) -> HttpResponse:
    answer = render(request, "district/in_place/_field.html", {"place": shown})
    if shown.saved_words:
        answer["HX-Trigger"] = "saved"  # other parts of the page read themselves anew
    return answer


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
