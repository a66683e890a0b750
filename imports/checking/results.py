"""What checking a chunk of rows came to: accepted values by column, findings, questions, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from imports.domain import Finding
from imports.domain.cells import plain

Objects = Any  # numpy arrays of Python objects, integers or booleans


@dataclass(frozen=True)
class Question:
    """Something only a person can say; asked before checking goes on."""

    key: str
    sentence: str
    suggestion: str = ""
    label: str = ""


@dataclass(frozen=True)
class Accepted:
    """Accepted values of one measure in a chunk, as columns of equal length."""

    measure: int
    columns: Mapping[str, Objects]

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self.columns["row"])


@dataclass
class CheckedChunk:
    """What one chunk of rows came to."""

    rows: int = 0
    stored: int = 0
    refused: int = 0
    ignored: int = 0
    values: int = 0  # cells that a measure reads: accepted, refused or silent
    values_refused: int = 0
    values_silent: int = 0
    bytes_read: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class Texts:
    """A column of a chunk: its distinct texts, and which of them stands in each row."""

    codes: Objects
    distinct: Sequence[str]

    @classmethod
    def of(cls, texts: Objects) -> Texts:
        codes, distinct = pd.factorize(texts)
        return cls(codes, list(distinct))

    def map(self, read: Callable[[str], Any]) -> Objects:
        """Apply a reading to each distinct text and spread the answers over the rows."""
        answers = np.empty(len(self.distinct) or 1, dtype=object)
        for place, text in enumerate(self.distinct):
            answers[place] = read(text)
        return answers[self.codes]

    def matches(self, wanted: tuple[str, ...]) -> Objects:
        return np.array([plain(text) in wanted for text in self.distinct], dtype=bool)[self.codes]
