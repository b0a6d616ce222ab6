"""In which language a person is written to; pages follow their address, never this."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from comity.core.ledger import Subject, write

from ..models import User
from ..viewer import NotPermitted, Viewer


def choose_language(*, by: Viewer, language: str) -> None:
    """Has mails to the viewer written in one of the six languages. Raises NotPermitted (a visitor), ValidationError."""
    chosen = checked_language(language)
    if by.user_id is None:
        raise NotPermitted("a visitor has no account")
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=by.user_id)
        if user.language == chosen:
            return
        before, user.language = user.language, chosen
        user.save(update_fields=["language"])
        write(
            actor=by.actor,
            action="account.language-chosen",
            subject=Subject("account", str(user.pk)),
            before={"language": before},
            after={"language": chosen},
        )


def checked_language(code: str) -> str:
    """The code, if it is one of the six; raises ValidationError."""
    known = dict(settings.LANGUAGES)
    if code not in known:
        raise ValidationError(
            {
                "language": _("“%(code)s” is none of the languages: %(known)s.")
                % {"code": code, "known": ", ".join(known)}
            }
        )
    return code
