"""One way to answer a form, for every page that changes a row."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from district.actions import Refused
from district.forms import RowForm


def posted(request: HttpRequest) -> Any:
    """What was sent, or nothing on a first visit."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    save: Callable[[dict[str, Any]], str],
    **context: Any,
) -> HttpResponse:
    """Show a form; save good input and go to the address that saving gives, else say what is wrong."""
    if request.method != "POST":
        return render(request, template, {"form": form, **context})
    status = 422
    if form.is_valid():
        with transaction.atomic():  # the row is held from the look at it to the write
            if _is_overtaken(form):
                status = 409
            elif address := _saved(form, save):
                messages.success(request, _("Saved."))
                return redirect(address)
    return render(request, template, {"form": form, **context}, status=status)


def _is_overtaken(form: BaseForm) -> bool:
    """Whether someone else changed the row since this person began; then the form shows both."""
    if getattr(form, "was_changed_meanwhile", False):  # a form of several rows, which compares them itself
        form.add_error(None, _("Someone else changed this first. Read it again before you save."))
        return True
    if not isinstance(form, RowForm) or form.instance._state.adding:
        return False
    rows = type(form.instance)._base_manager.select_for_update(of=("self",))
    row = rows.filter(pk=form.instance.pk).first()
    if row is None:
        form.add_error(None, _("Someone removed this meanwhile. Copy what you need; it cannot be saved."))
        return True
    changed = form.changed_since(row)
    if changed:
        form.meet(row, changed)
    return bool(changed)


def _saved(form: BaseForm, save: Callable[[dict[str, Any]], str]) -> str:
    try:
        with transaction.atomic():
            return save(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
    except IntegrityError:  # a second person was faster than the check of the form
        form.add_error(None, _("Someone else saved the same a moment ago. Look at the list."))
    return ""
