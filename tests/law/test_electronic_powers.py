"""The powers over electronic evidence and the articles that ask for them."""

from __future__ import annotations

import pytest

from comity.law.electronic_powers import Power, powers_under
from comity.law.provisions import Provision, ProvisionError


def test_every_power_has_a_name_and_its_articles_are_provisions() -> None:
    assert len({power.label for power in Power}) == len(Power)
    for power in Power:
        assert all(Provision.parse(code).article for code in power.provisions)


def test_article_29_asks_for_preservation() -> None:
    assert powers_under("ets185:29") == (Power.PRESERVATION,)
    assert powers_under("ets185:29:7") == (Power.PRESERVATION,)


def test_article_18_asks_for_production_of_every_kind_and_its_paragraph_1_b_for_subscriber_data() -> None:
    assert set(powers_under("ets185:18")) == {
        Power.PRODUCTION,
        Power.PRODUCTION_SUBSCRIBER,
        Power.PRODUCTION_TRAFFIC,
        Power.PRODUCTION_CONTENT,
    }
    assert Power.PRODUCTION_TRAFFIC not in powers_under("ets185:18:1:b")


def test_a_whole_convention_or_another_article_is_about_no_power() -> None:
    assert powers_under("ets185") == ()
    assert powers_under("untoc:18") == ()


def test_what_is_no_provision_is_refused() -> None:
    with pytest.raises(ProvisionError):
        powers_under("article 18")
