"""A form as a tree that follows the facts: leaves, groups, repeated groups, from an entry or from what was sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import time
from enum import Enum
from functools import cache
from typing import Any, get_type_hints

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString

from comity.law.authorities.comparing import FIELDS
from comity.law.authorities.entry import Said
from comity.law.authorities.field_names import FIELD_NAMES

from .leaves import bare, is_leaf, item_of, leaf_field

MOST_ROWS = 60
Places = tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Raw:
    """What stands in the form: texts by name, and where a row is to be added."""

    texts: Mapping[str, list[str]]
    add: str = ""

    @classmethod
    def sent(cls, query: QueryDict) -> Raw:
        """What a browser sent."""
        return cls(dict(query.lists()), query.get("add", ""))

    def count(self, name: str) -> int:
        """How many rows a repeated group has: those there are, one more where one is added, at least an empty one."""
        said = self.texts.get(f"{name}-count", ["0"])[0]
        rows = int(said) if said.isdecimal() and len(said) < 4 else 0
        return min(max(rows + (self.add == name), 1), MOST_ROWS)


def spread(value: Any, name: str) -> dict[str, list[str]]:
    """A value of the entry as the texts of its form."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found: dict[str, list[str]] = {}
        for each in dataclasses.fields(value):
            found |= spread(getattr(value, each.name), f"{name}-{each.name}")
        return found
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        found = {f"{name}-count": [str(len(value))]}
        for n, item in enumerate(value):
            found |= spread(item, f"{name}-{n}")
        return found
    if isinstance(value, tuple):
        return {name: [_written(item) for item in value]}
    return {} if value is None or value is False else {name: [_written(value)]}


def _written(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "on" if value is True else str(value)


@dataclasses.dataclass
class Leaf:
    """One field of the form."""

    name: str
    label: str
    field: forms.Field
    given: Any
    default: Any
    errors: list[str] = dataclasses.field(default_factory=list)
    fixed: bool = False  # shown as a text, sent along hidden
    kind = "leaf"

    @property
    def said(self) -> str:
        """The given choice by its name."""
        return str(dict(self.field.choices)[self.given])  # type: ignore[attr-defined]

    @property
    def several(self) -> bool:
        """True for a group of checkboxes, which needs a legend."""
        return isinstance(self.field.widget, forms.CheckboxSelectMultiple)

    @property
    def ticked(self) -> bool:
        """True for a single checkbox."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def html(self) -> SafeString:
        """The control itself."""
        attrs = {"id": f"id_{self.name}"} | ({"aria-invalid": "true"} if self.errors else {})
        value = self.given == "on" if self.ticked else self.given
        rendered: SafeString = self.field.widget.render(self.name, value, attrs)
        return rendered

    @property
    def is_blank(self) -> bool:
        """True if nothing was filled in: a choice left at its default says nothing."""
        if isinstance(self.field, forms.TypedChoiceField):
            return self.default is dataclasses.MISSING or self.given in ("", _written(self.default))
        return not self.given

    def read(self) -> Any:
        """The value; what cannot be read is remembered in `errors`."""
        try:
            return self.field.clean(self.given if self.given != "" else None)
        except ValidationError as error:
            self.errors = list(error.messages)
            return None


@dataclasses.dataclass
class Group:
    """A dataclass of the entry: its fields under one legend."""

    name: str
    label: str
    shape: type
    nodes: dict[str, Node]
    removed: bool = False
    kind = "group"

    @property
    def is_blank(self) -> bool:
        """True if nothing inside was filled in; a text without words says nothing, whatever its language."""
        if self.shape is Said:
            return self.nodes["text"].is_blank
        return all(node.is_blank for node in self.nodes.values())

    def read(self) -> Any:
        """The dataclass; fields that are empty stand at their default."""
        found = {name: node.read() for name, node in self.nodes.items()}
        defaults = {each.name for each in dataclasses.fields(self.shape) if each.default is not dataclasses.MISSING}
        given = {name: value for name, value in found.items() if value is not None or name not in defaults}
        return self.shape(**given)


@dataclasses.dataclass
class Repeated:
    """A group that may stand several times; empty rows and those marked as removed are left out."""

    name: str
    label: str
    rows: list[Group]
    kind = "repeated"

    @property
    def is_blank(self) -> bool:
        """True if no row holds anything."""
        return all(row.is_blank or row.removed for row in self.rows)

    def read(self) -> tuple[Any, ...]:
        """The rows that hold something."""
        return tuple(row.read() for row in self.rows if not row.removed and not row.is_blank)


Node = Leaf | Group | Repeated


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def build(shape: Any, owner: str, field: str, name: str, raw: Raw, places: Places, default: Any = None) -> Node:
    """The node for a field of a dataclass called `owner`; labels are English, keys of their translations."""
    label = FIELD_NAMES.get((owner, field)) or FIELDS[field]
    shape = bare(shape)
    if is_leaf(shape):
        control = leaf_field(shape, owner, field, places)
        return Leaf(name, label, control, _given(control, raw, name, default), default)
    item = item_of(shape)
    if item is None:
        return _group(shape, label, name, raw, places)
    rows = [_group(item, label, f"{name}-{n}", raw, places) for n in range(raw.count(name))]
    return Repeated(name, label, rows)


def _given(control: forms.Field, raw: Raw, name: str, default: Any) -> Any:
    texts = raw.texts.get(name)
    if isinstance(control, forms.MultipleChoiceField):
        return texts or []
    if texts is None:
        untouched = isinstance(control, forms.TypedChoiceField) and default not in (None, dataclasses.MISSING)
        return _written(default) if untouched else ""
    return "\n".join(texts).strip()


def _group(shape: type, label: str, name: str, raw: Raw, places: Places) -> Group:
    nodes = {
        each.name: build(
            _hints(shape)[each.name], shape.__name__, each.name, f"{name}-{each.name}", raw, places, each.default
        )
        for each in dataclasses.fields(shape)
        if each.name != "territories" or places
    }
    return Group(name, label, shape, nodes, removed=f"{name}-remove" in raw.texts)


def leaves(node: Node) -> Iterator[Leaf]:
    """Every leaf under the node."""
    match node:
        case Leaf():
            yield node
        case Group():
            for each in node.nodes.values():
                yield from leaves(each)
        case Repeated():
            for row in node.rows:
                yield from leaves(row)
