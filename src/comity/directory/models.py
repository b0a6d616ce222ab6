"""The directory's rows: authorities, versions of their entries, confirmations, reminders, reported problems.

A version is never changed once saved but for the step it has reached: what it says stays. Written only by `domain/`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.records.models import new_key


class VersionIsAppendOnly(Exception):
    """What a version says was to be changed; it stays, and a change is a new version."""


class Authority(models.Model):
    """A competent national authority, by a key that outlives its names; what it is, its versions say."""

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    state = models.CharField(max_length=3, db_index=True)  # a gazetteer code
    source_id = models.CharField(max_length=200, blank=True, db_index=True)  # identity in the source of an import
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_id"], condition=~models.Q(source_id=""), name="one_authority_per_source_id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.key}"


class Status(models.TextChoices):
    """How far a version has come."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed by the State")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Sent back")
    REPLACED = "replaced", _("Replaced by a later version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def _person() -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Version(models.Model):
    """What an entry says, as it was saved once: `entry` is the plain form of `law.authorities.entry.AuthorityEntry`.

    `number` counts within the authority, `based_on` is the number it was made from (0: none). `published_on` is the
    day (UTC) from which the directory says so, or, for what was loaded, its source did. A null person is the system.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField(default=0)
    loaded = models.BooleanField(default=False)  # it says what a file said: nobody typed it
    entry = models.JSONField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, db_index=True)
    note = models.TextField(blank=True)  # why it was changed
    reference = models.CharField(max_length=200, blank=True)  # the note verbale it was confirmed or published against
    saved_by = _person()
    saved_at = models.DateTimeField(default=timezone.now)
    proposed_by = _person()
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = _person()
    confirmed_at = models.DateTimeField(null=True)
    published_by = _person()
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True, db_index=True)
    rejected_by = _person()
    rejected_at = models.DateTimeField(null=True)
    why_rejected = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["authority", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.authority_id} version {self.number} ({self.status})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves a new version or the step one has reached; raises VersionIsAppendOnly for another entry."""
        if self.pk is not None:
            held = type(self).objects.filter(pk=self.pk).values_list("entry", "number", "based_on").first()
            if held is not None and held != (self.entry, self.number, self.based_on):
                raise VersionIsAppendOnly(f"version {self.number} was saved; a change of it is a new version")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises VersionIsAppendOnly."""
        raise VersionIsAppendOnly(f"version {self.number} stays on record")


class Reminder(models.Model):
    """A round of mails that asked whether an entry still holds, and to whom they went."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reminders")
    version = models.PositiveIntegerField()
    sent_on = models.DateField(db_index=True)
    recipients = models.JSONField(default=list)  # addresses

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "sent_on"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.authority_id} on {self.sent_on}"


class How(models.TextChoices):
    """How an entry was confirmed."""

    PAGE = "page", _("On its page")
    LINK = "link", _("By the link of a reminder")
    MISSION = "mission", _("By the Permanent Mission, with a version")
    NOTE = "note", _("By note verbale")
    SOURCE = "source", _("By the source it was loaded from")


class Confirmation(models.Model):
    """That what stands was confirmed: by whom, how, and which version; a link confirms once."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="confirmations")
    version = models.PositiveIntegerField()
    on = models.DateField(db_index=True)
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(max_length=8, choices=How.choices)
    by = _person()
    address = models.EmailField(blank=True)  # where the link went that was followed
    reminder = models.OneToOneField(Reminder, null=True, on_delete=models.PROTECT, related_name="confirmation")

    def __str__(self) -> str:
        return f"{self.authority_id} version {self.version} on {self.on}"


class ProblemKind(models.TextChoices):
    """What a reader found."""

    BOUNCED = "bounced", _("A message or letter came back")
    WRONG = "wrong", _("Something is wrong or out of date")


class ProblemReport(models.Model):
    """What a registered reader found to be undeliverable or wrong; open until it is settled."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="problems")
    version = models.PositiveIntegerField()
    kind = models.CharField(_("what happened"), max_length=8, choices=ProblemKind.choices)
    text = models.TextField(_("what exactly"), max_length=2000)
    reported_by = _person()
    reported_at = models.DateTimeField(default=timezone.now)
    settled_by = _person()
    settled_at = models.DateTimeField(null=True)
    answer = models.TextField(_("what was done"), max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.kind}"


class TakenOver(models.Model):
    """That a Permanent Mission has taken over its State's entries, and on what ground."""

    state = models.CharField(max_length=3, unique=True)
    on = models.DateField()
    by = _person()
    reference = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.state} on {self.on}"


class DirectoryRevision(models.Model):
    """A single row, counted up in the same transaction as any change of what is published or how fresh it is."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
