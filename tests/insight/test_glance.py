"""What the page of the world counts, keeps and hands out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from unittest.mock import patch

import pytest
from django.test import Client

from comity.insight import glance as kept
from comity.insight.interfaces import between_groups, by_instrument, counterparts, glance, matrix, narrowed, reach, warm
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.states import Group
from comity.law.world import Share, Shared, world

DAY = date(2012, 1, 1)


@pytest.mark.django_db
def test_what_was_computed_once_is_read_again_unchanged(recorded: TreatyBook) -> None:
    first = glance(recorded, Measure.EXTRADITION, DAY)
    with patch.object(kept, "world", side_effect=AssertionError("computed again")):
        again = glance(recorded, Measure.EXTRADITION, DAY)
    assert again == first == world(recorded, Measure.EXTRADITION, DAY)


@pytest.mark.django_db
def test_a_changed_record_is_read_anew(recorded: TreatyBook) -> None:
    glance(recorded, Measure.MLA, DAY)
    with patch.object(kept, "revision", return_value=10**6), patch.object(kept, "world", wraps=world) as computed:
        glance(recorded, Measure.MLA, DAY)
    assert computed.call_count == 1


@pytest.mark.django_db
def test_the_main_measures_are_prepared_ahead(recorded: TreatyBook) -> None:
    with patch.object(kept, "world", wraps=world) as computed:
        warm()
        warm()
    assert computed.call_count == len(kept.MAIN)


def test_the_regional_groups_count_every_pair_once(book: TreatyBook) -> None:
    seen = world(book, Measure.EXTRADITION, DAY)
    rows = between_groups(book, seen)
    assert sum(cell.pairs for _group, cells in rows for cell in cells) == len(list(seen.pairs()))
    africa = dict(rows)[Group.AFRICA][kept.GROUPS.index(Group.AFRICA)]
    assert africa.pairs == 54 * 53
    assert sum(africa.shares.values()) == africa.pairs


def test_a_state_of_which_nothing_is_sure_is_not_shown_as_sharing_nothing(book: TreatyBook) -> None:
    found = reach(world(book, Measure.MLA, date(2022, 7, 18)))
    assert found["SSD"] is None
    assert found["ITA"] is not None
    assert found["ITA"] > 150


def test_an_instrument_reaches_as_many_states_as_share_it(book: TreatyBook) -> None:
    seen = world(book, Measure.MLA, DAY)
    reach = next(r for r in by_instrument(seen, "NER", requesting=True) if r.instrument == "untoc")
    shared = [s for _code, s in counterparts(seen, "NER", requesting=True) if "untoc" in (*s.primary, *s.supplementary)]
    assert reach.in_force == len(shared) > 100


def test_through_one_instrument_only_that_one_counts() -> None:
    shared = Shared(primary=("a",), supplementary=("b",), possible=("c",), unknown=("d",))
    assert narrowed(shared, "") == shared
    assert [narrowed(shared, code).share for code in "abcde"] == [
        Share.BASIS,
        Share.BASIS,
        Share.POSSIBLE,
        Share.UNKNOWN,
        Share.NONE,
    ]


def test_the_matrix_names_each_pair_with_its_instruments(book: TreatyBook) -> None:
    rows = {row[:2]: row[2:] for row in matrix(world(book, Measure.EXTRADITION, DAY))}
    share, primary, *_rest = rows["NER", "MEX"]
    assert share == "basis"
    assert "untoc" in primary.split()


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_page_opens_in_each_language(recorded: TreatyBook, client: Client, language: str) -> None:
    for query in (
        "",
        "?measure=extradition&state=NER&on=2012-01-01",
        "?measure=mla&state=ITA&side=requested&via=untoc",
    ):
        assert client.get(f"/{language}/world/{query}").status_code == 200


def test_the_page_asks_few_questions_of_the_database(
    recorded: TreatyBook, client: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        client.get("/en/world/?state=NER&on=2012-01-01")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measure=nonsense", "is not a measure"),
        ("on=2022-02-31", "not a day"),
        ("state=Atlantis", "not the"),
        ("offence=x", "not an offence"),
    ],
)
def test_bad_input_is_named_and_the_page_still_shown(
    recorded: TreatyBook, client: Client, query: str, said: str
) -> None:
    response = client.get(f"/en/world/?{query}")
    assert response.status_code == 400
    assert said in response.content.decode()
    assert "<svg" in response.content.decode()
    assert client.get(f"/en/world/matrix.csv?{query}").status_code == 400


def test_a_territory_has_no_row_of_its_own_and_does_not_break_the_page(recorded: TreatyBook, client: Client) -> None:
    assert client.get("/en/world/?state=GRL").status_code == 200


def test_every_pair_can_be_downloaded(recorded: TreatyBook, client: Client) -> None:
    response = client.get("/en/world/matrix.csv?measure=extradition&on=2012-01-01")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert ["NER", "MEX", "basis"] in [row[:3] for row in rows]
    assert any("Source:" in row[0] for row in rows[-40:] if row)
    data = json.loads(client.get("/en/world/matrix.json?measure=extradition&on=2012-01-01").content)
    assert len(data["rows"]) == 197 * 196
    assert list(data["columns"])[:3] == ["requesting", "requested", "share"]
    assert client.get("/en/world/matrix.xlsx").status_code == 404


def test_the_page_and_its_map_stay_small(recorded: TreatyBook, client: Client) -> None:
    import gzip

    for address in ("/en/world/?state=NER&measure=mla", "/en/treaties/untoc/"):
        assert len(gzip.compress(client.get(address).content, 6)) < 40_000
