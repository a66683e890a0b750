"""The steps between a right password and being in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

VOUCHED = "second_factor_shown_elsewhere"  # in the session of someone the district's provider brought in


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # the library has no types
    """Ask for the second factor, unless the district's provider did and the site is told to trust it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not request.session.get(VOUCHED) and bool(super()._should_handle(request))
