"""The workspace's pages: the authority's own, 404 for all others, saved at every button, told in words what failed."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comity.core.models import LedgerEntry
from comity.core.sealed import add_key
from comity.core.vault_keys import write_key_file
from comity.law.lifecycle.deadlines import DeadlineKind
from comity.law.lifecycle.steps import Direction
from comity.law.measures import Measure
from comity.records.models import Change
from comity.requests.domain import casework, deadlines, drafting, filing, sharing
from comity.requests.domain.casework import Particulars
from comity.requests.domain.drafting import content_of
from comity.requests.merging import digests
from comity.requests.models import Draft, Request
from tests.accounts.people import enter
from tests.requests.people import OURS, SECRET, THEIRS, Cast, cast

pytestmark = pytest.mark.usefixtures("recorded")
TODAY = timezone.now().date()


@pytest.fixture
def people(recorded: object) -> Cast:
    return cast()


@pytest.fixture
def draft(people: Cast) -> Draft:
    answers = {"facts": SECRET, "requesting": "ITA", "requested": "NER"}
    return drafting.begin(
        viewer=people.viewer("anna"), definition="mla", version="1", authority=OURS, title=SECRET, answers=answers
    )


@pytest.fixture
def request_(people: Cast) -> Request:
    return casework.open_request(
        viewer=people.viewer("anna"),
        authority=OURS,
        direction=Direction.INCOMING,
        state="NER",
        measure=Measure.RECORDS,
        instrument="untoc",
        on=TODAY - timedelta(days=9),
        particulars=Particulars(SECRET, "A-1"),
    )


def signed_in(people: Cast, who: str) -> Client:
    client = Client(HTTP_HOST="localhost")
    enter(client, getattr(people, who))
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def form(page: str) -> dict[str, str]:
    """The hidden fields of a draft's form, as a browser would send them back."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {name: value.replace("&quot;", '"') for name, value in found.items() if name != "csrfmiddlewaretoken"}


def addresses(draft: Draft, request: Request) -> list[str]:
    of_draft = ("workspace-draft", "workspace-manage", "workspace-compare", "workspace-comments")
    return [
        *(reverse(name, args=(draft.key,)) for name in of_draft),
        reverse("workspace-request", args=(request.key,)),
    ]


# -- scope -------------------------------------------------------------------------------------------------------


def test_visitors_are_asked_to_sign_in_whether_the_page_is_there_or_not(client: Client, draft: Draft) -> None:
    for key in (draft.key, "nosuchkey1"):
        response = client.get(reverse("workspace-draft", args=(key,)))
        assert response.status_code == 302
        assert SECRET not in response["Location"]


@pytest.mark.parametrize("who", ["carla", "stranger"])
def test_what_is_anothers_answers_as_what_is_not_there(people: Cast, draft: Draft, request_: Request, who: str) -> None:
    client = signed_in(people, who)
    for address in addresses(draft, request_):
        there, nowhere = (
            client.get(address),
            client.get(address.replace(draft.key, "x" * 10).replace(request_.key, "y" * 10)),
        )
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert SECRET not in text(there)
    for name, key in (
        ("workspace-act", draft.key),
        ("workspace-autosave", draft.key),
        ("workspace-request-act", request_.key),
    ):
        for go in ("delete", "share", "approve", "keep", "assign", "describe", "file"):
            assert client.post(reverse(name, args=(key,)), {"go": go, "sure": "yes"}).status_code == 404
    assert Draft.objects.count() == 1


def test_lists_show_only_ones_own(people: Cast, draft: Draft, request_: Request) -> None:
    for who, expected in (("anna", True), ("ben", True), ("carla", False)):
        client = signed_in(people, who)
        for name in ("workspace", "workspace-requests", "workspace-days", "workspace-figures"):
            response = client.get(reverse(name))
            assert response.status_code == 200
            if name in {"workspace", "workspace-requests"}:
                assert (SECRET in text(response)) is expected


def test_pages_are_never_cached_nor_indexed(people: Cast, draft: Draft, request_: Request) -> None:
    client = signed_in(people, "anna")
    for address in addresses(draft, request_):
        response = client.get(address)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert 'name="robots" content="noindex"' in text(response)
    assert SECRET not in repr(getattr(cache, "_cache", {}))


def test_nothing_of_drafts_or_requests_goes_to_the_index_or_to_public_pages(
    people: Cast, draft: Draft, request_: Request
) -> None:
    assert not Change.objects.exists()  # what the indexer reads
    client = Client(HTTP_HOST="localhost")
    for address in ("/en/", "/en/states/ner/", "/en/provisions/untoc:18/"):
        page = text(client.get(address))
        assert not any(word in page for word in (draft.key, request_.key, "Zw"))


