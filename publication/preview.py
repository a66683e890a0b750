"""The checklist of a release, in words: what waits, what is withheld, what changes (design spec 5.21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from publication.models import Release
from publication.queries import withheld_totals

WHY = {
    "suppressed_primary": gettext_lazy("Too few students"),
    "suppressed_complementary": gettext_lazy("Hidden so that another number cannot be worked out"),
    "top_coded": gettext_lazy("So high that only a bound is shown"),
    "bottom_coded": gettext_lazy("So low that only a bound is shown"),
}
SHOWN_CHANGES = 200


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what was looked at, what was found, whether a person has to act."""

    title: str
    text: str
    is_clear: bool = True


def checklist(release: Release) -> dict[str, Any]:
    """Return the checks of a preview with the lists behind them; counts of what is withheld, never values."""
    totals = withheld_totals(release)
    preview = release.preview
    changed = list(release.changed_values.all()[:SHOWN_CHANGES])
    changed_count = release.changed_values.count()
    unexplained = release.changed_values.filter(reason="").count()
    texts = preview.get("texts", [])
    withheld = [(words, totals[state]) for state, words in WHY.items() if totals[state]]
    return {
        "checks": [
            _awaited(totals["awaited"]),
            _withheld(sum(count for _words, count in withheld)),
            _texts(len(texts)),
            _changes(preview, changed_count, unexplained),
        ],
        "withheld": withheld,
        "texts": texts,
        "changed": changed,
        "changed_count": changed_count,
        "unexplained": unexplained,
    }


def _awaited(count: int) -> Check:
    text = ngettext("%(n)s figure is not released yet.", "%(n)s figures are not released yet.", count)
    return Check(_("Awaited values"), text % {"n": count} if count else _("No figure is awaited."))


def _withheld(count: int) -> Check:
    text = ngettext(
        "%(n)s figure is hidden or shown as a bound.", "%(n)s figures are hidden or shown as a bound.", count
    )
    return Check(_("Privacy"), text % {"n": count} if count else _("No figure is hidden."))


def _texts(count: int) -> Check:
    text = ngettext("%(n)s place to read again.", "%(n)s places to read again.", count)
    return Check(
        _("Words"), text % {"n": count} if count else _("No text points to single students."), not count
    )


def _changes(preview: dict[str, Any], changed: int, unexplained: int) -> Check:
    text = _("%(added)s new, %(changed)s changed and %(removed)s removed pages or tables.") % {
        name: preview.get(name, 0) for name in ("added", "changed", "removed")
    }
    if changed:
        values = ngettext(
            "%(n)s published value would change.", "%(n)s published values would change.", changed
        )
        text += " " + values % {"n": changed}
    if unexplained:
        text += " " + _("A reason is missing.")
    return Check(_("Since the last release"), text, not unexplained)
