"""What can be a telephone number, an e-mail address, an address of the web; and contacts in their canonical form."""

from __future__ import annotations

import re
from dataclasses import replace

from .entry import AuthorityEntry, Contact
from .words import ContactKind

NUMBERS = frozenset({ContactKind.TELEPHONE, ContactKind.MOBILE, ContactKind.DUTY, ContactKind.FAX})
_E164 = re.compile(r"\+[1-9][0-9]{6,14}\Z")
_SEPARATORS = re.compile(r"[\s().\-/\u200e\u200f\u00a0]+")
_EMAIL = re.compile(r"[^@\s<>,;:\"()]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\Z", re.I)
_WEB = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?\Z", re.I)


def is_number(value: str) -> bool:
    """True for a telephone number in international form (ITU-T E.164); separators do not count."""
    return bool(_E164.match(_SEPARATORS.sub("", value)))


def is_email(value: str) -> bool:
    """True for what can be an e-mail address."""
    return len(value) <= 254 and bool(_EMAIL.match(value))


def is_web(value: str) -> bool:
    """True for an address of the web, with its scheme."""
    return bool(_WEB.match(value))


def normalised(entry: AuthorityEntry) -> AuthorityEntry:
    """The entry with contacts in their canonical form: numbers without separators, the rest without outer spaces."""
    return replace(entry, contacts=tuple(_normal(contact) for contact in entry.contacts))


def _normal(contact: Contact) -> Contact:
    bare = _SEPARATORS.sub("", contact.value)
    return replace(contact, value=bare if contact.kind in NUMBERS and is_number(bare) else contact.value.strip())
