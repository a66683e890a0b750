"""Chart geometry: what is drawn is what was given, and nothing lies on anything else."""

import json
import re
from dataclasses import replace
from itertools import combinations

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.charts import explore
from ui.charts.axis import Scale, fixed, nice_step, spaced_years, value_axis
from ui.charts.files import svg_file
from ui.charts.frame import NARROW, WIDE, frame
from ui.charts.labels import Box, axis_words, placed
from ui.charts.rows import bar_rows, group_rows
from ui.charts.shapes import wedges
from ui.charts.spark import mini_spark, sparkline
from ui.charts.trend import trend_drawings
from ui.charts.trend_labels import inked, trend_labels
from ui.charts.values import BarRow, Break, GroupRow, Line, Path, Point, Target, Trend
from ui.gallery.trends import ATTENDANCE, ENERGY, NEW_TEST, RESERVE, SMALL, TRENDS, points
from ui.words import Unit


def classes(drawing, name):
    """The shapes of a drawing that carry a class."""
    return [shape for shape in drawing.shapes if name in shape.css.split()]


def spark(trend):
    """The sparkline of a trend that has something to draw."""
    drawing = sparkline(trend)
    assert drawing is not None
    return drawing


def both(trend):
    """The two big drawings of a trend that has something to draw."""
    drawings = trend_drawings(trend)
    assert drawings is not None
    return drawings


def words(drawing):
    return [str(shape.words) for shape in drawing.shapes if shape.tag == "text"]


@pytest.mark.parametrize(
    ("rough", "step"), [(6.3, 10), (0.9, 1), (1.2, 2), (2.1, 2.5), (0.3, 0.5), (26, 50), (10, 10), (0, 1)]
)
def test_step_is_the_next_round_number(rough, step):
    assert nice_step(rough) == pytest.approx(step)


def test_axis_of_the_mock_up_runs_from_60_with_ticks_of_ten():
    assert value_axis([89.3, 78.4, 69.8, 90], smallest=0, largest=100).ticks == (60, 70, 80, 90)


def test_axis_has_no_tick_above_the_ceiling():
    assert max(value_axis([94, 97, 100], smallest=0, largest=100).ticks) <= 100


def test_coordinates_have_one_decimal_and_no_negative_zero():
    assert [fixed(1.25), fixed(3.0), fixed(-0.01)] == ["1.2", "3", "0"]


def test_years_closer_than_their_labels_are_left_out_by_importance():
    assert spaced_years([2025, 2028, 2019, 2026], Scale(2019, 2028, 0, 200), gap=44) == [2019, 2025, 2028]


def test_line_breaks_where_a_year_is_missing():
    assert [len(run) for run in ATTENDANCE.us.runs()] == [1, 4]


def test_withheld_point_breaks_the_line():
    line = Line("us", "Us", [Point(2023, 1), Point(2024, None, state="suppressed_primary"), Point(2025, 2)])
    assert line.runs() == [[(2023, 1.0)], [(2025, 2.0)]]


def test_path_is_straight_between_its_corners_and_nowhere_else():
    path = Path([(2023, 79.8), (2028, 90)])
    assert path.at(2025) == pytest.approx(83.88)
    assert path.at(2022) is None


def test_wedge_lies_between_what_happened_and_the_path():
    scale = Scale(0, 100, 0, 100)
    line = Line("us", "Us", [Point(1, 10), Point(2, 12), Point(3, 20)])
    (wedge,) = wedges(line, Path([(1, 10), (3, 30)]), scale, scale)
    assert wedge.d == "M1 10L2 12L3 20L3 30Z"


def test_wedge_does_not_cross_a_missing_year():
    scale = Scale(0, 100, 0, 100)
    line = Line("us", "Us", [Point(1, 10), Point(2, 12), Point(4, 20), Point(5, 20)])
    assert len(wedges(line, Path([(1, 10), (6, 30)]), scale, scale)) == 2


def test_sparkline_shows_line_path_wedge_ring_and_years():
    drawing = spark(ATTENDANCE)
    assert (drawing.width, drawing.height) == (258, 96)
    assert [len(classes(drawing, name)) for name in ("l1", "path", "wedge", "ring", "now")] == [1, 1, 1, 1, 1]
    assert words(drawing) == ["90%", "2019", "2025", "2028"]


