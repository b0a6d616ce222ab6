"""Portals and loads in a process of their own, with a home of their own, so that they can be killed and starved."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PREPARE = """
from comity.core import startup
configuration = startup.configure()
startup.make_home(configuration)
startup.migrate(configuration)
"""
LOAD = """
import sys
from pathlib import Path
from comity.core import startup
startup.configure()
from comity.connectors import loading
from comity.connectors.registry import reader
"""
_PEOPLE = """
from datetime import date
import json, sys, time
from comity.core import startup
startup.setup()
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from comity.accounts.models import Mandate, User
sessions = dict()
for name, role, scope, groups in json.loads(sys.argv[1]):
    user = User.objects.create_user(name + "@example.org", None, name=name.title())
    Mandate.objects.create(user=user, role=role, valid_from=date(2020, 1, 1), **scope)
    user.groups.add(*Group.objects.filter(name__in=groups))
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [dict(method="mfa", type="totp", at=time.time())]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps(sessions))
"""
_SERVE = """
import sys
from comity.core import startup
startup.setup()
from wsgiref.simple_server import make_server
from comity.web.wsgi import application
from tests.web.browsing import Quiet, Server
server = make_server("127.0.0.1", int(sys.argv[1]), application, server_class=Server, handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""


def make_home(folder: Path) -> Path:
    """A home with an empty database."""
    run(folder, _PREPARE)
    return folder


def copied(home: Path, to: Path) -> Path:
    """The same home at another place."""
    return Path(shutil.copytree(home, to))


def run(home: Path, script: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Runs a script in the home, to its end, whatever that is."""
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.run(command, env=_environment(home), capture_output=True, text=True, timeout=600, check=False)


def people(home: Path, *wanted: tuple[str, str, dict[str, str], tuple[str, ...]]) -> dict[str, str]:
    """Makes people of a name, a role, its scope and their groups at the desk; the session of each, by name.

    The sessions are begun with a second factor.
    """
    told = run(home, _PEOPLE, json.dumps(wanted))
    assert told.returncode == 0, told.stderr
    sessions: dict[str, str] = json.loads(told.stdout.splitlines()[-1])
    return sessions


@contextmanager
def portal(home: Path) -> Iterator[str]:
    """The portal of the home, served by a process of its own with the files of the tests' home; its address."""
    for folder in ("static", "locale"):
        shutil.copytree(Path(os.environ["COMITY_HOME"]) / folder, home / folder, dirs_exist_ok=True)
    with server(home) as (_process, port):
        yield f"http://localhost:{port}"


@contextmanager
def server(home: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The process that serves a home, and its port (any free one for 0); ended at the end if it was not killed."""
    words = [sys.executable, "-c", _SERVE, str(port)]
    environment = _environment(home) | {"PYTHONPATH": "."}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, int(process.stdout.readline())
        finally:
            process.terminate()


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
    return kept | {"COMITY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "comity.core.settings"}


def command(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Runs `comity` with these words."""
    return run(home, "import sys; from comity.cli import main; sys.argv[0] = 'comity'; main()", *words)


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on the home's database."""
    connection = sqlite3.connect(home / "comity.sqlite3")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def facts(home: Path) -> list[list[tuple[Any, ...]]]:
    """Everything recorded, without the numbers of rows and runs."""
    return [
        rows(home, "SELECT code, title, as_of FROM treaties_sourcerecord ORDER BY code"),
        rows(home, "SELECT instrument, as_of, complete FROM treaties_coveragerecord ORDER BY instrument"),
        rows(home, 'SELECT fact, kind, "on", effective, place FROM treaties_actionrecord ORDER BY fact'),
        rows(home, "SELECT fact, value, place FROM treaties_statementrecord ORDER BY fact"),
    ]
