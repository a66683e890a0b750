"""Finding what an address means, and whether this person may touch it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from district.editing import Kind, kinds
from district.views.in_place.shown import ShownField


def field_or_404(request: HttpRequest, key: str, pk: int, name: str) -> ShownField:
    """The field of an address; only for those who may change rows like it."""
    kind, row = row_or_404(request, key, pk)
    if name not in kind.fields:
        raise Http404
    return ShownField(kind, row, name, can_edit=kind.may_edit(request.user, row))


def row_or_404(request: HttpRequest, key: str, pk: int) -> tuple[Kind, Any]:
    """The row of an address. Permit first, then find: a stranger learns nothing about what exists."""
    kind = _kind(request, key)
    row = kind.model._base_manager.filter(pk=pk).first()
    if row is None:
        if not kind.can_edit(request.user, None):
            raise PermissionDenied
        raise Http404
    if not kind.can_edit(request.user, row):
        raise PermissionDenied
    return kind, row


def kind_or_404(request: HttpRequest, key: str) -> Kind:
    """The kind of an address, for those who may change any row of it."""
    kind = _kind(request, key)
    if not kind.can_edit(request.user, None):
        raise PermissionDenied
    return kind


def _kind(request: HttpRequest, key: str) -> Kind:
    if key in kinds():
        return kinds()[key]
    if not any(kind.can_edit(request.user, None) for kind in kinds().values()):
        raise PermissionDenied
    raise Http404
