"""Every address of the portal, asked by every kind of person: what is answered, and that nothing planted leaks.

The addresses come from the URL configuration; `rows.py` says what is expected of each and how to add rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from comity.desk.arranging import arrange
from comity.law.book import TreatyBook
from comity.vocabulary.bundled import load_bundled

from .personas import World, make_world
from .rows import DESK_CLOSED, DESK_OF_ALL, DESK_OPENS, ROWS, Row

pytestmark = pytest.mark.django_db
_CONVERTED = re.compile(r"<(?:(\w+):)?\w+>")
_SAMPLES = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def addresses(patterns: Any = None, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """(name with its namespace, route, pattern) of every address in the URL configuration."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from addresses(each.url_patterns, route, inner)
        else:
            yield f"{namespace}{each.name or ''}", route, each


PORTAL = [(name, route) for name, route, _pattern in addresses() if not route.startswith("desk/")]
DESK = sorted({route for _name, route, _pattern in addresses() if route.startswith("desk/")} - DESK_OF_ALL)


def sample(route: str) -> str:
    """An address of a route, whatever its parts are: 1 where a regular expression wants something."""
    plain = re.sub(r"\\?[\^$]|\.\*", "", re.sub(r"\([^()]*\)", "1", route.replace("()", ""))).replace("\\.", ".")
    return "/" + _CONVERTED.sub(lambda part: _SAMPLES[part[1] or "str"], plain)


@pytest.fixture
def world(recorded: TreatyBook, settings: Any) -> World:
    settings.COMITY_LIMITS = {}
    load_bundled()
    arrange()
    return make_world()


def check(world: World, who: str, address: str, response: Any, expected: Any) -> list[str]:
    wrong = []
    right = expected if isinstance(expected, frozenset) else frozenset({expected})
    if response.status_code not in right:
        wrong.append(f"{who}: {address} answers {response.status_code}, not {sorted(right)}")
    streamed = getattr(response, "streaming", False)
    body = b"".join(response.streaming_content) if streamed else response.content
    text = body.decode("utf-8", "replace") + str(response.headers)
    wrong += [
        f"{who}: {address} shows {secret}"
        for secret, seen in world.secrets.items()
        if secret in text and who not in seen
    ]
    return wrong


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is done inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address_of(name: str, row: Row, world: World) -> str:
    parts = [part.format_map(world.keys) for part in row.parts.split()]
    return reverse(name, args=parts) + (f"?{row.query}" if row.query else "")


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    named = {name for name, _route in PORTAL if name}
    assert named - ROWS.keys() == set(), "see tests/permissions/rows.py for how to add rows"
    assert ROWS.keys() - named == set()


def test_addresses_without_a_name_only_lead_on() -> None:
    assert {route for name, route in PORTAL if not name} == {
        f"{settings.LANGUAGE_CODE}/account/{part}/" for part in ("signup", "email", "password/set")
    }


def test_each_address_answers_each_person_as_it_should(world: World) -> None:
    """One test, because the world takes longer to make than to walk; each row leaves it as it was."""
    wrong = []
    for name, row in ROWS.items():
        address = address_of(name, row, world)
        with rolled_back():
            for who, client in world.clients.items():
                wrong += check(world, who, address, client.get(address), row.gets[who])
            for who, client in world.clients.items() if row.post is not None else ():
                with rolled_back():
                    wrong += check(world, who, f"POST {address}", client.post(address, row.post), row.posted[who])
    assert wrong == [], "\n".join(wrong)


def test_the_desk_opens_to_editors_alone(world: World) -> None:
    wrong = []
    for route in DESK:
        address = sample(route)
        for who in DESK_CLOSED:
            wrong += check(world, who, address, world.clients[who].get(address), frozenset({302, 404}))
    for who in DESK_OPENS:
        wrong += check(world, who, "/desk/", world.clients[who].get("/desk/"), 200)
    assert wrong == [], "\n".join(wrong)


def test_no_form_is_taken_without_its_token(world: World) -> None:
    """A request forged on another site carries the cookie, not the token."""
    wrong = []
    for name, row in ROWS.items():
        if row.post is None:
            continue
        address = address_of(name, row, world)
        client = world.clients["secretariat"]
        client.handler.enforce_csrf_checks = True
        if client.post(address, row.post).status_code not in {302, 403, 404}:
            wrong.append(address)
        client.handler.enforce_csrf_checks = False
        assert client.post(address, row.post).status_code != 403
    assert wrong == [], "\n".join(wrong)


def test_what_only_a_page_of_someone_signed_in_holds_is_kept_by_no_cache(world: World) -> None:
    for name in ("account-home", "people", "ledger", "outbox"):
        for who in ("secretariat", "auditor", "mission-own"):
            response = world.clients[who].get(reverse(name))
            if response.status_code == 200:
                assert "no-store" in response["Cache-Control"], (name, who)
    public = world.clients["secretariat"].get(reverse("states"))
    assert "Cookie" not in public.get("Vary", "")
    assert "secretariat" not in public.content.decode()
