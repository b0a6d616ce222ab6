"""People for tests: with mandates, and signed in with or without a second factor.

`force_login` alone is a sign-in by password: mandates do not count in it (see `accounts.viewer`). A test of restricted
pages wants `signed_in`, or `enter` for a browser at hand.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role

BEGAN = date(2020, 1, 1)


def person(email: str = "person@example.org", *roles: Role, **facts: Any) -> User:
    """A user who holds each of the roles; `facts` (`state`, `authority`, `network`, `valid_to` …) are the mandates'."""
    user = get_user_model().objects.create_user(email, None, name=email.split("@")[0].title())
    for role in roles:
        hold(user, role, **facts)
    return user


def hold(user: User, role: Role, **facts: Any) -> Mandate:
    """A mandate, as if it had been granted."""
    return Mandate.objects.create(user=user, role=role, **{"valid_from": BEGAN} | facts)


def signed_in(user: User, *, second_factor: bool = True) -> Client:
    """A browser in which the person is signed in."""
    client = Client(HTTP_HOST="localhost")
    enter(client, user, second_factor=second_factor)
    return client


def enter(client: Client, user: User, *, second_factor: bool = True) -> None:
    """Signs the person in in this browser."""
    client.force_login(user)
    if second_factor:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
