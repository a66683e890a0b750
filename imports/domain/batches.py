"""What an import's state allows; the table is the rule."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a file was sent for."""

    RESULTS = "results"
    PEOPLE = "people"
    UNITS = "units"


class BatchState(StrEnum):
    """Where an import stands, from upload to loaded."""

    UPLOADED = "uploaded"
    QUEUED_CHECK = "queued_check"
    CHECKING = "checking"
    NEEDS_ANSWER = "needs_answer"
    CHECKED = "checked"
    QUEUED_LOAD = "queued_load"
    LOADING = "loading"
    LOADED = "loaded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        return _WORDS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(state.value, state.words) for state in cls]


class BatchEvent(StrEnum):
    """What can happen to an import."""

    CHECK = "check"
    START_CHECK = "start_check"
    ASK = "ask"
    FINISH_CHECK = "finish_check"
    CONFIRM = "confirm"
    START_LOAD = "start_load"
    FINISH_LOAD = "finish_load"
    FAIL = "fail"
    CANCEL = "cancel"


class BatchStateError(ValueError):
    """The state does not allow the event; the sentence says what it allows."""


_WORDS = {
    BatchState.UPLOADED: "Uploaded",
    BatchState.QUEUED_CHECK: "Waiting to be checked",
    BatchState.CHECKING: "Being checked",
    BatchState.NEEDS_ANSWER: "Has a question for you",
    BatchState.CHECKED: "Checked, not loaded yet",
    BatchState.QUEUED_LOAD: "Waiting to be loaded",
    BatchState.LOADING: "Being loaded",
    BatchState.LOADED: "Loaded",
    BatchState.FAILED: "Not read",
    BatchState.CANCELLED: "Cancelled",
}
WAITING = (BatchState.QUEUED_CHECK, BatchState.QUEUED_LOAD)
WORKING = (BatchState.CHECKING, BatchState.LOADING)

TRANSITIONS: dict[tuple[BatchState, BatchEvent], BatchState] = {
    (BatchState.UPLOADED, BatchEvent.CHECK): BatchState.QUEUED_CHECK,
    (BatchState.NEEDS_ANSWER, BatchEvent.CHECK): BatchState.QUEUED_CHECK,
    (BatchState.CHECKED, BatchEvent.CHECK): BatchState.QUEUED_CHECK,
    (BatchState.FAILED, BatchEvent.CHECK): BatchState.QUEUED_CHECK,
    (BatchState.QUEUED_CHECK, BatchEvent.START_CHECK): BatchState.CHECKING,
    (BatchState.CHECKING, BatchEvent.START_CHECK): BatchState.CHECKING,
    (BatchState.CHECKING, BatchEvent.ASK): BatchState.NEEDS_ANSWER,
    (BatchState.CHECKING, BatchEvent.FINISH_CHECK): BatchState.CHECKED,
    (BatchState.CHECKED, BatchEvent.CONFIRM): BatchState.QUEUED_LOAD,
    (BatchState.QUEUED_LOAD, BatchEvent.START_LOAD): BatchState.LOADING,
    (BatchState.LOADING, BatchEvent.START_LOAD): BatchState.LOADING,
    (BatchState.LOADING, BatchEvent.CHECK): BatchState.QUEUED_CHECK,  # values changed since the check
    (BatchState.LOADING, BatchEvent.FINISH_LOAD): BatchState.LOADED,
    **{(state, BatchEvent.FAIL): BatchState.FAILED for state in (*WAITING, *WORKING)},
    **{
        (state, BatchEvent.CANCEL): BatchState.CANCELLED
        for state in (
            BatchState.UPLOADED,
            BatchState.QUEUED_CHECK,
            BatchState.NEEDS_ANSWER,
            BatchState.CHECKED,
            BatchState.FAILED,
        )
    },
}


def next_state(state: str, event: BatchEvent) -> BatchState:
    """Return the state after an event; raise `BatchStateError` where the table has no such step."""
    here = BatchState(state)
    if (here, event) not in TRANSITIONS:
        raise BatchStateError(f"This import is “{here.words.lower()}”, so it cannot do that now.")
    return TRANSITIONS[here, event]
