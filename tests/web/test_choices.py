"""What the forms offer, in the order readers of each language expect."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from comity.law.book import TreatyBook
from comity.law.measures import Measure
from comity.web.choices import collated, folded, measures, offences, states


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["Åland Islands", "Albania", "Côte d'Ivoire", "Croatia", "Türkiye", "Zambia"]),
        ("fr", ["Égypte", "El Salvador", "Équateur", "Érythrée", "Espagne"]),
        ("ar", ["الأردن", "أفغانستان", "ألبانيا"]),
        ("zh", ["阿尔巴尼亚", "巴西", "德国", "法国", "意大利", "中国"]),
        ("ru", ["Армения", "Беларусь", "Италия", "Йемен", "Япония"]),
    ],
)
def test_names_stand_in_the_order_of_the_readers_language(language: str, in_order: list[str]) -> None:
    with override(language):
        assert sorted(sorted(in_order, key=len), key=collated) == in_order


def test_a_name_is_found_whatever_its_accents_and_case() -> None:
    assert folded("CÔTE") == folded("cote")


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_every_member_state_can_ask_and_be_asked(book: TreatyBook, language: str) -> None:
    with override(language):
        (_states, own), (_territories, held) = states(book)

    assert len(own) >= 193 + 2
    assert {"NER", "ITA", "PSE", "VAT"} <= {code for code, _name in own}
    assert {"HKG", "GIB"} <= {code for code, _name in held}
    assert not {"EUE", "SUN", "CSK"} & {code for code, _name in (*own, *held)}


def test_every_measure_and_offence_is_offered_the_open_offence_last() -> None:
    offered = {code for _group, choices in measures() for code, _label in choices}

    assert offered == {measure.value for measure in Measure}
    assert offences()[-1][0] == "other-serious-crime"
