"""Invitations, letters that wait for the worker, and what happened to accounts."""

from accounts.models.events import AccountEvent
from accounts.models.invitations import Invitation, InvitationQuerySet
from accounts.models.letters import Letter

__all__ = ["AccountEvent", "Invitation", "InvitationQuerySet", "Letter"]
