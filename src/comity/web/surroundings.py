"""What a draft is held against: the navigator, the directory as far as the reader may see it, and the hub."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from comity.accounts.viewer import Viewer
from comity.core import wording
from comity.core.studio import context_of
from comity.directory.interfaces import directory, note_reading, visible
from comity.evidence.interfaces import provider_record
from comity.law.authorities.words import FieldGroup
from comity.law.book import TreatyBook
from comity.law.interview.context import Context, ProviderRecord, Requirements
from comity.law.interview.definition import Definition
from comity.law.interview.listed_rules import listed_rules
from comity.law.measures import Measure

# What a check does not look at, whoever reads: only channels and requirements are held against a draft.
_NOT_ASKED = frozenset(FieldGroup) - {FieldGroup.CHANNELS, FieldGroup.REQUIREMENTS}


def surroundings(
    definition: Definition, answers: Mapping[str, Any], *, book: TreatyBook, today: date, reader: Viewer
) -> Context:
    """The context of a draft, with no more of the directory than the reader may see; in the active language."""
    return context_of(definition, answers, book=book, today=today, rules=_rules(reader), hub=_hub(today))


def _rules(reader: Viewer) -> Callable[[str, Measure], Requirements | None]:
    """What authorities of a State ask of a request, as far as the reader may see their entries in the directory.

    That restricted facts were looked at is noted, as on the authority's own page.
    """

    def rules(state: str, measure: Measure) -> Requirements | None:
        listed = {each.key: each for each in directory().by_state.get(state, ())}
        seen = {key: visible(each.entry, reader) for key, each in listed.items()}
        found = listed_rules({key: entry for key, (entry, _) in seen.items()}, measure, wording.language())
        if found is None or found.source is None:
            return found
        key = found.source.code
        note_reading(viewer=reader, listed=(listed[key],), hidden=seen[key][1] | _NOT_ASKED)
        return replace(found, source=replace(found.source, url=reverse("authority", args=(key,))))

    return rules


def _hub(today: date) -> Callable[[str], ProviderRecord | None]:
    """What the hub has on record of a provider, with the address of its page."""

    def hub(code: str) -> ProviderRecord | None:
        found = provider_record(code, today=today)
        return replace(found, source=replace(found.source, url=reverse("provider", args=(code,)))) if found else None

    return hub
