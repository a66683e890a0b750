"""Every write of the KPI room."""

from kpi.actions.agreements import record_agreement, retire_version
from kpi.actions.definitions import (
    begin_series,
    create_indicator,
    edit_version,
    propose_version,
    set_targets,
)
from kpi.actions.improvement import tag_indicator
from kpi.actions.observations import record_observation, take_back_observation

__all__ = [
    "begin_series",
    "create_indicator",
    "edit_version",
    "propose_version",
    "record_agreement",
    "record_observation",
    "retire_version",
    "set_targets",
    "tag_indicator",
    "take_back_observation",
]