def test_sparkline_of_a_new_test_keeps_the_old_line_grey_and_apart():
    drawing = spark(NEW_TEST)
    assert len(classes(drawing, "old")) == 1
    assert len(classes(drawing, "break")) == 1
    assert classes(drawing, "l1") == []
    assert drawing.description == "A new test began in 2026. Earlier results cannot be compared."


def test_sparkline_of_a_band_has_two_rings():
    assert len(classes(spark(RESERVE), "ring")) == 2


def test_sparkline_of_a_first_value_is_a_dot():
    first = Trend([Line("us", "Us", [Point(2026, 84)])])
    drawing = spark(first)
    assert classes(drawing, "l1") == []
    assert len(classes(drawing, "now")) == 1


def test_nothing_to_draw_is_no_drawing():
    nothing = Trend([Line("us", "Us", [Point(2026, None)])])
    assert sparkline(nothing) is None
    assert trend_drawings(nothing) is None
    assert mini_spark([Point(2026, None)]) is None


def test_trend_comes_in_two_sizes():
    assert [(d.width, d.height) for d in both(ATTENDANCE)] == [(760, 360), (360, 330)]


def test_trend_says_how_far_it_is_from_the_path():
    wide, narrow = both(ATTENDANCE)
    assert "2.0 points below" in words(wide)
    assert "the path agreed in 2023" in words(wide)
    assert "2.0 points below path" in words(narrow)


def test_trend_where_lower_is_better_still_says_above():
    assert "6.8 kBtu above" in words(both(ENERGY)[0])


def test_trend_draws_interval_as_band_and_whisker():
    wide, _narrow = both(SMALL)
    assert len(classes(wide, "interval")) == 1
    assert len(classes(wide, "whisker")) == 1


def test_trend_draws_a_rule_at_a_new_test():
    wide, _narrow = both(NEW_TEST)
    assert len(classes(wide, "break")) == 1
    assert {"earlier test", "new test"} <= set(words(wide))


def test_description_gives_every_value():
    description = both(ATTENDANCE)[0].description
    assert "Sampletown. 2019: 89.3%, 2022: 78.4%" in description
    assert description.endswith("Target 90% in 2028.")


def chosen_boxes(trend, paper):
    at = frame(trend, paper)
    within = Box(2, 2, paper.width - 2, paper.height - 2)
    return [label.box(spot) for label, spot in placed(trend_labels(at), within=within, lines=inked(at))]


@pytest.mark.parametrize("name", TRENDS)
@pytest.mark.parametrize("paper", [WIDE, NARROW], ids=["wide", "narrow"])
def test_labels_never_touch(name, paper):
    boxes = chosen_boxes(TRENDS[name], paper)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


values = st.floats(min_value=0, max_value=100, allow_nan=False).map(lambda value: round(value, 1))


@settings(deadline=None, max_examples=60)
@given(
    us=st.lists(st.one_of(st.none(), values), min_size=1, max_size=8),
    other=st.lists(st.one_of(st.none(), values), min_size=1, max_size=8),
    target=values,
)
def test_any_trend_is_drawn_on_its_paper_with_labels_apart(us, other, target):
    def line(kind, found):
        return Line(kind, "Sampletown", [Point(2018 + index, value) for index, value in enumerate(found)])

    trend = Trend(
        [line("us", us), line("other", other)],
        path=Path([(2019, us[0] or 50.0), (2030, target)]),
        target=Target(2030, target),
        status="near",
        ceiling=100,
    )
    drawings = trend_drawings(trend)
    if drawings is None:
        return
    for drawing, paper in zip(drawings, (WIDE, NARROW), strict=True):
        boxes = chosen_boxes(trend, paper)
        assert not any(one.meets(two) for one, two in combinations(boxes, 2))
        for shape in drawing.shapes:
            if shape.tag in {"circle", "text"}:
                assert -1 <= float(shape.x) <= drawing.width + 1
                assert 0 <= float(shape.y) <= drawing.height


def test_hidden_group_has_words_and_no_place():
    shown, hidden = group_rows(
        [GroupRow("All", "", 80, 82, "82%"), GroupRow("Few", now=12.5, withheld="Not shown")], target=90
    )
    assert hidden.now == hidden.before == hidden.target == hidden.reading == ""
    assert shown.now.endswith("%")
    assert "12.5" not in render_to_string("ui/charts/group_rows.html", {"rows": [shown, hidden]})


