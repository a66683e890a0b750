"""The one way in which figures leave as files: tidy rows, no formulas, what is hidden said as a state."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publication.domain import PublishedCell, cells_of
from publication.reading import Edition
from ui.spreadsheets import MARK, safe_cell

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SAMPLE, REAL = gettext_lazy("sample data"), gettext_lazy("published figure")

# name, what it holds; in the order of the file
COLUMNS: tuple[tuple[str, _StrPromise], ...] = (
    ("release", gettext_lazy("Number of the release that published the figure.")),
    ("release_date", gettext_lazy("Day that release was published (year-month-day).")),
    ("measure", gettext_lazy("Short name of the measure; its page is /measures/ followed by this name.")),
    ("measure_name", gettext_lazy("Official name of the measure.")),
    ("unit", gettext_lazy("Short name of the district, school or comparison unit.")),
    ("unit_name", gettext_lazy("Its full name.")),
    ("group", gettext_lazy("Student group; all stands for all students.")),
    ("group_name", gettext_lazy("Full name of the group.")),
    ("period", gettext_lazy("School year or other period of the figure.")),
    ("period_name", gettext_lazy("The period in words.")),
    ("series", gettext_lazy("Stretch of results that can be compared; a new test begins a new one.")),
    (
        "state",
        gettext_lazy(
            "shown, at_least or at_most (a bound instead), not_shown (privacy), or why there is no number."
        ),
    ),
    ("value", gettext_lazy("The figure as published; empty unless the state is shown.")),
    ("bound", gettext_lazy("The bound where the state is at_least or at_most.")),
    ("numerator", gettext_lazy("How many people count toward the figure, where that may be shown.")),
    ("n", gettext_lazy("How many people the figure is about, where that may be shown.")),
    ("unit_of_measure", gettext_lazy("What the figure is counted in.")),
    ("data_kind", gettext_lazy("published figure, or sample data made up for the demonstration.")),
    ("results_released_on", gettext_lazy("Day the source released the result.")),
    ("source", gettext_lazy("Where the figure comes from.")),
    ("comment", gettext_lazy("What to know about this figure.")),
)
HEADER: tuple[str, ...] = tuple(name for name, _meaning in COLUMNS)
Payload = Mapping[str, Any]
Response = TypeVar("Response", bound=HttpResponseBase)


def columns() -> list[tuple[str, str]]:
    """Each column with what it holds, in the reader's language."""
    return [(name, str(meaning)) for name, meaning in COLUMNS]


def noted(cell: PublishedCell) -> str:
    """What the page says beside the figure: provisional, corrected and why, the comment."""
    found = [_("Provisional")] if cell.is_provisional else []
    found += [_("Corrected: %(reason)s") % {"reason": cell.correction}] if cell.correction else []
    found += [cell.comment]
    return ". ".join(part.rstrip(".") for part in found if part)


def result_rows(edition: Edition, payload: Payload) -> Iterator[list[str]]:
    """Yield the rows of one ``cells`` item, in the columns of `COLUMNS`."""
    for cell in cells_of(payload):
        yield [
            str(edition.number),
            edition.published_on.isoformat(),
            payload["measure"],
            payload["measure_name"],
            payload["unit"],
            payload["unit_name"],
            cell.group,
            cell.group_name,
            cell.period,
            cell.period_name or cell.period,
            cell.series,
            cell.state,
            cell.value,
            cell.bound,
            cell.numerator,
            cell.n,
            payload["unit_of_measure"],
            str(SAMPLE if cell.is_sample else REAL),
            cell.results_released_on,
            cell.source,
            noted(cell),
        ]


def results_csv(edition: Edition, payloads: Iterable[Payload], name: str) -> HttpResponse:
    """Every row of some ``cells`` items as CSV."""
    rows = (row for payload in payloads for row in result_rows(edition, payload))
    return csv_response(name, HEADER, rows)


def results_document(edition: Edition, payloads: Iterable[Payload]) -> dict[str, Any]:
    """The same rows as plain JSON, with the release they come from."""
    return {
        "release": release_facts(edition),
        "columns": list(HEADER),
        "results": [row for payload in payloads for row in result_rows(edition, payload)],
    }


def release_facts(edition: Edition) -> dict[str, Any]:
    """Which release a file was made from."""
    return {
        "number": edition.number,
        "published_on": edition.published_on.isoformat(),
        "reason": edition.reason,
        "sha256": edition.content_hash,
        "previous_sha256": edition.previous_hash,
    }


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file that spreadsheets open as text: UTF-8 with a mark, no cell that could run."""
    return _attachment(HttpResponse(MARK + "".join(csv_lines(header, rows))), name, "text/csv", "csv")


def csv_stream(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The same for a file too large to build in memory."""
    lines = csv_lines(header, rows)
    response = StreamingHttpResponse(part for part in _with_mark(lines))
    _attachment(response, name, "text/csv", "csv")
    return response


def json_response(name: str, document: Any) -> HttpResponse:
    """A JSON file, readable by people too."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return _attachment(HttpResponse(text), name, "application/json", "json")


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Write rows as lines of CSV, 500 at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        writer.writerow([safe_cell(cell) for cell in row])
        if number % 500 == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _with_mark(lines: Iterable[str]) -> Iterator[str]:
    yield MARK
    yield from lines


def _attachment(response: Response, name: str, kind: str, ending: str) -> Response:
    response["Content-Type"] = f"{kind}; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
