"""Why an act on the directory is refused; nothing was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comity.law.authorities.checks import Problem

    from ..models import Version


class NoSuchAuthority(LookupError):
    """There is no authority, or no version of it, by that key or number."""


class OutOfStep(Exception):
    """The version is not at the step the act needs, or a later one has come; the message says which."""


class Conflict(Exception):
    """Another person changed the same fields meanwhile: `theirs` is the version that stands now.

    `fields` are the fields both changed, with what the version that stands says in each.
    """

    def __init__(self, theirs: Version, fields: Mapping[str, Any]) -> None:
        super().__init__(f"version {theirs.number} changed {', '.join(fields)} too")
        self.theirs, self.fields = theirs, fields


class Blocked(Exception):
    """The entry has errors that must be mended first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} errors")
        self.problems = problems
