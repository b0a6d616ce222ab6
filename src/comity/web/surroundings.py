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
from comity.directory.interfaces import directory, visible
from comity.evidence.interfaces import provider_record
from comity.law.book import TreatyBook
from comity.law.interview.context import Context, ProviderRecord, Requirements
from comity.law.interview.definition import Definition
from comity.law.interview.listed_rules import listed_rules
from comity.law.measures import Measure


def surroundings(
    definition: Definition, answers: Mapping[str, Any], *, book: TreatyBook, today: date, reader: Viewer
) -> Context:
    """The context of a draft, with no more of the directory than the reader may see; in the active language."""
    return context_of(definition, answers, book=book, today=today, rules=_rules(reader), hub=_hub(today))


def _rules(reader: Viewer) -> Callable[[str, Measure], Requirements | None]:
    """What authorities of a State ask of a request, as far as the reader may see their entries in the directory."""

    def rules(state: str, measure: Measure) -> Requirements | None:
        held = directory().by_state.get(state, ())
        entries = {listed.key: visible(listed.entry, reader)[0] for listed in held}
        found = listed_rules(entries, measure, wording.language())
        if found is None or found.source is None:
            return found
        return replace(found, source=replace(found.source, url=reverse("authority", args=(found.source.code,))))

    return rules


def _hub(today: date) -> Callable[[str], ProviderRecord | None]:
    """What the hub has on record of a provider, with the address of its page."""

    def hub(code: str) -> ProviderRecord | None:
        found = provider_record(code, today=today)
        return replace(found, source=replace(found.source, url=reverse("provider", args=(code,)))) if found else None

    return hub