def test_an_error_page_tells_nothing(people: Cast, draft: Draft, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    client = signed_in(people, "anna")
    client.raise_request_exception = False

    def fails(*args: object, **facts: object) -> None:
        raise RuntimeError("it failed")

    monkeypatch.setattr(drafting, "save", fails)
    response = client.post(reverse("workspace-draft", args=(draft.key,)), {"step": "x", "title": SECRET})
    assert response.status_code == 500
    assert SECRET not in text(response)
    assert SECRET not in " ".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")


# -- drafts ------------------------------------------------------------------------------------------------------


def test_a_draft_is_begun_filled_in_and_found_again(people: Cast) -> None:
    client = signed_in(people, "anna")
    begun = client.post(reverse("workspace-begin"), {"definition": "mla", "authority": OURS, "title": "Niamey"})
    page = text(client.get(begun["Location"]))
    assert "Niamey" in page
    saved = client.post(
        begun["Location"], form(page) | {"requested": "NER", "requested.asked": "1", "title": "Niamey 2", "go": "next"}
    )
    assert saved.status_code == 302
    assert content_of(Draft.objects.get()).answers["requested"] == "NER"
    assert "Niamey 2" in text(client.get(reverse("workspace")))


def test_a_draft_begins_from_what_was_typed_in_the_open_studio(people: Cast) -> None:
    client = signed_in(people, "anna")
    answers = json.dumps({"answers": {"requested": "NER"}})
    client.post(reverse("workspace-begin"), {"definition": "mla", "answers": answers})
    assert content_of(Draft.objects.get()).answers == {"requested": "NER"}


def test_two_people_in_one_draft_are_told_and_neither_text_is_lost(people: Cast, draft: Draft) -> None:
    anna, ben = signed_in(people, "anna"), signed_in(people, "ben")
    address = reverse("workspace-draft", args=(draft.key,))
    section = _section_of("facts")
    both = form(text(anna.get(f"{address}?step={section}")))
    typed = {"facts.asked": "1", "title": SECRET, "go": "stay"}
    anna.post(address, both | typed | {"facts": "What Anna wrote"})
    told = text(ben.post(address, both | typed | {"facts": "What Ben wrote"}, follow=True))
    assert "Meanwhile another person changed" in told
    assert "What Anna wrote" in told
    assert "What Ben wrote" in told


def _section_of(question: str) -> str:
    from django.conf import settings

    from comity.core.interviews import interviews

    definition = interviews(settings.HOME)["mla"]
    return next(s.id for s in definition.sections if any(q.id == question for q in s.questions))


def test_autosave_answers_with_what_the_form_now_rests_on(people: Cast, draft: Draft) -> None:
    client = signed_in(people, "anna")
    address = reverse("workspace-autosave", args=(draft.key,))
    fields = {
        "step": _section_of("facts"),
        "facts.asked": "1",
        "facts": "typed",
        "base": json.dumps(digests({"facts": SECRET})),
    }
    answer = client.post(address, fields).json()
    assert answer["saved"] is True
    assert answer["base"]["facts"] == digests({"facts": "typed"})["facts"]
    drafting.ask_review(viewer=people.viewer("anna"), key=draft.key)
    assert client.post(address, fields).status_code == 200  # nothing changes
    refused = client.post(address, fields | {"facts": "typed later"})
    assert refused.status_code == 409
    assert "nothing was saved" in refused.json()["told"]


def test_what_is_typed_into_a_draft_that_was_approved_meanwhile_stays_in_the_form(people: Cast, draft: Draft) -> None:
    drafting.ask_review(viewer=people.viewer("anna"), key=draft.key)
    fields = {"step": _section_of("facts"), "facts.asked": "1", "facts": "Late words", "go": "next", "title": SECRET}
    response = signed_in(people, "ben").post(reverse("workspace-draft", args=(draft.key,)), fields)
    assert response.status_code == 409
    assert "Late words" in text(response)


@pytest.mark.parametrize("stands_still", [False, True])
@pytest.mark.parametrize("form_", ["docx", "pdf", "json"])
def test_the_document_of_a_draft_is_given_out(people: Cast, draft: Draft, form_: str, stands_still: bool) -> None:
    if stands_still:
        drafting.ask_review(viewer=people.viewer("anna"), key=draft.key)
        drafting.approve(viewer=people.viewer("ben"), key=draft.key)
    response = signed_in(people, "anna").post(
        reverse("workspace-draft", args=(draft.key,)), {"go": form_, "language": "fr"}
    )
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert len(response.content) > 500


def test_a_draft_of_an_interview_that_is_gone_shows_everything_it_holds(people: Cast, draft: Draft) -> None:
    Draft.objects.update(definition="old-form", definition_version="7")
    client = signed_in(people, "anna")
    page = text(client.get(reverse("workspace-draft", args=(draft.key,))))
    assert "old-form" in page
    assert SECRET in page
    saved = client.post(reverse("workspace-draft", args=(draft.key,)))
    assert json.loads(saved.content)["answers"]["facts"] == SECRET


def test_answers_to_questions_of_another_version_are_kept_and_shown(people: Cast, draft: Draft) -> None:
    drafting.save(viewer=people.viewer("anna"), key=draft.key, typed={"old-question": "Still here"}, base={})
    Draft.objects.update(definition_version="0")
    client = signed_in(people, "anna")
    page = text(client.get(reverse("workspace-draft", args=(draft.key,))))
    assert "Still here" in page
    assert "version 0" in page
    client.post(reverse("workspace-draft", args=(draft.key,)), form(page) | {"go": "next", "title": "t"})
    assert content_of(Draft.objects.get()).answers["old-question"] == "Still here"


def test_a_revoked_key_is_told_in_words_and_what_was_typed_is_shown_to_copy(
    people: Cast, draft: Draft, own_keys: Path
) -> None:
    old = draft.sealed_with
    write_key_file(own_keys, [add_key()])
    client = signed_in(people, "anna")
    response = client.post(
        reverse("workspace-draft", args=(draft.key,)), {"step": _section_of("facts"), "facts": "Typed words"}
    )
    assert response.status_code == 503
    assert old in text(response)
    assert "Typed words" in text(response)
    assert old in text(client.get(reverse("workspace")))


def test_versions_are_compared_word_by_word(people: Cast, draft: Draft) -> None:
    anna = people.viewer("anna")
    drafting.keep_version(viewer=anna, key=draft.key)
    drafting.save(viewer=anna, key=draft.key, typed={"facts": f"{SECRET} later"}, base=digests({"facts": SECRET}))
    page = text(signed_in(people, "ben").get(reverse("workspace-compare", args=(draft.key,)), {"from": "1", "to": "0"}))
    assert "<ins> later</ins>" in page


def test_a_draft_goes_through_review_to_a_request_by_its_buttons(people: Cast, draft: Draft) -> None:
    anna, ben = signed_in(people, "anna"), signed_in(people, "ben")
    act = reverse("workspace-act", args=(draft.key,))
    for client, go in ((anna, "keep"), (anna, "review"), (anna, "approve"), (ben, "approve")):
        assert client.post(act, {"go": go}).status_code == 302
    assert Draft.objects.get().stage == "approved"
    page = text(anna.get(reverse("workspace-manage", args=(draft.key,))))
    assert f"draft={draft.key}" in page
    assert anna.post(act, {"go": "delete"}).status_code == 302
    assert Draft.objects.exists()
    anna.post(act, {"go": "delete", "sure": "yes"})
    assert not Draft.objects.exists()


def test_the_counterpart_sees_what_is_shared_comments_and_is_seen_reading(people: Cast, draft: Draft) -> None:
    anna, carla = signed_in(people, "anna"), signed_in(people, "carla")
    anna.post(reverse("workspace-act", args=(draft.key,)), {"go": "share", "authority": THEIRS, "note": "Please"})
    share = draft.shares.get()
    address = reverse("workspace-shared", args=(share.key,))
    assert SECRET in text(carla.get(address))
    carla.post(address, {"question": "facts", "passage": "Zw", "text": "Which day?"})
    assert "Which day?" in text(anna.get(reverse("workspace-comments", args=(draft.key,))))
    manage = reverse("workspace-manage", args=(draft.key,))
    assert "carla@example.org" in text(anna.get(manage))
    anna.post(reverse("workspace-act", args=(draft.key,)), {"go": "withdraw", "share": share.key})
    assert carla.get(address).status_code == 404
    assert anna.get(address).status_code == 404


# -- casework ----------------------------------------------------------------------------------------------------


def test_a_request_is_registered_and_taken_through_its_steps(people: Cast) -> None:
    client = signed_in(people, "anna")
    fields = {"direction": "incoming", "state": "NER", "measure": "mla-records", "instrument": "untoc", "title": "N-1"}
    day = (TODAY - timedelta(days=20)).isoformat()
    opened = client.post(reverse("workspace-request-new"), fields | {"authority": OURS, "on": day})
    address = opened["Location"]
    step = {"kind": "refused", "on": day, "ground": "sovereignty", "explanation": "Why", "seen": "1", "last": "1"}
    refused = client.post(address, step)
    assert refused.status_code == 400
    assert "consulted first" in text(refused)
    assert "Why" in text(refused)
    for seen, kind in enumerate(("acknowledged", "consulted", "refused"), start=1):
        step = {"kind": kind, "on": day, "ground": "sovereignty", "explanation": "Why", "seen": str(seen)}
        assert client.post(address, step).status_code == 302
    page = text(client.get(address))
    assert "article 18(21)(b)" in page
    assert Request.objects.get().stage == "refused"
    overtaken = client.post(address, {"kind": "closed", "on": day, "seen": "2"})
    assert "Somebody else entered a step" in text(overtaken)


def test_a_form_filled_in_wrongly_keeps_what_was_typed(people: Cast) -> None:
    fields = {"direction": "incoming", "state": "XXX", "measure": "mla", "title": "Kept words"}
    response = signed_in(people, "anna").post(reverse("workspace-request-new"), fields)
    assert response.status_code == 400
    assert "Kept words" in text(response)


def test_a_file_is_taken_given_out_as_a_download_and_refused_in_words(people: Cast, request_: Request) -> None:
    client = signed_in(people, "anna")
    act = reverse("workspace-request-act", args=(request_.key,))
    client.post(act, {"go": "file", "file": SimpleUploadedFile("محضر.pdf", b"%PDF-1.7 x")})
    row = request_.files.get()
    response = client.get(reverse("workspace-file", args=(request_.key, row.key)))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 x"
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert "sandbox" in response["Content-Security-Policy"]
    told = client.post(act, {"go": "file", "file": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}, follow=True)
    assert "was not taken" in text(told)
    assert LedgerEntry.objects.filter(action="request.file-read").count() == 1


@pytest.mark.parametrize("who", ["carla", "stranger"])
def test_a_file_is_nobody_elses(people: Cast, request_: Request, who: str) -> None:
    import io

    row = filing.attach(viewer=people.viewer("anna"), key=request_.key, name="a", file=io.BytesIO(b"text"), size=4)
    assert signed_in(people, who).get(reverse("workspace-file", args=(request_.key, row.key))).status_code == 404


def test_deadlines_stand_in_the_calendar_without_what_they_are_about(people: Cast, request_: Request) -> None:
    client = signed_in(people, "anna")
    act = reverse("workspace-request-act", args=(request_.key,))
    hearing = (TODAY + timedelta(days=9)).isoformat()
    client.post(act, {"go": "deadline", "kind": "hearing", "on": hearing, "note": SECRET})
    client.post(act, {"go": "preserve", "since": TODAY.isoformat(), "days": "90", "holder": SECRET, "budapest": "yes"})
    page = text(client.get(reverse("workspace-request", args=(request_.key,))))
    assert "days left" in page
    wrong = client.post(act, {"go": "preserve", "since": TODAY.isoformat(), "days": "none"}, follow=True)
    assert "Write a number of days" in text(wrong)
    calendar = client.get(reverse("workspace-calendar"))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert text(calendar).count("BEGIN:VEVENT") == 2
    assert "Zw" not in text(calendar)
    assert Client(HTTP_HOST="localhost").get(reverse("workspace-calendar")).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_request_with_many_steps_takes_no_more_queries(
    people: Cast, request_: Request, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        deadlines.set_deadline(
            viewer=people.viewer("anna"), key=request_.key, kind=DeadlineKind.OTHER, on=TODAY + timedelta(days=number)
        )
    client = signed_in(people, "anna")
    client.get(reverse("workspace-request", args=(request_.key,)))
    with django_assert_max_num_queries(13):
        client.get(reverse("workspace-request", args=(request_.key,)))


def test_sharing_needs_an_authority_with_officers(people: Cast, draft: Draft) -> None:
    client = signed_in(people, "anna")
    assert (
        client.post(reverse("workspace-act", args=(draft.key,)), {"go": "share", "authority": "x"}).status_code == 404
    )
    with pytest.raises(Exception, match="registered officers"):
        sharing.share(viewer=people.viewer("anna"), key=draft.key, authority="x")
