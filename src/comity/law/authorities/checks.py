"""What cannot be in an entry of the directory, and what should not: errors keep it from being published, warnings show.

Each problem names its place (a field of the entry and, in a list, which one) and the way out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..provisions import Provision, ProvisionError
from ..sentences import LanguageName, ProvisionName, Quoted, Sentence, StateName, say
from ..states import Gazetteer, StateKind
from .designating import NETWORKS, RESOLUTIONS
from .entry import AuthorityEntry, Designation, texts_of
from .overlaps import overlap
from .values import NUMBERS, is_email, is_number, is_web
from .words import ContactKind


class Severity(Enum):
    """An error blocks publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where: `field` of the entry, `index` counted from 0 in a list (None: the field itself)."""

    severity: Severity
    field: str
    index: int | None
    sentence: Sentence

    @property
    def is_error(self) -> bool:
        """True if it keeps the entry from being published."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Known:
    """What entries may name: States, instruments, time zones, languages; `others` the State's other entries by key."""

    gazetteer: Gazetteer
    instruments: Collection[str]
    time_zones: Collection[str]
    is_language: Callable[[str], bool]
    others: Mapping[str, AuthorityEntry]
    on: date


def check(entry: AuthorityEntry, known: Known) -> tuple[Problem, ...]:
    """Everything wrong with the entry, errors first, in the order of its fields."""
    parts = (_identity, _designations, _overlaps, _contacts, _hours, _requirements, _evidence, _links, _texts, _gaps)
    found = [problem for part in parts for problem in part(entry, known)]
    return tuple(sorted(found, key=lambda problem: not problem.is_error))


def _error(field: str, sentence: Sentence, index: int | None = None) -> Problem:
    return Problem(Severity.ERROR, field, index, sentence)


def _warning(field: str, sentence: Sentence, index: int | None = None) -> Problem:
    return Problem(Severity.WARNING, field, index, sentence)


def _no_web_address(field: str, value: str, index: int | None = None) -> Problem:
    return _error(field, say("“%(value)s” is not a web address; begin it with https://.", value=value), index)


