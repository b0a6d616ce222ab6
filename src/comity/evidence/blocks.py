"""The repeated parts of the hub's records as the desk edits them; their names are those of `comity.law.providers`."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from comity.core.gazetteer import load_gazetteer
from comity.law.providers import Answer, DataKind
from comity.law.provisions import Provision, ProvisionError
from comity.records.models import OriginChoice


def labelled(kind: type[Enum]) -> list[tuple[str, Any]]:
    """The members of an enumeration of the field as choices, named in the editor's language."""
    return [(member.value, _(member.label)) for member in kind]  # type: ignore[attr-defined]


class StateBlock(blocks.CharBlock):
    """The code of a State; empty where none is meant."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for a code that is none."""
        code = str(super().clean(value) or "").strip().upper()
        if code and code not in load_gazetteer():
            raise ValidationError(gettext_now("“%s” is not the code of a State or territory.") % code)
        return code


class ProvisionBlock(blocks.CharBlock):
    """The code of a provision."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for a text that is no provision code."""
        try:
            return Provision.parse(str(super().clean(value))).code
        except ProvisionError as error:
            raise ValidationError(str(error)) from error


class EntityBlock(blocks.StructBlock):
    """A legal person that answers for users."""

    name = blocks.CharBlock(label=_("Name"))
    state = StateBlock(required=False, label=_("State of its seat (code)"), max_length=3)
    serves = blocks.ListBlock(StateBlock(label=_("State (code)"), max_length=3), label=_("Users in"), default=[])


class AcceptanceBlock(blocks.StructBlock):
    """What is given directly to authorities of other States."""

    kind = blocks.ChoiceBlock(labelled(DataKind), label=_("Data"))
    answer = blocks.ChoiceBlock(labelled(Answer), label=_("Given"), default=Answer.UNKNOWN.value)
    states = blocks.ListBlock(
        StateBlock(label=_("State (code)"), max_length=3), label=_("Only to these States"), default=[]
    )
    condition = blocks.CharBlock(required=False, label=_("Condition"))


class HeldBlock(blocks.StructBlock):
    """Whether data of a kind are held, and how long."""

    kind = blocks.ChoiceBlock(labelled(DataKind), label=_("Data"))
    held = blocks.ChoiceBlock(labelled(Answer), label=_("Held"), default=Answer.UNKNOWN.value)
    days = blocks.IntegerBlock(required=False, min_value=0, label=_("Days kept"))


class PartTextBlock(blocks.StructBlock):
    """The text of a part of a guide in one language."""

    language = blocks.ChoiceBlock(list(settings.LANGUAGES), label=_("Language"))
    title = blocks.CharBlock(label=_("Title"))
    body = blocks.TextBlock(required=False, label=_("Text"), rows=6)
    note = blocks.TextBlock(required=False, label=_("Explanatory note"), rows=4)
    origin = blocks.ChoiceBlock(OriginChoice.choices, label=_("Origin"), default=OriginChoice.HUMAN)


LEVELS = (
    ("part", _("Part")),
    ("chapter", _("Chapter")),
    ("section", _("Section")),
    ("provision", _("Provision")),
    ("item", _("Item")),
)


class PartBlock(blocks.StructBlock):
    """A part, chapter, provision or item of a guide, in its place in the order."""

    level = blocks.ChoiceBlock(LEVELS, label=_("Level"))
    anchor = blocks.RegexBlock(
        r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
        label=_("Name in the address"),
        help_text=_("Small letters, digits and hyphens; others cite the part by it, so it stays."),
        error_messages={"invalid": _("Small letters, digits and hyphens only.")},
    )
    number = blocks.CharBlock(required=False, label=_("Number"))
    texts = blocks.ListBlock(PartTextBlock(), label=_("Texts"))
    provisions = blocks.ListBlock(ProvisionBlock(label=_("Provision")), label=_("Provisions"), default=[])
    examples = blocks.ListBlock(
        blocks.CharBlock(label=_("Key or number of the extract")), label=_("Examples in national law"), default=[]
    )
