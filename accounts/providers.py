"""The district's own sign-in: which providers the environment names, and whom they vouch for."""

from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from district.models import Person

REFUSED = _(
    "This sign-in is not for anyone here. Use the address you were invited with, or ask an administrator."
)
FAILED = _("The other sign-in did not work. Try again, or use your password.")


def apps() -> list[SocialApp]:
    """A client of each provider that the environment names."""
    return [
        SocialApp(
            provider="openid_connect",
            provider_id=provider["id"],
            name=provider["name"],
            client_id=provider["client_id"],
            secret=provider["secret"],
            settings={
                "server_url": provider["server"],
                "oauth_pkce_enabled": True,
                "fetch_userinfo": False,
            },
        )
        for provider in settings.SIGN_IN_PROVIDERS
    ]


def provider_of(provider_id: str) -> dict[str, Any]:
    """What the environment says of a provider."""
    found: dict[str, Any] = next(
        provider for provider in settings.SIGN_IN_PROVIDERS if provider["id"] == provider_id
    )
    return found


def person_of(login: SocialLogin) -> Person | None:
    """The person a provider vouches for: active, added by an administrator, with this verified address."""
    claims = claims_of(login)
    provider = provider_of(login.account.provider)
    if not _is_from_the_district(provider, claims):
        return None
    if login.is_existing:  # by the provider's own key, which stays when an address changes
        known = Person.objects.filter(pk=login.user.pk, is_active=True).first()
        return known if isinstance(known, Person) else None
    address = _verified_address(provider, claims)
    if not address:
        return None
    person = Person.objects.filter(email=address, is_active=True).first()
    if person is None or _has_another(person, login):
        return None
    return person


def claims_of(login: SocialLogin) -> dict[str, Any]:
    """What the provider signed."""
    claims: dict[str, Any] = (login.account.extra_data or {}).get("id_token") or {}
    return claims


def vouches_for_second_factor(login: SocialLogin) -> bool:
    """Whether the district counts this sign-in as two factors (``SIGN_IN_SECOND_FACTOR``)."""
    if settings.SIGN_IN_SECOND_FACTOR == "always":
        return True
    return settings.SIGN_IN_SECOND_FACTOR == "asserted" and "mfa" in (claims_of(login).get("amr") or ())


def _is_from_the_district(provider: dict[str, Any], claims: dict[str, Any]) -> bool:
    """Whether the signed claims name our own Workspace or tenant, where one is set."""
    return all(claims.get(claim) == value for claim, value in provider["claims"].items())


def _verified_address(provider: dict[str, Any], claims: dict[str, Any]) -> str:
    """The address the provider answers for; a tenant of our own answers for its addresses."""
    is_verified = claims.get("email_verified") is True or provider["trusts_addresses"]
    address = claims.get("email")
    return address.lower() if is_verified and isinstance(address, str) else ""


def _has_another(person: Person, login: SocialLogin) -> bool:
    """Whether the person comes in by another account of the same provider already."""
    ours = SocialAccount.objects.filter(user=person, provider=login.account.provider)
    return bool(ours.exclude(uid=login.account.uid).exists())
