"""Reads of the district."""

from district.queries.history import Asked, Entry, FieldChange, history, tracked_models
from district.queries.people import DemonstrationPerson, demonstration_people

__all__ = [
    "Asked",
    "DemonstrationPerson",
    "Entry",
    "FieldChange",
    "demonstration_people",
    "history",
    "tracked_models",
]
