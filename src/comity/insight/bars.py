"""Bars of numbers as plain SVG, drawn on the server: years as columns, and a bar for a row of a table.

Classes instead of colours and no script, so that the reader's light or dark colours and the content security policy
hold. The numbers always stand beside the drawing, in a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from comity.core.wording import number

WIDTH, HEIGHT, FOOT, HEAD = 720, 260, 22, 20


def columns(bars: Sequence[tuple[str, int]], *, title: str) -> SafeString:
    """A column for each (label, number), each with its number; time runs from left to right in every language."""
    step = WIDTH / max(1, len(bars))
    scale = (HEIGHT - FOOT - HEAD) / max(1, *(value for _label, value in bars), 1)
    drawn = [
        (
            round(n * step + step * 0.12, 1),
            round(HEIGHT - FOOT - value * scale, 1),
            round(step * 0.76, 1),
            round(value * scale, 1),
        )
        for n, (_label, value) in enumerate(bars)
    ]
    every = 1 if len(bars) <= 14 else -(-len(bars) // 14)  # as many labels as there is room for
    texts = [
        (round(n * step + step / 2, 1), y, text)
        for n, ((label, value), (_x, top, _w, _h)) in enumerate(zip(bars, drawn, strict=True))
        if (len(bars) - 1 - n) % every == 0
        for y, text in ((HEIGHT - 6, label), (round(top - 5, 1), number(value)))
    ]
    return format_html(
        '<svg class="chart" direction="ltr" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}"/>', drawn),
        format_html_join("", '<text x="{}" y="{}" text-anchor="middle">{}</text>', texts),
    )


def bar(value: int, most: int) -> SafeString:
    """A bar for one row of a table, as long as its part of the largest; the number stands in the row."""
    length = round(100 * value / max(1, most), 1)
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>',
        length,
    )
