"""What cites a record: by its number or by its address, and nothing that only looks like either."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.catalogue.entries import Link, Text
from comity.catalogue.interfaces import Placed, entries, entry_of, record_entries
from comity.catalogue.models import Extract
from comity.search import index as index_room
from comity.search.indexing import rebuild
from comity.search.neighbours import citing
from tests.catalogue.entries import case, extract, law


@pytest.mark.django_db
def test_what_cites_a_record_by_number_or_address_is_found(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    index_room._open.clear()
    record_entries([Placed("law", law()), Placed("extract", extract())])
    cited = Extract.objects.get(source_id="law#1")
    texts = (Text("en", "A case", f"The court applied {cited.number}, and so do we."),)
    near = (Text("en", "A case", f"About {cited.number}7, XX{cited.number} and {cited.key}."),)
    link = f"https://example.org/fr/records/{cited.key}/"
    record_entries(
        [
            Placed("a", case("by-number", texts=texts)),
            Placed("b", case("by-address", attachments=(Link("The extract", link),))),
            Placed("c", case("neither", texts=near)),
        ]
    )
    rebuild(vectors=False)
    found = entries(citing(entry_of(cited)))
    assert {entry.source_id for entry in found.values()} == {"by-number", "by-address"}
    index_room._open.clear()
