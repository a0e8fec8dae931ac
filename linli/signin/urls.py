"""Addresses of signing in. Those of allauth keep the names by which allauth calls them; what is not here is closed."""

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import views as auth
from django.urls import include, path, reverse_lazy

from linli.signin.rules import Kind
from linli.signin.views import codes, helpers, own, providers, requirements, sign_in
from linli.signin.views.limited import limited
from linli.signin.views.noted import noted

own_pages = (
    [
        path("sign-in/code/", sign_in.code, name="code"),
        path("sign-in/sessions/end/", own.end_others, name="end_others"),
        path("sign-in/sessions/<int:session_id>/end/", own.end_one, name="end_session"),
        path("sign-in/requirements/", requirements.index, name="requirements"),
        path("sign-in/with/<str:provider>/", providers.sign_in, name="provider"),
        path("sign-in/with/<str:provider>/connect/", providers.connect, name="connect"),
        path("sign-in/with/<str:provider>/disconnect/", providers.disconnect, name="disconnect"),
        path("sign-in-codes/", codes.index, name="codes"),
        path("sign-in-codes/<uuid:user_id>/", codes.issue, name="issue_code"),
        path("helpers/", helpers.index, name="helpers"),
        path("helpers/<uuid:helper_id>/link/", helpers.give, name="give_link"),
        path("helpers/<uuid:helper_id>/end/", helpers.end, name="end_helper"),
        path("help/<str:token>/", helpers.door, name="helper_door"),
    ],
    "signin",
)
again = limited(kind=Kind.AGAIN)
second = limited(kind=Kind.SECOND)
to_overview = reverse_lazy("mfa_index")

urlpatterns = [
    path("sign-in/", sign_in.password, name="account_login"),
    path("sign-out/", auth.LogoutView.as_view(), name="account_logout"),
    path("password/", again(own.change_password), name="password_change"),
    path("password/changed/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("sign-in/again/", again(own.password_again), name="account_reauthenticate"),
    path("sign-in/second/", second(AuthenticateView.as_view()), name="mfa_authenticate"),
    path("sign-in/security/", own.overview, name="mfa_index"),
    path("sign-in/security/app/", second(noted(ActivateTOTPView.as_view())), name="mfa_activate_totp"),
    path("sign-in/security/app/end/", noted(DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"),
    path("sign-in/security/passkey/", second(noted(AddWebAuthnView.as_view())), name="mfa_add_webauthn"),
    path(
        "sign-in/security/passkey/<int:pk>/end/",
        noted(RemoveWebAuthnView.as_view(success_url=to_overview)),
        name="mfa_remove_webauthn",
    ),
    path("sign-in/security/codes/", own.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sign-in/security/codes/new/",
        noted(GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-in/sessions/", own.sessions, name="usersessions_list"),
    path("sign-in/back/wecom/", providers.wecom_callback, name="wecom_callback"),
    path("sign-in/back/dingtalk/", providers.dingtalk_callback, name="dingtalk_callback"),
    path("", include(own_pages)),
]
