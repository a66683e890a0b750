"""Every read of the KPI room."""

from kpi.queries.measures import (
    AreaCoverage,
    MeasureRow,
    current_plan,
    definition_of,
    measure_detail,
    measure_rows,
    missing_of,
    plan_coverage,
)
from kpi.queries.values import (
    ValueFilters,
    ValuePage,
    ValueRow,
    revisions_of,
    value_page,
    with_usual_range,
)
from kpi.queries.work import Work, work_for

__all__ = [
    "AreaCoverage",
    "MeasureRow",
    "ValueFilters",
    "ValuePage",
    "ValueRow",
    "Work",
    "current_plan",
    "definition_of",
    "measure_detail",
    "measure_rows",
    "missing_of",
    "plan_coverage",
    "revisions_of",
    "value_page",
    "with_usual_range",
    "work_for",
]
