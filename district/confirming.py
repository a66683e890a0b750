"""Before a step that is worth stealing a session for, a person shows again that it is they."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def confirmed_lately(view: View) -> View:
    """Let a change through within ten minutes of signing in or confirming; else ask, then go on with it.

    Put it above the method's decorator. Reading is never stopped, and where second factors are not
    required (the demonstration) nothing is.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if settings.REQUIRE_SECOND_FACTOR and request.method == "POST" and request.user.is_authenticated:
            return guarded(request, *args, **kwargs)
        return view(request, *args, **kwargs)

    guarded: View = reauthentication_required(app="district")(view)
    return answer
