"""The typed value of a statement as plain JSON and back: one flat object with its `kind` and the value's own fields.

Used by the bundled facts and by the database, so both speak of the same value in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from comity.law.statements import (
    Authority,
    ConfiscationBasis,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    ProvisionLimited,
    RelationsExcluded,
    Remark,
    TerritoryExcluded,
    TreatyAsBasis,
    Value,
)

KINDS: Mapping[str, type[Value]] = {
    "extradition-basis": ExtraditionBasis,
    "languages": Languages,
    "authority": Authority,
    "confiscation-basis": ConfiscationBasis,
    "disputes-excluded": DisputesExcluded,
    "relations-excluded": RelationsExcluded,
    "territory-excluded": TerritoryExcluded,
    "provision-limited": ProvisionLimited,
    "remark": Remark,
}
_WORDS = {cls: word for word, cls in KINDS.items()}


def kind_of(value: Value) -> str:
    """The word that stands for the type of the value (`extradition-basis`)."""
    return _WORDS[type(value)]


def value_to_json(value: Value) -> dict[str, Any]:
    """The value as an object of strings, booleans, lists and None; every field is written."""
    plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return {"kind": kind_of(value), **plain}


def value_from_json(data: object) -> Value:
    """Reads what `value_to_json` writes; fields with a default may be left out.

    Raises ValueError naming the kind or the key that is unknown, missing or of the wrong type.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"a statement's value is an object with a kind, not {data!r}")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of statement; known kinds: {', '.join(KINDS)}")
    cls = KINDS[kind]
    given = {key: value for key, value in data.items() if key != "kind"}
    _check_keys(kind, cls, given)
    return cls(**{key: _READERS[key](kind, key, value) for key, value in given.items()})


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _check_keys(kind: str, cls: type[Value], given: Mapping[Any, object]) -> None:
    known = {field.name: field for field in fields(cls)}
    if unknown := [repr(key) for key in given if key not in known]:
        raise ValueError(f"a value of kind {kind} has no {', '.join(unknown)}; it has: {', '.join(known) or 'no keys'}")
    if missing := [name for name, field in known.items() if field.default is MISSING and name not in given]:
        raise ValueError(f"a value of kind {kind} needs {', '.join(missing)}")


def _basis(kind: str, key: str, value: object) -> TreatyAsBasis:
    try:
        return TreatyAsBasis(value)
    except ValueError:
        known = ", ".join(v.value for v in TreatyAsBasis)
        raise ValueError(f"{kind}, {key}: {value!r} is not one of {known}") from None


def _text(kind: str, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{kind}, {key}: {value!r} is not a text")
    return value


def _optional_text(kind: str, key: str, value: object) -> str | None:
    return None if value is None else _text(kind, key, value)


def _flag(kind: str, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{kind}, {key}: {value!r} is neither true nor false")
    return value


def _optional_flag(kind: str, key: str, value: object) -> bool | None:
    return None if value is None else _flag(kind, key, value)


def _texts(kind: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{kind}, {key}: {value!r} is not a list of texts")
    return tuple(_text(kind, key, item) for item in value)


_READERS: Mapping[str, Any] = {
    "value": _basis,
    "condition": _text,
    "codes": _texts,
    "all_required": _flag,
    "note": _text,
    "name": _text,
    "stage": _text,
    "territory": _optional_text,
    "treaty_required": _optional_flag,
    "with_state": _text,
    "excluded": _flag,
}
