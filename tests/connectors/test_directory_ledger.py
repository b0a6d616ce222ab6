"""The demonstration ledger redraws the report's figures I and II from rows; every row says that it is invented."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client

from comity.accounts.demonstration import DEMONSTRATION_DOMAIN
from comity.accounts.models import User
from comity.connectors.directory_ledger import AUTHORITIES, USERS, load_demonstration_ledger
from comity.directory.interfaces import directory
from comity.insight.interfaces import directory_figures
from comity.law.states import Gazetteer

REPORT = date(2022, 6, 30)


@pytest.mark.usefixtures("recorded")
def test_the_ledger_has_the_totals_of_the_report_and_is_marked_everywhere(client: Client, gazetteer: Gazetteer) -> None:
    assert load_demonstration_ledger() == (AUTHORITIES[2022], USERS[2022])
    found = directory_figures(REPORT, gazetteer)

    assert found.authorities[-1].number > 1_700
    assert found.users[-1].number == 2_450
    assert (found.authorities[0].year, found.users[0].year) == (2010, 2014)  # counted by the end of June of the next
    assert (found.electronic.states, found.evidence.states) == (78, 95)
    assert all(year.invented == year.number for year in (*found.authorities, *found.users))
    assert directory_figures(date(2016, 6, 30), gazetteer).authorities[-1].number == AUTHORITIES[2016]

    assert all(each.entry.origin.demonstration for each in directory(REPORT).listed.values())
    people = User.objects.filter(email__endswith=DEMONSTRATION_DOMAIN)
    assert not people.filter(is_active=True).exists()
    assert not any(person.has_usable_password() for person in people[:20])
    for address in ("/en/directory/figures/?on=2022-06-30", "/en/directory/?on=2022-06-30"):
        assert "nvented for demonstration" in unescape(client.get(address).content.decode())


@pytest.mark.django_db
def test_loading_the_ledger_again_changes_nothing() -> None:
    few = {2021: 3, 2022: 5}
    for _time in range(2):
        assert load_demonstration_ledger(authorities=few, users=few) == (5, 5)
        assert len(directory(REPORT).listed) == 5
        assert User.objects.count() == 5
    assert len(directory(date(2021, 6, 30)).listed) == 3
