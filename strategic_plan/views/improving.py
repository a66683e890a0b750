"""What every page of improvement needs: the right or 403, the row or 404, and one way to show a form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from district.actions import Refused
from district.models import Person
from district.views.editing import form_page
from strategic_plan.permissions import can_change_improvement, can_see_improvement

PAGE = 50
page = require_http_methods(["GET", "HEAD", "POST"])
Row = TypeVar("Row", bound=Model)


def reader(request: HttpRequest) -> Person:
    """The person who reads; 403 for someone without a role."""
    if not isinstance(request.user, Person) or not can_see_improvement(request.user):
        raise PermissionDenied
    return request.user


def changer(request: HttpRequest, row: Any) -> Person:
    """The person who may change a process or a cycle; everyone else reads it."""
    person = reader(request)
    if not can_change_improvement(person, row):
        raise PermissionDenied
    return person


def found(rows: QuerySet[Row], key: int) -> Row:
    """The row of this key, or 404."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def improvement_form(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[dict[str, Any]], str],
    *,
    title: str,
    back: str,
    **context: Any,
) -> HttpResponse:
    """A form on a page of its own, with where it belongs."""
    template = context.pop("template", "strategic_plan/improvement_form.html")
    return form_page(request, template, form, save, title=title, back=back, **context)


def too_late(request: HttpRequest, sentence: str, to: str) -> HttpResponse:
    """Where a form would ask for what can no longer be written: say so on the page it belongs to."""
    messages.error(request, sentence)
    return redirect(to)


def tried(request: HttpRequest, do: Callable[[], Any], *, said: str, to: str) -> HttpResponse:
    """Do what a button asks and go on; a refusal is a sentence on the page one comes back to."""
    try:
        do()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect(to)
