"""A change by a person: one transaction, done once, repeated where two stood in each other's way (ADR 9)."""

import hashlib
import json
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from district.models import SentForm
from ui.templatetags.ui import ONCE

View = Callable[..., HttpResponseBase]
STAFF = "/staff/"
TRIES = 3
PAUSE = 0.05  # seconds, at most, before the second try; twice that before the third
REMEMBERED = timedelta(days=1)


class OneTransaction:
    """Runs the view of each POST below /staff/ whole or not at all; the last middleware before the view.

    An answer that says no (400 and above) writes nothing. A view may run again after a deadlock, so it
    leaves nothing behind outside the database but files, and those under names of their own.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view here, in its transaction; again after a deadlock, a few times."""
        if request.method != "POST" or not request.path.startswith(STAFF):
            return None
        for attempt in range(1, TRIES + 1):
            try:
                return _whole(request, lambda: view(request, *args, **kwargs))
            except ReauthenticationRequired:
                return None  # asked before the view began; Django asks again, and the library answers
            except OperationalError as error:
                if not is_busy(error):
                    raise
                if isinstance(error.__cause__, LockNotAvailable):
                    break  # it has waited long enough
                if attempt < TRIES:
                    time.sleep(random.uniform(0, PAUSE * attempt))  # noqa: S311 -- only to step aside
        return busy(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Say in words that someone else is saving, wherever else it happens."""
        return busy(request) if request.method == "POST" and is_busy(exception) else None


def is_busy(error: Exception) -> bool:
    """Whether a write failed only because someone else was writing."""
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure | LockNotAvailable)


def busy(request: HttpRequest) -> HttpResponseBase:
    """409: nothing was saved and nothing is lost; for htmx the page stays as it is and says so on top."""
    answer = render(request, "409.html", status=409)
    if getattr(request, "htmx", False):
        answer["X-Busy"] = "1"
    return answer


def _whole(request: HttpRequest, run: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    with transaction.atomic():
        sent = _sent(request)
        if sent and sent.answer:
            return redirect(sent.answer)
        answer = run()
        if answer.status_code >= 400:
            transaction.set_rollback(True)
        elif sent:
            _remember(sent, answer)
        return answer


def _sent(request: HttpRequest) -> SentForm | None:
    """The note that this very form was sent; a second one waits here until the first has its answer."""
    if not request.POST.get(ONCE) or not request.user.is_authenticated:
        return None
    said = [[name, values] for name, values in sorted(request.POST.lists()) if name != "csrfmiddlewaretoken"]
    files = [[name, str(file), getattr(file, "size", 0)] for name, file in sorted(request.FILES.items())]
    words = json.dumps([request.user.pk, request.get_full_path(), said, files])
    SentForm.objects.filter(person=request.user.pk, sent_at__lt=timezone.now() - REMEMBERED).delete()
    key = hashlib.sha256(words.encode()).hexdigest()
    return SentForm.objects.get_or_create(key=key, defaults={"person_id": request.user.pk})[0]


def _remember(sent: SentForm, answer: HttpResponseBase) -> None:
    if "Location" in answer:
        sent.answer = answer["Location"]
        sent.save(update_fields=["answer"])
    else:
        sent.delete()  # a look, such as a preview: it may be asked for again
