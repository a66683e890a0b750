"""From the payload of a published measure to the values that pages draw."""

from kpi.charts.cards import card
from kpi.charts.facts import facts
from kpi.charts.figures import drawn_trend, measure_figure, measure_trend
from kpi.charts.rows import bars, groups, measure_table, schools

__all__ = [
    "bars",
    "card",
    "drawn_trend",
    "facts",
    "groups",
    "measure_figure",
    "measure_table",
    "measure_trend",
    "schools",
]
