"""The repeated parts of a case as the desk edits them; the names are those of the published shape (entries.py)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from comity.core.wording import language
from comity.vocabulary.interfaces import thesaurus

from .domain.names import is_label


class TermBlock(blocks.ChoiceBlock):
    """A choice among the terms of a vocabulary, in the editor's language."""

    def __init__(self, scheme: str = "", **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(choices=self._choices, **kwargs)

    def _choices(self) -> list[tuple[str, str]]:
        return [(concept.code, concept.label(language())) for concept in thesaurus().scheme(self.scheme)]

    def deconstruct(self) -> Any:
        return "comity.catalogue.blocks.TermBlock", [self.scheme], {"required": self.field.required}


def _text(label: Any, **options: Any) -> blocks.CharBlock:
    return blocks.CharBlock(required=False, label=label, **options)


def _long(label: Any) -> blocks.TextBlock:
    return blocks.TextBlock(required=False, label=label, rows=3)


class ProceedingBlock(blocks.StructBlock):
    """One stage of a case."""

    stage = TermBlock("court-levels", required=False, label=_("Stage"))
    reference = _text(_("Official case reference"))
    decided_on = blocks.DateBlock(required=False, label=_("Decision date"))
    court = _text(_("Court"))
    place = _text(_("Location"))
    description = _long(_("Description"))
    outcome = _long(_("Outcome"))


class ChargeBlock(blocks.StructBlock):
    """One charge against a defendant."""

    offence = _text(_("Offence"))
    statute = _text(_("Legislation, statute or code"))
    details = _long(_("Details of the charge"))
    verdict = TermBlock("verdicts", required=False, label=_("Verdict"))
    imprisonment = _text(_("Term of imprisonment"))
    fine = _text(_("Fine"))
    compensation = _text(_("Compensation or payment to the victim"))
    appeal = _long(_("Appellate decision"))
    reasoning = _long(_("Legal reasoning"))


class PersonBlock(blocks.StructBlock):
    """A victim or witness. Only initials or a label may stand here."""

    only_labels = True

    name = blocks.CharBlock(label=_("Initials or label"), help_text=_("Never a full name: “A.B.” or “Victim 1”."))
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        default="natural",
        choices=[
            ("natural", _("Natural person")),
            ("company", _("Company")),
            ("group", _("Group of persons")),
            ("authority", _("Authority")),
        ],
    )
    gender = blocks.ChoiceBlock(
        required=False,
        label=_("Gender"),
        choices=[("female", _("Female")), ("male", _("Male")), ("other", _("Other"))],
    )
    child = blocks.ChoiceBlock(
        required=False, label=_("Under 18 at the time"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    age = _text(_("Age"))
    born = _text(_("Born"))
    nationality = _text(_("Nationality (code of the State)"), max_length=3)
    details = _long(_("Details"))

    def clean(self, value: Any) -> Any:
        """Raises StructBlockValidationError for a full name: victims and witnesses are never named."""
        cleaned = super().clean(value)
        if self.only_labels and cleaned.get("kind") == "natural" and not is_label(cleaned.get("name", "")):
            raise StructBlockValidationError(
                {
                    "name": ValidationError(
                        gettext("Only initials or a label may stand here, like “A.B.” or “Victim 1”.")
                    )
                }
            )
        return cleaned


class DefendantBlock(PersonBlock):
    """A defendant or respondent, with the charges."""

    only_labels = False

    name = blocks.CharBlock(label=_("Name"), help_text=_("Shown as initials unless the next field says why not."))
    named_because = blocks.ChoiceBlock(
        required=False,
        label=_("May be named because"),
        choices=[
            ("organization", _("It is a company, group or authority")),
            (
                "final-public-judgment",
                _("A final public judgment names the person, and the law of the State allows it"),
            ),
        ],
    )
    charges = blocks.ListBlock(ChargeBlock(), label=_("Charges"), default=[])


class CooperationBlock(blocks.StructBlock):
    """International cooperation used in a case."""

    measure = TermBlock("measures", label=_("Measure"))
    requesting = _text(_("Requesting State (code)"), max_length=3)
    requested = _text(_("Requested State (code)"), max_length=3)
    provisions = blocks.ListBlock(blocks.CharBlock(label=_("Provision")), label=_("Legal basis"), default=[])
    outcome = TermBlock("outcomes", required=False, label=_("Outcome"))
    details = _long(_("Details"))


class VersionBlock(blocks.StructBlock):
    """One version of a law."""

    on = blocks.DateBlock(label=_("Since"))
    note = _text(_("What changed"))
    url = blocks.URLBlock(required=False, label=_("Address"))
