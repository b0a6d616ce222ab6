"""Frozen dataclasses as plain JSON values and back, with errors that name the place: what rooms store and bundle."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


class NotThatShape(ValueError):
    """The value has not the shape asked for; the message names the place in it."""


def encoded(value: Any) -> Any:
    """A dataclass as JSON values, without what stands at its default."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for each in dataclasses.fields(value):
            held = getattr(value, each.name)
            if each.default is not dataclasses.MISSING and held == each.default:
                continue
            if each.default_factory is not dataclasses.MISSING and held == each.default_factory():
                continue
            found[each.name] = encoded(held)
        return found
    if isinstance(value, tuple | list):
        return [encoded(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def decoded(shape: Any, value: Any, place: str) -> Any:
    """`value` as the type `shape`; raises NotThatShape naming the place."""
    origin = get_origin(shape)
    if origin in (UnionType, Union):
        return _of_union(get_args(shape), value, place)
    if origin is tuple:
        return _tuple(get_args(shape), value, place)
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        return _dataclass(shape, value, place)
    if shape is date:
        return _day(value, place)
    if shape is time:
        return _clock(value, place)
    if shape is Decimal:
        return _decimal(value, place)
    if isinstance(shape, type) and issubclass(shape, Enum):
        try:
            return shape(value)
        except ValueError as error:
            raise NotThatShape(f"{place}: {value!r} is not one of {', '.join(m.value for m in shape)}") from error
    if not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
        raise NotThatShape(f"{place}: {value!r:.80} is not of type {shape.__name__}")
    return value


def _of_union(shapes: tuple[Any, ...], value: Any, place: str) -> Any:
    if value is None and NoneType in shapes:
        return None
    if dataclasses.is_dataclass(value):
        return value
    rest = [shape for shape in shapes if shape is not NoneType]
    return decoded(rest[0], value, place)


def _tuple(shapes: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise NotThatShape(f"{place}: a list is needed, not {value!r:.80}")
    if len(shapes) == 2 and shapes[1] is Ellipsis:
        return tuple(decoded(shapes[0], each, f"{place}[{n}]") for n, each in enumerate(value))
    if len(value) != len(shapes):
        raise NotThatShape(f"{place}: {len(shapes)} values are needed, not {len(value)}")
    return tuple(
        decoded(shape, each, f"{place}[{n}]") for n, (shape, each) in enumerate(zip(shapes, value, strict=True))
    )


def _dataclass(shape: type, value: Any, place: str) -> Any:
    if isinstance(value, shape):
        return value
    if not isinstance(value, Mapping):
        raise NotThatShape(f"{place}: an object is needed, not {value!r:.80}")
    shapes = _shapes(shape)
    if unknown := [name for name in value if name not in shapes]:
        raise NotThatShape(f"{place}: unknown field {unknown[0]!r}; known are {', '.join(shapes)}")
    given = {name: decoded(shapes[name], each, f"{place}.{name}") for name, each in value.items()}
    try:
        return shape(**given)
    except TypeError as error:
        raise NotThatShape(f"{place}: {error}") from error


@cache
def _shapes(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _day(value: Any, place: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise NotThatShape(f"{place}: {value!r:.40} is not a day like 2024-01-31") from error


def _clock(value: Any, place: str) -> time:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise NotThatShape(f"{place}: {value!r:.40} is not a time like 08:30") from error


def _decimal(value: Any, place: str) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise NotThatShape(f"{place}: {value!r:.40} is not a number") from error
    if not found.is_finite():
        raise NotThatShape(f"{place}: {value!r:.40} is not a number")
    return found
