"""The life of one indicator version: two agreements make it active (policy 105, clause P1)."""

from __future__ import annotations

from kpi.domain.words import Word


class Lifecycle(Word):
    """Where an indicator version stands between proposal and retirement."""

    PROPOSED = "proposed", "Proposed"
    AGREED_SUPERINTENDENT = "agreed_superintendent", "Agreed by the superintendent"
    AGREED_BOARD = "agreed_board", "Agreed by the Board"
    ACTIVE = "active", "Active"
    SUPERSEDED = "superseded", "Replaced by a newer version"
    RETIRED = "retired", "Retired"


class Agreement(Word):
    """Who has to agree before a version becomes active."""

    SUPERINTENDENT = "superintendent", "Superintendent"
    BOARD = "board", "Board of Education"


class LifecycleEvent(Word):
    """What can happen to an indicator version."""

    SUPERINTENDENT_AGREES = "superintendent_agrees", "The superintendent agrees"
    BOARD_AGREES = "board_agrees", "The Board agrees"
    CHANGED = "changed", "The proposal changes, so earlier agreement no longer counts"
    SUPERSEDED = "superseded", "A newer version becomes active"
    RETIRED = "retired", "The measure is retired, with a reason"


class LifecycleError(ValueError):
    """An event that the present state does not allow."""


AGREEMENTS_NEEDED = frozenset({Agreement.SUPERINTENDENT, Agreement.BOARD})

TRANSITIONS: dict[tuple[Lifecycle, LifecycleEvent], Lifecycle] = {
    (Lifecycle.PROPOSED, LifecycleEvent.SUPERINTENDENT_AGREES): Lifecycle.AGREED_SUPERINTENDENT,
    (Lifecycle.PROPOSED, LifecycleEvent.BOARD_AGREES): Lifecycle.AGREED_BOARD,
    (Lifecycle.PROPOSED, LifecycleEvent.CHANGED): Lifecycle.PROPOSED,
    (Lifecycle.AGREED_SUPERINTENDENT, LifecycleEvent.BOARD_AGREES): Lifecycle.ACTIVE,
    (Lifecycle.AGREED_SUPERINTENDENT, LifecycleEvent.CHANGED): Lifecycle.PROPOSED,
    (Lifecycle.AGREED_BOARD, LifecycleEvent.SUPERINTENDENT_AGREES): Lifecycle.ACTIVE,
    (Lifecycle.AGREED_BOARD, LifecycleEvent.CHANGED): Lifecycle.PROPOSED,
    (Lifecycle.ACTIVE, LifecycleEvent.SUPERSEDED): Lifecycle.SUPERSEDED,
    (Lifecycle.ACTIVE, LifecycleEvent.RETIRED): Lifecycle.RETIRED,
}


def next_state(state: Lifecycle, event: LifecycleEvent) -> Lifecycle:
    """Return the state that follows the event, or raise LifecycleError with a sentence."""
    try:
        return TRANSITIONS[(state, event)]
    except KeyError:
        message = f"A version that is “{state.label.lower()}” cannot take this step: {event.label.lower()}."
        raise LifecycleError(message) from None


def agreements_missing(state: Lifecycle) -> frozenset[Agreement]:
    """Return whose agreement a version still waits for."""
    return {
        Lifecycle.PROPOSED: AGREEMENTS_NEEDED,
        Lifecycle.AGREED_SUPERINTENDENT: frozenset({Agreement.BOARD}),
        Lifecycle.AGREED_BOARD: frozenset({Agreement.SUPERINTENDENT}),
    }.get(state, frozenset())
