"""The shapes that the page components expect: frozen values, already in words.

The owner of the facts fills them; the templates in ``templates/ui/`` only print them.
Every text may be plain or lazily translated. Figures are text too, made by ``ui.words``, so page, print
and file agree.

``Card``          ui/kpi_card.html      with card=card only   (in ``<div class="cards"><ul role="list">``)
``Fact`` (four)   ui/facts.html         with facts=facts only
``GoalGlance``    ui/glance.html        with goals=goals only
``Figure``        ui/figure.html        with figure=figure only
``Table``         ui/table.html         with table=table only
``Chip``          ui/filter_chips.html  with chips=chips label=… target="#id" only   (target only for htmx)
``Step``          ui/steps.html         with steps=steps label=… only
``Event``         ui/timeline.html      with events=events only
``Term``          ui/terms.html         with terms=terms only
``Progress``      ui/progress.html      with progress=progress only
``Confirm``       ui/confirm.html       with confirm=confirm   (opened by ``<a href="…" data-open-
dialog="id">``)
``ChangedLine``   ui/difference.html    with lines=lines only
``MappedColumn``  ui/column_map.html    with column=column only
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from django.forms.boundfield import BoundField

from ui.charts.values import Drawing
from ui.words import STATUSES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text = Union[str, "_StrPromise"]


@dataclass(frozen=True, slots=True)
class Card:
    """One measure on the dashboard (design-spec 5.2).

    ``status`` is a key of ``ui.words.STATUSES``, or empty where no target applies.
    ``value`` and ``unit`` stand together: "81.9" and "%",
    "4.1" and " days"
    (give the space). ``arrow`` is the direction of the *number*: up, down, flat or empty. The foot prints
    "<left_figure> left" and "right <right_figure>": ("8.1", "to go by 2028"), ("Minnesota", "76.7%").
    With ``none_yet`` (a sentence) there is no value and no sparkline.
    """

    status: str
    question: Text
    name: Text
    url: str
    value: Text = ""
    unit: Text = ""
    change: Text = ""
    arrow: str = ""
    spark: Drawing | None = None
    left: Text = ""
    left_figure: Text = ""
    right: Text = ""
    right_figure: Text = ""
    none_yet: Text = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the four facts: "Where we are", "81.9", "%", with a status or a note."""

    title: Text
    figure: Text
    unit: Text = ""
    note: Text = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class GoalGlance:
    """A core goal in one cell: the marks of its measures in status order, and their sum in words."""

    number: int
    name: Text
    url: str
    statuses: Sequence[str]
    words: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``css`` "num" aligns figures, "opt" drops it on a phone; ``sorted`` is the aria-sort value.
    """

    name: Text
    css: str = ""
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, or a link (with ``more`` for screen readers), or a status, or a small drawing.

    ``note`` stands small on a line of its own, such as the period of a figure.
    """

    text: Text = ""
    css: str = ""
    url: str = ""
    more: Text = ""
    status: str = ""
    drawing: Drawing | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; the first cell of each row is its heading."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption, its table and its bar; addresses left empty are not offered."""

    id: str
    title: Text
    subtitle: Text
    wide: Drawing
    narrow: Drawing | None = None
    table: Table | None = None
    status: str = ""
    explore_url: str = ""
    csv_url: str = ""
    svg_url: str = ""
    embed_url: str = ""

    @property
    def status_kind(self) -> str:
        """The class that colours the wedge."""
        return STATUSES[self.status].kind if self.status else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as a link with its count; ``status`` adds the mark."""

    name: Text
    url: str
    count: Text | int
    is_current: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a task in order."""

    name: Text
    is_current: bool = False
    is_done: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something decided or done on a day."""

    on: dt.date
    text: Text
    title: Text = ""
    url: str = ""
    link: Text = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A name and what it is."""

    name: Text
    text: Text
    url: str = ""
    link: Text = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a background task is.

    Asked again each second from ``url`` until finished; ``total`` 0 when not known yet.
    """

    id: str
    label: Text
    done: int
    total: int
    words: Text
    url: str
    page_url: str
    time_left: Text = ""
    is_finished: bool = False


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before something that cannot be undone.

    The same form must exist as a page for readers without script.
    """

    id: str
    title: Text
    text: Text
    button: Text
    url: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One field of two versions side by side."""

    name: Text
    before: Text
    after: Text

    @property
    def is_changed(self) -> bool:
        """Whether the two versions differ."""
        return str(self.before) != str(self.after)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One of our fields and the uploaded column chosen for it, with up to three sample cells."""

    name: Text
    field: BoundField
    samples: Sequence[str] = ()
    about: Text = ""
    is_required: bool = False
    is_suggested: bool = False
