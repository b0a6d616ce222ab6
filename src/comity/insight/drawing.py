"""The map of the world as inline SVG: precomputed paths, coloured by class, hatched so that colour is never alone.

No inline styles and no script, as the content security policy asks; `static/insight/map.css` holds the colours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import language

DOT = 4  # radius, in units of the drawing

# How an area is filled besides its colour. Plain marks need no pattern.
_PATTERNS = {
    "stripes": '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>',
    "dots": '<path d="M2 2h2v2h-2zM6 6h2v2h-2z"/>',
    "cross": '<path d="M1 1l3 3M4 1l-3 3M5 5l3 3M8 5l-3 3"/>',
    "grid": '<path d="M0 4h8M4 0v8"/>',
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One way to mark an area: `code` is its CSS class, `label` its meaning in the legend, `pattern` its hatching."""

    code: str
    label: str
    pattern: str = ""


@cache
def _world() -> Mapping[str, Any]:
    drawing: Mapping[str, Any] = json.loads(
        files("comity.insight").joinpath("world_paths.json").read_text(encoding="utf-8")
    )
    return drawing


def drawn() -> frozenset[str]:
    """The codes of the States and territories on the map."""
    return frozenset((_world()["shapes"].keys() | _world()["dots"].keys()) - {""})


def world_map(marks: Sequence[Mark], marked: Mapping[str, str], *, title: str, description: str) -> SafeString:
    """The map as a figure with its legend: `marked` gives the code of a mark for the code of a State.

    Areas that are not marked are drawn as plain land. Texts are plain and in the active language.
    """
    groups = [_group(mark, [code for code in sorted(drawn()) if marked.get(code) == mark.code]) for mark in marks]
    land = _group(Mark("land", ""), ["", *(code for code in sorted(drawn()) if code not in marked)])
    counted = [(mark, sum(code in drawn() for code, found in marked.items() if found == mark.code)) for mark in marks]
    return format_html(
        '<figure class="world"><svg viewBox="0 0 {} {}" role="img" aria-labelledby="world-title world-text">'
        '<title id="world-title">{}</title><desc id="world-text">{}</desc><defs>{}</defs>{}{}</svg>'
        '<figcaption><ul class="legend">{}</ul><p class="small">{}</p></figcaption></figure>',
        _world()["width"],
        _world()["height"],
        title,
        description,
        _patterns(marks),
        land,
        mark_safe("".join(groups)),  # each is escaped below
        format_html_join("", "<li>{} {}</li>", ((_swatch(mark), mark.label) for mark, number in counted if number)),
        _("Boundaries and names on the map are approximate and imply no position on the status of any territory."),
    )


def _patterns(marks: Sequence[Mark]) -> SafeString:
    used = {mark.code: _PATTERNS[mark.pattern] for mark in marks if mark.pattern}
    return format_html_join(
        "",
        '<pattern id="hatch-{}" class="{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8"/>{}</pattern>',
        ((code, code, mark_safe(lines)) for code, lines in used.items()),  # constants of this module
    )


def _group(mark: Mark, codes: Sequence[str]) -> SafeString:
    fill = format_html(' fill="url(#hatch-{})"', mark.code) if mark.pattern else ""
    return format_html(
        '<g class="{}"{}>{}</g>', mark.code, fill, mark_safe("".join(map(_area, codes)))
    )  # escaped there


def _area(code: str) -> str:
    world = _world()
    name = escape(load_gazetteer()[code].name(language())) if code else ""
    title = f"<title>{name}</title>" if name else ""
    parts = []
    if path := world["shapes"].get(code):
        parts.append(f'<path d="{path}">{title}</path>')
    if dot := world["dots"].get(code):
        parts.append(f'<circle cx="{dot[0]}" cy="{dot[1]}" r="{DOT}">{title}</circle>')
    return "".join(parts)


def _swatch(mark: Mark) -> SafeString:
    fill = format_html(' fill="url(#hatch-{})"', mark.code) if mark.pattern else ""
    return format_html(
        '<svg class="swatch" viewBox="0 0 24 16" aria-hidden="true"><g class="{}"{}>'
        '<path d="M1 1h22v14H1z"/></g></svg>',
        mark.code,
        fill,
    )
