"""What all published records share, and the outbox that tells the index of their changes."""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.documents.models import AbstractDocument
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from . import history, previewing
from .blocks import FileBlock, LinkBlock, PartsField
from .fields import CodesField, TermsOf, check_provisions, check_states
from .files import ENDINGS, inspect

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letters that are taken for others


def new_key() -> str:
    """A new opaque id: ten letters and digits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class OriginChoice(models.TextChoices):
    """Where a text comes from."""

    OFFICIAL = "official", _("Official")
    HUMAN = "human", _("Written or translated by a person, not official")
    MACHINE = "machine", _("Machine translation")


class ProvenanceChoice(models.TextChoices):
    """Who stands behind a record."""

    OFFICIAL = "official", _("Supplied by a State or a court")
    RESEARCHED = "researched", _("Researched by the editors")
    THIRD_PARTY = "third-party", _("Taken over from a third party, not independently verified")


class Change(models.Model):
    """The outbox: a record that changed, written in the same transaction; the indexer takes it away when done."""

    key = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key


class Serial(models.Model):
    """The last number given out for a prefix, so that none is given twice."""

    prefix = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"

    @classmethod
    def take(cls, prefix: str, count: int = 1) -> int:
        """Takes `count` numbers; the first of them."""
        with transaction.atomic():
            cls.objects.get_or_create(pk=prefix)
            cls.objects.filter(pk=prefix).update(last=models.F("last") + count)
            return cls.objects.get(pk=prefix).last - count + 1


class Alias(models.Model):
    """Another name a record was known by (an old number, an address elsewhere); several records may share one."""

    name = models.CharField(max_length=300, db_index=True)
    key = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="one_alias_per_record")]

    def __str__(self) -> str:
        return f"{self.name} → {self.key}"


class ErrorReport(models.Model):
    """What a visitor reported about a record, with the context it was seen in."""

    key = models.CharField(_("record"), max_length=12)
    number = models.CharField(_("number"), max_length=40)
    title = models.CharField(_("title"), max_length=500, blank=True)
    language = models.CharField(_("language of the page"), max_length=8)
    changed_at = models.DateTimeField(_("state of the record it was seen in"))
    text = models.TextField(_("what is wrong"), max_length=4000)
    contact = models.EmailField(_("e-mail for questions"), blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("what was done"), blank=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering: ClassVar[list[str]] = ["-reported_at"]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:60]}"


def file_place(attachment: Attachment, name: str) -> str:
    """Where a file is kept: under a name of its own, for what people call files says too much and is not unique."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    known = any(ending in endings for endings in ENDINGS.values())
    return f"attachments/{new_key()}{new_key()}.{ending if known else 'bin'}"


def check_file(file: Any) -> None:
    """Raises ValidationError for a file that may not be kept with a record."""
    if not getattr(file, "_committed", False):
        inspect(file, file.name)


