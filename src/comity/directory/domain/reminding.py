"""Asking every 180 days whether an entry still holds: by mail, with a link that confirms it in one click."""

from __future__ import annotations

from collections.abc import Callable

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.core.ledger import SYSTEM
from comity.core.wording import day
from comity.law.authorities.listing import Listed

from ..book import directory, today
from ..models import Authority, Reminder
from ..people import Addressee, editors, language_of, mission, own_address
from .confirming import link_token
from .noting import note
from .revising import changed

Address = Callable[[str], str]  # from a link's token to the absolute address of its page, in the active language


def send_reminders(*, address: Address) -> int:
    """Sends the reminders that are due today, at most one round a day for an entry; how many entries were asked about.

    The authority's editors are asked, else the authority's own address; the State's mission gets a link of its own.
    Where nobody can be asked that is kept too: the next round is due as after any other.
    """
    now = today()
    due = [each for each in directory(now).listed.values() if each.next_review_on and each.next_review_on <= now]
    sent = 0
    try:
        for each in due:
            sent += _remind(each, address)
    finally:
        if sent:  # once for all of them: every process puts the directory together anew for each change
            changed()
    return sent


def _remind(listed: Listed, address: Address) -> bool:
    language, now = language_of(listed.entry), today()
    asked = editors(listed.key, now, language)
    own = own_address(listed.entry)
    if not asked and own:
        asked = [Addressee(own, language)]
    asked += [each for each in mission(listed.entry.state, now, language) if each.email not in {a.email for a in asked}]
    try:
        with transaction.atomic():
            authority = Authority.objects.get(key=listed.key)
            reminder = Reminder.objects.create(
                authority=authority, version=listed.version, sent_on=now, recipients=[each.email for each in asked]
            )
            for each in asked:
                _send(reminder, listed, each, address)
            note(SYSTEM, "remind", authority, after={"version": listed.version, "addressees": len(asked)})
    except IntegrityError:  # another process was first today
        return False
    return True


def _send(reminder: Reminder, listed: Listed, to: Addressee, address: Address) -> None:
    with override(to.language):
        name = listed.entry.name(to.language)
        last = (
            _("It was last confirmed on %(day)s.") % {"day": day(listed.confirmed_on)}
            if listed.confirmed_on
            else _("It has not been confirmed so far.")
        )
        link = address(link_token(reminder, to.email, to.user_id))
        lines = [
            _("Those who send requests rely on the entry of “%(name)s” in the directory.") % {"name": name},
            last,
            _("If everything in it still holds, confirm it here: %(link)s") % {"link": link},
            _("The link is for you alone and holds for 60 days."),
            _("If something has changed, sign in and correct the entry."),
        ]
        subject = _("Please confirm the entry of %(name)s") % {"name": name}
        send_mail(" ".join(subject.split()), "\n\n".join(lines), None, [to.email])
