"""Recording providers, guidelines and national provisions: the same again changes nothing, an editor's work stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from comity.accounts.models import User
from comity.evidence.domain.shaping import provider_of
from comity.evidence.entries import first_day
from comity.evidence.interfaces import Placed, confirm, record
from comity.evidence.models import GuidelineVersion, NationalProvision, ServiceProvider
from comity.law.providers import Answer

from .entries import DAY, guideline, power, provider

pytestmark = pytest.mark.django_db


def take(*entries: object) -> dict[str, int]:
    report = record(Placed(f"row {n}", entry) for n, entry in enumerate(entries, 1))  # type: ignore[arg-type]
    return {did.value: count for did, count in report.did.items()} | (
        {"refused": len(report.refused)} if report.refused else {}
    )


def test_a_provider_goes_in_and_out_as_it_was() -> None:
    take(provider())
    assert provider_of(ServiceProvider.objects.get()) == provider().facts


def test_the_same_provider_again_changes_nothing() -> None:
    assert take(provider(), power(), guideline()) == {"new": 3}
    assert take(provider(), power(), guideline()) == {"unchanged": 3}


def test_a_changed_fact_is_taken_over() -> None:
    take(provider())
    assert take(provider(response_days=10)) == {"changed": 1}
    assert ServiceProvider.objects.get().response_days == 10


def test_what_a_partial_list_leaves_out_is_not_taken_away() -> None:
    take(provider())
    bare = replace(provider(preservation=type(provider().facts.preservation)(), brands=()), partial=True)
    take(bare)
    held = provider_of(ServiceProvider.objects.get())
    assert held.preservation.days == 90
    assert held.brands == ("Exemplar",)


def test_an_older_list_does_not_overwrite_a_later_one() -> None:
    take(provider())
    older = replace(provider(portal_url="https://old.example/"), source=replace(provider().source, as_of=None))
    assert take(older) == {"kept": 1}
    assert ServiceProvider.objects.get().portal_url == "https://portal.example/"


def test_what_an_editor_changed_stays() -> None:
    take(provider())
    ServiceProvider.objects.update(edited=True, portal_url="https://confirmed.example/")
    assert take(provider(portal_url="https://list.example/")) == {"kept": 1}
    assert ServiceProvider.objects.get().portal_url == "https://confirmed.example/"


def test_a_provider_with_an_unknown_state_is_refused_and_the_others_are_taken() -> None:
    report = record([Placed("row 1", provider(data_states=("XXX",))), Placed("row 2", provider("other"))])
    assert [note.place for note in report.refused] == ["row 1"]
    assert "XXX" in report.refused[0].reason
    assert ServiceProvider.objects.get().code == "other"


def test_two_providers_cannot_have_one_identity_in_a_source() -> None:
    take(provider())
    same = replace(provider("other"), source=provider().source)
    assert "same identity" in record([Placed("row 2", same)]).refused[0].reason
    assert ServiceProvider.objects.count() == 1


def test_guidelines_find_their_provider_by_code_name_or_brand() -> None:
    take(provider())
    take(guideline(provider="EXEMPLAR"), guideline(provider="example", source=replace(guideline().source, id="v2")))
    assert GuidelineVersion.objects.filter(provider__code="example").count() == 2


def test_a_brand_that_two_providers_claim_names_neither() -> None:
    take(provider(), provider("other"))
    report = record([Placed("row 1", guideline(provider="Exemplar"))])
    assert "no provider here is called 'Exemplar'" in report.refused[0].reason


def test_a_version_keeps_the_facts_as_they_were_when_it_was_recorded() -> None:
    take(provider(), guideline())
    take(provider(response_days=10))
    assert GuidelineVersion.objects.get().facts["response_days"] is None


def test_an_address_that_ceased_to_be_used_is_brought_up_to_date() -> None:
    take(provider(), guideline())
    assert take(guideline(used_until=date(2026, 5, 1))) == {"changed": 1}


@pytest.mark.parametrize("changes", [{"state": "XXX"}, {"provisions": ("article 29",)}])
def test_a_national_provision_with_a_code_that_is_none_is_refused(changes: dict[str, object]) -> None:
    assert take(replace(power(), **changes)) == {"refused": 1}  # type: ignore[arg-type]
    assert not NationalProvision.objects.exists()


def test_a_provider_is_unverified_until_somebody_who_may_publish_confirms_it() -> None:
    take(provider())
    row = ServiceProvider.objects.get()
    editor = User.objects.create_user("editor@example.org", is_superuser=True)
    confirm(record=row, by=editor, shown_as="Liaison office", on=DAY)
    row.refresh_from_db()
    assert (row.verified_on, row.verified_by) == (DAY, "Liaison office")
    before, after = Revision.objects.for_instance(row).order_by("pk")  # what was loaded, and the confirmation
    assert (before.user, before.content["verified_by"]) == (None, "")
    assert (after.user, after.content["verified_by"]) == (editor, "Liaison office")


def test_nobody_else_can_confirm_and_nothing_is_written() -> None:
    take(provider())
    row = ServiceProvider.objects.get()
    with pytest.raises(PermissionDenied):
        confirm(record=row, by=User.objects.create_user("reader@example.org"), shown_as="Me", on=DAY)
    row.refresh_from_db()
    assert row.verified_on is None


def test_a_confirmation_needs_a_name_that_may_be_shown() -> None:
    take(provider())
    editor = User.objects.create_user("editor@example.org", is_superuser=True)
    with pytest.raises(ValueError, match="Say who confirms"):
        confirm(record=ServiceProvider.objects.get(), by=editor, shown_as=" ", on=DAY)


def test_an_answer_not_on_record_stays_unknown() -> None:
    take(provider())
    assert provider_of(ServiceProvider.objects.get()).reimbursement is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021", date(2021, 1, 1)),
        ("2021-10", date(2021, 10, 1)),
        ("2021-10-05", date(2021, 10, 5)),
        *((wrong, None) for wrong in ("", "2021-13", "+2021-10-1", "autumn", "2021-10-5", "٢٠٢١")),
    ],
)
def test_a_year_a_month_or_a_day_is_read_and_nothing_else(written: str, day: date | None) -> None:
    assert first_day(written) == day
