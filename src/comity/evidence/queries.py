"""Reading the hub: what is published, and what was published of a provider's guidelines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from comity.law.provisions import Provision

from .domain.listing import Listed, keys_of, listed
from .domain.shaping import guide_of
from .entries import GuideEntry, GuidePart, whole_key
from .models import Guide, GuidelineVersion, NationalProvision, ServiceProvider


def providers() -> list[ServiceProvider]:
    """The published providers by name."""
    return list(ServiceProvider.objects.filter(live=True).order_by("name", "pk"))


def provider(code: str) -> ServiceProvider | None:
    """The published provider of a code, with its texts."""
    rows = ServiceProvider.objects.filter(live=True, code=code)
    found: ServiceProvider | None = rows.prefetch_related("texts").first()
    return found


def versions(row: ServiceProvider) -> list[GuidelineVersion]:
    """The versions of a provider's guidelines, the latest first: those in use, then by the day of each. No texts."""
    return sorted(row.versions.defer("text"), key=_age)


def _age(version: GuidelineVersion) -> tuple[int, int]:
    """How old a version is, to order by: by the date it bears, else since when or until when it was in use."""
    if version.version_on is None and version.used_until is None:
        since = version.used_from
        return (-date.max.toordinal(), -since.toordinal() if since else 0)
    day = version.version_on or version.used_until
    return (-day.toordinal() if day else 0, -version.pk)


def version(row: ServiceProvider, pk: int) -> GuidelineVersion | None:
    """One version of a provider's guidelines, with its text."""
    return GuidelineVersion.objects.filter(provider=row, pk=pk).first()


def provisions(*, state: str = "", power: str = "", foreign: str = "") -> list[NationalProvision]:
    """The published national provisions, narrowed, by State and power."""
    rows = NationalProvision.objects.filter(live=True).prefetch_related("texts").order_by("number", "pk")
    if power:
        rows = rows.filter(power=power)
    if foreign:
        rows = rows.filter(foreign=foreign)
    return [row for row in rows if not state or row.state == state]


def provisions_of_authority(key: str) -> list[NationalProvision]:
    """The published national provisions that name an entry of the directory."""
    if not key:
        return []
    return list(NationalProvision.objects.filter(live=True, authority_key=key).prefetch_related("texts"))


def counted_by_state(rows: list[NationalProvision]) -> Counter[str]:
    """How many of the provisions each State has."""
    return Counter(row.state for row in rows if row.state)


def guides() -> list[Guide]:
    """The published guides in the order they were made."""
    return list(Guide.objects.filter(live=True).prefetch_related("texts").order_by("pk"))


def rows_to_index(keys: Iterable[str] | None = None) -> Iterator[ServiceProvider | Guide]:
    """The published providers and guides (of these keys, if any are given) with their texts, for the search."""
    for model in (ServiceProvider, Guide):
        rows = model.objects.filter(live=True).prefetch_related("texts").order_by("pk")
        yield from rows if keys is None else rows.filter(key__in=list(keys))


def entries(keys: Iterable[str]) -> dict[str, Listed]:
    """The published providers, guides and parts of guides of these keys, each part with its guide's texts, by key.

    What is not published is left out; no more queries for many keys than for one.
    """
    wanted = set(keys)
    rows = rows_to_index({whole_key(key) for key in wanted}) if wanted else ()
    return {pair[0].key: pair for row in rows for pair in listed(row) if pair[0].key in wanted}


def keys_published(begin: datetime, until: datetime) -> Iterator[str]:
    """The keys of the providers and guides, with their parts, first published after `begin` and up to `until`."""
    for model in (ServiceProvider, Guide):
        rows: QuerySet[ServiceProvider] | QuerySet[Guide] = model.objects.filter(live=True)
        rows = rows.filter(first_published_at__gt=begin, first_published_at__lte=until)
        for row in rows.prefetch_related("texts").order_by("pk"):
            yield from keys_of(row)


@dataclass(frozen=True, slots=True)
class Cited:
    """What the hub has on a provision: national provisions that answer it, and the parts of guides that cite it."""

    powers: tuple[NationalProvision, ...]
    parts: tuple[tuple[GuideEntry, GuidePart], ...]


def on_provision(code: str) -> Cited:
    """What is on record on a provision, or on what lies within it. Raises ProvisionError for what is none."""
    asked = Provision.parse(code)

    def cites(codes: Iterable[str]) -> bool:
        return any(Provision.parse(each).within(asked) for each in codes)

    shapes = [guide_of(row) for row in guides()]
    return Cited(
        tuple(row for row in provisions() if cites(row.provisions)),
        tuple((shape, part) for shape in shapes for part in shape.parts if cites(part.provisions)),
    )


def guide(code: str) -> Guide | None:
    """The published guide of a code, with its texts."""
    found: Guide | None = Guide.objects.filter(live=True, code=code).prefetch_related("texts").first()
    return found
