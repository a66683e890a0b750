"""Removing a row with what hangs on it, and bringing all of it back from history."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from district.actions.editing.locking import held, hold_list, one_change
from district.actions.editing.ordering import close_gaps
from district.actions.refusals import Refused
from district.editing import Kind
from district.queries import models_changed_by, tracked_models
from district.queries.editing import events_of

RESTORE_WITHIN = dt.timedelta(minutes=10)  # the button is offered for 10 seconds; a slow reader has more


def remove_row(*, kind: Kind, pk: Any, by: Any, reason: str = "") -> UUID:
    """Remove a row; the answer is what ``restore_rows`` brings it back by."""
    # One context of its own: what this removal took is told apart from the rest of the request.
    with held(kind, pk, by=by, reason=reason) as row:
        if sentence := kind.why_kept(row):
            raise Refused(sentence)
        if kind.order:
            hold_list(kind, row)
        removed = type(row)(pk=row.pk)
        try:
            row.delete()
        except ProtectedError as error:
            raise Refused(_still_used(error)) from error
        if kind.order:
            close_gaps(kind, row)
        context: UUID = events_of(removed)[0].pgh_context_id
        return context


def restore_rows(*, kind: Kind, context: UUID, by: Any) -> Any:
    """Bring back everything that one removal took, under its old keys and at its old place."""
    with one_change(by=by, reason=_("Undone")):
        row = removed_row(kind, context=context, by=by)
        if row is None:
            raise Refused(_("There is nothing to bring back."))
        if sentence := kind.why_locked(row):
            raise Refused(sentence)
        if kind.model._base_manager.filter(pk=row.pk).exists():
            raise Refused(_("This was brought back already."))
        if kind.order:
            hold_list(kind, row)
            _make_room(kind, row)
        try:
            with transaction.atomic():
                for each in _removed(context):
                    each.save(force_insert=True)
        except IntegrityError as error:
            raise Refused(
                _("Something else stands in its place by now. The words are in the history.")
            ) from error
        if kind.order:
            close_gaps(kind, row)
        return row


def removed_row(kind: Kind, *, context: UUID, by: Any) -> Any:
    """The row that this person removed a moment ago, unsaved; nothing where there is none."""
    events: Any = kind.model.pgh_event_model  # type: ignore[attr-defined]  # set by pghistory.track
    since = timezone.now() - RESTORE_WITHIN
    event = events.objects.filter(
        pgh_context_id=context, pgh_label="delete", pgh_created_at__gte=since, pgh_context__user=by.pk
    ).first()
    return _row(kind.model, event) if event else None


def _removed(context: UUID) -> list[Any]:
    models: list[Any] = [tracked_models()[label] for label in models_changed_by(context)]
    return [
        _row(model, event)
        for model in models
        for event in model.pgh_event_model.objects.filter(pgh_context_id=context, pgh_label="delete")
    ]


def _row(model: Any, event: Any) -> Any:
    return model(
        **{
            field.attname: getattr(event, field.attname)
            for field in model._meta.concrete_fields
            if hasattr(event, field.attname)
        }
    )


def _make_room(kind: Kind, row: Any) -> None:
    """Move those who closed the gap one place on; ``close_gaps`` sees to the rest."""
    same = {name: row.serializable_value(name) for name in kind.among}
    rows = kind.model._base_manager.filter(**same, **{f"{kind.order}__gte": getattr(row, kind.order)})
    rows.update(**{kind.order: F(kind.order) + 1})


def _still_used(error: ProtectedError) -> str:
    uses = sorted({f"{each._meta.verbose_name} “{each}”" for each in error.protected_objects})
    return _("This is still used: %(uses)s. Change that first, then remove this.") % {
        "uses": ", ".join(uses[:3]) + ("…" if len(uses) > 3 else "")
    }
