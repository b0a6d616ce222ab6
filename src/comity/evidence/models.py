"""The hub's records: service providers with the versions of their guidelines, national provisions, guides."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from comity.law.electronic_powers import Power
from comity.law.providers import Answer, Authentication, Category, Caution, Route
from comity.records.blocks import PartsField
from comity.records.fields import CodesField, ListField, check_states
from comity.records.models import Record, RecordText

from . import blocks
from .blocks import labelled


def _answer(label: Any) -> models.CharField[str, str]:
    choices = labelled(Answer)
    return models.CharField(label, max_length=12, choices=choices, default=Answer.UNKNOWN.value)


def _days(label: Any) -> Any:
    return models.PositiveIntegerField(label, null=True, blank=True)


def _address(label: Any) -> Any:
    return models.URLField(label, max_length=1000, blank=True)


class Confirmed(Record):
    """A record that somebody confirms from time to time: `verified_by` is the person or office as it may be shown."""

    verified_by = models.CharField(_("verified by"), max_length=200, blank=True)

    class Meta(Record.Meta):
        abstract = True


class ServiceProvider(Confirmed):
    """A provider of communication, hosting, payment or other services, as `comity.law.providers.Provider` has it."""

    LETTER = "P"

    code = models.SlugField(_("name in the address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    category = models.CharField(
        _("kind of service"), max_length=20, choices=labelled(Category), default=Category.OTHER.value
    )
    brands = ListField(_("brands and services"))
    entities = PartsField([("entity", blocks.EntityBlock())], verbose_name=_("who answers for users where"))
    data_states = CodesField(_("where the data are"), check=check_states)
    portal_url = _address(_("portal for requests"))
    portal_account = _answer(_("the portal needs an account"))
    email = models.EmailField(_("e-mail"), blank=True)
    postal = models.TextField(_("postal address"), blank=True)
    emergency_contact = models.CharField(_("emergency contact at all hours"), max_length=300, blank=True)
    emergency_url = _address(_("form for emergencies"))
    languages = ListField(_("languages accepted"), help_text=_("Codes like en, fr, pt; one on a line."))
    preservation = _answer(_("preserves on request"))
    preservation_days = _days(_("days preserved"))
    extension_days = _days(_("days of an extension"))
    renewals = _days(_("how often renewed"))
    acceptances = PartsField(
        [("acceptance", blocks.AcceptanceBlock())], verbose_name=_("what is given directly to authorities abroad")
    )
    content_routes = ListField(_("ways to content"), help_text=", ".join(route.value for route in Route))
    user_notice = _answer(_("users are told"))
    notice_delay = _answer(_("telling users can be put off"))
    identifiers = ListField(_("identifiers accepted"))
    held = PartsField([("held", blocks.HeldBlock())], verbose_name=_("data held"))
    authentication = models.CharField(
        _("authentication of records"),
        max_length=12,
        choices=labelled(Authentication),
        default=Authentication.UNKNOWN.value,
    )
    reimbursement = _answer(_("costs are charged"))
    response_days = _days(_("usual days to an answer"))
    freeze_days = _days(_("days of a freeze of assets on request"))
    transparency_url = _address(_("transparency report"))
    guidelines_url = _address(_("guidelines for authorities"))
    cautions = ListField(_("cautions"), help_text=", ".join(caution.value for caution in Caution))

    class Meta(Confirmed.Meta):
        verbose_name = _("service provider")
        verbose_name_plural = _("service providers")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ways to content and cautions are codes of the field."""
        super().clean()
        known: dict[str, set[str]] = {
            "content_routes": {route.value for route in Route},
            "cautions": {caution.value for caution in Caution},
        }
        for name, codes in known.items():
            if wrong := [code for code in getattr(self, name) if code not in codes]:
                raise ValidationError({name: [gettext("“%s” is not in the vocabulary.") % code for code in wrong]})


