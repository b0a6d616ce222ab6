"""The records of the four databases: laws and their extracts, cases, strategies, publications."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from comity.records.blocks import LinkBlock, PartsField
from comity.records.fields import CodesField, KeywordsOf, ListField, TermsOf
from comity.records.models import Record, RecordText

from . import blocks
from .entries import Kind


def _term(label: object, *, default: str = "") -> models.CharField[str, str]:
    return models.CharField(label, max_length=60, blank=True, default=default)  # type: ignore[arg-type]


def _day(label: Any) -> Any:
    return models.DateField(label, null=True, blank=True)


class Law(Record):
    """A law: an act, code, decree, regulation …, with its versions."""

    KIND = Kind.LAW
    LETTER = "L"

    law_kind = _term(_("kind"), default="act")
    official_number = models.CharField(_("official number"), max_length=200, blank=True)
    adopted_on = _day(_("adopted on"))
    in_force_on = _day(_("in force since"))
    amended_on = _day(_("last amended on"))
    repealed_on = _day(_("repealed on"))
    status = _term(_("status"), default="unknown")
    versions = PartsField([("version", blocks.VersionBlock())], verbose_name=_("versions"))
    full_text_url = models.URLField(_("full text"), max_length=1000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("law")
        verbose_name_plural = _("laws")


class Extract(Record):
    """One article or section of a law, or a run of them: the unit of the legislation database."""

    KIND = Kind.EXTRACT
    LETTER = "E"

    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="extracts", verbose_name=_("law"))
    section = models.CharField(_("article or section"), max_length=300)
    path = ListField(_("parts and chapters above it"))
    position = models.PositiveIntegerField(_("place in the law"), default=0)
    in_force_on = _day(_("in force since"))
    amended_on = _day(_("last amended on"))

    class Meta(Record.Meta):
        verbose_name = _("extract of a law")
        verbose_name_plural = _("extracts of laws")
        indexes: ClassVar = [models.Index(fields=["law", "position"])]

    def heading(self) -> str:
        """The article or section, and its heading."""
        return " · ".join(filter(None, (self.section, super().heading())))


class Case(Record):
    """A judgment, a law-enforcement operation or a decision of an international body."""

    KIND = Kind.CASE
    LETTER = "C"

    case_type = _term(_("type of record"), default="judgment")
    legal_system = _term(_("legal system"))
    proceeding_type = _term(_("type of proceeding"))
    latest_ruling = _term(_("latest court ruling"))
    tried = models.CharField(
        _("tried"),
        max_length=10,
        blank=True,
        choices=[("jointly", _("Jointly")), ("separately", _("Separately"))],
    )
    decided_on = _day(_("decided on"))
    sentenced_on = _day(_("sentenced on"))
    jurisdiction = models.TextField(_("jurisdiction"), blank=True)
    proceedings = PartsField([("proceeding", blocks.ProceedingBlock())], verbose_name=_("proceedings"))
    defendants = PartsField([("defendant", blocks.DefendantBlock())], verbose_name=_("defendants"))
    victims = PartsField([("person", blocks.PersonBlock())], verbose_name=_("victims or plaintiffs"))
    victims_heading = models.CharField(_("heading for the victims"), max_length=100, blank=True)
    witnesses = models.TextField(_("witnesses"), blank=True)
    cooperation = PartsField(
        [("cooperation", blocks.CooperationBlock())], verbose_name=_("international cooperation used")
    )
    keywords = CodesField(_("acts, means, purposes, forms and sectors"), check=KeywordsOf())
    citations = PartsField([("link", LinkBlock())], verbose_name=_("sources and citations"))

    class Meta(Record.Meta):
        verbose_name = _("case")
        verbose_name_plural = _("cases")


class Strategy(Record):
    """A national or regional strategy, action plan or policy."""

    KIND = Kind.STRATEGY
    LETTER = "S"

    strategy_kind = _term(_("kind"), default="national-strategy")
    issued_by = models.CharField(_("issued by"), max_length=300, blank=True)
    adopted_on = _day(_("adopted on"))
    begins_on = _day(_("begins on"))
    ends_on = _day(_("ends on"))
    status = _term(_("status"), default="unknown")
    pillars = CodesField(_("pillars"), check=TermsOf("pillars"))
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors", verbose_name=_("follows")
    )

    class Meta(Record.Meta):
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")


class Publication(Record):
    """An entry of the annotated bibliography."""

    KIND = Kind.PUBLICATION
    LETTER = "B"

    authors = ListField(_("authors"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    journal = models.CharField(_("journal"), max_length=300, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=40, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    methods = CodesField(_("research methods"), check=TermsOf("research-methods"))
    data_sources = models.TextField(_("data sources"), blank=True)
    keywords = ListField(_("keywords"))

    class Meta(Record.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("bibliography")


class LawText(RecordText):
    """A law's title and description in one language."""

    record = ParentalKey(Law, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_law_text_per_language")]


class ExtractText(RecordText):
    """An extract's heading, text and description in one language."""

    record = ParentalKey(Extract, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_extract_text_per_language")]


class CaseText(RecordText):
    """A case's title, facts and commentary in one language."""

    record = ParentalKey(Case, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_case_text_per_language")]


class StrategyText(RecordText):
    """A strategy's title and summary in one language."""

    record = ParentalKey(Strategy, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_strategy_text_per_language")]


class PublicationText(RecordText):
    """A publication's title and synopsis in one language."""

    record = ParentalKey(Publication, on_delete=models.CASCADE, related_name="texts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_publication_text_per_language")]


MODELS: dict[Kind, type[Law | Extract | Case | Strategy | Publication]] = {
    Kind.LAW: Law,
    Kind.EXTRACT: Extract,
    Kind.CASE: Case,
    Kind.STRATEGY: Strategy,
    Kind.PUBLICATION: Publication,
}
TEXTS: dict[Kind, type[RecordText]] = {
    Kind.LAW: LawText,
    Kind.EXTRACT: ExtractText,
    Kind.CASE: CaseText,
    Kind.STRATEGY: StrategyText,
    Kind.PUBLICATION: PublicationText,
}
CatalogueRecord = Law | Extract | Case | Strategy | Publication


class CatalogueLoad(models.Model):
    """One run of an import: what it read, how far it came and what it changed; unfinished if it was broken off."""

    reader = models.CharField(max_length=40)
    path = models.CharField(max_length=1000)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # the first thousand: place, reason, excerpt

    def __str__(self) -> str:
        return f"{self.reader} {self.started_at:%Y-%m-%d %H:%M}"
