"""How well: indicators, their agreed versions and targets, and what was observed."""

from kpi.models.improvement import IndicatorProcess, IndicatorTag
from kpi.models.indicators import (
    Indicator,
    IndicatorVersion,
    RecordedAgreement,
    Series,
    VersionGoal,
    YearlyTarget,
)
from kpi.models.observations import Observation
from kpi.models.staging import Outcome, StagedObservation, StagedUnit

__all__ = [
    "Indicator",
    "IndicatorProcess",
    "IndicatorTag",
    "IndicatorVersion",
    "Observation",
    "Outcome",
    "RecordedAgreement",
    "Series",
    "StagedObservation",
    "StagedUnit",
    "VersionGoal",
    "YearlyTarget",
]
