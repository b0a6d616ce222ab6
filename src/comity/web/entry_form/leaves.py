"""How a single value is asked for: the form field and widget of each type, with what there is to choose from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from babel.dates import get_day_names
from django import forms

from comity.core.wording import locale
from comity.law.authorities.designating import NETWORKS

from ..entry_text import word

# Texts of these fields are suggested from a list of the page (`<datalist>`), not chosen from it: others may be needed.
LISTS = {
    ("Said", "language"): "languages",
    ("AcceptedLanguage", "code"): "languages",
    ("Designation", "provision"): "provisions",
    ("AuthorityEntry", "time_zone"): "zones",
}
_LONG = {("Said", "text")}


class Lines(forms.CharField):
    """Several texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that hold something."""
        text = super().clean(value)
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class Several(forms.TypedMultipleChoiceField):
    """Several of a choice, in the order they are offered."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[Any, ...]:
        """The chosen ones as a tuple."""
        return tuple(super().clean(value))


def bare(shape: Any) -> Any:
    """The type without `| None`."""
    if get_origin(shape) in (UnionType, Union):
        return next(each for each in get_args(shape) if each is not NoneType)
    return shape


def item_of(shape: Any) -> Any:
    """The type of a tuple's items; None for what is no tuple."""
    return get_args(shape)[0] if get_origin(shape) is tuple else None


def is_leaf(shape: Any) -> bool:
    """True for what one form field can ask for."""
    shape = bare(shape)
    return not dataclasses.is_dataclass(shape) and not dataclasses.is_dataclass(item_of(shape))


def leaf_field(shape: Any, owner: str, name: str, places: Iterable[tuple[str, str]]) -> forms.Field:
    """The form field for a value of the shape; `places` are the territories there are to choose from."""
    shape = bare(shape)
    item = item_of(shape)
    if name == "territories":
        return Several(choices=list(places), required=False)
    if name == "weekdays":
        names = get_day_names("wide", locale=locale())
        return Several(choices=[(n, names[n - 1]) for n in range(1, 8)], coerce=int, required=False)
    if item is str:
        return Lines(required=False, max_length=2000)
    if item is not None:
        return Several(choices=_choices(item), coerce=item, required=False)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return forms.TypedChoiceField(choices=_choices(shape), coerce=shape)
    if shape is bool:
        return forms.BooleanField(required=False)
    if shape is date:
        return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if shape is time:
        return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    if shape is int:
        return forms.IntegerField(required=False)
    if shape is Decimal:
        return forms.DecimalField(required=False, max_digits=5, decimal_places=2)
    return _text(owner, name)


def _text(owner: str, name: str) -> forms.Field:
    if name == "network":
        return forms.ChoiceField(choices=[("", "—"), *NETWORKS.items()], required=False)
    widget: forms.Widget = forms.TextInput()
    if (owner, name) in _LONG:
        widget = forms.Textarea(attrs={"rows": 2})
    elif offered := LISTS.get((owner, name)):
        widget = forms.TextInput(attrs={"list": offered, "dir": "ltr", "autocomplete": "off"})
    return forms.CharField(required=False, max_length=4000, widget=widget)


def _choices(enum: type[Enum]) -> list[tuple[str, str]]:
    return [(each.value, word(each)) for each in enum]
