"""Who looks after an entry: the people with mandates for it today, and in which language they are written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from comity.accounts.models import Mandate
from comity.accounts.roles import Role
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.words import ContactKind


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a mail goes to: a person by id (None: the authority's own address), and in which language."""

    email: str
    language: str
    user_id: int | None = None


def editors(key: str, on: date, language: str) -> list[Addressee]:
    """The people who may edit the authority's entry on the day; who chose no language is written to in this one."""
    return _people(Mandate.objects.filter(role=Role.AUTHORITY_EDITOR, authority=key), on, language)


def mission(state: str, on: date, language: str) -> list[Addressee]:
    """The people of the State's mission on the day; who chose no language is written to in this one."""
    return _people(Mandate.objects.filter(role=Role.MISSION, state=state), on, language)


def _people(mandates: object, on: date, language: str) -> list[Addressee]:
    holding = mandates.filter(ended_at=None, valid_from__lte=on, user__is_active=True)  # type: ignore[attr-defined]
    holding = holding.filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("user").order_by("pk")
    found = {m.user_id: Addressee(m.user.email, m.user.written_in(language), m.user_id) for m in holding}
    return list(found.values())


def own_address(entry: AuthorityEntry) -> str:
    """The first e-mail address of the authority itself; none for an invented one, which nobody reads."""
    if entry.origin.demonstration:
        return ""
    return next((c.value for c in entry.contacts if c.kind is ContactKind.EMAIL), "")


def language_of(entry: AuthorityEntry) -> str:
    """The language the authority is written to in, and its people who chose none: that of the first of the entry's
    names that is one of ours, else English."""
    ours = {code for code, _name in settings.LANGUAGES}
    return next((name.language for name in entry.names if name.language in ours), "en")
