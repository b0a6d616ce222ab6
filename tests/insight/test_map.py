"""The map of the world: everybody is on it, nothing rests on colour alone, and no style is inline."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from comity.insight.drawing import Mark, drawn, world_map
from comity.insight.interfaces import basis_map, parties_map
from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.law.states import Gazetteer, StateKind
from comity.law.world import World, world
from tests.law.builders import book as small_book
from tests.law.builders import instrument

DAY = date(2012, 1, 1)


def areas(figure: str, mark: str) -> set[str]:
    """The names of the areas with one mark."""
    root = ElementTree.fromstring(figure)
    groups = (g for g in root.find("svg").iter("g") if g.get("class") == mark)  # type: ignore[union-attr]
    return {title.text or "" for group in groups for title in group.iter("title")}


def test_every_member_state_and_observer_is_on_the_map(gazetteer: Gazetteer) -> None:
    kinds = (StateKind.MEMBER, StateKind.OBSERVER, StateKind.OTHER_STATE)
    missing = [s.code for s in gazetteer.states.values() if s.kind in kinds and s.code not in drawn()]
    assert missing == []
    assert sum(s.kind is StateKind.MEMBER for s in gazetteer.states.values()) == 193


def test_nothing_on_the_map_is_unknown_to_the_gazetteer(gazetteer: Gazetteer) -> None:
    assert [code for code in drawn() if code not in gazetteer] == []


def test_a_party_a_signatory_and_a_stranger_are_marked_apart(book: TreatyBook) -> None:
    with override("en"):
        figure = parties_map(book, "untoc", DAY)
    assert "Italy" in areas(figure, "bound")
    assert "Japan" in areas(figure, "signed")
    assert "Somalia" in areas(figure, "not-bound")
    assert "Greenland" in areas(figure, "unknown")


def test_on_another_day_the_map_is_another(book: TreatyBook) -> None:
    with override("en"):
        before, after = parties_map(book, "untoc", date(2006, 8, 31)), parties_map(book, "untoc", date(2006, 9, 1))
    assert "Italy" not in areas(before, "bound")
    assert "Italy" in areas(after, "bound")


def test_a_state_asks_and_is_asked_on_different_maps(book: TreatyBook) -> None:
    seen: World = world(book, Measure.EXTRADITION, DAY)
    with override("en"):
        asks = basis_map(book, seen, "NER", requesting=True)
        is_asked = basis_map(book, seen, "NER", requesting=False)
    assert "Mexico" in areas(asks, "basis")
    assert "Mexico" not in areas(is_asked, "basis")
    assert areas(asks, "chosen") == {"Niger"}


def test_marks_that_are_not_plain_are_hatched_and_explained(book: TreatyBook) -> None:
    with override("en"):
        figure = parties_map(book, "untoc", DAY)
    for mark in ("signed", "unknown"):
        assert f'<g class="{mark}" fill="url(#hatch-{mark})">' in figure
        assert f'<pattern id="hatch-{mark}"' in figure
    legend = ["".join(item.itertext()).strip() for item in ElementTree.fromstring(figure).iter("li")]
    assert legend == ["bound", "signed only", "unknown", "not bound"]


def test_the_map_has_a_name_a_description_and_no_inline_style(book: TreatyBook) -> None:
    with override("en"):
        figure = parties_map(book, "untoc", DAY)
    assert 'role="img" aria-labelledby="world-title world-text"' in figure
    assert "Organized Crime Convention: parties on 1 January 2012" in figure
    assert " style=" not in figure
    assert "<script" not in figure


def test_names_on_the_map_are_escaped() -> None:
    figure = world_map((Mark("bound", "<b>"),), {"ITA": "bound"}, title="a < b", description="</desc><script>")
    assert "<script>" not in figure
    assert "a &lt; b" in figure


def test_a_treaty_of_two_states_needs_no_map() -> None:
    treaties = small_book(instruments=(instrument("bilateral", parties=frozenset({"AAA", "BBB"})),))
    assert parties_map(treaties, "bilateral", DAY) == ""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    place = Path(__file__).parents[2] / "tools" / "make_world_map.py"
    spec = importlib.util.spec_from_file_location("make_world_map", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_projection_keeps_its_published_extent(tool: ModuleType) -> None:
    assert tool.equal_earth(0, 0) == (0, 0)
    assert tool.equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-5)
    assert tool.equal_earth(0, 90)[1] == pytest.approx(1.31736, abs=1e-5)


def test_a_ring_across_the_180th_meridian_is_cut_in_two(tool: ModuleType) -> None:
    ring = tool.unrolled([(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)])
    east, west = sorted(tool.cut(ring), key=max)[::-1]
    assert {x for x, _ in east} == {170, 180}
    assert {x for x, _ in west} == {-180, -170}


def test_thinning_keeps_the_ends_and_drops_what_cannot_be_seen(tool: ModuleType) -> None:
    line = [(0.0, 0.0), (1.0, 0.0001), (2.0, 0.0), (3.0, 9.0), (4.0, 0.0)]
    assert tool.thin(line) == [(0.0, 0.0), (2.0, 0.0), (3.0, 9.0), (4.0, 0.0)]


def test_path_data_is_relative_and_closes(tool: ModuleType) -> None:
    square = [(10.0, 10.0), (20.2, 10.0), (20.0, 19.8), (10.0, 20.0), (10.0, 10.0)]
    assert tool.path([square]) == "m10 10l10 0 0 10-10 0z"
    assert re.fullmatch(r"[mlz0-9 -]+", tool.path([square, square]))
