"""What comes with the hub: providers, national provisions, and the structure of guides, recorded once a version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils import timezone

from comity.catalogue.interfaces import keys_of_source
from comity.catalogue.models import CatalogueLoad
from comity.core.plain_values import decoded
from comity.evidence.domain.recording import Entry
from comity.evidence.entries import GuideEntry, GuidelineEntry, PowerEntry, ProviderEntry, SourceNote
from comity.evidence.interfaces import Placed, record
from comity.law.providers import Provider

from ..catalogue.report import EntryReport
from .loading import tell

_FILES = ("providers.jsonl", "provider_guidelines.json", "national_powers.json", "guides.json")
_BUNDLED = "bundled-evidence"
_LISTS = "Public lists of request channels of service providers"


def load_bundled_evidence() -> int:
    """Records what comes with the hub; how many are new or changed, 0 if this very version was recorded before.

    What an editor has changed since stays. National provisions are linked to the catalogue's extracts, so those are
    recorded first.
    """
    version = hashlib.sha256("".join(map(_text, _FILES)).encode()).hexdigest()
    if CatalogueLoad.objects.filter(reader=_BUNDLED, path=version, finished_at__isnull=False).exists():
        return 0
    run = CatalogueLoad.objects.create(reader=_BUNDLED, path=version)
    report = EntryReport(_BUNDLED, version)
    tell(record(Placed(entry.source.id, entry) for entry in bundled_entries()), report)
    run.counts, run.problems, run.finished_at = report.counts(), report.problems(), timezone.now()
    run.save()
    return report.counts()["new"] + report.counts()["changed"]


def bundled_entries() -> Iterator[Entry]:
    """Every bundled entry; raises NotThatShape for one that cannot be read."""
    yield from bundled_providers()
    powers: list[dict[str, Any]] = json.loads(_text("national_powers.json"))
    guides: list[dict[str, Any]] = json.loads(_text("guides.json"))
    examples = [each for guide in guides for part in guide["parts"] for each in part.get("examples", ())]
    keys = keys_of_source([*(value["extract"] for value in powers), *examples])
    for value in powers:
        extract = value.pop("extract")
        yield decoded(PowerEntry, {**value, "extract_key": keys.get(extract, "")}, f"national_powers.json, {extract}")
    for value in json.loads(_text("provider_guidelines.json")):
        yield decoded(GuidelineEntry, value, f"provider_guidelines.json, {value.get('provider')}")
    for value in guides:
        for part in value["parts"]:
            part["examples"] = [keys[each] for each in part.get("examples", ()) if each in keys]
        yield decoded(GuideEntry, value, f"guides.json, {value.get('code')}")


def bundled_providers() -> Iterator[ProviderEntry]:
    """The bundled providers. A list that gives a year or a month only counts from its first day."""
    for number, line in enumerate(_text("providers.jsonl").splitlines(), 1):
        value = json.loads(line)
        facts = decoded(Provider, value["facts"], f"providers.jsonl, line {number}")
        as_of = date.fromisoformat(value["as_of"])
        yield ProviderEntry(facts, SourceNote(_LISTS, facts.code, "", "Facts only, re-expressed.", as_of))


def _text(name: str) -> str:
    return (files("comity.reference") / name).read_text(encoding="utf-8")
