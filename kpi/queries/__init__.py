"""Every read of the KPI room."""

from kpi.queries.alignment import alignment_of
from kpi.queries.first_steps import first_steps
from kpi.queries.improvement import measures_by_category, measures_fed_by
from kpi.queries.measures import (
    AreaCoverage,
    MeasureRow,
    current_plan,
    definition_of,
    measure_detail,
    measure_rows,
    missing_of,
    plan_coverage,
    schemes_unknown,
)
from kpi.queries.values import (
    ValueFilters,
    ValuePage,
    ValueRow,
    changed_results,
    revisions_of,
    value_page,
    with_usual_range,
)
from kpi.queries.wording import (
    VersionStep,
    agreements_of,
    lines_between,
    path_of,
    period_words,
    plain_number,
    sections_of,
    target_terms,
    text_mark,
    version_steps,
)
from kpi.queries.work import work_for

__all__ = [
    "AreaCoverage",
    "MeasureRow",
    "ValueFilters",
    "ValuePage",
    "ValueRow",
    "VersionStep",
    "agreements_of",
    "alignment_of",
    "changed_results",
    "current_plan",
    "definition_of",
    "first_steps",
    "lines_between",
    "measure_detail",
    "measure_rows",
    "measures_by_category",
    "measures_fed_by",
    "missing_of",
    "path_of",
    "period_words",
    "plain_number",
    "plan_coverage",
    "revisions_of",
    "schemes_unknown",
    "sections_of",
    "target_terms",
    "text_mark",
    "value_page",
    "version_steps",
    "with_usual_range",
    "work_for",
]
