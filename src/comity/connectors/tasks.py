"""What follows a load that changed facts, done by the task worker: old records of loads and tasks are cleared away."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task

from comity.treaties.models import LoadRun

KEPT_FOR = timedelta(days=90)  # the newest load of the same files stays however old it is
TASK_RESULTS_KEPT_FOR = timedelta(days=14)


@task()
def after_load() -> None:
    """Clears away what nobody asks for any more."""
    prune_runs()
    call_command("prune_db_task_results", min_age_days=TASK_RESULTS_KEPT_FOR.days, verbosity=0)


def prune_runs() -> int:
    """Deletes the records of loads that a later load of the same files has overtaken; how many."""
    later = LoadRun.objects.filter(
        reader=OuterRef("reader"),
        path=OuterRef("path"),
        started_at__gt=OuterRef("started_at"),
        finished_at__isnull=False,
    )
    old = LoadRun.objects.filter(started_at__lt=timezone.now() - KEPT_FOR)
    _, deleted = old.filter(Exists(later)).delete()
    return deleted.get(LoadRun._meta.label, 0)
