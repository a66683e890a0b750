"""Doors of accounts. Names without a room are those by which the library finds its own pages."""

from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import invitations, library, others, own

ROOM = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/", invitations.invitation_use, name="invitation_use"),
    path("account/", own.own, name="own"),
    path("account/sessions/<int:pk>/end/", own.session_end, name="session_end"),
    path("staff/people/<int:pk>/account/", others.person, name="person"),
    path("staff/people/<int:pk>/account/invite/", others.invite, name="invite"),
    path("staff/people/<int:pk>/account/withdraw/", others.withdraw, name="withdraw"),
    path("staff/people/<int:pk>/account/second-factor/", others.factors_reset, name="factors_reset"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((ROOM, "accounts"))),
    path("sign-in/", library.sign_in, name="account_login"),
    path("sign-in/passkey/", library.sign_in_passkey, name="mfa_login_webauthn"),
    path("sign-in/second-factor/", library.second_factor, name="mfa_authenticate"),
    path("sign-in/forgotten/", library.forgotten, name="account_reset_password"),
    path("sign-in/forgotten/sent/", library.forgotten_sent, name="account_reset_password_done"),
    path(
        "sign-in/new-password/<str:uidb36>/<str:key>/",
        library.new_password,
        name="account_reset_password_from_key",
    ),
    path("sign-in/with/<slug:provider_id>/", library.provider(openid.login), name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/",
        library.provider(openid.callback),
        name="openid_connect_callback",
    ),
    path("sign-out/", own.sign_out, name="account_logout"),
    path("account/password/", library.password_change, name="account_change_password"),
    path("account/password/first/", library.password_first, name="account_set_password"),
    path("account/sessions/", own.usersessions_list, name="usersessions_list"),
    path("account/confirm/", library.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", library.confirm_code, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", library.confirm_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", library.factors, name="mfa_index"),
    path("account/second-factor/app/", library.app_add, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", library.app_remove, name="mfa_deactivate_totp"),
    path("account/second-factor/passkeys/", library.passkey_list, name="mfa_list_webauthn"),
    path("account/second-factor/passkeys/add/", library.passkey_add, name="mfa_add_webauthn"),
    path("account/second-factor/passkeys/<int:pk>/", library.passkey_rename, name="mfa_edit_webauthn"),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/", library.passkey_remove, name="mfa_remove_webauthn"
    ),
    path("account/second-factor/codes/", library.code_list, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/make/", library.code_make, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/download/", library.code_download, name="mfa_download_recovery_codes"),
]
