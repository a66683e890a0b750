"""What people type about measures, made clean; what is allowed is decided elsewhere."""

from kpi.forms.definitions import (
    AgreementForm,
    DefinitionForm,
    IndicatorForm,
    ReasonForm,
    SeriesForm,
    TargetForm,
)
from kpi.forms.improvement import IndicatorTagsForm
from kpi.forms.values import NewObservationForm, ObservationForm

__all__ = [
    "AgreementForm",
    "DefinitionForm",
    "IndicatorForm",
    "IndicatorTagsForm",
    "NewObservationForm",
    "ObservationForm",
    "ReasonForm",
    "SeriesForm",
    "TargetForm",
]
