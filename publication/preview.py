"""The checklist of a release, in words: what waits, what is withheld, what changes (design spec 5.21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from district.models import OrgUnit, StudentGroup
from publication.compiling import page_of
from publication.models import Release, Withheld
from publication.previewed import preview_of
from publication.queries import standing_parts, withheld_totals

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
        "pages": changed_pages(release),
        "changed": changed,
        "changed_count": changed_count,
        "unexplained": unexplained,
    }


def changed_pages(release: Release) -> list[tuple[str, str, str]]:
    """Name the pages that the release adds or changes: what it is, its name, its address in the preview."""
    items = release.draft_items.filter(is_removed=False).exclude(kind__in=["cells", "cards", "measures"])
    found = []
    for item in items.order_by("-is_new", "kind", "key"):
        page = page_of(item.kind, item.key, item.payload)
        if page:
            name, address = page
            words = _("New") if item.is_new else _("Changed")
            found.append(
                (words, name, reverse("publication_staff:draft_preview_page", args=[release.pk, address]))
            )
    return found


@dataclass(frozen=True)
class WithheldCell:
    """One figure that is not shown exactly: of which measure, when, of whom, and why; never the figure."""

    measure: str
    period: str
    unit: str
    group: str
    why: str


def withheld_cells(release: Release) -> list[WithheldCell]:
    """List every figure that the release withholds, those of parts it takes over included."""
    standing = standing_parts(release.base_number)
    reused = Q(pk=None)
    for name in release.draft_parts.filter(is_reused=True).values_list("name", flat=True):
        if name in standing:
            reused |= Q(part=name, release__number=standing[name].release_id)
    logs = Withheld.objects.filter(Q(release=release) | reused).order_by("part", "table")
    units = dict(OrgUnit.objects.values_list("slug", "name"))
    groups = dict(StudentGroup.objects.values_list("code", "name"))
    names = _part_names(release)
    return [
        WithheldCell(
            names.get(log.part, log.table),
            log.table.rpartition(" ")[2],  # the name of a table ends with its period
            units.get(key[0], key[0]),
            groups.get(key[1], key[1]),
            reason or str(WHY[state]),
        )
        for log in logs
        for key, state, reason in log.cells
    ]


def _part_names(release: Release) -> dict[str, str]:
    """What the parts about one page are called, as the public would read it."""
    found = {}
    for kind, key, payload in preview_of(release).rows(Q(kind="measure")):
        page = page_of(kind, key, payload)
        if page:
            found[f"{kind} {key}"] = page[0]
    return found


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
