"""Writes of accounts: invitations, letters, passwords, second factors, sessions."""

from accounts.actions.addresses import follow_address
from accounts.actions.changes import note, set_password
from accounts.actions.cleaning import forget_what_is_over
from accounts.actions.factors import reseal_second_factors, reset_second_factor
from accounts.actions.invitations import invite, invite_everyone, use_invitation, welcome, withdraw_invitation
from accounts.actions.letters import ask_for_reset, deliver, sweep, write_letter
from accounts.actions.sessions import close_ways_in, end_other_sessions, end_session

__all__ = [
    "ask_for_reset",
    "close_ways_in",
    "deliver",
    "end_other_sessions",
    "end_session",
    "follow_address",
    "forget_what_is_over",
    "invite",
    "invite_everyone",
    "note",
    "reseal_second_factors",
    "reset_second_factor",
    "set_password",
    "sweep",
    "use_invitation",
    "welcome",
    "withdraw_invitation",
    "write_letter",
]
