"""The demonstration records that come with Comity, recorded once for each version of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files

from django.utils import timezone

from comity.catalogue.entries import Entry
from comity.catalogue.entry_codec import entry
from comity.catalogue.interfaces import Placed, record_entries
from comity.catalogue.models import CatalogueLoad

NAMES = ("laws", "extracts", "cases", "strategies", "publications")
BUNDLED = "bundled"


def load_demonstration() -> int:
    """Records the demonstration records; how many are new or changed, 0 if this very version was recorded before.

    What an editor has changed or unpublished since stays as it is.
    """
    version = hashlib.sha256("".join(map(_text, NAMES)).encode()).hexdigest()
    if CatalogueLoad.objects.filter(reader=BUNDLED, path=version, finished_at__isnull=False).exists():
        return 0
    run = CatalogueLoad.objects.create(reader=BUNDLED, path=version)
    recorded = record_entries(Placed(f"{each.source_id}", each) for each in demonstration_entries())
    counts = {did.value: count for did, count in recorded.did.items()}
    run.counts, run.finished_at = counts, timezone.now()
    run.problems = [{"kind": "refused", "place": n.place, "reason": n.reason} for n in recorded.refused]
    run.save()
    return counts.get("new", 0) + counts.get("changed", 0)


def demonstration_entries() -> Iterator[Entry]:
    """Every bundled record; raises NotThatShape for one that cannot be read."""
    for name in NAMES:
        for value in json.loads(_text(name)):
            yield entry(value)


def _text(name: str) -> str:
    return files("comity.catalogue").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