class Attachment(AbstractDocument):
    """A file kept here. It is shown to the public only as part of a published record that names it."""

    file = models.FileField(_("file"), upload_to=file_place, validators=[check_file])
    media_type = models.CharField(max_length=100, editable=False)

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions: ClassVar = [("choose_attachment", "Can choose file")]

    @property
    def content_type(self) -> str:
        """What it was found to be when it came; never what its name says."""
        return self.media_type

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the file if it is of a form that is taken; raises ValidationError if not."""
        fresh = not getattr(self.file, "_committed", True)
        if self.file and (fresh or not self.media_type):
            self.media_type = inspect(self.file, str(self.file.name)).media_type
            self.file_size = self.file.size
        super().save(*args, **kwargs)


class PastVersion(models.Model):
    """What a record said in public until it was changed. What it says now is the record itself."""

    key = models.CharField(_("record"), max_length=12, db_index=True)
    number = models.CharField(_("number"), max_length=40)
    since = models.DateTimeField(_("public since"))
    until = models.DateTimeField(_("public until"))
    shape = models.JSONField(editable=False)  # the published shape as plain values
    ended_by = models.CharField(
        _("ended by"),
        max_length=10,
        choices=[("desk", _("An edit at the desk")), ("import", _("A load from its source"))],
    )
    withheld = models.BooleanField(
        _("withheld"), default=False, help_text=_("For what should never have been public: a name, a wrong text.")
    )

    class Meta:
        verbose_name = _("past version")
        verbose_name_plural = _("past versions")
        ordering: ClassVar[list[str]] = ["until", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.since:%Y-%m-%d} – {self.until:%Y-%m-%d}"


class LinkCheck(models.Model):
    """Whether an address answered when it was last tried."""

    url = models.URLField(max_length=1000, unique=True)
    works = models.BooleanField()
    said = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.url}: {self.said}"


class Record(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """A published record: identity, provenance, licence, classification, and its editorial state.

    Saving or deleting one leaves a row in the outbox, in the same transaction (deleting: `receivers`).
    """

    LETTER = ""  # what its human number has after the State's code

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    number = models.CharField(_("number"), max_length=40, unique=True, blank=True)
    language = models.CharField(_("original language"), max_length=8, default="en")
    states = CodesField(_("States"), check=check_states)
    provisions = CodesField(_("provisions"), check=check_provisions)
    crimes = CodesField(_("crime types"), check=TermsOf("crime-types"))
    offences = CodesField(_("offences"), check=TermsOf("offences"))
    issues = CodesField(_("cross-cutting issues"), check=TermsOf("issues"))
    url = models.URLField(_("where the original can be read"), max_length=1000, blank=True)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_id = models.CharField(_("identity in the source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=1000, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    provenance = models.CharField(
        _("provenance"), max_length=12, choices=ProvenanceChoice.choices, default=ProvenanceChoice.RESEARCHED
    )
    demonstration = models.BooleanField(_("demonstration data"), default=False)
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)
    attachments = PartsField([("link", LinkBlock()), ("file", FileBlock())], verbose_name=_("attachments"))
    edited = models.BooleanField(default=False, editable=False)  # True once changed at the desk: imports leave it be
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source_name", "source_id"],
                condition=~models.Q(source_id=""),
                name="one_%(class)s_per_source_id",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.key

    def heading(self) -> str:
        """What it is called in the language in use, else in its own, else in any; empty if it is called nothing."""
        titles = {text.language: text.title for text in self.texts.all() if text.title}
        return titles.get(get_language() or "") or titles.get(self.language) or next(iter(titles.values()), "")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The record as its page would show it."""
        return previewing.render(request, self)

    def prefix(self) -> str:
        """What its human number begins with: the State's code and the letter of its kind."""
        return f"{self.states[0] if self.states else 'INT'}-{self.LETTER}"

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Saves a revision; before the first of a record that came by an import, what is public, to compare with."""
        if self.live and self.pk and self.latest_revision_id is None:
            public = type(self)._default_manager.get(pk=self.pk)
            super(Record, public).save_revision(changed=False, clean=False)  # nobody did it: no line in the log
        return super().save_revision(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the record with its texts, gives it a number if it has none, and tells the outbox."""
        with transaction.atomic():
            if not self.number:
                self.number = f"{self.prefix()}{Serial.take(self.prefix())}"
            before = history.standing(self)
            self.changed_at = timezone.now()
            super().save(*args, **kwargs)
            Change.objects.create(key=self.key)
            if before is not None and (past := history.ended(self, before)) is not None:
                PastVersion.objects.create(**past)


class RecordText(models.Model):
    """A record's text in one language, with its origin."""

    language = models.CharField(_("language"), max_length=8)
    title = models.TextField(_("title"), blank=True)
    body = models.TextField(_("text"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=OriginChoice.choices, default=OriginChoice.OFFICIAL)
    translated_from = models.CharField(_("translated from"), max_length=8, blank=True)
    revised_at = models.DateTimeField(_("revised"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.language}: {self.title or self.body[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the text; one that says something else than before counts as revised now."""
        said = ("title", "body", "notes")
        held = type(self)._default_manager.filter(pk=self.pk).values(*said).first() if self.pk else None
        if held is not None and any(held[name] != getattr(self, name) for name in said):
            self.revised_at = timezone.now()
        super().save(*args, **kwargs)
