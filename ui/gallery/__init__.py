"""Invented values that show every component in every state. They are on no other page and in no release."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator

from ui import cards
from ui.charts.rows import bar_rows, group_rows
from ui.charts.values import BarRow, GroupRow
from ui.gallery.editing import editing_states
from ui.gallery.forms import SampleForm
from ui.gallery.samples import figure, kpi_cards, schools
from ui.gallery.trends import TRENDS
from ui.words import STATUSES


def everything() -> dict[str, Any]:
    """The context of the gallery page."""
    bad = SampleForm({"due": "soon", "level": "d"}, prefix="bad")
    bad.is_valid()
    clean = SampleForm(prefix="clean")
    groups = [
        GroupRow("All students", "11,640 students", 80.8, 81.9, "81.9%", "1.1 points better"),
        GroupRow("Free or reduced-price meals", "2,410 students", 66.1, 68.9, "68.9%", "2.8 points better"),
        GroupRow("Special education", "1,730 students", 73.6, 73.1, "73.1%", "no clear change"),
        GroupRow("American Indian", "too few to report", withheld="Not shown, to protect student privacy"),
    ]
    bars = [
        BarRow("Sampletown", 81.9, "81.9%", is_us=True),
        BarRow("Minnesota", 76.7, "76.7%"),
        BarRow("Similar districts", withheld="No figure by the same definition"),
    ]
    return editing_states() | {
        "statuses": list(STATUSES),
        "cards": kpi_cards(),
        "figures": [figure(name) for name in TRENDS],
        "groups": group_rows(groups, target=90),
        "bars": bar_rows(bars),
        "facts": [
            cards.Fact("Where we are", "81.9", "%", status="near"),
            cards.Fact("Which way it is going", "Up 1.1", "points", "Better three years in a row"),
            cards.Fact("What we promised", "90", "%", "by 2028, 8.1 points to go"),
            cards.Fact("Compared with Minnesota", "5.2", "points above", "State average 76.7%"),
        ],
        "goals": [
            cards.GoalGlance(number, name, "#", marks, words)
            for number, name, marks, words in (
                (
                    1,
                    "Teaching and learning",
                    ["met", "on_track", "on_track", "off_track", "unrated"],
                    "3 of 5 met or on track",
                ),
                (2, "Systems of support", ["on_track", "near", "near"], "1 of 3 met or on track"),
                (3, "Family engagement", ["met", "unrated"], "1 of 2 met or on track"),
                (4, "Staff practice", ["on_track", "off_track"], "1 of 2 met or on track"),
                (5, "District operations", ["met", "on_track"], "2 of 2 met or on track"),
            )
        ],
        "chips": [
            cards.Chip("All", "?", 18, is_current=True),
            cards.Chip("Needs attention", "?status=attention", 6),
            cards.Chip("Target met", "?status=met", 3, status="met"),
            cards.Chip("Off track", "?status=off_track", 3, status="off_track"),
        ],
        "schools": schools(),
        "crumbs": [("Home", "/staff/"), ("Gallery", "")],
        "steps": [
            cards.Step("File", is_done=True, url="#"),
            cards.Step("Columns", is_done=True, url="#"),
            cards.Step("Check", is_current=True),
            cards.Step("Preview"),
            cards.Step("Load"),
        ],
        "events": [
            cards.Event(
                dt.date(2026, 1, 15),
                "The Board asked for a mid-year report.",
                "Keep the target.",
                "#",
                "See what the Board saw (release 11)",
            )
        ],
        "terms": [
            cards.Term("Definition", "Students present more than 90% of enrolled days."),
            cards.Term("Source", "Sample source.", "#", "Public file"),
        ],
        "progress": [
            cards.Progress("p1", "Reading the file", 0, 0, "Counting rows", "#", "#", is_finished=True),
            cards.Progress(
                "p2",
                "Checking rows",
                42_000,
                60_000,
                "42,000 of 60,000 rows read",
                "#",
                "#",
                "About 10 seconds left",
                is_finished=True,
            ),
        ],
        "confirm": cards.Confirm(
            "undo",
            "Undo this import?",
            "214 values go back to what they were. This is written down.",
            "Undo the import",
            "#",
        ),
        "lines": [cards.ChangedLine("Target", "88%", "90%"), cards.ChangedLine("Year", "2028", "2028")],
        "column": cards.MappedColumn(
            "School number",
            clean["column"],
            ["0007", "0012", "0031"],
            "Number given by the state",
            is_required=True,
            is_suggested=True,
        ),
        "form": clean,
        "bad": bad,
        "page": Paginator(range(1, 1235), 50).page(2),
        "save_states": [
            ("", "Saving…"),
            ("good", "All changes saved, 2:41 PM"),
            ("problem", "Not saved, retrying"),
        ],
        "message_kinds": SimpleNamespace(
            good="Value recorded for 2025–26. Next: explain the change.",
            info="The check goes on in the background.",
            warning="12 values moved by more than 10 points.",
            problem="Not saved. Try again.",
        ),
    }
