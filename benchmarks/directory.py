"""How fast the directory's pages answer under load: 1,700 authorities and 2,450 users, twenty requests a second.

Starts the portal on a home that holds the demonstration ledger, asks at a fixed rate from this process, as a visitor
and as a registered practitioner, and reports times by kind of page, memory, and how busy the machine was besides.

    COMITY_HOME=/big uv run comity up            # once, to make the home; stop it again
    COMITY_HOME=/big uv run comity load demonstration-ledger
    uv run python benchmarks/directory.py --home /big
"""

from __future__ import annotations

import argparse
import os
import random
import time
from datetime import date
from pathlib import Path

from load import RATE, load, portal, report, report_memory

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def prepared(home: Path) -> tuple[list[str], list[str], str]:
    """Keys of the listed authorities, their States, and the session of a registered practitioner."""
    os.environ["COMITY_HOME"] = str(home)
    from comity.core import startup

    startup.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from comity.accounts.models import Mandate, User
    from comity.accounts.roles import Role
    from comity.directory.interfaces import directory

    listed = directory().listed
    print(f"{len(listed)} authorities, {User.objects.count()} users")
    email = "benchmark@example.org"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    since = {"valid_from": date(2020, 1, 1)}
    Mandate.objects.get_or_create(user=user, role=Role.PRACTITIONER, state="NER", defaults=since)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return list(listed), sorted({each.entry.state for each in listed.values()}), session.session_key


def pages(keys: list[str], states: list[str], seconds: int) -> list[tuple[str, str]]:
    """(kind, address) of every request, by a fixed seed: mostly entries and the finder, as a practitioner works."""
    chosen = random.Random(7)

    def one() -> tuple[str, str]:
        kind = chosen.choices(("entry", "list", "find", "compare", "feed"), (45, 20, 25, 8, 2))[0]
        state, other = chosen.sample(states, 2)
        address = {
            "entry": f"authorities/{chosen.choice(keys)}/",
            "list": chosen.choice(("", f"?state={state}", "?page=3", "?matter=mla", "?q=demonstration")),
            "find": f"find/?state={state}&measure={chosen.choice(('mla', 'extradition', 'mla-stored-data'))}",
            "compare": f"compare/?state={state}&state={other}",
            "feed": "changes.atom",
        }[kind]
        return kind, f"/{chosen.choice(LANGUAGES)}/directory/{address}"

    return [one() for _ in range(seconds * RATE)]


def main() -> None:
    """Starts the portal, warms it, loads it twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    given = parser.parse_args()
    home = given.home
    keys, states, session = prepared(home)
    asked = pages(keys, states, given.seconds)
    with portal(home, "/en/directory/"):
        load(asked[:60])
        for who, cookie in (("visitor", ""), ("practitioner", session)):
            found = load(asked, cookie)
            for kind, times in sorted(found.items()):
                report(f"{who}, {kind}", times)
            report(f"{who}, all pages, {RATE} requests a second", [t for times in found.values() for t in times])
        print(f"load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        report_memory()


if __name__ == "__main__":
    main()
