"""The work on the directory as those who do it see it: their entries, what waits for them, how true the entries are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer
from comity.law.authorities.checks import missing
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.listing import Listed

from . import rules
from .book import directory, entries_of
from .domain.errors import NoSuchAuthority
from .domain.versions import OPEN
from .models import Authority, ProblemReport, Status, TakenOver, Version

YEAR = timedelta(days=365)
_GONE = (Status.WITHDRAWN, Status.REPLACED)


@dataclass(frozen=True, slots=True)
class Kept:
    """An authority the viewer looks after: what is listed (None: nothing yet), the version work goes on from."""

    key: str
    state: str
    listed: Listed | None
    latest: Version | None
    entry: AuthorityEntry
    problems: int  # reports that are open

    @property
    def is_open(self) -> bool:
        """True if there is a version that is not published."""
        return self.latest is not None and self.latest.status != Status.PUBLISHED


def in_care(viewer: Viewer) -> QuerySet[Authority]:
    """The authorities the viewer may edit; raises NotPermitted for those who look after none."""
    if not rules.works(viewer):
        raise NotPermitted("only those who look after entries work here")
    if viewer.holds(Role.SECRETARIAT):
        return Authority.objects.all()
    own = Q(key__in=viewer.authorities(Role.AUTHORITY_EDITOR)) | Q(state__in=viewer.states(Role.MISSION))
    return Authority.objects.filter(own)


def entries(viewer: Viewer, *, state: str = "", waiting: bool = False) -> list[Kept]:
    """What the viewer looks after, by State; `waiting` limits it to entries with a version that is not published."""
    held = in_care(viewer)
    if state:
        held = held.filter(state=state)
    return _kept(held, waiting=waiting)


def kept(viewer: Viewer, key: str) -> Kept:
    """One authority the viewer looks after; raises NoSuchAuthority for another."""
    found = _kept(in_care(viewer).filter(key=key))
    if not found:
        raise NoSuchAuthority(key)
    return found[0]


def _kept(held: QuerySet[Authority], *, waiting: bool = False) -> list[Kept]:
    listed = directory().listed
    open_reports = Count("problems", filter=Q(problems__settled_at=None))
    authorities = list(held.annotate(reports=open_reports).order_by("state", "pk"))
    latest: dict[int, Version] = {}
    versions = Version.objects.filter(authority__in=held).exclude(status__in=_GONE)
    for version in versions.defer("entry").order_by("number"):
        latest[version.authority_id] = version
    if waiting:
        authorities = [a for a in authorities if a.pk in latest and latest[a.pk].status != Status.PUBLISHED]
    drafts = [a for a in authorities if not _is_listed(latest.get(a.pk), listed.get(a.key))]
    said = entries_of(latest[a.pk].pk for a in drafts if a.pk in latest)
    found = []
    for each in authorities:
        last, present = latest.get(each.pk), listed.get(each.key)
        entry = said[last.pk] if last is not None and last.pk in said else present.entry if present else None
        if entry is not None:
            found.append(Kept(each.key, each.state, present, last, entry, each.reports))
    return found


def _is_listed(latest: Version | None, listed: Listed | None) -> bool:
    return listed is not None and (latest is None or latest.number == listed.version)


def in_hands(user_id: int, *, key: str = "", state: str = "") -> list[tuple[Version, AuthorityEntry]]:
    """The versions a person saved or proposed that are still on their way (or sent back), with what they say.

    Of one authority, of one State, or of all. Two queries.
    """
    later = Version.objects.filter(authority=OuterRef("authority"), number__gt=OuterRef("number"))
    own = Version.objects.filter(Q(saved_by_id=user_id) | Q(proposed_by_id=user_id))
    own = own.filter(~Exists(later.exclude(status__in=_GONE)), status__in=(*OPEN, Status.REJECTED))
    if key:
        own = own.filter(authority__key=key)
    if state:
        own = own.filter(authority__state=state)
    held = list(own.select_related("authority").defer("entry").order_by("authority__state", "pk"))
    said = entries_of(version.pk for version in held)
    return [(version, said[version.pk]) for version in held]


def history(key: str) -> list[Version]:
    """Every version of the authority with the people of its steps, the newest first. One query."""
    people = ("saved_by", "proposed_by", "confirmed_by", "published_by", "rejected_by")
    return list(Version.objects.filter(authority__key=key).select_related(*people).defer("entry").order_by("-number"))


def numbered(viewer: Viewer, key: str, number: int) -> tuple[Version, AuthorityEntry]:
    """A version of an authority the viewer looks after; raises NoSuchAuthority."""
    version = Version.objects.filter(authority__in=in_care(viewer), authority__key=key, number=number).first()
    if version is None:
        raise NoSuchAuthority(f"{key} version {number}")
    return version, entries_of([version.pk])[version.pk]


def reports(key: str) -> list[ProblemReport]:
    """What readers reported of the authority, the open ones first."""
    found = ProblemReport.objects.filter(authority__key=key).select_related("reported_by", "settled_by")
    return sorted(found, key=lambda report: (report.settled_at is not None, -report.pk))


def taken_over(state: str) -> TakenOver | None:
    """When the mission took its State's entries over, if it did."""
    return TakenOver.objects.filter(state=state).select_related("by").first()


@dataclass(frozen=True, slots=True)
class Figures:
    """How true the entries of a State or a region are: counts of authorities, and of fields they leave empty."""

    listed: int
    fresh: int  # confirmed within twelve months
    unconfirmed: int
    problems: int
    missing: tuple[tuple[str, int], ...]


def figures_by_state(viewer: Viewer, on: date | None = None) -> dict[str, Figures]:
    """The dashboard: figures for each State the viewer works for; the secretariat's are all.

    Raises NotPermitted for those who are neither of a mission nor of the secretariat.
    """
    states = None if viewer.holds(Role.SECRETARIAT) else viewer.states(Role.MISSION)
    if states is not None and not states:
        raise NotPermitted("the dashboard is for missions and the secretariat")
    held = directory(on)
    wanted = held.by_state if states is None else {s: held.by_state.get(s, ()) for s in states}
    reported = open_reports()
    return {state: figures(listed, reported, held.on) for state, listed in wanted.items()}


def open_reports() -> Counter[str]:
    """How many reports are open, by authority."""
    rows = ProblemReport.objects.filter(settled_at=None).values_list("authority__key").annotate(Count("pk"))
    return Counter(dict(rows))


def figures(listed: Iterable[Listed], reported: Counter[str], on: date) -> Figures:
    """The figures of these authorities."""
    held = list(listed)
    gaps: dict[str, int] = defaultdict(int)
    for each in held:
        for name in missing(each.entry):
            gaps[name] += 1
    return Figures(
        listed=len(held),
        fresh=sum(1 for each in held if each.confirmed_on and on - each.confirmed_on <= YEAR),
        unconfirmed=sum(1 for each in held if each.unconfirmed_since),
        problems=sum(reported[each.key] for each in held),
        missing=tuple(sorted(gaps.items(), key=lambda item: -item[1])),
    )


def total(found: Iterable[Figures]) -> Figures:
    """The figures of several States together."""
    held = list(found)
    gaps: Counter[str] = Counter()
    for each in held:
        gaps.update(dict(each.missing))
    return Figures(
        sum(f.listed for f in held),
        sum(f.fresh for f in held),
        sum(f.unconfirmed for f in held),
        sum(f.problems for f in held),
        tuple(gaps.most_common()),
    )
