"""Which addresses answer: asked once a month, kept for the desk."""

from __future__ import annotations

from datetime import date

import pytest

from comity.catalogue.interfaces import Placed, record_entries
from comity.connectors.link_checking import ask, check_links
from comity.desk.quality import findings
from comity.records.models import LinkCheck
from tests.catalogue.entries import law

GOOD, BAD = "https://example.org/good", "https://example.org/bad"


@pytest.mark.django_db
def test_addresses_are_tried_once_a_month_and_broken_ones_are_listed() -> None:
    record_entries([Placed("a", law("a", url=GOOD)), Placed("b", law("b", title="Other", url=BAD))])
    asked: list[str] = []

    def answer(url: str) -> tuple[bool, str]:
        asked.append(url)
        return url == GOOD, "said"

    assert check_links(most=10, ask=answer) == (2, 1)
    assert check_links(most=10, ask=answer) == (0, 0)
    assert sorted(asked) == [BAD, GOOD]
    LinkCheck.objects.update(checked_at="2020-01-01T00:00Z")
    assert check_links(most=1, ask=answer)[0] == 1
    broken = next(f for f in findings(date(2026, 1, 1)) if f.title == "Broken links")
    assert broken.total == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_only_the_web_is_asked(url: str) -> None:
    assert ask(url) == (False, "not a web address")


def test_what_cannot_be_reached_does_not_answer() -> None:
    works, said = ask("http://127.0.0.1:9/")
    assert not works
    assert said
