"""The terms under "About this measure", in the order people ask for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from kpi.wording import date_words, evidence_words, frequency_words, is_told, status_working
from ui.cards import Term
from ui.words import day

Payload = Mapping[str, Any]


def terms(measure: Payload, published_on: dt.date, rule_url: str) -> list[Term]:
    """Definition, numerator and denominator, source, the four dates, agreement, status rule, limits."""
    about = measure["about"]
    found = [
        Term(_("Definition"), about.get("definition", "")),
        Term(_("Numerator"), about.get("numerator_words", "")),
        Term(_("Denominator"), about.get("denominator_words", "")),
        Term(_("Formula"), about.get("formula", "")),
        Term(_("Who is counted"), _sentences(about, "population", "inclusion_rules")),
        Term(_("Source"), about.get("source", ""), about.get("source_url", ""), _("Public file")),
        Term(_("Figures"), _provenance(measure)),
        Term(_("Dates"), _dates(measure, published_on)),
        Term(_("How often"), _how_often(about)),
        Term(_("Kind of evidence"), evidence_words(about["evidence_type"])),
        Term(_("Agreed"), _agreed(about)),
        Term(_("Status rule"), status_working(measure), rule_url, _("How status is decided")),
        Term(_("Privacy"), _privacy(about)),
        Term(_("Why it is followed"), about.get("rationale", "")),
        Term(_("Limits"), _sentences(about, "limitations")),
        Term(_("Comparison"), _sentences(about, "comparison_words")),
        Term(_("Tests and definitions"), _series(about)),
        Term(_("Corrections"), _revisions(about)),
        Term(_("Led by"), _sentences(about, "owner_role", "contact")),
        Term(_("References"), about.get("references", "")),
        Term(_("Licence"), about.get("licence", "")),
    ]
    return [term for term in found if term.text]


def _sentences(about: Payload, *names: str) -> str:
    return " ".join(f"{about[name].rstrip('.')}." for name in names if about.get(name))


def sample_words(measure: Payload) -> str:
    """Whether all figures are sample data, or a part of them, or only what was promised."""
    if not measure["is_sample"]:
        return _("Sample target") if measure.get("is_sample_target") else ""
    is_part = any(is_told(row) and not row.get("is_sample") for row in measure["rows"])
    return _("Partly sample data") if is_part else _("Sample data")


def _provenance(measure: Payload) -> str:
    """Which figures are sample data, and who published the others."""
    rows = measure["rows"]
    cited: dict[str, list[str]] = {}
    for row in rows:
        if row.get("citation") and not row.get("is_sample"):
            cited.setdefault(row["citation"], []).append(row["period"]["label"])
    found = [f"{', '.join(labels)}: {source.rstrip('.')}." for source, labels in cited.items()]
    for line in measure["others"]:
        for source, labels in line["sources"].items():
            found.append(f"{line['name']}, {', '.join(labels)}: {source.rstrip('.')}.")
    if measure["is_sample"]:
        sentence = _("All other figures are sample data.") if found else _("All figures are sample data.")
        found.append(sentence)
    elif measure.get("is_sample_target"):
        found.append(_("The target and its agreement are sample data."))
    return " ".join(found)


def _dates(measure: Payload, published_on: dt.date) -> str:
    latest, found = measure["latest"], []
    if latest:
        found.append(_("Covers %(period)s.") % {"period": latest["period"]["label"]})
        if latest.get("released_on"):
            found.append(_("Results released %(date)s.") % {"date": date_words(latest["released_on"])})
    found.append(_("Published here %(date)s.") % {"date": day(published_on)})
    if measure["next_result"]:
        found.append(_("Next result %(when)s.") % {"when": measure["next_result"]})
    return " ".join(found)


def _how_often(about: Payload) -> str:
    found = (frequency_words(about["frequency"]), about.get("release_calendar", ""))
    return " ".join(part for part in found if part)


def _agreed(about: Payload) -> str:
    """Version and both agreements: policy 105 makes a measure count only with both."""
    found = [_("Version %(number)s.") % {"number": about["version"]}]
    for agreement in about["agreements"]:
        words = {"date": date_words(agreement["agreed_on"]), "meeting": agreement["meeting"]}
        if agreement["party"] == "superintendent":
            found.append(_("Superintendent, %(date)s.") % words)
        elif agreement["meeting"]:
            found.append(_("Board of Education, %(date)s, %(meeting)s.") % words)
        else:
            found.append(_("Board of Education, %(date)s.") % words)
    return " ".join(found)


def _privacy(about: Payload) -> str:
    words = _("Groups of fewer than %(n)s are not shown.") % {"n": about["min_n"]}
    return f"{words} {about.get('coding_policy', '')}".strip()


def _series(about: Payload) -> str:
    if len(about["series"]) < 2:
        return ""
    found = []
    for series in about["series"]:
        words = {"label": series["label"], "year": series["first_year"], "reason": series["reason"]}
        start = _("%(label)s, from %(year)s") if series["first_year"] else "%(label)s"
        found.append(start % words + (f": {series['reason'].rstrip('.')}" if series["reason"] else "") + ".")
    return " ".join(found)


def _revisions(about: Payload) -> str:
    found = [f"{each['period']['label']}: {each['reason'].rstrip('.')}." for each in about["revisions"]]
    return " ".join([*found, about.get("revision_policy", "")]).strip()
