"""Drafts and casework as they are kept: what anyone wrote is sealed (core/sealed.py).

In clear stand only the facts that lists, deadlines and figures are made of. No room indexes, exports or caches these.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comity.core.sealed import Sealed


class DraftStage(models.TextChoices):
    """Where a draft stands in the house; only one that is being drafted can be changed."""

    DRAFTING = "drafting", _("Being drafted")
    REVIEW = "review", _("In internal review")
    APPROVED = "approved", _("Approved")


class Why(models.TextChoices):
    """Why a version of a draft was kept."""

    ASKED = "asked", _("Kept on request")
    WHILE = "while", _("Kept while drafting")
    OTHER_HAND = "other-hand", _("Before another person went on")
    HANDED_OVER = "handed-over", _("Handed over")
    REVIEW = "review", _("Sent to review")
    APPROVED = "approved", _("Approved")
    SHARED = "shared", _("Shared with the counterpart")
    TAKEN_BACK = "taken-back", _("An earlier version was taken up again")


class AppendOnly(models.Model):
    """Rows that are never changed once written; whoever keys them anew (core/sealed.py) does so by query."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves a new row; raises TypeError for one that is there already."""
        if self.pk is not None:
            raise TypeError(f"{self._meta.label}: what was written stays; add a new row")
        super().save(*args, **kwargs)


class Draft(Sealed):
    """A draft of a request. Sealed: `title`, `answers` by question, and `aside`, texts that met another person's.

    `definition` and `definition_version` name the interview it answers. It belongs to the authority (the key of its
    entry in the directory); without one, to its owner alone.
    """

    authority = models.CharField(max_length=12, blank=True, db_index=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    definition = models.CharField(max_length=90)
    definition_version = models.CharField(max_length=40)
    stage = models.CharField(max_length=10, choices=DraftStage.choices, default=DraftStage.DRAFTING)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    review_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)  # that it will be deleted

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.key


class DraftVersion(AppendOnly, Sealed):
    """What a draft said at one moment. Sealed: `title` and `answers`."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=12, choices=Why.choices)
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_draft_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class DraftShare(Sealed):
    """One version of a draft shown to another authority's registered officers. Sealed: a `note` to them."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="shares")
    version = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="+")
    authority = models.CharField(max_length=12, db_index=True)
    shared_at = models.DateTimeField(default=timezone.now)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-shared_at", "-pk"]

    def __str__(self) -> str:
        return self.key


class DraftComment(Sealed):
    """A comment on a passage. Sealed: `text`, the `passage` it is about, as it read then, and whether it is `outside`.

    `question` is the id of the question (empty: the whole draft); `share` is set for comments of the counterpart, and
    for replies to it: those the counterpart sees too.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    share = models.ForeignKey(DraftShare, null=True, on_delete=models.CASCADE, related_name="comments")
    question = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.key


class Request(Sealed):
    """A request on its way. Sealed: `title`, `reference` (one's own), `their_reference`, `note`.

    `direction` and `stage` are words of law/lifecycle; `stage` and `since` say what the steps amount to.
    """

    authority = models.CharField(max_length=12, db_index=True)
    direction = models.CharField(max_length=10)
    state = models.CharField(max_length=3)  # the other State
    measure = models.CharField(max_length=40)
    instrument = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=20)
    since = models.DateField()
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    draft_key = models.CharField(max_length=10, blank=True)  # of the draft it came from, which may be gone
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-since", "-pk"]
        indexes: ClassVar = [models.Index(fields=["authority", "direction", "stage"])]

    def __str__(self) -> str:
        return self.key


class RequestFile(Sealed):
    """A file of a request. Sealed: its `name`, the `file_key` its content is encrypted with, `sha256`, `scanned`."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.key


class RequestStep(AppendOnly, Sealed):
    """One step (law/lifecycle/steps.py). Sealed: the `explanation`."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    on = models.DateField()
    ground = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    about = models.PositiveIntegerField(null=True)
    consulted = models.CharField(max_length=10, default="unknown")
    document = models.ForeignKey(RequestFile, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="one_request_step_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number} {self.kind}"


class RequestDeadline(Sealed):
    """A day that ends something (law/lifecycle/deadlines.py). Sealed: a `note`, and the facts of a preservation.

    `reminded` are the reminders sent, as days before the day.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=20)
    on = models.DateField(db_index=True)
    provision = models.CharField(max_length=60, blank=True)
    reminded = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind} {self.on}"
