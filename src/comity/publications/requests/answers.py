"""The answers of a draft as a file to keep: the only place where a draft of the open studio lives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from comity.law.interview.running import Interview
from comity.law.interview.values import Moment, Money, Row, Value

LARGEST = 2_000_000  # bytes of a file of answers


class AnswersError(ValueError):
    """A file that holds no answers; the message says why and where."""


def read_answers(content: bytes, *, definition: str) -> dict[str, Any]:
    """The answers of a file, as saved here, as a request in JSON, or as a plain object of answers.

    Raises AnswersError: too large, no JSON, answers to another interview.
    """
    if len(content) > LARGEST:
        raise AnswersError(_("The file is larger than 2 MB."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise AnswersError(_("The file is not written in UTF-8.")) from None
    except json.JSONDecodeError as error:
        raise AnswersError(
            _("Line %(line)s, column %(column)s: the file is no JSON.") % {"line": error.lineno, "column": error.colno}
        ) from None
    except RecursionError:
        raise AnswersError(_("The file is nested too deep.")) from None
    if not isinstance(data, Mapping):
        raise AnswersError(_("The file holds no answers."))
    if "answers" in data and isinstance(data["answers"], Mapping):
        other = data.get("definition")
        if other not in (None, definition):
            raise AnswersError(
                _("These are answers to “%(other)s”, not to “%(code)s”.") % {"other": other, "code": definition}
            )
        return dict(data["answers"])
    return dict(data)


def answers_of(interview: Interview) -> dict[str, Any]:
    """What a file of answers holds: what was answered and is shown, in the form in which it can be read again."""
    definition = interview.given.definition
    return {
        "definition": definition.code,
        "version": definition.version,
        "answers": {name: written(value) for name, value in sorted(interview.given.values.items())},
    }


def written(value: Value) -> Any:
    """A value as it is typed: what reads back as the same value."""
    match value:
        case Moment(at, offset_known):
            return at.isoformat() if offset_known else at.replace(tzinfo=None).isoformat()
        case Money(amount, currency):
            return f"{currency} {amount}"
        case tuple():
            return [
                {name: written(inside) for name, inside in item.values} if isinstance(item, Row) else item
                for item in value
            ]
    return value if isinstance(value, str) else str(value)
