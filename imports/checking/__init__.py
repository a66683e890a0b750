"""The engine: rows of text in, accepted values and findings out. Imported only inside tasks and actions
(pandas)."""

from imports.checking.results import Accepted, CheckedChunk, Question
from imports.checking.rows import RowCheck

__all__ = ["Accepted", "CheckedChunk", "Question", "RowCheck"]
