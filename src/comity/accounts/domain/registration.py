"""From a wish for an account to its first sign-in: asked for, decided against a note verbale, activated by a link."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.core.gazetteer import load_gazetteer
from comity.core.ledger import VISITOR, Subject, write

from ..models import AccountRequest, User
from ..names import cleaned, cleaned_lines
from ..roles import Role
from ..rules import may_decide
from ..viewer import NotPermitted, Viewer
from .mandates import grant

LINK_HOLDS = timedelta(days=10)
ASKABLE = (Role.PRACTITIONER, Role.AUTHORITY_EDITOR, Role.MISSION)  # what may be asked for; other roles are given
_SALT = "comity.accounts.activation"
_MOST_OPEN = 3  # open requests of one address: more are the same wish again
Link = Callable[[str], str]  # from an activation link's token to its whole address


class LinkRefused(Exception):
    """An activation link that cannot be used; `reason` is `forged`, `expired`, `used` or `replaced`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Wish:
    """What someone who wants an account says; `state` a gazetteer code, `language` one of the six."""

    name: str
    email: str
    state: str
    authority_name: str
    function: str
    reason: str
    language: str
    role: Role = Role.PRACTITIONER


def ask(*, wish: Wish) -> AccountRequest | None:
    """Records a wish for an account; None if it was not, which whoever asked must not be able to tell.

    Nothing is recorded for an address that has three open requests. For one that has an account, its owner is told so
    by mail. Raises ValidationError by field.
    """
    facts = _checked(wish)
    with transaction.atomic():
        if user := User.objects.filter(email__iexact=facts["email"], is_active=True).first():
            _mail_has_account(user.email, user.written_in(wish.language))
            return None
        if (
            AccountRequest.objects.filter(email__iexact=facts["email"], approved_at=None, declined_at=None).count()
            >= _MOST_OPEN
        ):
            return None
        request = AccountRequest.objects.create(**facts)
        _note(request, "account.asked", None, after={"role": request.role, "state": request.state})
    return request


def approve(*, by: Viewer, request: AccountRequest, reference: str, link: Link, authority: str = "") -> AccountRequest:
    """Approves an open request against a note verbale (`reference`): makes the account and mails the activation link.

    `authority` is the directory's entry of an authority editor, or of the one a practitioner works for. Someone who has
    an account by now gets the mandate and a mail that says so. Raises NotPermitted, and ValidationError if the request
    was decided or something is missing.
    """
    ground = cleaned(reference, 200)
    if not ground:
        raise ValidationError({"reference": _("Name the note verbale or other ground.")})
    with transaction.atomic():
        held = _open(by, request)
        user = User.objects.filter(email__iexact=held.email).first()
        if user is None:
            user = User.objects.create_user(held.email, None, name=held.name, is_active=False, language=held.language)
        elif not user.is_active and user.has_usable_password():
            raise ValidationError({"reference": _("This address belongs to an account that was deactivated.")})
        held.approved_at, held.decided_by_id, held.reference, held.user = timezone.now(), by.user_id, ground, user
        held.save()
        _note(held, "account.approved", by, after={"reference": ground, "person": user.pk})
        grant(
            by=by,
            user=user,
            role=Role(held.role),
            reference=ground,
            state=held.state,
            authority=authority if Role(held.role).names_authority else "",
            function=held.function,
        )
        if user.is_active:
            _mail_mandate(held, user)
        else:
            _send_link(held, link)
    return held


def decline(*, by: Viewer, request: AccountRequest, why: str) -> AccountRequest:
    """Declines an open request and tells the person why. Raises NotPermitted, and ValidationError if it was decided."""
    reason = cleaned_lines(why, 500)
    if not reason:
        raise ValidationError({"why": _("Say why, so that the person knows what to do.")})
    with transaction.atomic():
        held = _open(by, request)
        held.declined_at, held.decided_by_id, held.why_declined = timezone.now(), by.user_id, reason
        held.save()
        _note(held, "account.declined", by, after={"why": reason})
        with override(held.language):
            text = _(
                "%(name)s,\n\nyour request for an account could not be approved:\n\n%(why)s\n\nYou may ask again."
            ) % {"name": held.name, "why": reason}
            send_mail(_("Your request for an account"), text, None, [held.email])
    return held


def resend(*, by: Viewer, request: AccountRequest, link: Link) -> None:
    """Mails a new activation link; the one before no longer works. Raises NotPermitted, ValidationError."""
    with transaction.atomic():
        held = AccountRequest.objects.select_for_update().get(pk=request.pk)
        if not may_decide(by, role=Role(held.role), state=held.state):
            raise NotPermitted(f"{by.email} may not decide on request {held.pk}")
        if held.approved_at is None or held.activated_at is not None or held.user is None or held.user.is_active:
            raise ValidationError(_("There is nothing to activate."))
        _note(held, "account.link-sent", by)
        _send_link(held, link)


