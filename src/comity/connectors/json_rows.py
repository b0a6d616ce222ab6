"""Fields of rows in JSON files of unknown care: texts and days, or a reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]
_DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:T[\d:.]{4,18}Z?)?\Z", re.ASCII)


class RowError(ValueError):
    """A field that cannot be read; the message names the field and its value."""


def text(row: Row, name: str) -> str:
    """The text of a field in one line, empty where it is absent or null; RowError if it is neither text nor number."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise RowError(f"field `{name}`: {excerpt(value)} is not a text")
    return " ".join(str(value).split())


def day(row: Row, name: str) -> date | None:
    """The day of a field such as `1957-12-13T00:00:00`, None where it is absent or null; RowError if it is none."""
    value = text(row, name)
    if not value:
        return None
    match = _DAY.match(value)
    try:
        if not match:
            raise ValueError
        return date.fromisoformat(match["day"])
    except ValueError:
        raise RowError(f"field `{name}`: {value[:40]!r} is not a day like 1957-12-13T00:00:00") from None


def excerpt(value: object) -> str:
    """The beginning of a value, to recognise it by."""
    return json.dumps(value, ensure_ascii=False, default=str)[:200]
