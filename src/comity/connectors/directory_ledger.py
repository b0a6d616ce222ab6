"""A ledger of invented authorities and users with the totals the report gives, to draw its figures I and II from rows.

The report (18 July 2022, paragraphs 18 and 20) says: more than 1,700 authorities and 2,450 registered users by June
2022. It prints no values for the years before; those here are invented, as is every row, and each says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import make_password
from django.db import transaction

from comity.accounts.demonstration import DEMONSTRATION_DOMAIN
from comity.accounts.models import Mandate, User
from comity.accounts.roles import Role
from comity.core.gazetteer import load_gazetteer
from comity.directory.interfaces import load_entry
from comity.law.authorities.entry import (
    AcceptedLanguage,
    AuthorityEntry,
    ChannelRule,
    Designation,
    EvidenceRules,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.words import Acceptance, AuthorityRole, Channel, Competence
from comity.law.basis.types import Answer
from comity.law.states import LANGUAGES, StateKind

# Invented: how many were listed, or registered, by the last day of June of each year; the last as the report says.
AUTHORITIES = {2011: 620, 2012: 700, 2013: 780, 2014: 870, 2015: 960, 2016: 1050, 2017: 1150, 2018: 1260, 2019: 1380,
               2020: 1490, 2021: 1610, 2022: 1712}  # fmt: skip
USERS = {2015: 640, 2016: 860, 2017: 1090, 2018: 1330, 2019: 1590, 2020: 1880, 2021: 2170, 2022: 2450}
BASELINE_ELECTRONIC = 78  # States accepting requests sent electronically (report, paragraph 10)
BASELINE_EVIDENCE = 95  # States whose rules on electronic evidence are listed (report, paragraph 49)

_BATCH = 200  # authorities listed in one transaction

Progress = Callable[[str, int], None]

ORIGIN = Origin(
    name="Demonstration ledger",
    licence="Invented for demonstration; CC0",
    as_of=date(2022, 6, 30),
    demonstration=True,
)

# Who is designated for what, in turn, so that every matter is counted.
_DESIGNATED = (
    ("untoc:18:13", Competence.MLA, AuthorityRole.CENTRAL),
    ("untoc:16", Competence.EXTRADITION, AuthorityRole.COMPETENT),
    ("drugs1988:7:8", Competence.MLA, AuthorityRole.CENTRAL),
    ("untoc:17", Competence.SENTENCED_PERSONS, AuthorityRole.COMPETENT),
    ("uncac:46:13", Competence.MLA, AuthorityRole.CENTRAL),
    ("untoc-som:8:6", Competence.MIGRANTS_BY_SEA, AuthorityRole.COMPETENT),
    ("drugs1988:17:7", Competence.DRUGS_BY_SEA, AuthorityRole.COMPETENT),
    ("untoc-fa:13:2", Competence.FIREARMS, AuthorityRole.COMPETENT),
    ("uncac:6:3", Competence.CORRUPTION_PREVENTION, AuthorityRole.PREVENTION),
)


def load_demonstration_ledger(
    progress: Progress | None = None,
    *,
    authorities: Mapping[int, int] = AUTHORITIES,
    users: Mapping[int, int] = USERS,
) -> tuple[int, int]:
    """Lists the authorities and registers the users; how many of each there are. Loading again changes nothing.

    `authorities` and `users` are the totals by the last day of June of each year, in order.
    """
    rows = list(_authorities(authorities))
    for start in range(0, len(rows), _BATCH):
        with transaction.atomic():
            for entry, number, listed_on in rows[start : start + _BATCH]:
                _list(entry, number, listed_on)
        if progress:
            progress("authorities", min(start + _BATCH, len(rows)))
    return len(rows), _register_users(users)


def _list(entry: AuthorityEntry, number: int, listed_on: date) -> None:
    confirmed = listed_on + timedelta(days=30) if number % 5 else None  # every fifth never was
    load_entry(
        entry=entry, source_id=f"demonstration-ledger:{number:04}", published_on=listed_on, confirmed_on=confirmed
    )


def _days(by_june: Mapping[int, int]) -> Iterator[date]:
    """The day for each row, spread evenly over the twelve months up to the last day of June it is counted by."""
    for year, (before, until) in zip(by_june, pairwise([0, *by_june.values()]), strict=True):
        count = until - before
        for n in range(count):
            yield date(year - 1, 7, 1) + timedelta(days=364 * n // count)


def _states() -> list[str]:
    return [s.code for s in load_gazetteer().party_candidates() if s.kind is not StateKind.ORGANIZATION]


def _authorities(totals: Mapping[int, int]) -> Iterator[tuple[AuthorityEntry, int, date]]:
    states = _states()
    for number, listed_on in enumerate(_days(totals), start=1):
        place, turn = (number - 1) % len(states), (number - 1) // len(states)
        yield _entry(states[place], place, turn, number), number, listed_on


def _entry(state: str, place: int, turn: int, number: int) -> AuthorityEntry:
    provision, competence, role = _DESIGNATED[turn % len(_DESIGNATED)]
    is_central = turn == 0
    return AuthorityEntry(
        state=state,
        names=(Said("en", f"Demonstration authority {number:04}"),),
        designations=(Designation(provision, competence, role),),
        requirements=(Requirements(languages=(AcceptedLanguage(LANGUAGES[place % len(LANGUAGES)]),)),),
        channels=(ChannelRule(Channel.EMAIL, Acceptance.YES),) if is_central and place < BASELINE_ELECTRONIC else (),
        evidence=EvidenceRules(preservation_before_request=Answer.YES)
        if is_central and place < BASELINE_EVIDENCE
        else None,
        origin=ORIGIN,
    )


def _register_users(totals: Mapping[int, int]) -> int:
    """People who cannot sign in, each with a mandate as practitioner from an invented day."""
    states = _states()
    known = set(User.objects.filter(email__endswith=DEMONSTRATION_DOMAIN).values_list("email", flat=True))
    wanted = [(f"user-{n:04}{DEMONSTRATION_DOMAIN}", n, day) for n, day in enumerate(_days(totals), start=1)]
    people = [
        User(
            email=email,
            name=f"Demonstration user {n:04}",
            is_active=False,
            joined_at=datetime.combine(day, time(), UTC),
            password=make_password(None),
        )
        for email, n, day in wanted
        if email not in known
    ]
    with transaction.atomic():
        User.objects.bulk_create(people, batch_size=_BATCH)
        Mandate.objects.bulk_create(
            [
                Mandate(
                    user=person,
                    role=Role.PRACTITIONER,
                    state=states[n % len(states)],
                    reference="Demonstration ledger",
                    valid_from=person.joined_at.date(),
                )
                for n, person in enumerate(people)
            ],
            batch_size=_BATCH,
        )
    return len(wanted)