def _identity(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    if entry.state not in known.gazetteer:
        yield _error("state", say("“%(code)s” is not the code of a State.", code=entry.state))
    else:
        kind = known.gazetteer[entry.state].kind
        if kind is StateKind.TERRITORY:
            place = StateName(entry.state)
            yield _error(
                "state", say("%(place)s is a territory: name its State, and it under the territories.", place=place)
            )
        elif kind is StateKind.FORMER:
            yield _error(
                "state", say("%(place)s is a former State: name the State of today.", place=StateName(entry.state))
            )
        yield from _territories(entry.territories, "territories", None, entry, known)
    if not any(name.text.strip() for name in entry.names):
        yield _error("names", say("The authority has no name: give at least the one it uses itself."))
    if entry.since and entry.until and entry.until <= entry.since:
        yield _error("until", say("The authority ends on %(end)s, before it begins.", end=entry.until))
    if entry.followed_by and entry.followed_by not in known.others:
        yield _error(
            "followed_by", say("No other authority of the State has the key “%(key)s”.", key=entry.followed_by)
        )


def _territories(
    codes: Iterable[str], field: str, index: int | None, entry: AuthorityEntry, known: Known
) -> Iterator[Problem]:
    for code in codes:
        if code not in known.gazetteer:
            yield _error(field, say("“%(code)s” is not the code of a territory.", code=code), index)
        elif known.gazetteer[code].sovereign != entry.state:
            sentence = say(
                "%(place)s is not a territory of %(state)s.", place=StateName(code), state=StateName(entry.state)
            )
            yield _error(field, sentence, index)


def _designations(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for n, each in enumerate(entry.designations):
        yield from _provision(each, n, known)
        yield from _territories(each.territories, "designations", n, entry, known)
        if each.valid_from and each.valid_to and each.valid_to <= each.valid_from:
            sentence = say(
                "The designation ends on %(end)s, before it begins on %(start)s.",
                end=each.valid_to,
                start=each.valid_from,
            )
            yield _error("designations", sentence, n)
        if each.designated_on and each.notified_on and each.notified_on < each.designated_on:
            yield _warning("designations", say("It was notified before the authority was designated."), n)
        if any(day and day > known.on for day in (each.designated_on, each.notified_on)):
            yield _warning("designations", say("It is dated in the future."), n)
    for each, times in Counter(entry.designations).items():
        if times > 1:
            n = entry.designations.index(each)
            yield _warning("designations", say("The same designation stands here more than once."), n)


def _provision(designation: Designation, index: int, known: Known) -> Iterator[Problem]:
    code = designation.provision
    if code in RESOLUTIONS:
        return
    try:
        provision = Provision.parse(code)
    except ProvisionError:
        sentence = say("“%(code)s” is not the code of a provision; write it like untoc:18:13.", code=code)
        yield _error("designations", sentence, index)
        return
    if provision.instrument not in known.instruments:
        sentence = say("“%(code)s” names an instrument that is not known here.", code=code)
        yield _error("designations", sentence, index)


def _overlaps(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for n, mine in enumerate(entry.designations):
        for other in known.others.values():
            clashing = [theirs for theirs in other.designations if overlap(entry, mine, other, theirs)]
            if not clashing:
                continue
            name = Quoted(other.names[0].text if other.names else "")
            sentence = say(
                "%(name)s is already central authority under %(provision)s for the same matter, stage and territory.",
                name=name,
                provision=ProvisionName(mine.provision),
            )
            said_apart = mine.scope and all(theirs.scope for theirs in clashing)
            yield (_warning if said_apart else _error)("designations", sentence, n)


def _contacts(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for n, each in enumerate(entry.contacts):
        if each.kind in NUMBERS and not is_number(each.value):
            sentence = say(
                "“%(value)s” is not a number in international form; write it like +41 22 917 12 34.", value=each.value
            )
            yield _error("contacts", sentence, n)
        elif each.kind is ContactKind.EMAIL and not is_email(each.value):
            yield _error("contacts", say("“%(value)s” is not an e-mail address.", value=each.value), n)
        elif each.kind is ContactKind.WEBSITE and not is_web(each.value):
            yield _error(
                "contacts", say("“%(value)s” is not a web address; begin it with https://.", value=each.value), n
            )
        elif each.kind is ContactKind.SECURE and not each.value.strip():
            yield _error("contacts", say("The identifier of the secure channel is missing."), n)
    for n, address in enumerate(entry.addresses):
        if not any(line.strip() for line in address.lines):
            yield _error("addresses", say("The address is empty: fill it in or remove it."), n)


def _hours(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    if entry.time_zone and entry.time_zone not in known.time_zones:
        sentence = say("“%(zone)s” is not a time zone; choose one like Africa/Niamey.", zone=entry.time_zone)
        yield _error("time_zone", sentence)
    for n, each in enumerate(entry.hours):
        if not each.weekdays or not set(each.weekdays) <= set(range(1, 8)):
            yield _error("hours", say("Choose the days of the week these hours are for."), n)
        if each.closes <= each.opens:
            yield _error("hours", say("The office closes before it opens; for day and night write 00:00 to 23:59."), n)


def _requirements(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for n, each in enumerate(entry.requirements):
        for accepted in each.languages:
            if not known.is_language(accepted.code):
                yield _error("requirements", say("“%(code)s” is not the code of a language.", code=accepted.code), n)
        for code, times in Counter(accepted.code for accepted in each.languages).items():
            if times > 1:
                sentence = say("%(language)s is named more than once.", language=LanguageName(code))
                yield _warning("requirements", sentence, n)
        if each.minimum_penalty_years is not None and not 0 <= each.minimum_penalty_years <= 99:
            yield _error("requirements", say("The minimum penalty must be between 0 and 99 years."), n)
        if each.execution_days is not None and not 0 < each.execution_days <= 3650:
            yield _error("requirements", say("The time to execute must be between 1 and 3650 days."), n)


def _evidence(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    if entry.evidence is None:
        return
    for days in (entry.evidence.preservation_days, entry.evidence.extension_days):
        if days is not None and not 0 < days <= 3650:
            yield _error("evidence", say("A period of preservation must be between 1 and 3650 days."))
    if entry.evidence.form_url and not is_web(entry.evidence.form_url):
        yield _error(
            "evidence", say("“%(value)s” is not a web address; begin it with https://.", value=entry.evidence.form_url)
        )


def _links(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for n, member in enumerate(entry.networks):
        if member.network not in NETWORKS:
            yield _error("networks", say("“%(code)s” is not a network known here.", code=member.network), n)
        if member.since and member.until and member.until <= member.since:
            yield _error("networks", say("The membership ends before it begins."), n)
    for n, document in enumerate(entry.documents):
        if document.url and not is_web(document.url):
            yield _no_web_address("documents", document.url, n)
        if not document.url and not document.record:
            yield _error("documents", say("Say where the document is: its address, or the catalogue's record."), n)
    if entry.policy.treaties_url and not is_web(entry.policy.treaties_url):
        yield _no_web_address("policy", entry.policy.treaties_url)


def _texts(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    for field, texts in texts_of(entry):
        for code, times in Counter(each.language for each in texts).items():
            if not known.is_language(code):
                yield _error(field, say("“%(code)s” is not the code of a language.", code=code))
            elif times > 1:
                yield _error(field, say("There are two texts in %(language)s.", language=LanguageName(code)))


def _gaps(entry: AuthorityEntry, known: Known) -> Iterator[Problem]:
    if not entry.designations:
        yield _warning("designations", say("It is not said what the authority is designated for."))
    elif not any(each.holds(known.on) for each in entry.designations):
        yield _warning("designations", say("No designation holds today."))
    if not entry.addresses and not any(c.kind is ContactKind.EMAIL for c in entry.contacts):
        yield _warning("contacts", say("There is neither a postal address nor an e-mail address to write to."))
    if not entry.time_zone and any(c.kind in NUMBERS for c in entry.contacts):
        yield _warning("time_zone", say("Without a time zone nobody abroad knows when to call."))
    if not any(each.languages for each in entry.requirements):
        yield _warning("requirements", say("It is not said in which languages requests are accepted."))


def missing(entry: AuthorityEntry) -> tuple[str, ...]:
    """The fields a practitioner looks for that the entry leaves empty (keys of `comparing.FIELDS`)."""
    wanted = ("designations", "addresses", "contacts", "time_zone", "hours", "channels", "requirements", "evidence")
    return tuple(name for name in wanted if not getattr(entry, name))
