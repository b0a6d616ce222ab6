"""What every room may need kept: the audit ledger, and the outbox of mail. Written only through `ledger` and `mail`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class LedgerIsAppendOnly(Exception):
    """An entry of the ledger was to be changed or deleted; it stays, and a correction is a new entry."""


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Reads of the ledger; it cannot be changed through one."""

    def update(self, **kwargs: Any) -> int:
        raise LedgerIsAppendOnly("entries of the audit ledger are never changed; write a new one")

    def delete(self) -> Any:
        raise LedgerIsAppendOnly("entries of the audit ledger are never deleted")


class LedgerEntry(models.Model):
    """One act: who did what to what, when, with what was there before and after, chained to the entry before it.

    `actor` is the id of a user (None: the system or a visitor), `actor_name` how they were called then. `scope` are the
    State, authority or network it concerns, for filtering. `digest` is SHA-256 over the entry and `previous`.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True)
    actor_name = models.CharField(max_length=254)
    action = models.CharField(max_length=80, db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    state = models.CharField(max_length=3, blank=True, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=40, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves a new entry; raises LedgerIsAppendOnly for one that is already there."""
        if self.pk is not None:
            raise LedgerIsAppendOnly("entries of the audit ledger are never changed; write a new one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises LedgerIsAppendOnly."""
        raise LedgerIsAppendOnly("entries of the audit ledger are never deleted")


class LedgerHead(models.Model):
    """The last entry's number and digest: one row, locked while an entry is added."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"


class OutgoingMail(models.Model):
    """A mail that waits to be sent. What was sent is forgotten but for its address, subject and times."""

    to = models.EmailField()
    subject = models.CharField(max_length=500)
    message = models.BinaryField()  # as it goes out (RFC 5322); empty once sent
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
