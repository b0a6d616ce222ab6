"""A small chart drawn on the server as plain SVG: no script, no inline style."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.core.wording import number

WIDTH, HEIGHT, FOOT, HEAD = 720, 150, 18, 16

Years = tuple[tuple[int, int, int], ...]  # (year, acts of consent in it, States bound by its end)


def growth_chart(years: Years) -> SafeString:
    """Bars of the States bound at the end of each year, the first, the last and the highest labelled."""
    step = WIDTH / len(years)
    top = max(1, *(bound for _year, _acts, bound in years))
    scale = (HEIGHT - FOOT - HEAD) / top
    bars = [
        (
            round(n * step, 1),
            round(HEIGHT - FOOT - bound * scale, 1),
            round(max(1, step - 1.5), 1),
            round(bound * scale, 1),
        )
        for n, (_year, _acts, bound) in enumerate(years)
    ]
    first, last = years[0], years[-1]
    label = _("From %(first)s to %(last)s: %(bound)s States bound at the end.") % {
        "first": first[0],
        "last": last[0],
        "bound": number(last[2]),
    }
    return format_html(
        '<svg class="chart" direction="ltr" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        format_html_join("", '<rect x="{}" y="{}" width="{}" height="{}"/>', bars),
        format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', _labels(years, bars)),
    )


def _labels(years: Years, bars: list[tuple[float, float, float, float]]) -> list[tuple[float, float, str, str]]:
    return [
        (0, HEIGHT - 4, "start", str(years[0][0])),
        (WIDTH, HEIGHT - 4, "end", str(years[-1][0])),
        (WIDTH, bars[-1][1] - 4, "end", number(years[-1][2])),
    ]
