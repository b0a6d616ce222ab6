"""The map of national provisions on electronic evidence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from comity.law.book import TreatyBook

from .drawing import Mark, drawn, world_map


def powers_map(book: TreatyBook, counts: Mapping[str, int]) -> SafeString:
    """Which States have how many provisions on electronic evidence on record here, in three steps, on a map."""
    marks = (
        Mark("reach-4", _("two provisions or more")),
        Mark("reach-2", _("one provision"), "stripes"),
        Mark("not-bound", _("none on record here")),
    )
    marked = {code: _step(counts.get(code, 0)) for code in drawn() if book.gazetteer[code].is_party_candidate}
    held = sum(found != "not-bound" for found in marked.values())
    return world_map(
        marks,
        marked,
        title=_("National provisions on electronic evidence"),
        description=_("On the map: %(held)s States with a provision on record, %(none)s without. The table names them.")
        % {"held": held, "none": len(marked) - held},
    )


def _step(count: int) -> str:
    if not count:
        return "not-bound"
    return "reach-4" if count > 1 else "reach-2"
