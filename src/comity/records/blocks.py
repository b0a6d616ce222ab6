"""Lists of parts as the desk edits them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
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
