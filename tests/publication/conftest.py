"""A small room that registers a compiler, so that releases can be tested without the rooms above."""

from dataclasses import dataclass, field
from functools import partial

import pytest

from publication import actions, compiling, public, public_pages, reading
from publication.clearing import Table
from publication.disclosure import Cell, Partition
from publication.domain import Item, Part, PublishedCell, cells_item, digest

CELLS = (
    Cell(("district", "all"), 600, 400),
    Cell(("district", "girls"), 310, 210),
    Cell(("district", "boys"), 290, 190),
)
WHOLE = (Partition(("district", "all"), (("district", "girls"), ("district", "boys"))),)


@dataclass
class LiveFigures:
    """What staff would have in their tables: cells and partitions of each measure."""

    tables: dict = field(default_factory=dict)
    words: str = "Most students finish."

    def put(self, measure, cells, partitions):
        self.tables[measure] = (tuple(cells), tuple(partitions))

    def compile(self, draft):
        for measure, (cells, partitions) in self.tables.items():
            yield Part(
                f"measure {measure}",
                digest(measure, cells, partitions),
                partial(self._items, draft, measure),
            )
        yield Item("plan", "", {"mission": self.words})

    def _items(self, draft, measure):
        cells, partitions = self.tables[measure]
        values = {cell.key: round(100 * cell.numerator / cell.n, 1) for cell in cells if cell.n}
        public_values = draft.clear(Table(f"{measure} 2026", cells, partitions, values))
        for unit in sorted({key[0] for key in public_values}):
            rows = [
                PublishedCell(
                    group=key[1],
                    group_name=key[1].title(),
                    period="2026",
                    state=str(value.state),
                    value=shown(value.value),
                    bound=shown(value.bound),
                    numerator=shown(value.numerator),
                    n=shown(value.n),
                )
                for key, value in sorted(public_values.items())
                if key[0] == unit
            ]
            yield cells_item(
                measure=measure,
                measure_name=measure.title(),
                unit=unit,
                unit_name=unit.title(),
                unit_of_measure="percent",
                cells=rows,
            )


def shown(number):
    return "" if number is None else str(number)


@pytest.fixture
def live(monkeypatch, db):
    """The registered compilers are this one and the site's own; memories of this process start empty."""
    figures = LiveFigures()
    monkeypatch.setattr(compiling, "_compilers", {"site": public.compile_site, "live": figures.compile})
    reading.forget()
    public_pages.forget()
    return figures


@pytest.fixture
def graduation(live):
    """One measure about 600 students, in two groups."""
    live.put("graduation", CELLS, WHOLE)
    return live


@pytest.fixture
def publish(administrator, privacy_reviewer):
    """Walk a release from draft to published (or wherever it stops)."""

    def walk(reason="New results", *, explain="", notes=(("One thing", "It went up."),)):
        release = actions.draft_release(by=administrator, reason=reason, notes=notes)
        actions.compile_release(release_id=release.pk)
        release.refresh_from_db()
        if release.state != "ready":
            return release
        if explain:
            actions.explain_changes(release=release, by=administrator, reason=explain)
        actions.confirm_release(release=release, by=privacy_reviewer, is_attested=True)
        actions.publish_release(release_id=release.pk)
        release.refresh_from_db()
        return release

    return walk
