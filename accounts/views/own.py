"""One's own account: how one signs in, and where one is signed in."""

from allauth.usersessions.models import UserSession
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions, queries


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """How one signs in, and what happened to the account lately."""
    return render(request, "accounts/own.html", queries.own_account(request.user))  # type: ignore[arg-type]  # signed in


@require_http_methods(["GET", "HEAD", "POST"])
def usersessions_list(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; a POST ends every session but this one."""
    person, current = request.user, request.session.session_key
    if request.method == "POST":
        actions.end_other_sessions(person=person, kept=current)  # type: ignore[arg-type]  # signed in
        messages.success(request, _("Your other sessions have ended."))
        return redirect("usersessions_list")
    sessions = queries.sessions_of(person, current=current)  # type: ignore[arg-type]  # signed in
    return render(request, "usersessions/usersession_list.html", {"sessions": sessions})


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; this one too."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    is_this = session.session_key == request.session.session_key
    actions.end_session(session=session)
    if is_this:
        auth.logout(request)
        return redirect("account_login")
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session and show the public site."""
    if key := request.session.session_key:
        UserSession.objects.filter(session_key=key).delete()
    auth.logout(request)
    return redirect("/")
