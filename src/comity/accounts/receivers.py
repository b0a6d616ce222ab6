"""What signing in leads to: entries in the audit ledger, and a second factor just set up counts for the session."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from comity.core.ledger import Actor, Subject, write

from .models import User


@receiver(account_signals.user_logged_in)
def signed_in(sender: type, user: User, **kwargs: Any) -> None:
    """Someone signed in."""
    _note("account.signed-in", user)


@receiver(user_logged_out)
def signed_out(sender: type, user: User | None, **kwargs: Any) -> None:
    """Someone signed out."""
    if user is not None:
        _note("account.signed-out", user)


@receiver([account_signals.password_changed, account_signals.password_set])
def changed_password(sender: type, user: User, **kwargs: Any) -> None:
    """Someone changed their password."""
    _note("account.password-changed", user)


@receiver(account_signals.password_reset)
def reset_password(sender: type, user: User, **kwargs: Any) -> None:
    """Someone set a new password through a link sent to them."""
    _note("account.password-reset", user)


@receiver(factor_signals.authenticator_added)
def added_factor(sender: type, request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Someone set up a second factor, and has thereby shown it in this session."""
    _note("account.second-factor-added", user, after={"type": str(authenticator.type)})
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=str(authenticator.type), id=authenticator.pk)


@receiver(factor_signals.authenticator_removed)
def removed_factor(sender: type, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Someone gave up a second factor."""
    _note("account.second-factor-removed", user, before={"type": str(authenticator.type)})


def _note(action: str, user: User, **change: Any) -> None:
    write(actor=Actor(user.pk, user.email), action=action, subject=Subject("account", str(user.pk)), **change)