def test_hidden_group_does_not_stretch_the_axis():
    alone = group_rows([GroupRow("All", "", 80, 82, "82%")])
    with_hidden = group_rows(
        [GroupRow("All", "", 80, 82, "82%"), GroupRow("Few", now=1, withheld="Not shown")]
    )
    assert with_hidden[0].now == alone[0].now


def test_bars_start_at_zero_and_keep_room_for_words():
    bars = bar_rows(
        [
            BarRow("Us", 80, "80%", is_us=True),
            BarRow("State", 40, "40%"),
            BarRow("Peers", withheld="No figure"),
        ]
    )
    assert [bar.length for bar in bars] == ["86%", "43%", ""]


def test_drawing_prints_classes_only():
    html = render_to_string("ui/charts/drawing.svg.html", {"drawing": both(ATTENDANCE)[0]})
    assert "style=" not in html
    assert "fill=" not in html
    assert 'role="img"' in html


def test_file_stands_alone_without_classes():
    drawing = both(ATTENDANCE)[0]
    text = svg_file(drawing, title="T <1>", subtitle="S", source="Release 14. Sample data.", status="near")
    assert "class=" not in text
    assert "T &lt;1&gt;" in text
    assert 'stroke="#0B6390"' in text
    assert "Sample data" in text
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_explore_figure_has_both_looks_and_stays_small():
    made = explore.figure(ATTENDANCE)
    assert set(made["templates"]) == {"district_light", "district_dark"}
    us = next(trace for trace in made["data"] if trace.get("name") == "Sampletown")
    assert us["y"][:2] == [89.3, None]
    assert len(json.dumps(made)) < 10_000


def test_explore_figure_uses_no_markup_that_needs_style_attributes():
    assert not re.search(r"<(?:b|i|a|sup|span)\b", json.dumps(explore.figure(ATTENDANCE)))


def test_explore_draws_both_ends_of_a_range_with_its_words():
    trend = Trend([Line("us", "Sampletown", [Point(2025, 68.0)])], target=Target(2027, 70, 85))
    target = explore.figure(trend)["data"][-1]
    assert (target["y"], target["text"]) == ([70, 85], ["", "70% to 85% target"])


def test_explore_tells_an_earlier_test_apart_by_name_rule_and_word():
    old, us = Line("old", "Sampletown", [Point(2024, 57.0)]), Line("us", "Sampletown", [Point(2026, 61.0)])
    made = explore.figure(Trend([us, old], breaks=[Break(2026, "earlier test", "new test")]))
    assert [trace["name"] for trace in made["data"]] == ["Sampletown", "Sampletown, earlier test"]
    look = made["templates"]["district_light"]
    assert "dash" not in look["data"]["scatter"][1]["line"]
    assert [shape["name"] for shape in look["layout"]["shapes"]] == ["break 2026"]
    assert [words["text"] for words in look["layout"]["annotations"]] == ["earlier test", "new test"]
    assert made["readings"][-1]["words"].endswith("A new test begins: earlier results cannot be compared.")


def test_explore_draws_wedge_future_and_path_in_the_colours_of_each_look():
    made = explore.figure(ATTENDANCE)
    for name, ink in [("district_light", "#12222B"), ("district_dark", "#EAF0F1")]:
        look = made["templates"][name]
        assert "future" in [shape["name"] for shape in look["layout"]["shapes"]]
        path = [trace["name"] for trace in made["data"] if "name" in trace].index("Agreed path")
        wedges = sum(trace.get("fill") == "toself" for trace in made["data"])
        assert wedges
        assert look["data"]["scatter"][path + wedges]["line"]["color"] == ink


@pytest.mark.parametrize("name", TRENDS)
@pytest.mark.parametrize("paper", [0, 1], ids=["wide", "narrow"])
def test_no_words_of_a_drawing_lie_on_others(name, paper):
    boxes = [replace(box, bottom=box.bottom - 0.1) for box in axis_words(both(TRENDS[name])[paper].shapes)]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]


def test_explore_says_each_year_in_a_sentence():
    assert explore.readings(ATTENDANCE)[-1]["words"] == "2024–25. Sampletown 81.9%. Minnesota 76.7%."


def test_money_trend_has_room_for_its_ticks():
    trend = Trend([Line("us", "Us", points(y2024=1_280_000, y2025=2_400_000))], unit=Unit("money", 0))
    wide, _narrow = both(replace(trend, floor=0))
    assert "$2.4 million" in " ".join(words(wide))
