"""What every engine behind the port must find, in six languages; the same tests for each engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.search.analysis import analyser
from comity.search.asked import clauses
from comity.search.compiling import compiled
from comity.search.engines.reference import ReferenceEngine
from comity.search.engines.tantivy_engine import TantivyEngine
from comity.search.nodes import Between, Everything, OneOf
from comity.search.port import Document, Order, Request

TEXTS = {
    "ar": ("تسليم المجرمين", "لا يجوز تسليم المواطنين إلا بموجب معاهدة. الأموال المتأتية من جريمة."),
    "zh": ("引渡法", "为了保障引渡的正常进行，加强惩罚犯罪方面的国际合作。"),
    "en": ("Extradition Act", "A person may be extradited. Proceeds of crime are confiscated."),
    "es": ("Ley de extradición", "La extradición de nacionales. Blanqueo de capitales y delitos graves."),
    "fr": ("Loi sur l’extradition", "La remise de l’étranger. Entraide pénale et produit du crime."),
    "ru": ("О выдаче", "Выдача лица по запросу. Легализация доходов от преступлений."),
}


ADDED_AT = [{"added": 1_700_000_000}, {"added": 1_790_000_000}, {}, {"added": 1_700_000_001}, {"added": 1}]


@pytest.fixture(params=["tantivy", "reference"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Each engine, holding one record in each language and some without text."""
    made: Any = TantivyEngine(tmp_path / "index") if request.param == "tantivy" else ReferenceEngine()
    writer = made.writer()
    writer.put(_document(language, *texts) for language, texts in TEXTS.items())
    writer.put(
        Document(
            f"n{n}", {}, {"kind": ["case"], "state": ["ITA", "FRA"][: 1 + n % 2]}, {"day": 20200101 + n} | ADDED_AT[n]
        )
        for n in range(5)
    )
    writer.commit()
    if request.param == "tantivy":
        writer.close()
    return made


def _document(language: str, title: str, body: str) -> Document:
    tokens = analyser(language).tokens
    return Document(
        language,
        {f"title_{language}": tokens(title), f"body_{language}": tokens(body)},
        {"kind": ["law"], "state": ["CAN"], "language": [language], "number": [f"can-{language}"]},
        {"day": 0},
        {"title": title},
    )


def test_what_lies_within_a_record_goes_with_it_and_new_parts_take_its_place(engine: Any) -> None:
    def part(name: str, whole: str) -> Document:
        return Document(name, {}, {"kind": ["guide"], "whole": [whole]}, {"day": 0}, {})

    def held() -> set[str]:
        return {hit.key for hit in engine.search(Request(OneOf("kind", ("guide",)))).hits}

    writer = engine.writer()
    writer.put([part("g.1", "g"), part("g.2", "g"), part("h.1", "h")])
    writer.commit()
    assert held() == {"g.1", "g.2", "h.1"}
    writer.drop_within(["g"])
    writer.put([part("g.2", "g"), part("g.3", "g")])
    writer.commit()
    assert held() == {"g.2", "g.3", "h.1"}
    if isinstance(engine, TantivyEngine):
        writer.close()


def found(engine: Any, text: str, language: str, **more: Any) -> list[str]:
    query = compiled(clauses(text), language=language)
    return [hit.key for hit in engine.search(Request(query.node, **more)).hits]


@pytest.mark.parametrize(
    ("language", "query"),
    [
        *(("ar", q) for q in ("تسليم", "التسليم", "والتسليم", "مجرمين", "اموال", "الأموال", "جريمه")),
        *(("zh", q) for q in ("引渡", "犯罪", "国际合作", "引渡法", "渡")),
        *(("en", q) for q in ("extradite", "EXTRADITION", "proceed", '"proceeds of crime"', "confisc*", "title:act")),
        *(("es", q) for q in ("extradicion", "nacional", "delito", '"blanqueo de capitales"', "blanq*")),
        *(("fr", q) for q in ("extradition", "penale", "etranger", "l’étranger", '"produit du crime"', "entraid*")),
        *(("ru", q) for q in ("выдачи", "преступление", "запросам", '"доходов от преступлений"', "легализ*")),
    ],
)
def test_each_language_finds_its_record(engine: Any, language: str, query: str) -> None:
    assert language in found(engine, query, language)


@pytest.mark.parametrize(
    ("language", "query"),
    [("en", '"crime of proceeds"'), ("en", "extradited -confiscated"), ("zh", "引法"), ("ru", "экстрадиция")],
)
def test_what_is_not_there_is_not_found(engine: Any, language: str, query: str) -> None:
    assert language not in found(engine, query, language)


def test_fields_and_filters(engine: Any) -> None:
    assert found(engine, "number:CAN-fr", "en") == ["fr"]
    assert set(found(engine, "state:ITA", "en")) == {"n0", "n1", "n2", "n3", "n4"}
    assert found(engine, "-state:CAN -state:ITA", "en") == []


def test_counts_are_right_and_a_facet_counts_without_its_own_filter(engine: Any) -> None:
    filters = {"state": OneOf("state", ("FRA",)), "kind": OneOf("kind", ("case",))}
    result = engine.search(Request(Everything(), filters, facets=("state", "kind", "language")))
    assert result.total == 2
    assert result.facets["state"] == (("ITA", 5), ("FRA", 2))
    assert result.facets["kind"] == (("case", 2),)
    assert result.facets["language"] == ()


def test_hits_come_with_the_beginnings_of_their_texts_if_asked_for(engine: Any) -> None:
    query = compiled(clauses("extradited"), language="en")
    (hit,) = engine.search(Request(query.node, leads=True)).hits
    assert hit.lead["title_en"].split() == analyser("en").tokens(TEXTS["en"][0])
    assert hit.lead["body_en"].split() == analyser("en").tokens(TEXTS["en"][1])
    assert hit.card["title"] == TEXTS["en"][0]
    assert engine.search(Request(query.node)).hits[0].lead == {}


def test_how_many_documents_have_a_stem(engine: Any) -> None:
    assert engine.frequency("title_fr", analyser("fr").stem("extradition")) == 1
    assert engine.frequency("title_fr", "nothing") == 0


def test_the_last_added_come_first(engine: Any) -> None:
    cases = {"kind": OneOf("kind", ("case",))}
    assert found(engine, "", "en", filters=cases, order=Order.ADDED) == ["n1", "n3", "n0", "n4", "n2"]


def test_days_order_and_limit_stably(engine: Any) -> None:
    dated = {"day": Between("day", 20200102, 20200104)}
    assert found(engine, "", "en", filters=dated, order=Order.NEWEST) == ["n3", "n2", "n1"]
    assert found(engine, "", "en", filters=dated, order=Order.OLDEST) == ["n1", "n2", "n3"]
    whole = found(engine, "", "en", order=Order.NEWEST, limit=100)
    paged = [key for at in range(0, 12, 3) for key in found(engine, "", "en", order=Order.NEWEST, offset=at, limit=3)]
    assert paged == whole
    assert len(whole) == 11


def test_a_document_is_replaced_and_dropped(engine: Any) -> None:
    writer = engine.writer()
    writer.put([_document("en", "Another Act", "Nothing of the kind.")])
    writer.drop(["fr"])
    writer.commit()
    assert found(engine, "extradited", "en") == []
    assert found(engine, "kind", "en") == ["en"]
    assert found(engine, "entraide", "fr") == []
