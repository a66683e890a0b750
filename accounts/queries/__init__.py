"""Reads of accounts."""

from accounts.queries.accounts import (
    Account,
    account_of,
    account_states,
    own_account,
    sign_in_context,
    ways_in_of,
    with_account_state,
    work_for,
)
from accounts.queries.sessions import Session, sessions_of

__all__ = [
    "Account",
    "Session",
    "account_of",
    "account_states",
    "own_account",
    "sessions_of",
    "sign_in_context",
    "ways_in_of",
    "with_account_state",
    "work_for",
]
