"""The reasons for which providers refuse that other checks do not see: content, legal power, address, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...measures import Measure
from ...sentences import say
from ..definition import Addressee, Role
from ..given import Given
from ..points import Point, Reference, State
from ..sources import SIRIUS

# Mail services open to everybody: no provider takes them for the address of an authority.
_PUBLIC_MAIL = frozenset(
    (
        *(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "icloud.com",
            "aol.com",
        ),
        *("gmx.com", "gmx.net", "mail.ru", "yandex.ru", "qq.com", "163.com", "proton.me", "protonmail.com"),
    )
)


def provider_refusals(given: Given) -> Iterator[Point]:
    """Points on a request to a provider."""
    if given.definition.addressee is not Addressee.PROVIDER:
        return
    yield from _content(given)
    yield from _sender(given)
    yield from _unanswered(given)
    yield from _follows(given)


def _content(given: Given) -> Iterator[Point]:
    asked = given.role(Role.CATEGORIES)
    if asked is None or not isinstance(asked[1], tuple) or Measure.PRESERVATION in given.measures:
        return
    if "content" in asked[1] and Role.IMMINENT not in given.definition.roles:
        yield Point(
            State.DOUBTFUL,
            "judicial",
            say("Content is disclosed to a foreign authority only through judicial cooperation."),
            Reference(source=SIRIUS),
            say("Ask for its preservation now, and for the content by mutual legal assistance."),
            question=asked[0].id,
        )


def _sender(given: Given) -> Iterator[Point]:
    asked = given.role(Role.OFFICIAL_EMAIL)
    if asked is None or not isinstance(asked[1], str) or "@" not in asked[1]:
        return
    if asked[1].rsplit("@", 1)[1].strip().lower() in _PUBLIC_MAIL:
        yield Point(
            State.DOUBTFUL,
            "official-email",
            say("The reply address is with a public mail service; a provider cannot know that it is an authority's."),
            Reference(source=SIRIUS),
            say("Use an address on the official domain of the authority."),
            question=asked[0].id,
        )


def _unanswered(given: Given) -> Iterator[Point]:
    """What a provider asks for first, and refuses without."""
    for role, state, check, reason, way_out in (
        (
            Role.LEGAL_POWER,
            State.MISSING,
            "legal-basis",
            say("No legal basis in domestic law is named; providers refuse without one."),
            say("Name the act and the article that allow this authority to ask."),
        ),
        (
            Role.DATA_KNOWN,
            State.DOUBTFUL,
            "existing",
            say("Nothing says why the provider should hold these data; it refuses where there are none."),
            say("Say how the account or address is known to belong to this service."),
        ),
    ):
        asked = given.role(role)
        if asked is not None and asked[1] is None:
            yield Point(state, check, reason, Reference(source=SIRIUS), way_out, question=asked[0].id)


def _follows(given: Given) -> Iterator[Point]:
    """Preservation without a request that follows expires for nothing."""
    asked = given.role(Role.FOLLOWS)
    if asked is None or not isinstance(asked[1], date) or Measure.PRESERVATION not in given.measures:
        return
    ahead = (asked[1] - given.context.today).days
    reference = Reference("ets185:29:2:f")
    if ahead < 0:
        reason = say("The day on which the request for disclosure follows is past.")
        yield Point(State.DOUBTFUL, "follows", reason, reference, question=asked[0].id)
    elif ahead > 90:
        reason = say("The request for disclosure follows only after the first 90 days of preservation.")
        way_out = say("Note the day on which an extension has to be asked for.")
        yield Point(State.DOUBTFUL, "follows", reason, reference, way_out, question=asked[0].id)
