"""Rules of accounts, standard library only: who needs a second factor, and how far an invitation is."""

import datetime as dt

from district.domain import Choice


class AccountState(Choice):
    """How far a person is on the way in; what they did counts more than what was sent to them."""

    LEFT = "left"
    SIGNED_IN = "signed_in"
    NO_FACTOR = "no_factor"
    READY = "ready"
    INVITED = "invited"
    EXPIRED = "expired"
    NOT_INVITED = "not_invited"

    @property
    def words(self) -> str:
        return _WORDS[self]


class LetterKind(Choice):
    """What a letter says; the first two are worded when they are sent, so that no link lies in a table."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 -- a kind of letter
    NOTICE = "notice"


class AccountChange(Choice):
    """What happened to an account that its owner must hear of."""

    INVITATION_USED = "invitation_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a kind of change
    APP_ADDED = "app_added"
    APP_REMOVED = "app_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    FACTORS_RESET = "factors_reset"
    ADDRESS_CHANGED = "address_changed"
    SESSIONS_ENDED = "sessions_ended"

    @property
    def words(self) -> str:
        return _WORDS[self]


def pause_before_try(attempts: int) -> dt.timedelta:
    """How long a letter waits after a failed try: a minute, then twice as long each time, at most an hour."""
    return dt.timedelta(minutes=min(2 ** max(attempts - 1, 0), 60))


_WORDS: dict[str, str] = {
    AccountState.LEFT: "Left; cannot sign in",
    AccountState.SIGNED_IN: "Has signed in",
    AccountState.NO_FACTOR: "Has signed in, lacks a second factor",
    AccountState.READY: "Can sign in, has not done so yet",
    AccountState.INVITED: "Invited",
    AccountState.EXPIRED: "Invitation expired",
    AccountState.NOT_INVITED: "Not invited yet",
    AccountChange.INVITATION_USED: "The invitation was used and a password set",
    AccountChange.PASSWORD_CHANGED: "The password was changed",
    AccountChange.APP_ADDED: "An authenticator app was added",
    AccountChange.APP_REMOVED: "The authenticator app was removed",
    AccountChange.PASSKEY_ADDED: "A passkey was added",
    AccountChange.PASSKEY_REMOVED: "A passkey was removed",
    AccountChange.CODES_MADE: "New recovery codes were made",
    AccountChange.FACTORS_RESET: "The second factor was reset by an administrator",
    AccountChange.ADDRESS_CHANGED: "The e-mail address was changed by an administrator",
    AccountChange.SESSIONS_ENDED: "Other sessions were ended",
}
