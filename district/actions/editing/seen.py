"""What a person saw, compared with what stands there now, while nobody else can change it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from district.actions.refusals import Overtaken, Refused
from district.domain import changed_since


def hold_as_seen(row: Any, *, seen: Mapping[str, str], standing: Callable[[Any], Mapping[str, Any]]) -> None:
    """Lock a row until the transaction ends; go on only if it still says what the marks in ``seen`` say.

    ``standing`` reads, under the lock, what each marked field says now; some may lie in rows of their own.
    """
    rows = type(row)._base_manager.select_for_update(of=("self",), no_key=True)
    now = rows.filter(pk=row.pk).first()
    if now is None:
        raise Refused(_("Someone removed this meanwhile. Copy what you need; it cannot be saved."))
    if not seen or changed_since(seen, standing(now)):
        raise Overtaken(now)
