"""The editions of the e-book: for all, for registered practitioners, for listed authorities. What each holds."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_noop as _

from comity.accounts.viewer import Viewer
from comity.directory.interfaces import may_see
from comity.law.authorities.entry import AuthorityEntry, without
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import FieldGroup, Visibility

_RANK = {Visibility.PUBLIC: 0, Visibility.REGISTERED: 1, Visibility.LISTED: 2}


class Edition(Enum):
    """Whom an e-book is for. It holds the groups of fields these readers may see, and nothing else."""

    PUBLIC = "public"
    REGISTERED = "registered"
    LISTED = "listed"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            Edition.PUBLIC: _("Public edition"),
            Edition.REGISTERED: _("Edition for registered practitioners"),
            Edition.LISTED: _("Edition for listed authorities"),
        }[self]

    @property
    def explanation(self) -> str:
        """What it holds, in an English sentence, the key of its translations."""
        return {
            Edition.PUBLIC: _(
                "This is the public edition. It names every authority and what it is designated for, and of the rest"
                " only what is open to all. Practitioners who have been admitted and listed authorities find more in"
                " the editions for them."
            ),
            Edition.REGISTERED: _(
                "This is the edition for registered practitioners. It holds what admitted practitioners may see;"
                " what is kept for listed authorities is left out. Do not pass it on."
            ),
            Edition.LISTED: _(
                "This is the edition for listed authorities. It holds everything on record, duty lines among it."
                " Do not pass it on."
            ),
        }[self]

    @property
    def visibility(self) -> Visibility:
        """The most closely held groups it may hold."""
        return Visibility(self.value)

    @property
    def is_restricted(self) -> bool:
        """True unless it is for all."""
        return self is not Edition.PUBLIC

    def shows(self, entry: AuthorityEntry, group: FieldGroup) -> bool:
        """True if its readers may see this group of fields of the entry."""
        return _RANK[entry.visible_to(group)] <= _RANK[self.visibility]


def may_read(edition: Edition, viewer: Viewer) -> bool:
    """True if the viewer may see everything the edition may hold."""
    return may_see(edition.visibility, viewer)


def for_readers(directory: Directory, edition: Edition) -> Directory:
    """The directory as the readers of the edition may see it; what they may not is as if it were not on record."""
    return Directory.of(directory.on, (_shown(each, edition) for each in directory.listed.values()))


def _shown(listed: Listed, edition: Edition) -> Listed:
    entry = listed.entry
    hidden = frozenset(group for group in FieldGroup if not edition.shows(entry, group))
    return Listed(
        listed.key,
        listed.version,
        without(entry, hidden) if hidden else entry,
        listed.published_on,
        listed.confirmed_on,
        listed.unconfirmed_since,
        listed.next_review_on,
    )
