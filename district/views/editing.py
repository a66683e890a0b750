"""One way to answer a form, for every page that changes a row."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from district.actions import Overtaken, Refused
from district.actions.editing import hold_as_seen, sentence_of
from district.forms import SeenForm


def posted(request: HttpRequest) -> Any:
    """What was sent, or nothing on a first visit."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    save: Callable[[dict[str, Any]], str],
    said: str | Callable[[], str] = "",
    **context: Any,
) -> HttpResponse:
    """Show a form; save good input and go to the address that saving gives, else say what is wrong."""
    if request.method != "POST":
        return render(request, template, {"form": form, **context})
    status = 422
    if form.is_valid():
        try:
            address = _saved(form, save)
        except Overtaken as overtaken:
            status = 409
            _meet(form, overtaken)
        except Refused as refused:
            refuse(form, refused)
        except IntegrityError as error:  # a rule of the database that the action could not ask first
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, (said() if callable(said) else said) or _("Saved."))
            return redirect(address)
    return render(request, template, {"form": form, **context}, status=status)


def refuse(form: BaseForm, refused: Refused) -> None:
    """Put each problem at its field, or on top where the form does not show it."""
    for name, sentence in (refused.problems or {"": str(refused)}).items():
        form.add_error(name if name in form.fields else None, sentence)


def _saved(form: BaseForm, save: Callable[[dict[str, Any]], str]) -> str:
    """Save in one transaction, which holds what the person saw from the look to the write."""
    with transaction.atomic():
        if isinstance(form, SeenForm) and form.held is not None:
            hold_as_seen(form.held, seen=form.marks, standing=form.standing)
        return save(form.cleaned_data)


def _meet(form: BaseForm, overtaken: Overtaken) -> None:
    if isinstance(form, SeenForm) and form.held == overtaken.row:
        form.meet(overtaken.row)
    else:
        form.add_error(None, str(overtaken))
