"""Doors of accounts. Names without a room are those by which the library finds its own pages."""

from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_http_methods

from accounts.views import invitations, library, others, own

page = require_http_methods(["GET", "HEAD", "POST"])  # judged before the library looks anything up

ROOM = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/", invitations.invitation_use, name="invitation_use"),
    path("account/", own.own, name="own"),
    path("account/sessions/<int:pk>/end/", own.session_end, name="session_end"),
    path("staff/people/invite/", others.invite_everyone, name="invite_everyone"),
    path("staff/people/<int:pk>/account/", others.person, name="person"),
    path("staff/people/<int:pk>/account/invite/", others.invite, name="invite"),
    path("staff/people/<int:pk>/account/withdraw/", others.withdraw, name="withdraw"),
    path("staff/people/<int:pk>/account/second-factor/", others.factors_reset, name="factors_reset"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ROOM, "accounts"))),
    path("sign-in/", page(library.sign_in), name="account_login"),
    path("sign-in/passkey/", page(library.sign_in_passkey), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", page(library.second_factor), name="mfa_authenticate"),
    path("sign-in/forgotten/", page(library.forgotten), name="account_reset_password"),
    path("sign-in/forgotten/sent/", page(library.forgotten_sent), name="account_reset_password_done"),
    path(
        "sign-in/new-password/<str:uidb36>/<str:key>/",
        page(library.new_password),
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/with/<slug:provider_id>/", page(library.provider(openid.login)), name="openid_connect_login"
    ),
    path(
        "sign-in/with/<slug:provider_id>/back/",
        page(library.provider(openid.callback)),
        name="openid_connect_callback",
    ),
    path("sign-out/", own.sign_out, name="account_logout"),
    path("account/password/", page(library.password_change), name="account_change_password"),
    path("account/password/first/", page(library.password_first), name="account_set_password"),
    path("account/sessions/", own.usersessions_list, name="usersessions_list"),
    path("account/confirm/", page(library.confirm), name="account_reauthenticate"),
    path("account/confirm/code/", page(library.confirm_code), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", page(library.confirm_passkey), name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", page(library.factors), name="mfa_index"),
    path("account/second-factor/app/", page(library.app_add), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", page(library.app_remove), name="mfa_deactivate_totp"),
    path("account/second-factor/passkeys/", page(library.passkey_list), name="mfa_list_webauthn"),
    path("account/second-factor/passkeys/add/", page(library.passkey_add), name="mfa_add_webauthn"),
    path("account/second-factor/passkeys/<int:pk>/", page(library.passkey_rename), name="mfa_edit_webauthn"),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        page(library.passkey_remove),
        name="mfa_remove_webauthn",
    ),
    path("account/second-factor/codes/", page(library.code_list), name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/make/", page(library.code_make), name="mfa_generate_recovery_codes"),
    path(
        "account/second-factor/codes/download/",
        page(library.code_download),
        name="mfa_download_recovery_codes",
    ),
]
