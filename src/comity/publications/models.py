"""What publications keep: the numbered issues of the directory's e-book, what they held, and their files."""

from __future__ import annotations

from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.records.models import new_key


class EditionChoice(models.TextChoices):
    """Whom an edition is for (`directory.editions.Edition`)."""

    PUBLIC = "public", _("Public edition")
    REGISTERED = "registered", _("Edition for registered practitioners")
    LISTED = "listed", _("Edition for listed authorities")


class Making(models.TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Made")
    FAILED = "failed", _("Failed")


class Issue(models.Model):
    """A numbered issue: the directory as it stood on `day`, at a `revision` of it. `nightly` if the chores made it."""

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    revision = models.PositiveBigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    nightly = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}"


class IssueContent(models.Model):
    """What an edition of an issue held: fingerprints of its entries, by which the next issue knows what changed.

    `changes` is what changed since the issue before (`directory.changes.Changes` as JSON; None: the first issue). Both
    say only what readers of the edition may know.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="contents")
    edition = models.CharField(max_length=10, choices=EditionChoice.choices)
    prints = models.JSONField()
    changes = models.JSONField(null=True)
    authorities = models.PositiveIntegerField()
    states = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "edition"], name="one_content_per_edition")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.edition}"


class IssueFile(models.Model):
    """One file of an issue: edition, language and format, where it is kept, and its SHA-256 in hexadecimal.

    `stored` is empty until it is made, and again once a nightly file is no longer kept; the checksum stays.
    """

    key = models.CharField(max_length=10, unique=True, default=new_key)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="files")
    edition = models.CharField(max_length=10, choices=EditionChoice.choices)
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    state = models.CharField(max_length=10, choices=Making.choices, default=Making.WAITING)
    done = models.PositiveIntegerField(default=0)  # authorities said so far
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["issue", "edition", "language", "form"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "edition", "language", "form"], name="one_file_of_a_kind")
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """What it is called when it is taken along."""
        day = self.issue.day.isoformat()
        return f"comity-directory-{self.issue.number}-{day}-{self.edition}-{self.language}.{self.form}"

    @property
    def is_finished(self) -> bool:
        """True if nothing more will happen to it unasked."""
        return self.state in (Making.DONE, Making.FAILED)

    @property
    def storage(self) -> Storage:
        """Where its bytes are kept: restricted editions apart from what is open."""
        return storage_of(self.edition)


def storage_of(edition: str) -> Storage:
    """The storage of an edition."""
    return storages["default" if edition == EditionChoice.PUBLIC else "private"]
