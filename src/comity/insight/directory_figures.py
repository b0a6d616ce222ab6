"""The directory and its users in numbers, as on a day: counted from rows, never kept (domain section 2.5).

An authority counts on a day if a version of it was published by then and it has not ceased to exist; a person, if a
mandate in the directory holds. Only numbers leave this module, never who or what is behind them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache

from comity import __version__
from comity.accounts.demonstration import DEMONSTRATION_DOMAIN
from comity.accounts.models import Mandate
from comity.accounts.roles import Role
from comity.directory.interfaces import Published, directory, published_between, revision
from comity.law.authorities.entry import AuthorityEntry
from comity.law.authorities.listing import Listed
from comity.law.authorities.side_by_side import accepts_electronic
from comity.law.authorities.words import Competence
from comity.law.basis.types import Answer
from comity.law.states import Gazetteer, Group

FEWEST = 5  # a smaller number of people, or of authorities behind a restricted fact, could tell who they are

# Those who use the directory: admitted practitioners, people of listed authorities, missions and networks.
_USERS = (Role.PRACTITIONER, Role.AUTHORITY_EDITOR, Role.MISSION, Role.NETWORK_SECRETARIAT, Role.FOCAL_POINT)


@dataclass(frozen=True, slots=True)
class Year:
    """How many at the end of a year, or on the day asked about in its own; `invented` of them for demonstration."""

    year: int
    number: int
    invented: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many under a code."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many authorities something is true of, among `all`; and of how many States. `unknown`: not on record."""

    number: int
    all: int
    states: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class DirectoryFigures:
    """Everything that is counted of the directory on a day."""

    on: date
    authorities: tuple[Year, ...]
    users: tuple[Year, ...]
    matters: tuple[Count, ...]
    regions: tuple[Count, ...]
    states: tuple[Count, ...]
    languages: tuple[Count, ...]
    confirmed: Share
    electronic: Share
    evidence: Share

    @property
    def invented(self) -> bool:
        """True if rows invented for demonstration are among what is counted."""
        return any(year.invented for year in (*self.authorities, *self.users))


def figures(on: date, gazetteer: Gazetteer) -> DirectoryFigures:
    """The directory in numbers on the day."""
    listed = tuple(directory(on).listed.values())
    entries = [each.entry for each in listed]
    return DirectoryFigures(
        on=on,
        authorities=_authorities_by_year(on),
        users=_users_by_year(on),
        matters=_counted(_matters(e, on) for e in entries),
        regions=_counted([_region(e.state, gazetteer)] for e in entries),
        states=_counted([e.state] for e in entries),
        languages=_counted({lang.code for r in e.requirements for lang in r.languages} for e in entries),
        confirmed=_share(listed, [each for each in listed if _is_fresh(each, on)]),
        electronic=_electronic(listed),
        evidence=_share(listed, [each for each in listed if each.entry.evidence is not None]),
    )


def _counted(groups: Iterable[Iterable[str]]) -> tuple[Count, ...]:
    counts = Counter(code for codes in groups for code in codes)
    return tuple(Count(code, number) for code, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _matters(entry: AuthorityEntry, on: date) -> set[str]:
    held: set[Competence] = {d.competence for d in entry.designations if d.holds(on)}
    return {competence.value for competence in held}


def _region(state: str, gazetteer: Gazetteer) -> str:
    if state not in gazetteer:
        return Group.NONE.value
    found = gazetteer[state]
    if found.sovereign and found.group is Group.NONE:
        found = gazetteer[found.sovereign]
    return found.group.value


def _is_fresh(listed: Listed, on: date) -> bool:
    """Confirmed within the twelve months before the day."""
    return listed.confirmed_on is not None and listed.confirmed_on > _a_year_before(on)


def _a_year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=min(on.day, 28) if on.month == 2 else on.day)


def _share(listed: Iterable[Listed], those: Iterable[Listed], unknown: int = 0) -> Share:
    held, found = list(listed), list(those)
    return Share(len(found), len(held), len({each.entry.state for each in found}), unknown)


def _electronic(listed: Iterable[Listed]) -> Share:
    held = list(listed)
    answers = [(each, accepts_electronic(each.entry)) for each in held]
    accepting = [each for each, answer in answers if answer is Answer.YES]
    return _share(held, accepting, sum(answer is Answer.UNKNOWN for _each, answer in answers))


# -- over the years -------------------------------------------------------------------------------------------------


def _ends(on: date, first: int) -> list[date]:
    """The last day of each year from the first, the last cut off at the day."""
    return [min(date(year, 12, 31), on) for year in range(first, on.year + 1)]


def _authorities_by_year(on: date) -> tuple[Year, ...]:
    key = f"directory-years:{__version__}:{revision()}:{on.isoformat()}"
    kept: list[tuple[int, int, int]] | None = cache.get(key)
    if kept is None:
        kept = _count_authorities(on)
        cache.set(key, kept)
    return tuple(Year(*year) for year in kept)


def _count_authorities(on: date) -> list[tuple[int, int, int]]:
    by_key: dict[str, list[Published]] = defaultdict(list)
    for version in published_between(date.min, on):
        by_key[version.key].append(version)
    first = min((held[0].published_on.year for held in by_key.values()), default=on.year)
    rows = []
    for end in _ends(on, first):
        standing = [e for held in by_key.values() if (e := _standing(held, end)) and not (e.until and e.until <= end)]
        rows.append((end.year, len(standing), sum(e.origin.demonstration for e in standing)))
    return rows


def _standing(versions: Iterable[Published], on: date) -> AuthorityEntry | None:
    return next((v.entry for v in reversed(list(versions)) if v.published_on <= on), None)


def _users_by_year(on: date) -> tuple[Year, ...]:
    rows = Mandate.objects.filter(role__in=_USERS, valid_from__lte=on).values_list(
        "user_id", "user__email", "valid_from", "valid_to", "ended_at"
    )
    held = [
        (user, email.endswith(DEMONSTRATION_DOMAIN), begins, _until(valid_to, ended_at))
        for user, email, begins, valid_to, ended_at in rows
    ]
    first = min((begins.year for _user, _invented, begins, _ends_on in held), default=on.year)
    found = []
    for end in _ends(on, first):
        users = {u: invented for u, invented, begins, until in held if begins <= end and (until is None or until > end)}
        found.append(Year(end.year, len(users), sum(users.values())))
    return tuple(found)


def _until(valid_to: date | None, ended_at: datetime | None) -> date | None:
    """The first day a mandate no longer holds: as it was given, or when it was ended."""
    return min((d for d in (valid_to, ended_at.date() if ended_at else None) if d), default=None)
