"""The addresses of signing in, of one's own account, of people and of the ledger."""

from __future__ import annotations

from allauth.urls import build_provider_urlpatterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from .views import account, audit, people

# The desk has no sign-in, sign-out or password of its own.
DESK_SIGN_IN: list[URLPattern | URLResolver] = [
    path("desk/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("desk/logout/", RedirectView.as_view(pattern_name="account_logout")),
]
# An identity provider knows one address of ours, whatever the language.
SIGN_ON: list[URLPattern | URLResolver] = [path("sign-on/", include(build_provider_urlpatterns()))]

ACCOUNT_PAGES: list[URLPattern | URLResolver] = [
    path("account/", account.home, name="account-home"),
    path("account/ask/", account.ask_for_one, name="account-ask"),
    path("account/open/<str:token>/", account.open_account, name="account-activate"),
    path("account/roles/<int:pk>/leave/", account.leave, name="account-leave"),
    path("account/second-factor-first/", account.second_factor, name="account-second-factor"),
    # Nobody signs up alone, and the address of an approved person is not theirs to change.
    path("account/signup/", RedirectView.as_view(pattern_name="account-ask")),
    path("account/email/", RedirectView.as_view(pattern_name="account-home")),
    path("account/password/set/", RedirectView.as_view(pattern_name="account_change_password")),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/sign-on/", include("allauth.socialaccount.urls")),
    path("people/", people.everyone, name="people"),
    path("people/requests/", people.asked, name="people-requests"),
    path("people/requests/<int:pk>/", people.wish, name="people-request"),
    path("people/give/", people.give, name="people-give"),
    path("people/roles/<int:pk>/", people.mandate, name="people-mandate"),
    path("ledger/", audit.ledger, name="ledger"),
    path("ledger/entries.<slug:form>", audit.export, name="ledger-export"),
    path("outbox/", audit.outbox, name="outbox"),
]