class GuidelineVersion(models.Model):
    """A version of a provider's guidelines for authorities. `text` only where the operator has loaded it.

    `version_on` is the date the document bears; `used_from` and `used_until` when it stood at the address, as far as
    known; `facts` the provider's record as it was when this version was recorded.
    """

    provider = models.ForeignKey(
        ServiceProvider, on_delete=models.CASCADE, related_name="versions", verbose_name=_("service provider")
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    url = _address(_("address"))
    language = models.CharField(_("language"), max_length=8, blank=True)
    version_on = models.DateField(_("date of the version"), null=True, blank=True)
    used_from = models.DateField(_("in use from"), null=True, blank=True)
    used_until = models.DateField(_("in use until"), null=True, blank=True)
    checksum = models.CharField(_("SHA-256"), max_length=64, blank=True)
    text = models.TextField(_("text"), blank=True)
    facts = models.JSONField(default=dict, blank=True, editable=False)
    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_id = models.CharField(_("identity in the source"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of guidelines")
        verbose_name_plural = _("versions of guidelines")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "source_name", "source_id"],
                condition=~models.Q(source_id=""),
                name="one_guideline_version_per_source_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.title or self.url}"


ORDERED_BY: tuple[tuple[str, Any], ...] = (
    ("court", _("Court or judge")),
    ("prosecutor", _("Prosecutor")),
    ("police", _("Police or investigating authority")),
    ("central-authority", _("Central authority")),
    ("other", _("Other")),
    ("unknown", _("unknown")),
)


class NationalProvision(Confirmed):
    """What a State's law allows on electronic evidence: one power, by which article, ordered by whom.

    `extract_key` is the key of the extract in the catalogue, `authority_key` that of an entry in the directory. Of the
    texts `title` names the provision, `body` says the threshold and the conditions, `notes` describes it.
    """

    LETTER = "N"

    power = models.CharField(_("power"), max_length=40, choices=labelled(Power))
    law_name = models.CharField(_("law"), max_length=300, blank=True)
    article = models.CharField(_("article or section"), max_length=100, blank=True)
    extract_key = models.CharField(_("extract in the catalogue (key)"), max_length=12, blank=True)
    authority_key = models.CharField(_("authority in the directory (key)"), max_length=40, blank=True)
    ordered_by = models.CharField(_("ordered by"), max_length=20, choices=ORDERED_BY, default="unknown")
    max_days = _days(_("longest duration in days"))
    foreign = _answer(_("usable for foreign requests"))

    class Meta(Confirmed.Meta):
        verbose_name = _("national provision on electronic evidence")
        verbose_name_plural = _("national provisions on electronic evidence")

    def clean(self) -> None:
        """It is the law of one State."""
        super().clean()
        if len(self.states) != 1:
            raise ValidationError({"states": gettext("Name one State: the one whose law it is.")})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """None: it has no page of its own, but a row in a table."""
        return []

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.number, self.law_name, self.article)))

    @property
    def state(self) -> str:
        """The State's code; empty if none is written down."""
        return str(self.states[0]) if self.states else ""


class GuideKind(models.TextChoices):
    """What a guide is."""

    GUIDE = "guide", _("Practical guide")
    MODEL_LAW = "model-law", _("Model law")
    MODEL_PROVISIONS = "model-provisions", _("Model provisions")
    COMPENDIUM = "compendium", _("Compendium")
    TRAINING = "training", _("Training material")
    EXERCISES = "exercises", _("Catalogue of exercises")
    FRAMEWORK = "framework", _("Data disclosure framework")
    CHECKLIST = "checklist", _("Checklist")


class Guide(Confirmed):
    """A guide, model law or other structured text: parts in order, each with provisions, note and examples."""

    LETTER = "G"

    code = models.SlugField(_("name in the address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=GuideKind.choices, default=GuideKind.GUIDE)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    published_on = models.CharField(
        _("published"), max_length=10, blank=True, help_text=_("A year, a month or a day: 2021, 2021-10, 2021-10-05.")
    )
    parts = PartsField([("part", blocks.PartBlock())], verbose_name=_("parts"))

    class Meta(Confirmed.Meta):
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """Others cite a part by its name, so no two may share one."""
        super().clean()
        counted = Counter(part.value["anchor"] for part in self.parts)
        if twice := sorted(anchor for anchor, count in counted.items() if count > 1):
            message = gettext("Each part needs a name of its own; these stand twice: %s")
            raise ValidationError({"parts": message % ", ".join(twice)})


class ServiceProviderText(RecordText):
    """Remarks on a provider in one language."""

    record = ParentalKey(ServiceProvider, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_provider_text_per_language")]


class NationalProvisionText(RecordText):
    """A national provision's name, conditions and description in one language."""

    record = ParentalKey(NationalProvision, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "language"], name="one_national_provision_text_per_language")
        ]


class GuideText(RecordText):
    """A guide's title and description in one language."""

    record = ParentalKey(Guide, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_guide_text_per_language")]


RECORDS: tuple[type[Confirmed], ...] = (ServiceProvider, NationalProvision, Guide)
