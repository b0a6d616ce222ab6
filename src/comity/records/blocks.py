"""Lists of parts as the desk edits them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField


class PartsField(StreamField):
    """A list of one kind of part. Migrations do not hold the blocks, for those change with the wording."""

    def __init__(self, block_types: Any = (), *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(block_types, *args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class LinkBlock(blocks.StructBlock):
    """A source or attachment."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(required=False, label=_("Address"))


class FileBlock(blocks.StructBlock):
    """A file kept here: a full text, a judgment in its original language, a translation of either."""

    document = DocumentChooserBlock(label=_("File"))
    what = blocks.ChoiceBlock(
        label=_("What it is"),
        default="full-text",
        choices=[
            ("full-text", _("Full text")),
            ("judgment", _("Judgment in its original language")),
            ("translation", _("Translation")),
            ("other", _("Other")),
        ],
    )
    language = blocks.CharBlock(label=_("Language (code)"), max_length=8, help_text=_("For example: ar, pt, uk."))
    title = blocks.CharBlock(required=False, label=_("Title"), max_length=255)
    cleared = blocks.BooleanBlock(
        label=_("May be public as it is"),
        help_text=_("The State or court has published it so, or every name that must not be shown is taken out."),
    )
