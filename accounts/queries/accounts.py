"""How far people are on the way in, and with what they sign in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import AccountState
from accounts.letters import invitation_link
from accounts.models import AccountEvent, Invitation, Letter
from accounts.permissions import FACTORS, has_second_factor, needs_second_factor
from district.domain import EDITING_ROLES
from district.models import Person, RoleAssignment
from district.permissions import may_edit
from district.queries import demonstration_people
from district.ways_in import WayIn
from district.work import Work, WorkItem

EVENTS = 10


@dataclass(frozen=True, slots=True)
class Account:
    """What an administrator needs to know about someone's way in."""

    state: AccountState
    invitation: Invitation | None
    letter: Letter | None
    link: str
    has_second_factor: bool
    should_have_second_factor: bool
    events: tuple[AccountEvent, ...]

    @property
    def can_invite(self) -> bool:
        """Whether a link would let this person in."""
        return self.state in (AccountState.NOT_INVITED, AccountState.INVITED, AccountState.EXPIRED)

    @property
    def can_withdraw(self) -> bool:
        """Whether a link is out that still works."""
        return self.state == AccountState.INVITED


def with_account_state(people: QuerySet[Person]) -> Any:
    """People with ``account_state``: the one word for how far each is on the way in."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    editing = RoleAssignment.objects.in_force(timezone.localdate()).filter(role__in=EDITING_ROLES)
    must_have_factor = Exists(editing.filter(person=OuterRef("pk"))) & Q(
        Value(settings.REQUIRE_SECOND_FACTOR)
    )
    arriving = Invitation.objects.arriving().filter(person=OuterRef("pk"))
    return people.annotate(
        account_state=Case(
            When(is_active=False, then=Value(AccountState.LEFT)),
            When(
                must_have_factor & ~Exists(factors),
                last_login__isnull=False,
                then=Value(AccountState.NO_FACTOR),
            ),
            When(last_login__isnull=False, then=Value(AccountState.SIGNED_IN)),
            When(~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX), then=Value(AccountState.READY)),
            When(Exists(arriving.filter(expires_at__gt=timezone.now())), then=Value(AccountState.INVITED)),
            When(Exists(arriving), then=Value(AccountState.EXPIRED)),
            default=Value(AccountState.NOT_INVITED),
        )
    )


def account_states() -> list[tuple[str, str]]:
    """How far people can be who are here, to choose from."""
    return [(state.value, state.words) for state in AccountState if state is not AccountState.LEFT]


def account_of(person: Person) -> Account:
    """One person's account, with the link to hand over where this site sends no mail."""
    state = AccountState(with_account_state(Person.objects.filter(pk=person.pk)).get().account_state)
    invitation = Invitation.objects.arriving().filter(person=person).select_related("invited_by").first()
    shows_link = invitation is not None and state == AccountState.INVITED and not settings.SENDS_MAIL
    return Account(
        state=state,
        invitation=invitation,
        letter=invitation.letters.first() if invitation else None,
        link=invitation_link(invitation) if shows_link and invitation else "",
        has_second_factor=has_second_factor(person),
        should_have_second_factor=needs_second_factor(person),
        events=tuple(person.account_events.all()[:EVENTS]),
    )


def ways_in_of(person: Person) -> list[WayIn]:
    """What is open for someone: how far they are, and where they are signed in."""
    account = account_of(person)
    if account.state == AccountState.LEFT:
        return []
    page = reverse("accounts:person", args=[person.pk])
    sessions = UserSession.objects.filter(user=person).count()
    open_ones = ngettext("%(number)d session", "%(number)d sessions", sessions) % {"number": sessions}
    return [WayIn(account.state.words, page), *([WayIn(open_ones, page)] if sessions else [])]


def own_account(person: Person) -> dict[str, Any]:
    """What someone reads on the page of their own account."""
    found = Authenticator.objects.filter(user=person)
    kinds = [authenticator.type for authenticator in found]
    return {
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "codes_left": sum(
            len(authenticator.wrap().get_unused_codes())
            for authenticator in found
            if authenticator.type == Authenticator.Type.RECOVERY_CODES
        ),
        "has_password": person.has_usable_password(),
        "needs_second_factor": needs_second_factor(person),
        "is_expected_to_have_one": may_edit(person),
        "providers": [
            provider["name"]
            for provider in settings.SIGN_IN_PROVIDERS
            if SocialAccount.objects.filter(user=person, provider=provider["id"]).exists()
        ],
        "events": person.account_events.all()[:EVENTS],
    }


def sign_in_context(going_to: str) -> dict[str, Any]:
    """What the sign-in page offers beside the form."""
    after = f"?{urlencode({'next': going_to})}" if going_to else ""
    context: dict[str, Any] = {
        "providers": [
            (provider["name"], reverse("openid_connect_login", args=[provider["id"]]) + after)
            for provider in settings.SIGN_IN_PROVIDERS
        ]
    }
    if settings.DEMO:
        context["people"] = demonstration_people()
        context["demonstration_password"] = settings.DEMONSTRATION_PASSWORD
    return context


def work_for(person: Any) -> Work:
    """A second factor, for who must have one and has none yet."""
    if not needs_second_factor(person):
        return Work()
    item = WorkItem(_("Set up a second factor"), reverse("mfa_index"), _("Set up"), timezone.localdate())
    return Work(to_do=(item,))
