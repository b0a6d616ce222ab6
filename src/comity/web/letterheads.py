"""The letterhead of a request: of an authority of the directory, as far as the reader may see it, or lines typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from comity.accounts.viewer import Viewer
from comity.core.wording import language
from comity.directory.interfaces import directory, note_reading, visible
from comity.law.authorities.letterhead import HeadLine, head_lines
from comity.law.authorities.listing import Listed
from comity.law.authorities.words import FieldGroup
from comity.law.interview.definition import Role
from comity.law.interview.running import Interview
from comity.law.interview.values import cleaned
from comity.publications.requests import Letterhead
from comity.publications.requests.heads import SetLine, set_lines

from .choices import collated

MOST_LINES, LONGEST = 15, 200
_NOT_ON_PAPER = frozenset(FieldGroup) - {FieldGroup.IDENTITY, FieldGroup.CONTACT}


@dataclass(frozen=True)
class Head:
    """What was chosen for the head of the paper, out of what; `chosen` is an authority's key, empty for none."""

    offered: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    typed: str = ""
    listed: Listed | None = None

    def letterhead(self, reader: Viewer, languages: Iterable[str]) -> Letterhead:
        """The lines for a document in these languages. That restricted contacts were read is noted."""
        lines: tuple[HeadLine, ...] = ()
        if self.listed is not None:
            entry, hidden = visible(self.listed.entry, reader)
            note_reading(viewer=reader, listed=(self.listed,), hidden=hidden | _NOT_ON_PAPER)
            lines = head_lines(entry, languages)
        own = [line for line in map(str.strip, cleaned(self.typed).split("\n")) if line][:MOST_LINES]
        more = tuple(HeadLine(line[:LONGEST], is_name=not lines and n == 0) for n, line in enumerate(own))
        return Letterhead((*lines, *more))

    def shown(self, reader: Viewer) -> tuple[SetLine, ...]:
        """The lines as a page in the active language shows them."""
        return set_lines(self.letterhead(reader, (language(),)), language())


def head_of(form: QueryDict, interview: Interview, own: Iterable[str]) -> Head:
    """What a form says of the letterhead; the first of one's `own` authorities that is listed if it says nothing.

    Offered are one's own authorities, then those of the requesting State by name.
    """
    held = directory()
    state = interview.given.code(Role.REQUESTING)
    ours = [held.listed[key] for key in own if key in held.listed]
    others = [each for each in held.by_state.get(state, ()) if each.key not in {o.key for o in ours}]
    others.sort(key=lambda each: collated(each.entry.name(language())))
    offered = {each.key: each for each in (*ours, *others)}
    wanted = form.get("letterhead", ours[0].key if ours else "")
    chosen = wanted if wanted in offered else ""
    return Head(
        offered=tuple((key, each.entry.name(language())) for key, each in offered.items()),
        chosen=chosen,
        typed=form.get("letterhead-lines", "")[: MOST_LINES * LONGEST],
        listed=offered.get(chosen),
    )
