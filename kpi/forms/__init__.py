"""What people type about measures, made clean; what is allowed is decided elsewhere."""

from kpi.forms.definitions import (
    AgreementForm,
    DefinitionForm,
    IndicatorForm,
    ReasonForm,
    SeriesForm,
    TargetForm,
)
from kpi.forms.values import NewObservationForm, ObservationForm

__all__ = [
    "AgreementForm",
    "DefinitionForm",
    "IndicatorForm",
    "NewObservationForm",
    "ObservationForm",
    "ReasonForm",
    "SeriesForm",
    "TargetForm",
]
