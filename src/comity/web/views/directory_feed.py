"""What changed in the directory, as Atom: public facts for all, everything a registered reader may see for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.accounts.viewer import VISITOR, NotPermitted, Viewer, viewer
from comity.core.wording import join, language, state_name
from comity.directory.book import today
from comity.directory.interfaces import Published, is_registered, published_between, visible
from comity.law.authorities.comparing import differences
from comity.treaties.interfaces import book as treaty_book

from ..feed import Feed
from .not_there import not_there

_REACHES_BACK = timedelta(days=180)
_MOST = 200


def public(request: HttpRequest) -> HttpResponse:
    """What everyone may see of the changes of the last half year; the newest first."""
    return _feed(request, VISITOR)


@not_there
def full(request: HttpRequest) -> HttpResponse:
    """The same for a registered reader: with the restricted fields that changed, by name, never with what they say."""
    asking = viewer(request)
    if not is_registered(asking):
        raise NotPermitted("only registered readers see what is restricted")
    return _feed(request, asking)


def _feed(request: HttpRequest, asking: Viewer) -> HttpResponse:
    book, now = treaty_book(), today()
    atom = Feed(
        title=_("Changes of the directory of competent national authorities"),
        link=request.build_absolute_uri(reverse("home")),
        feed_url=request.build_absolute_uri(),
        description="",
        language=language(),
    )
    changes = reversed(published_between(now - _REACHES_BACK, now))
    for change, fields in list(_seen(changes, asking))[:_MOST]:
        entry = change.entry
        title = f"{state_name(entry.state, book)}: {entry.name(language())}"
        if entry.origin.demonstration:
            title = f"{title} ({_('demonstration')})"
        what = _("Newly listed") if change.before is None else _("Changed: %(fields)s") % {"fields": join(fields)}
        atom.add_item(
            title,
            request.build_absolute_uri(reverse("authority", args=(change.key,))),
            what,
            unique_id=f"urn:comity:authority:{change.key}:{change.number}",
            updateddate=change.at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=Feed.content_type)


def _seen(changes: Iterator[Published], asking: Viewer) -> Iterator[tuple[Published, list[str]]]:
    """The changes in which something the viewer may see is different, with the names of what is."""
    for change in changes:
        before = visible(change.before, asking)[0] if change.before is not None else None
        found = differences(before, visible(change.entry, asking)[0])
        if found:
            yield change, [_(each.label) for each in found]
