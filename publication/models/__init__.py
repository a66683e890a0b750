"""Releases and what they are made of; drafts and the internal log beside them."""

from publication.models.drafts import (
    ChangedValue,
    ClearanceCache,
    DraftItem,
    DraftPart,
    DraftTable,
    Withheld,
)
from publication.models.releases import Release, ReleaseItem, ReleaseNote, ReleasePart

__all__ = [
    "ChangedValue",
    "ClearanceCache",
    "DraftItem",
    "DraftPart",
    "DraftTable",
    "Release",
    "ReleaseItem",
    "ReleaseNote",
    "ReleasePart",
    "Withheld",
]
