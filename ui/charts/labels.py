"""Direct labels that never lie on one another, and on lines only when nothing else is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.charts.shapes import Place, text, width_of
from ui.charts.values import Shape, Text

LINE = 16.0


@dataclass(frozen=True, slots=True)
class Box:
    """The paper a label takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two labels would touch."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, place: Place) -> bool:
        """Whether a point of a line lies beneath the label."""
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label may stand: the baseline of its first line, and which end of it is at x."""

    x: float
    y: float
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One or two lines of words with the spots they may take, best first.

    Optional ones are left out in a crowd.
    """

    lines: Sequence[tuple[str, Text]]
    spots: Sequence[Spot]
    is_optional: bool = False

    def box(self, spot: Spot) -> Box:
        """The paper it takes at a spot."""
        width = max(
            width_of(words, strong="note" not in css and "plain" not in css) for css, words in self.lines
        )
        left = spot.x - {"": 0.0, "mid": width / 2, "end": width}[spot.anchor]
        return Box(left, spot.y - 12, left + width, spot.y + 4 + LINE * (len(self.lines) - 1))

    def shapes(self, spot: Spot) -> list[Shape]:
        """Its words, drawn at a spot."""
        return [
            text(
                " ".join(filter(None, [css.replace("plain", "").strip(), "halo", spot.anchor])),
                spot.x,
                spot.y + LINE * row,
                words,
            )
            for row, (css, words) in enumerate(self.lines)
        ]


def axis_words(shapes: Iterable[Shape]) -> list[Box]:
    """The paper that words take which are drawn already: numbers and years of the axes, notes, breaks."""
    found = []
    for shape in shapes:
        if shape.tag == "text":
            anchor = next((name for name in ("mid", "end") if name in shape.css.split()), "")
            spot = Spot(float(shape.x), float(shape.y), anchor)
            found.append(Label([("strong" if "strong" in shape.css else "plain", shape.words)], []).box(spot))
    return found


def along(places: Sequence[Place], *, every: float = 5) -> list[Place]:
    """Points along a line, close enough that no label slips between two."""
    found: list[Place] = list(places)
    for (x0, y0), (x1, y1) in pairwise(places):
        count = int(max(abs(x1 - x0), abs(y1 - y0)) / every)
        found += [
            (x0 + (x1 - x0) * step / (count + 1), y0 + (y1 - y0) * step / (count + 1))
            for step in range(1, count + 1)
        ]
    return found


def placed(
    labels: Iterable[Label], *, within: Box, lines: Sequence[Place], words: Iterable[Box] = ()
) -> list[tuple[Label, Spot]]:
    """A spot for each label, most important first: never outside, never on another, seldom on a line.

    ``words`` already stand on the paper, such as the numbers of an axis; no label lies on them.

    Where all spots of a needed label are taken, it slides up or down from its first one until it finds room.
    """
    taken: list[Box] = list(words)
    found: list[tuple[Label, Spot]] = []

    def is_free(box: Box) -> bool:
        inside = (
            within.left <= box.left
            and box.right <= within.right
            and within.top <= box.top
            and box.bottom <= within.bottom
        )
        return inside and not any(box.meets(other) for other in taken)

    for label in labels:
        spots = [spot for spot in label.spots if is_free(label.box(spot))]
        if not spots and not label.is_optional:
            spots = [spot for spot in _slides(label.spots) if is_free(label.box(spot))][:1]
        if label.is_optional:
            spots = [spot for spot in spots if _covered(label.box(spot), lines) <= 1]
        if spots:
            best = min(spots, key=lambda spot: (_covered(label.box(spot), lines), spots.index(spot)))
            taken.append(label.box(best))
            found.append((label, best))
    return found


def _covered(box: Box, lines: Sequence[Place]) -> int:
    return sum(box.holds(place) for place in lines)


def _slides(spots: Sequence[Spot]) -> Iterable[Spot]:
    for distance in range(4, 320, 4):
        for spot in spots:
            yield Spot(spot.x, spot.y + distance, spot.anchor)
            yield Spot(spot.x, spot.y - distance, spot.anchor)
