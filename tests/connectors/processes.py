"""Loads in a process of their own, with a home of their own, so that they can be killed and starved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

_PREPARE = """
from comity.core import startup
startup.make_home(startup.configure())
startup.migrate()
"""
LOAD = """
import sys
from pathlib import Path
from comity.core import startup
startup.configure()
from comity.connectors import loading
from comity.connectors.registry import reader
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
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COMITY_")}
    environment |= {"COMITY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "comity.core.settings"}
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)


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
