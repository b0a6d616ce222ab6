"""The controlled vocabularies as rows: terms with labels, definitions and alternatives in the six languages."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import RevisionMixin

from .schemes import SCHEMES
from .signals import vocabulary_changed

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
SCHEME_CHOICES = [(scheme, scheme) for scheme in SCHEMES]
_CODE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", gettext_lazy("Small letters, digits and hyphens only."))


class TermStatus(models.TextChoices):
    """Whether a term may still be used."""

    ACTIVE = "active", gettext_lazy("In use")
    RETIRED = "retired", gettext_lazy("Retired")


class Term(RevisionMixin, models.Model):
    """A term of a scheme. `parent` is the code above it in the scheme, or of a crime type for offences."""

    scheme = models.CharField(gettext_lazy("vocabulary"), max_length=40, choices=SCHEME_CHOICES)
    code = models.CharField(gettext_lazy("code"), max_length=60, validators=[_CODE])
    parent = models.CharField(gettext_lazy("broader term"), max_length=60, blank=True)
    position = models.PositiveIntegerField(gettext_lazy("position"), default=0)
    status = models.CharField(
        gettext_lazy("status"), max_length=10, choices=TermStatus.choices, default=TermStatus.ACTIVE
    )
    replaced_by = models.CharField(gettext_lazy("replaced by"), max_length=60, blank=True)
    labels = models.JSONField(gettext_lazy("labels"), default=dict)
    definitions = models.JSONField(gettext_lazy("definitions"), default=dict, blank=True)
    alternatives = models.JSONField(gettext_lazy("other words"), default=dict, blank=True)
    edited = models.BooleanField(default=False, editable=False)  # True once changed here: later versions keep it

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = gettext_lazy("term")
        verbose_name_plural = gettext_lazy("vocabularies")
        ordering: ClassVar[list[str]] = ["scheme", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="one_term_per_code")]

    def __str__(self) -> str:
        return f"{self.labels.get('en', self.code)} ({self.scheme})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the term and counts the change, so that every process reads the vocabularies anew."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            VocabularyRevision.count()

    def clean(self) -> None:
        """A term needs a label in each language, and neighbours that exist."""
        super().clean()
        if missing := [language for language in LANGUAGES if not str(self.labels.get(language, "")).strip()]:
            raise ValidationError({"labels": _("A label is missing in: %s") % ", ".join(missing)})
        above = SCHEMES[self.scheme].parents_from or self.scheme if self.scheme in SCHEMES else self.scheme
        for field, scheme in (("parent", above), ("replaced_by", self.scheme)):
            code = getattr(self, field)
            if code and not Term.objects.filter(scheme=scheme, code=code).exists():
                raise ValidationError({field: _("There is no term “%s” in this vocabulary.") % code})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Deletes the term and counts the change."""
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            VocabularyRevision.count()
        return gone


class LegacyTerm(models.Model):
    """A term another system used, and the code it stands for here."""

    scheme = models.CharField(max_length=40)
    term = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "term"], name="one_code_per_legacy_term")]

    def __str__(self) -> str:
        return f"{self.term} → {self.code}"


class VocabularyRevision(models.Model):
    """The number of the vocabularies' present state (one row), and which bundled version they hold."""

    number = models.PositiveIntegerField(default=0)
    bundled = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def count(cls) -> None:
        """Counts a change."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=models.F("number") + 1)
        vocabulary_changed.send(sender=cls)
