"""The record of treaties: sources, instruments, what States did and said about them, and how it was loaded.

Rows hold facts only; what they mean on a day is decided in `comity.law` over the treaty book made of them.
`confirmed_by` is the last load that found the fact in its files.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from comity.law.actions import ActionKind
from comity.law.instruments.types import Scope
from comity.law.statements import StatementKind


class LoadRun(models.Model):
    """One run of a load: what it read, how far it came and what it changed; unfinished if it was broken off."""

    reader = models.CharField(max_length=40)
    path = models.CharField(max_length=1000)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    files = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader} {self.started_at:%Y-%m-%d %H:%M}"


class ProblemKind(models.TextChoices):
    """What a person should look at after a load."""

    REFUSED = "refused"  # a row that could not be taken
    UNREADABLE = "unreadable"  # a file that is not of its format, or breaks off
    KEPT = "kept"  # a fact held from a newer source, which stays
    MISSING = "missing"  # a fact held that the file, though complete and newer, does not show
    WITHDRAWN = "withdrawn"  # a fact Comity itself brought and its new version no longer holds: removed


class LoadProblem(models.Model):
    """What a load could not take or left as it was, with its place and the reason."""

    run = models.ForeignKey(LoadRun, on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=12, choices=ProblemKind.choices)
    place = models.CharField(max_length=300)
    reason = models.TextField()
    excerpt = models.CharField(max_length=200, blank=True)
    participant = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class SourceRecord(models.Model):
    """Where facts come from (`comity.law.sources.Source`)."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=300)
    as_of = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class InstrumentRecord(models.Model):
    """An instrument that was loaded, not bundled in `comity.law.instruments`; `definition` is its typed content."""

    code = models.CharField(max_length=60, unique=True)
    title = models.TextField()
    scope = models.CharField(max_length=12, choices=[(s.value, s.label) for s in Scope])
    reference = models.CharField(max_length=120, blank=True)
    source = models.ForeignKey(SourceRecord, on_delete=models.PROTECT)
    definition = models.JSONField()
    confirmed_by = models.ForeignKey(LoadRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.code


class ActionRecord(models.Model):
    """One act of one State (`comity.law.actions.TreatyAction`)."""

    fact = models.CharField(max_length=200, unique=True)
    instrument = models.CharField(max_length=60, db_index=True)
    state = models.CharField(max_length=3, db_index=True)
    kind = models.CharField(max_length=40, choices=[(k.value, k.label) for k in ActionKind])
    on = models.DateField(null=True, blank=True)
    effective = models.DateField(null=True, blank=True)
    territory = models.CharField(max_length=3, blank=True)
    source = models.ForeignKey(SourceRecord, on_delete=models.PROTECT)
    place = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(LoadRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.fact


class StatementRecord(models.Model):
    """One statement of one State (`comity.law.statements.Statement`); `value` as in `core.statement_codec`."""

    fact = models.CharField(max_length=200, unique=True)
    instrument = models.CharField(max_length=60, db_index=True)
    state = models.CharField(max_length=3, db_index=True)
    kind = models.CharField(max_length=12, choices=[(k.value, k.label) for k in StatementKind])
    provision = models.CharField(max_length=80, db_index=True)
    value = models.JSONField()
    summary = models.TextField()
    text_ref = models.CharField(max_length=500, blank=True)
    made_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    territory = models.CharField(max_length=3, blank=True)
    source = models.ForeignKey(SourceRecord, on_delete=models.PROTECT)
    place = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(LoadRun, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.fact


class CoverageRecord(models.Model):
    """How far the record of an instrument's participants reaches (`comity.law.book.Coverage`)."""

    instrument = models.CharField(max_length=60, unique=True)
    as_of = models.DateField(null=True, blank=True)
    complete = models.BooleanField()
    source = models.ForeignKey(SourceRecord, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.instrument


class BookRevision(models.Model):
    """A single row, counted up in the same transaction as any change of facts, so that readers know to reread."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
