"""What a provider's record says, as words in the reader's language: for its page, its exports and its comparisons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import join, language, language_name, number
from comity.evidence.models import ServiceProvider
from comity.law.providers import Acceptance, Answer, Entity, Held, PreservationTerms, Provider


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: the field, its name, what is on record (empty: nothing), and whether that is an address."""

    field: str
    label: str
    words: str
    is_address: bool = False


# The fields in the order they are shown, by what a drafter looks for.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "asking",
        (
            *("portal_url", "portal_account", "email", "postal", "emergency_contact", "emergency_url"),
            *("languages", "response_days"),
        ),
    ),
    ("preserving", ("preservation",)),
    ("giving", ("content_routes", "identifiers", "held", "authentication", "reimbursement", "freeze_days")),
    ("telling", ("user_notice", "notice_delay", "transparency_url", "guidelines_url")),
    ("who", ("category", "brands", "entities", "data_states")),
)
_COLUMNS = ("code", "name", *(name for _group, names in GROUPS for name in names), "acceptances", "cautions")


def fields() -> tuple[str, ...]:
    """Every field of a provider's record, in the order it is shown."""
    return _COLUMNS


def said(facts: Provider, field: str) -> Said:
    """What is on record in one field."""
    return Said(field, label(field), words(field, getattr(facts, field)), field.endswith("_url"))


def label(field: str) -> str:
    """The name of a field, as the desk calls it."""
    return capfirst(str(ServiceProvider._meta.get_field(field).verbose_name))


def words(field: str, value: Any) -> str:
    """The value of a field in words; empty where nothing is on record."""
    if value is None or value == "" or value == ():
        return ""
    return _WORDS[field](value) if field in _WORDS else _plain(value)


def state(code: str) -> str:
    """The name of a State; the code itself if it is none."""
    gazetteer = load_gazetteer()
    return gazetteer[code].name(language()) if code in gazetteer else code


def days(value: int | None) -> str:
    """A number of days in words; empty for none."""
    if value is None:
        return ""
    return ngettext("%(days)s day", "%(days)s days", value) % {"days": number(value)}


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return join(_plain(each) for each in value)
    if isinstance(value, Answer):
        return "" if value is Answer.UNKNOWN else _(value.label)
    return _(value.label) if hasattr(value, "label") else str(value)


def _entity(entity: Entity) -> str:
    seat = f" ({state(entity.state)})" if entity.state else ""
    serves = f": {join(map(state, entity.serves))}" if entity.serves else ""
    return f"{entity.name}{seat}{serves}"


def _preservation(terms: PreservationTerms) -> str:
    parts = [_plain(terms.accepted), days(terms.days)]
    if terms.extension_days is not None:
        parts.append(_("extension: %(days)s") % {"days": days(terms.extension_days)})
    if terms.renewals is not None:
        parts.append(_("renewals: %(count)s") % {"count": number(terms.renewals)})
    return ", ".join(filter(None, parts))


def _acceptance(row: Acceptance) -> str:
    who = join(map(state, row.states)) if row.states else _("any other State")
    condition = f" ({row.condition})" if row.condition else ""
    return f"{_(row.kind.label)}, {who}: {_(row.answer.label)}{condition}"


def _held(row: Held) -> str:
    return ", ".join(filter(None, (_(row.kind.label), _plain(row.held), days(row.days))))


_WORDS: dict[str, Callable[[Any], str]] = {
    "entities": lambda rows: "; ".join(map(_entity, rows)),
    "data_states": lambda codes: join(map(state, codes)),
    "languages": lambda codes: join(map(language_name, codes)),
    "preservation": _preservation,
    "acceptances": lambda rows: "; ".join(map(_acceptance, rows)),
    "held": lambda rows: "; ".join(map(_held, rows)),
    "authentication": lambda value: "" if value.value == "unknown" else _(value.label),
    "cautions": lambda rows: " ".join(_(row.label) for row in rows),
    "response_days": days,
    "freeze_days": days,
    "extension_days": days,
}
