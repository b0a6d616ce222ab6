"""What follows a load: the task worker clears away what a later load has overtaken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comity.connectors.loading import load, load_bundled
from comity.connectors.tasks import KEPT_FOR, after_load, prune_runs
from comity.connectors.untc_csv import UntcCsv
from comity.insight import glance
from comity.insight.tasks import warm_glance
from comity.law.measures import Measure
from comity.treaties.interfaces import book
from comity.treaties.models import ActionRecord, LoadRun

from .tables import write_tables

pytestmark = pytest.mark.django_db


def ago(time: timedelta, reader: str = "untc-csv", path: str = "here", *, finished: bool = True) -> LoadRun:
    started = timezone.now() - time
    return LoadRun.objects.create(
        reader=reader, path=path, started_at=started, finished_at=started if finished else None
    )


def test_only_old_loads_that_a_later_one_has_overtaken_are_forgotten() -> None:
    ago(KEPT_FOR * 3)
    newest = ago(KEPT_FOR * 2)
    of_others = ago(KEPT_FOR * 2, path="elsewhere")
    recent = ago(timedelta(days=1), path="again"), ago(timedelta(days=2), path="again")
    assert prune_runs() == 1
    assert set(LoadRun.objects.all()) == {newest, of_others, *recent}


def test_a_load_broken_off_does_not_make_an_older_one_forgotten() -> None:
    completed = ago(KEPT_FOR * 3)
    ago(KEPT_FOR * 2, finished=False)
    assert prune_runs() == 0
    assert completed in LoadRun.objects.all()


def test_forgetting_a_load_forgets_no_fact(tmp_path: Path) -> None:
    load(UntcCsv(), write_tables(tmp_path, ["18-12"]))
    number = ActionRecord.objects.count()
    run = LoadRun.objects.get()
    LoadRun.objects.filter(pk=run.pk).update(started_at=timezone.now() - KEPT_FOR * 2)
    ago(timedelta(), path=run.path)
    assert prune_runs() == 1
    assert ActionRecord.objects.filter(confirmed_by=None).count() == number


def test_a_load_that_changed_facts_is_followed_up_and_one_that_did_not_is_not(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, ["18-12"])
    for expected in (1, 1):
        load(UntcCsv(), folder)
        assert DBTaskResult.objects.filter(task_path=after_load.module_path).count() == expected


def test_the_follow_up_leaves_the_bundled_facts_known_as_loaded() -> None:
    load_bundled()
    after_load.call()
    assert load_bundled() is None


def test_the_world_at_a_glance_is_prepared_anew_after_a_load(monkeypatch: pytest.MonkeyPatch) -> None:
    load_bundled()
    assert DBTaskResult.objects.filter(task_path=warm_glance.module_path).count() == 1
    warm_glance.call()

    def computed(*words: object) -> None:
        raise AssertionError("it was not prepared")

    monkeypatch.setattr(glance, "world", computed)
    assert glance.glance(book(), Measure.MLA, datetime.now(UTC).date()).states
