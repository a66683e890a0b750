"""What holds for every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from district.permissions import roles_remembered

Answer = Callable[[HttpRequest], HttpResponseBase]


def roles_middleware(get_response: Answer) -> Answer:
    """Read each person's roles at most once a request, and never trust them in the next."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with roles_remembered():
            return get_response(request)

    return answer
