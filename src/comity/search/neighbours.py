"""What lies near a record: others with the same provisions, and where a provision has legislation on record."""

from __future__ import annotations

from comity.catalogue.entries import Entry

from .index import Generation, NoIndex, generation
from .nodes import Constant, Everything, OneOf, Some
from .port import Order, Request

_MOST = 8
_MOST_CITING = 20


def sharing(entry: Entry) -> dict[str, list[str]]:
    """The keys of other records that share provisions with this one, by kind, most shared first."""
    index = _index()
    if not entry.provisions:
        return {}
    node = Some(tuple(Constant(OneOf("provision", (code,)), 1.0) for code in entry.provisions))
    found = {}
    for kind in ("extract", "case", "strategy", "publication"):
        request = Request(node, {"kind": OneOf("kind", (kind,))}, limit=_MOST + 1)
        keys = [hit.key for hit in index.engine.search(request).hits]
        found[kind] = [key for key in keys if key != entry.key][:_MOST]
    return found


def citing(entry: Entry) -> list[str]:
    """The keys of the records that cite this one by its number or address, the newest first."""
    node = OneOf("cites", (entry.number.casefold(), entry.key))
    found = _index().engine.search(Request(node, limit=_MOST_CITING, order=Order.NEWEST))
    return [hit.key for hit in found.hits if hit.key != entry.key]


def counted_by_state(provision: str) -> dict[str, int]:
    """How many extracts of laws on record carry a provision, by State."""
    filters = {"kind": OneOf("kind", ("extract", "law")), "provision": OneOf("provision", (provision,))}
    found = _index().engine.search(Request(Everything(), filters, limit=1, order=Order.NEWEST, facets=("state",)))
    return dict(found.facets["state"])


def states_with(provision: str, state: str) -> list[str]:
    """The keys of a State's extracts that carry a provision, the newest first."""
    filters = {
        "kind": OneOf("kind", ("extract",)),
        "provision": OneOf("provision", (provision,)),
        "state": OneOf("state", (state,)),
    }
    found = _index().engine.search(Request(Everything(), filters, limit=10, order=Order.NEWEST))
    return [hit.key for hit in found.hits]


def _index() -> Generation:
    index = generation()
    if index is None:
        raise NoIndex("nothing has been indexed yet")
    return index
