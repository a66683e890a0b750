"""How rows of an uploaded file become observations: the target that the imports room loads into."""

from kpi.importing.target import ObservationTarget

__all__ = ["ObservationTarget"]
