"""Drafts belong to their authority: saved as typed, kept in versions, handed over, approved, deleted for good."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import VISITOR, NotPermitted, viewer_of
from comity.core import ledger
from comity.core.models import LedgerEntry
from comity.core.sealed import add_key, forget_key, keys_in_use, reseal
from comity.core.vault import KeyMissing, Tampered, VaultError, keyring
from comity.core.vault_keys import write_key_file
from comity.requests import queries, rules
from comity.requests.domain import commenting, deleting, drafting, sharing
from comity.requests.domain.drafting import DraftRefused, content_of
from comity.requests.merging import digests
from comity.requests.models import Draft, DraftComment, DraftShare, DraftStage, DraftVersion, Why

from .people import OURS, SECRET, THEIRS, Cast, person


def begun(people: Cast, who: str = "anna", **facts: Any) -> Draft:
    usual = {"definition": "mla", "version": "1", "authority": OURS, "title": SECRET, "answers": {"facts": SECRET}}
    return drafting.begin(viewer=people.viewer(who), **{**usual, **facts})


def save(people: Cast, who: str, draft: Draft, typed: dict[str, Any], before: dict[str, Any]) -> drafting.Saved:
    return drafting.save(viewer=people.viewer(who), key=draft.key, typed=typed, base=digests(before))


def test_a_draft_is_saved_as_it_is_typed_and_sealed(people: Cast) -> None:
    draft = begun(people)
    saved = drafting.save(
        viewer=people.viewer("anna"), key=draft.key, typed={"names": "Ω"}, base=digests({"facts": SECRET})
    )
    assert saved.content.answers == {"facts": SECRET, "names": "Ω"}
    row = Draft.objects.get()
    assert content_of(row) == saved.content
    assert SECRET.encode() not in bytes(row.sealed)


def test_a_second_person_is_told_what_changed_and_nobody_loses_a_word(people: Cast) -> None:
    draft = begun(people, answers={"facts": "old", "names": "old"})
    base = digests({"facts": "old", "names": "old"})
    drafting.save(viewer=people.viewer("anna"), key=draft.key, typed={"facts": "Anna", "names": "old"}, base=base)
    second = drafting.save(
        viewer=people.viewer("ben"), key=draft.key, typed={"facts": "Ben", "names": "Ben"}, base=base
    )
    assert second.merged.theirs == ("facts",)
    assert second.content.answers == {"facts": "Anna", "names": "Ben"}
    assert second.content.aside == (("facts", "Ben", "Ben"),)
    again = drafting.save(viewer=people.viewer("ben"), key=draft.key, typed={"facts": "Ben"}, base=base)
    assert len(again.content.aside) == 1
    drafting.settle_aside(viewer=people.viewer("ben"), key=draft.key, number=0, use=True)
    content = content_of(Draft.objects.get())
    assert (content.answers["facts"], content.aside) == ("Ben", ())
    assert any(content_of(version).answers["facts"] == "Anna" for version in DraftVersion.objects.all())


def test_a_save_that_fails_in_the_middle_leaves_the_draft_as_it_was(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begun(people, answers={"facts": "old"})
    monkeypatch.setattr(drafting, "_last_kept", lambda draft: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        save(people, "ben", draft, {"facts": "half"}, {"facts": "old"})
    assert content_of(Draft.objects.get()).answers == {"facts": "old"}
    assert not DraftVersion.objects.exists()


def test_fifty_pages_of_arabic_with_latin_names_come_back_letter_by_letter(people: Cast) -> None:
    statement = "وبتاريخ ٢ آذار/مارس توجه المتهم John Smith إلى مصرف Banca Esempio.\n" * 2_500
    draft = begun(people, answers={})
    drafting.save(viewer=people.viewer("anna"), key=draft.key, typed={"facts": statement}, base={})
    assert content_of(Draft.objects.get()).answers["facts"] == statement


def test_a_draft_beyond_all_measure_is_refused_and_the_stored_one_stays(people: Cast) -> None:
    draft = begun(people, answers={"facts": "old"})
    with pytest.raises(DraftRefused, match="too-long"):
        save(people, "anna", draft, {"facts": "x" * 5_000_000}, {"facts": "old"})
    assert content_of(Draft.objects.get()).answers == {"facts": "old"}


def test_a_version_is_kept_before_another_person_goes_on(people: Cast) -> None:
    draft = begun(people, answers={"facts": "Anna"})
    drafting.save(viewer=people.viewer("ben"), key=draft.key, typed={"facts": "Ben"}, base=digests({"facts": "Anna"}))
    (version,) = DraftVersion.objects.all()
    assert (version.why, content_of(version).answers) == (Why.OTHER_HAND, {"facts": "Anna"})
    assert version.kept_by == people.anna


def test_versions_are_never_changed(people: Cast) -> None:
    draft = begun(people)
    version = drafting.keep_version(viewer=people.viewer("anna"), key=draft.key)
    with pytest.raises(TypeError, match="what was written stays"):
        version.save()


def test_an_earlier_version_is_taken_up_and_the_later_one_stays_at_hand(people: Cast) -> None:
    draft = begun(people, answers={"facts": "first"})
    anna = people.viewer("anna")
    drafting.keep_version(viewer=anna, key=draft.key)
    drafting.save(viewer=anna, key=draft.key, typed={"facts": "second"}, base=digests({"facts": "first"}))
    drafting.take_up(viewer=anna, key=draft.key, number=1)
    assert content_of(Draft.objects.get()).answers == {"facts": "first"}
    assert content_of(DraftVersion.objects.get(number=2)).answers == {"facts": "second"}
    with pytest.raises(DraftRefused, match="no-version"):
        drafting.take_up(viewer=anna, key=draft.key, number=9)


def test_a_draft_is_handed_only_to_a_colleague(people: Cast) -> None:
    draft = begun(people)
    drafting.hand_over(viewer=people.viewer("anna"), key=draft.key, to=people.ben)
    assert Draft.objects.get().owner == people.ben
    for outsider in (people.carla, people.stranger):
        with pytest.raises(NotPermitted):
            drafting.hand_over(viewer=people.viewer("anna"), key=draft.key, to=outsider)


def test_review_needs_a_second_pair_of_eyes_and_holds_the_draft_still(people: Cast) -> None:
    draft = begun(people)
    drafting.ask_review(viewer=people.viewer("anna"), key=draft.key)
    with pytest.raises(DraftRefused, match="closed"):
        drafting.save(viewer=people.viewer("anna"), key=draft.key, typed={"facts": "x"}, base={})
    with pytest.raises(DraftRefused, match="own-review"):
        drafting.approve(viewer=people.viewer("anna"), key=draft.key)
    approved = drafting.approve(viewer=people.viewer("ben"), key=draft.key)
    assert (approved.stage, approved.approved_by) == (DraftStage.APPROVED, people.ben)
    reopened = drafting.reopen(viewer=people.viewer("anna"), key=draft.key)
    assert (reopened.stage, reopened.approved_by) == (DraftStage.DRAFTING, None)


# -- scope -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["carla", "stranger", "visitor"])
def test_nobody_outside_of_the_authority_reads_or_touches_a_draft(people: Cast, who: str) -> None:
    draft = begun(people)
    viewer = VISITOR if who == "visitor" else people.viewer(who)
    assert queries.drafts(viewer) == []
    acts = (
        lambda: rules.draft_of(viewer, draft.key),
        lambda: drafting.save(viewer=viewer, key=draft.key, typed={}, base={}),
        lambda: drafting.keep_version(viewer=viewer, key=draft.key),
        lambda: drafting.take_up(viewer=viewer, key=draft.key, number=1),
        lambda: drafting.settle_aside(viewer=viewer, key=draft.key, number=0, use=True),
        lambda: drafting.hand_over(viewer=viewer, key=draft.key, to=people.anna),
        lambda: drafting.ask_review(viewer=viewer, key=draft.key),
        lambda: drafting.approve(viewer=viewer, key=draft.key),
        lambda: drafting.reopen(viewer=viewer, key=draft.key),
        lambda: deleting.delete(viewer=viewer, key=draft.key),
        lambda: commenting.comment(viewer=viewer, key=draft.key, text="x"),
        lambda: sharing.share(viewer=viewer, key=draft.key, authority=THEIRS),
        lambda: (
            begun(people, who, authority=OURS)
            if who != "visitor"
            else drafting.begin(viewer=VISITOR, definition="mla", version="1")
        ),
    )
    for act in acts:
        with pytest.raises(NotPermitted):
            act()
    assert Draft.objects.count() == 1


def test_practitioners_share_the_drafts_of_their_own_authority_only(people: Cast) -> None:
    begun(people, "anna")
    theirs = person("Dora", authority=THEIRS, role=Role.PRACTITIONER)
    drafting.begin(viewer=viewer_of(theirs), definition="mla", version="1", authority=THEIRS, title="Theirs")
    alone = person("Emil")
    Mandate.objects.create(user=alone, role=Role.PRACTITIONER, state="ITA", valid_from=date(2020, 1, 1))
    assert [row.draft.authority for row in queries.drafts(people.viewer("ben"))] == [OURS]
    assert [row.draft.authority for row in queries.drafts(viewer_of(theirs))] == [THEIRS]
    assert queries.drafts(viewer_of(alone)) == []


def test_a_draft_without_authority_is_its_owners_alone(people: Cast) -> None:
    draft = begun(people, authority="")
    with pytest.raises(NotPermitted):
        rules.draft_of(people.viewer("ben"), draft.key)
    assert rules.draft_of(people.viewer("anna"), draft.key) == draft


def test_who_no_longer_works_for_the_authority_no_longer_reads_its_drafts(people: Cast) -> None:
    draft = begun(people)
    people.anna.mandates.update(valid_to=timezone.now().date())
    with pytest.raises(NotPermitted):
        rules.draft_of(people.viewer("anna"), draft.key)
    assert rules.draft_of(people.viewer("ben"), draft.key) == draft


def test_the_list_of_drafts_takes_as_many_queries_for_three_as_for_one(
    people: Cast, django_assert_num_queries: Any
) -> None:
    anna = people.viewer("anna")
    for count in (1, 2):
        for _ in range(count):
            begun(people)
        with django_assert_num_queries(1):
            assert {row.title for row in queries.drafts(anna)} == {SECRET}


# -- pre-consultation --------------------------------------------------------------------------------------------


def test_the_counterpart_reads_one_version_comments_on_it_and_every_reading_is_on_record(people: Cast) -> None:
    draft = begun(people)
    anna, carla = people.viewer("anna"), people.viewer("carla")
    commenting.comment(viewer=anna, key=draft.key, text="among us")
    share = sharing.share(viewer=anna, key=draft.key, authority=THEIRS, note="Please look")
    drafting.save(viewer=anna, key=draft.key, typed={"facts": "later"}, base=digests({"facts": SECRET}))
    _share, content = sharing.read(viewer=carla, share=share.key)
    assert content.answers == {"facts": SECRET}
    commenting.comment_from_outside(viewer=carla, share=share.key, question="facts", passage="Zw", text="Which day?")
    commenting.comment(viewer=anna, key=draft.key, share=share.key, text="Monday")
    assert [c.text for c in queries.comments(draft, share)] == ["Which day?", "Monday"]
    assert [(c.text, c.from_outside) for c in queries.comments(draft)] == [
        ("among us", False),
        ("Which day?", True),
        ("Monday", False),
    ]
    assert [r.name for r in queries.readings([share])[share.key]] == ["carla@example.org"]


def test_officers_and_owners_are_written_to_in_their_own_language(people: Cast) -> None:
    for person_, language in ((people.anna, "es"), (people.carla, "zh")):
        User.objects.filter(pk=person_.pk).update(language=language)
    draft = begun(people)
    sharing.share(viewer=people.viewer("anna"), key=draft.key, authority=THEIRS)
    Draft.objects.update(changed_at=timezone.now() - timedelta(days=400))
    deleting.delete_expired()
    told = {m.to[0]: m.subject for m in mail.outbox}
    assert told["carla@example.org"] == "Comity：一份草稿与您共享以征求意见"
    assert told["anna@example.org"] == "Comity: se eliminará un borrador"


def test_a_withdrawn_draft_is_gone_for_the_other_side_at_once(people: Cast) -> None:
    draft = begun(people)
    share = sharing.share(viewer=people.viewer("anna"), key=draft.key, authority=THEIRS)
    sharing.withdraw(viewer=people.viewer("anna"), key=draft.key, share=share.key)
    for act in (
        lambda: sharing.read(viewer=people.viewer("carla"), share=share.key),
        lambda: commenting.comment_from_outside(viewer=people.viewer("carla"), share=share.key, text="x"),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert list(rules.shares_with(people.viewer("carla"))) == []


def test_a_share_opens_nothing_but_its_version(people: Cast) -> None:
    draft = begun(people)
    share = sharing.share(viewer=people.viewer("anna"), key=draft.key, authority=THEIRS)
    for who in ("ben", "stranger"):
        with pytest.raises(NotPermitted):
            sharing.read(viewer=people.viewer(who), share=share.key)
    with pytest.raises(NotPermitted):
        rules.draft_of(people.viewer("carla"), draft.key)


@pytest.mark.parametrize("authority", [OURS, "nobody0001", ""])
def test_a_draft_is_shared_only_with_another_authority_that_has_officers(people: Cast, authority: str) -> None:
    draft = begun(people)
    with pytest.raises(NotPermitted):
        sharing.share(viewer=people.viewer("anna"), key=draft.key, authority=authority)


# -- deletion and retention --------------------------------------------------------------------------------------


def test_a_deleted_draft_leaves_a_ledger_entry_without_content_and_nothing_else(people: Cast) -> None:
    draft = begun(people)
    anna = people.viewer("anna")
    drafting.keep_version(viewer=anna, key=draft.key)
    commenting.comment(viewer=anna, key=draft.key, text=SECRET)
    sharing.share(viewer=anna, key=draft.key, authority=THEIRS)
    deleting.delete(viewer=anna, key=draft.key)
    assert not any(model.objects.exists() for model in (Draft, DraftVersion, DraftComment, DraftShare))
    entry = LedgerEntry.objects.get(action="draft.deleted")
    assert entry.before == {"why": "request", "definition": "mla", "versions": 2}
    assert ledger.verify()[1] == []


def test_a_practitioner_deletes_only_what_is_theirs(people: Cast) -> None:
    draft = begun(people)
    with pytest.raises(NotPermitted):
        deleting.delete(viewer=people.viewer("ben"), key=draft.key)
    deleting.delete(viewer=people.viewer("anna"), key=begun(people, "ben").key)
    assert Draft.objects.get() == draft


def test_retention_warns_first_and_deletes_only_what_nobody_took_up(people: Cast) -> None:
    old, taken_up = begun(people), begun(people)
    ago = timezone.now() - timedelta(days=400)
    Draft.objects.update(changed_at=ago)
    assert deleting.delete_expired() == 0
    assert [m.to for m in mail.outbox] == [["anna@example.org"]] * 2
    assert not any(SECRET in m.body for m in mail.outbox)
    Draft.objects.update(warned_at=timezone.now() - timedelta(days=15))
    drafting.save(viewer=people.viewer("ben"), key=taken_up.key, typed={"names": "x"}, base=digests({"facts": SECRET}))
    assert deleting.delete_expired() == 1
    assert [draft.key for draft in Draft.objects.all()] == [taken_up.key]
    assert not Draft.objects.filter(key=old.key).exists()
    assert LedgerEntry.objects.get(action="draft.deleted").actor_name == "system"


# -- the vault ---------------------------------------------------------------------------------------------------


def test_a_rotation_goes_on_where_it_was_stopped_and_then_the_old_key_can_go(people: Cast, own_keys: Any) -> None:
    old = keyring().current.id
    for _ in range(5):
        drafting.keep_version(viewer=people.viewer("anna"), key=begun(people).key)
    new = add_key().id
    with pytest.raises(VaultError, match="still seals 10 rows"):
        forget_key(old)
    row = Draft.objects.order_by("pk").first()
    assert row is not None
    row.seal(row.opened())
    row.save()  # as if a rotation had been stopped after one row
    assert reseal(batch=2).done == 9
    assert set(keys_in_use()) == {new}
    assert reseal().done == 0
    forget_key(old)
    assert all(content_of(draft).title == SECRET for draft in Draft.objects.all())


def test_a_revoked_key_is_named_and_hides_only_what_it_sealed(people: Cast, own_keys: Any) -> None:
    lost = begun(people)
    old = keyring().current
    new = add_key()
    kept = begun(people, title="kept")
    write_key_file(own_keys, [new])
    rows = {row.draft.key: row for row in queries.drafts(people.viewer("anna"))}
    assert old.id in rows[lost.key].problem
    assert rows[kept.key].title == "kept"
    with pytest.raises(KeyMissing, match=old.id):
        drafting.save(viewer=people.viewer("anna"), key=lost.key, typed={"facts": "x"}, base={})
    told = reseal()
    assert told.waiting == ((old.id, 1),)
    write_key_file(own_keys, [new, old])
    assert reseal().done == 1
    assert content_of(Draft.objects.get(key=lost.key)).title == SECRET


def test_the_content_of_one_draft_does_not_open_in_another(people: Cast) -> None:
    one, other = begun(people), begun(people, title="other")
    Draft.objects.filter(pk=other.pk).update(sealed=Draft.objects.get(pk=one.pk).sealed)
    with pytest.raises(Tampered):
        content_of(Draft.objects.get(pk=other.pk))


def test_no_secret_reaches_ledger_mail_cache_or_logs(people: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    draft = begun(people)
    anna = people.viewer("anna")
    drafting.save(viewer=anna, key=draft.key, typed={"facts": f"{SECRET} more"}, base=digests({"facts": SECRET}))
    sharing.share(viewer=anna, key=draft.key, authority=THEIRS, note=SECRET)
    commenting.comment(viewer=anna, key=draft.key, text=SECRET, passage=SECRET)
    drafting.ask_review(viewer=anna, key=draft.key)
    drafting.approve(viewer=people.viewer("ben"), key=draft.key)
    deleting.delete(viewer=anna, key=draft.key)
    entries = " ".join(f"{e.action} {e.before} {e.after} {e.subject}" for e in LedgerEntry.objects.all())
    mails = " ".join(m.message().as_string() for m in mail.outbox)
    held = repr(getattr(cache, "_cache", {}))
    queries_logged = [record for record in caplog.records if record.name != "django.db.backends"]
    logged = " ".join(record.getMessage() for record in queries_logged)
    for place in (entries, mails, held, logged):
        assert SECRET not in place
        assert "Zw" not in place
