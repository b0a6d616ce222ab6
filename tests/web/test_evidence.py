"""Pages of the hub: what they say of a record that nobody confirmed, what they compare, what they cost."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from comity.evidence.interfaces import Placed, record
from comity.evidence.models import GuidelineVersion, NationalProvision, ServiceProvider
from comity.evidence.queries import versions
from comity.publications.calendar import Day, calendar
from comity.web.views.evidence import text_changes
from tests.evidence.entries import guide_entry, guideline, power, provider

pytestmark = pytest.mark.django_db


def take(*entries: Any) -> None:
    report = record(Placed(str(n), entry) for n, entry in enumerate(entries))
    assert not report.refused


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(f"/en/evidence/{address}")
    assert response.status_code == status
    return response.content.decode()


def today() -> date:
    return datetime.now(UTC).date()


def test_the_one_window_leads_to_everything_in_it(client: Client) -> None:
    page = text(client, "")
    for address in ("providers/", "national-provisions/", "preservation/"):
        assert f'href="/en/evidence/{address}"' in page


def test_a_provider_nobody_confirmed_says_so_and_what_is_not_on_record_is_unknown(client: Client) -> None:
    take(provider())
    page = text(client, "providers/example/")
    assert "unverified" in page
    assert "Nobody has confirmed this record yet" in page
    assert page.count("unknown</dd>") > 5


def test_a_confirmed_provider_says_by_whom_and_an_old_confirmation_is_stale(client: Client) -> None:
    take(provider())
    ServiceProvider.objects.update(verified_on=today(), verified_by="Liaison office")
    page = text(client, "providers/example/")
    assert "verified by Liaison office" in page
    assert "Nobody has confirmed" not in page
    ServiceProvider.objects.update(verified_on=today() - timedelta(days=400))
    assert "stale" in text(client, "providers/example/")


def test_what_is_given_depends_on_the_state_that_asks(client: Client) -> None:
    take(provider())
    assert "through a liaison" in text(client, "providers/example/?state=NER")
    assert "through a liaison" not in text(client, "providers/example/?state=FRA").split("</table>")[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=exemplar", 1), ("q=nothing", 0), ("preserves=yes", 1), ("preserves=no", 0), ("trust=verified", 0), ("", 1)],
)
def test_the_list_is_narrowed_by_what_a_drafter_asks(client: Client, query: str, found: int) -> None:
    take(provider())
    assert text(client, f"providers/?{query}").count("providers/example/") == found


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_the_list_can_be_taken_along_narrowed(client: Client, form: str) -> None:
    take(provider(), provider("other"))
    response = client.get(f"/en/evidence/providers.{form}?q=other")
    assert response.status_code == 200
    if form == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:2]] == ["other"]
    if form == "json":
        assert len(json.loads(response.content)["rows"]) == 1


def test_a_provider_withdrawn_at_the_desk_is_found_nowhere(client: Client) -> None:
    take(provider())
    ServiceProvider.objects.update(live=False)
    assert text(client, "providers/example/", 404)
    assert "Example" not in text(client, "providers/")
    assert "Example" not in client.get("/en/evidence/providers.csv").content.decode()
    assert ">Example<" not in text(client, "preservation/")


def test_two_versions_are_compared_in_record_and_text(client: Client) -> None:
    take(provider(), guideline(text="One.\nTwo.\nThree.", version_on=date(2024, 1, 1)))
    take(provider(response_days=10))
    later = guideline(url="https://example.org/v2", text="One.\n<b>Four.</b>\nThree.", version_on=date(2025, 1, 1))
    take(replace(later, source=replace(later.source, id="v2")))
    new, old = versions(ServiceProvider.objects.get())
    page = text(client, f"providers/example/compare/?before={old.pk}&after={new.pk}")
    assert "https://example.org/v2" in page
    assert "10 days" in page
    assert "<del>Two.</del>" in page
    assert "<ins>&lt;b&gt;Four.&lt;/b&gt;</ins>" in page


def test_without_the_texts_only_the_record_is_compared(client: Client) -> None:
    other = guideline(url="https://example.org/v2")
    take(provider(), guideline(), replace(other, source=replace(other.source, id="v2")))
    first, second = GuidelineVersion.objects.order_by("pk")
    assert "are needed to compare them" in text(
        client, f"providers/example/compare/?before={first.pk}&after={second.pk}"
    )


def test_a_text_too_long_to_compare_whole_says_so(client: Client) -> None:
    long = "\n".join(map(str, range(2_100)))
    take(provider(), guideline(text=long), guideline(text="One.", source=replace(guideline().source, id="v2")))
    first, second = GuidelineVersion.objects.order_by("pk")
    page = text(client, f"providers/example/compare/?before={first.pk}&after={second.pk}")
    assert "Only the first 2,000 lines" in page


def test_versions_of_another_provider_are_not_compared(client: Client) -> None:
    take(provider(), provider("other"), guideline(), guideline(provider="other"))
    mine, theirs = GuidelineVersion.objects.order_by("pk")
    text(client, f"providers/example/compare/?before={mine.pk}&after={theirs.pk}", 404)
    text(client, "providers/example/compare/?before=x&after=99999999999999999999", 404)


def test_the_address_in_use_is_the_latest_version_and_the_one_before_it_ended_on_its_first_day(client: Client) -> None:
    def at(name: str, **days: date) -> Any:
        return guideline(source=replace(guideline().source, id=name), url=f"https://{name}.example", **days)

    switched = date(2022, 2, 23)
    take(provider(), at("first", used_until=date(2021, 5, 27)), at("now", used_from=switched))
    take(at("second", used_from=date(2021, 5, 27), used_until=switched))
    found = [version.url for version in versions(ServiceProvider.objects.get())]
    assert found == ["https://now.example", "https://second.example", "https://first.example"]


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=5), max_size=30))
def test_a_text_compared_with_itself_has_no_changes(lines: list[str]) -> None:
    whole = "\n".join(lines)
    assert text_changes(whole, whole) == []


def test_the_coverage_is_counted_from_the_rows(client: Client) -> None:
    take(power(), power("FRA"), power("ITA"))
    NationalProvision.objects.filter(states=["ITA"]).update(live=False)
    page = text(client, "national-provisions/")
    assert "National provisions of 2 States on record here as of" in page
    assert "ITA-N1" not in page


def test_national_provisions_are_narrowed_and_a_dead_link_is_not_made(client: Client) -> None:
    take(power(extract_key="nosuchkey0"), power("FRA"))
    page = text(client, "national-provisions/?state=NER")
    assert "An Act, Section 1" in page
    assert "records/nosuchkey0" not in page
    assert 'id="FRA-N1"' not in page


@pytest.mark.parametrize("address", ["providers/", "providers/?state=NER", "national-provisions/", "providers/first/"])
def test_pages_cost_the_same_with_one_row_and_with_three(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    take(provider("first"), power(), guideline(provider="first"))
    text(client, address)  # what is read once a process is read
    with django_assert_max_num_queries(30) as first:
        text(client, address)
    take(provider("second"), provider("third"), power("FRA"), power("ITA"))
    for n in (2, 3):
        take(guideline(provider="first", source=replace(guideline().source, id=f"v{n}")))
    with django_assert_max_num_queries(len(first)):
        text(client, address)


def test_the_clock_tells_the_last_day_and_what_to_cite(client: Client) -> None:
    page = text(client, "preservation/?since=2026-01-01&days=90&basis=ets185:29")
    assert "1 April 2026" in page
    assert "under article 29(7) of the Budapest Convention" in page


def test_the_clock_takes_the_period_on_record_of_the_provider(client: Client) -> None:
    take(provider(preservation=replace(provider().facts.preservation, days=60)))
    assert "2 March 2026" in text(client, "preservation/?since=2026-01-01&provider=example")


@pytest.mark.parametrize(
    "query",
    [
        "since=",
        "since=31 Feb",
        "since=2026-01-01&days=x",
        "since=2026-01-01&days=99999",
        "since=2026-01-01&asked=x&more=9",
        "since=2026-01-01&followed_on=2025-01-01",
        "since=0001-01-01",
        "since=9999-12-31",
    ],
)
def test_what_cannot_be_reckoned_is_said_and_nothing_typed_is_lost(client: Client, query: str) -> None:
    page = text(client, f"preservation/?{query}", 400)
    assert 'role="alert"' in page
    assert f'value="{query.split("=")[1].split("&")[0]}"' in page
    assert client.get(f"/en/evidence/preservation/reminders.ics?{query}").status_code == 400


def test_the_calendar_file_reminds_fourteen_and_three_days_before(client: Client) -> None:
    response = client.get("/en/evidence/preservation/reminders.ics?since=2026-01-01&days=90")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2026, 3, 18), date(2026, 3, 29), date(2026, 4, 1)]


def test_the_same_day_taken_in_twice_is_one_event() -> None:
    days = [Day(date(2026, 3, 18), "Act; now, or\nnever")]
    first, second = calendar(days, name="A"), calendar(days, name="A")
    uids = [Calendar.from_ical(each).walk("VEVENT")[0]["uid"] for each in (first, second)]
    assert uids[0] == uids[1]
    assert Calendar.from_ical(first).walk("VEVENT")[0]["summary"] == "Act; now, or\nnever"


@pytest.mark.parametrize("language", ["ar", "zh", "fr", "ru", "es"])
def test_every_page_answers_in_every_language(client: Client, language: str) -> None:
    take(provider(), power(), guideline())
    for address in ("", "providers/", "providers/example/", "national-provisions/", "preservation/?since=2026-01-01"):
        assert client.get(f"/{language}/evidence/{address}").status_code == 200


def test_a_guide_is_shown_by_part_with_anchors_citations_and_notes(client: Client) -> None:
    take(guide_entry())
    page = text(client, "guides/a-guide/")
    assert 'id="first"' in page
    assert "&lt;b&gt;Body&lt;/b&gt;" in page
    assert "A note" in page
    assert "/en/provisions/ets185:29/" in page
    assert "nosuchkey0" not in page
    assert "Deuxième" in text(client, "guides/a-guide/?text=fr")


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("epub", b"PK")])
def test_a_guide_can_be_taken_along(client: Client, form: str, begins: bytes) -> None:
    take(guide_entry())
    response = client.get(f"/en/evidence/guides/a-guide.{form}")
    assert response.content.startswith(begins)
    assert client.get("/en/evidence/guides/a-guide.docx").status_code == 404


def test_a_guide_with_two_parts_of_one_name_is_refused() -> None:
    twice = guide_entry(parts=(guide_entry().parts[0], guide_entry().parts[0]))
    report = record([Placed("file, guide 1", twice)])
    assert "first" in report.refused[0].reason


def test_the_list_of_guides_costs_the_same_with_one_and_with_three(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    take(guide_entry())
    text(client, "guides/")
    with django_assert_max_num_queries(20) as first:
        text(client, "guides/")
    take(guide_entry("second"), guide_entry("third"))
    with django_assert_max_num_queries(len(first)):
        text(client, "guides/")


def test_the_page_of_a_provision_leads_to_the_powers_and_guides_on_it(client: Client) -> None:
    take(power(), guide_entry())
    page = client.get("/en/provisions/ets185:29/").content.decode()
    assert "/en/evidence/national-provisions/?state=NER#NER-N1" in page
    assert "/en/evidence/guides/a-guide/#first" in page
    assert "a-guide" not in client.get("/en/provisions/ets185:31/").content.decode()