def read_link(token: str) -> AccountRequest:
    """The request an activation link is for; raises LinkRefused."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT, max_age=LINK_HOLDS)
        request = AccountRequest.objects.select_related("user").get(pk=pk)
    except signing.SignatureExpired as error:
        raise LinkRefused("expired") from error
    except (signing.BadSignature, ValueError, TypeError, AccountRequest.DoesNotExist) as error:
        raise LinkRefused("forged") from error
    if request.activated_at is not None:
        raise LinkRefused("used")
    if not request.nonce or not secrets.compare_digest(request.nonce, nonce):
        raise LinkRefused("replaced")
    return request


def activate(*, token: str, password: str) -> User:
    """Sets the password and opens the account, once. Raises LinkRefused, and ValidationError for a weak password."""
    with transaction.atomic():
        request = AccountRequest.objects.select_for_update().get(pk=read_link(token).pk)
        if request.activated_at is not None or request.user is None:
            raise LinkRefused("used")  # someone else was quicker with the same link
        user = request.user
        validate_password(password, user)
        user.set_password(password)
        user.is_active = True
        user.save(update_fields=["password", "is_active"])
        # The link came by mail, so the address is the person's.
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        request.activated_at, request.nonce = timezone.now(), ""
        request.save(update_fields=["activated_at", "nonce"])
        # An open account needs no other link to open it.
        AccountRequest.objects.filter(user=user, activated_at=None).update(activated_at=timezone.now(), nonce="")
        _note(request, "account.activated", None, after={"person": user.pk})
    return user


def _checked(wish: Wish) -> dict[str, Any]:
    facts: dict[str, Any] = {"language": wish.language, "role": wish.role, "state": wish.state}
    wrong: dict[str, Any] = {}
    for field, given, most in (
        ("name", wish.name, 200),
        ("authority_name", wish.authority_name, 300),
        ("function", wish.function, 200),
        ("email", wish.email, 254),
    ):
        try:
            facts[field] = cleaned(given, most)
            if not facts[field]:
                wrong[field] = _("This is needed.")
        except ValidationError as error:
            wrong[field] = error
    try:
        facts["reason"] = cleaned_lines(wish.reason, 2000)
    except ValidationError as error:
        wrong["reason"] = error
    if "email" not in wrong:
        try:
            validate_email(facts["email"])
        except ValidationError as error:
            wrong["email"] = error
    if wish.state not in load_gazetteer():
        wrong["state"] = _("Choose a State.")
    if wish.role not in ASKABLE:
        wrong["role"] = _("This role cannot be asked for.")
    if wrong:
        raise ValidationError(wrong)
    return facts


def _open(by: Viewer, request: AccountRequest) -> AccountRequest:
    held = AccountRequest.objects.select_for_update().get(pk=request.pk)
    if not may_decide(by, role=Role(held.role), state=held.state):
        raise NotPermitted(f"{by.email} may not decide on request {held.pk}")
    if not held.is_open:
        raise ValidationError(_("This request was decided already."))
    return held


def _send_link(request: AccountRequest, link: Link) -> None:
    request.nonce, request.link_sent_at = secrets.token_hex(12), timezone.now()
    request.save(update_fields=["nonce", "link_sent_at"])
    token = signing.dumps([request.pk, request.nonce], salt=_SALT)
    with override(request.language):
        text = _(
            "%(name)s,\n\nyour account is approved. Open this link within ten days to choose a password; it works "
            "once:\n\n%(link)s\n\nYour role needs a second factor: have a passkey or an authenticator app at hand."
        ) % {"name": request.name, "link": link(token)}
        send_mail(_("Your account"), text, None, [request.email])


def _mail_mandate(request: AccountRequest, user: User) -> None:
    with override(user.written_in(request.language)):
        text = _("%(name)s,\n\nyour account now has the role you asked for: %(role)s.") % {
            "name": request.name,
            "role": Role(request.role).label,
        }
        send_mail(_("Your account"), text, None, [request.email])


def _mail_has_account(email: str, language: str) -> None:
    with override(language):
        text = _(
            "Someone asked for an account with this address, which has one already. If it was you, sign in, or have "
            "your password reset at the sign-in page. If not, there is nothing to do."
        )
        send_mail(_("Your account"), text, None, [email])


def _note(request: AccountRequest, action: str, by: Viewer | None, *, after: Any = None) -> None:
    write(
        actor=by.actor if by else VISITOR,
        action=action,
        subject=Subject("account-request", str(request.pk), request.state),
        after=after,
    )
