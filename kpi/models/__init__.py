"""How well: indicators, their agreed versions and targets, and what was observed."""

from kpi.models.indicators import (
    Indicator,
    IndicatorVersion,
    RecordedAgreement,
    Series,
    VersionGoal,
    YearlyTarget,
)
from kpi.models.observations import Observation

__all__ = [
    "Indicator",
    "IndicatorVersion",
    "Observation",
    "RecordedAgreement",
    "Series",
    "VersionGoal",
    "YearlyTarget",
]
