"""The head of the paper as it is set: every line as runs, each in its own direction, names first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, override

from comity.law.authorities.letterhead import HeadLine

from .flat import RIGHT_TO_LEFT, Run, Runs, runs_right


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the authority's paper: its lines, and a Word file whose styles, header and footer are taken over."""

    lines: tuple[HeadLine, ...] = ()
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be set; `rtl` is the direction of the whole line."""

    runs: Runs
    is_name: bool
    rtl: bool


def set_lines(head: Letterhead, language: str) -> tuple[SetLine, ...]:
    """The lines of the head of a document that is led by a language, which that of their labels is."""
    leads_right = language in RIGHT_TO_LEFT
    with override(language):
        return tuple(_set(line, leads_right) for line in head.lines)


def _set(line: HeadLine, leads_right: bool) -> SetLine:
    own = Run(line.text, "own", runs_right(line.text, leads_right))
    if not line.label:
        return SetLine((own,), line.is_name, own.rtl)
    label = gettext(line.label)
    if not line.text:
        return SetLine((Run(label, "fixed", leads_right),), line.is_name, leads_right)
    said = gettext("%(label)s: %(text)s") % {"label": label, "text": "\0"}
    before, _mark, after = said.partition("\0")
    runs = (Run(before, "fixed", leads_right), own, Run(after, "fixed", leads_right))
    return SetLine(tuple(run for run in runs if run.text), line.is_name, leads_right)
