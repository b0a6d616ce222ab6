"""What the operator does at the command line: accounts made, opened and closed without a request."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from comity.core.ledger import SYSTEM, Subject, write

from ..models import AccountRequest, User
from .writing import checked_language


def add_account(*, email: str, password: str, name: str, staff: bool = False, language: str = "") -> User:
    """A new account, whose address the operator vouches for; mails to it are written in the language, one of the six.

    Raises ValidationError for an address, or a language, that is none.
    """
    with transaction.atomic():
        chosen = checked_language(language) if language else ""
        user = User.objects.create_user(email, password, name=name, is_staff=staff, language=chosen)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        _note("account.added", user, after={"email": user.email})
    return user


def set_password(*, user: User, password: str) -> None:
    """A new password; every session of the person ends with the old one."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        _note("account.password-set", user)


def deactivate(*, user: User) -> None:
    """Closes an account: no sign-in, and no activation link that would open it again. Its mandates stay on record."""
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=["is_active"])
        AccountRequest.objects.filter(user=user, activated_at=None).update(nonce="")
        _note("account.deactivated", user)


def forget_second_factors(*, user: User) -> int:
    """For a person who lost every factor: they set one up anew at the next sign-in. How many were forgotten."""
    with transaction.atomic():
        count: int = Authenticator.objects.filter(user=user).delete()[0]
        _note("account.second-factors-forgotten", user, before={"factors": count})
    return count


def _note(action: str, user: User, **change: Any) -> None:
    write(actor=SYSTEM, action=action, subject=Subject("account", str(user.pk)), **change)
