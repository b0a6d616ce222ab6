"""`comity up`: everything in one directory, started together and ended together."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

from comity.core import startup
from comity.core.configuration import ConfigurationError
from comity.core.supervisor import AlreadyRunning, HomeLock, PortTaken, require_free, run, task_worker, web_server

from .output import Exit, fail, step


def up(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Web server processes.")] = 2,
) -> None:
    """Start the portal: make the home ready, then run the web server and the task worker until Ctrl-C.

    Example: comity up --port 8080

    Exit codes: 0 stopped as asked, 1 could not start, 3 already running or port taken.
    """
    begun = time.monotonic()
    try:
        configuration = startup.configure()
        startup.make_home(configuration)
    except (startup.HomeError, ConfigurationError) as error:
        fail(str(error))
    try:
        with HomeLock(configuration.home) as lock:
            require_free(host, port)
            prepare(configuration)
            address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0', '::'} else host}:{port}/"  # noqa: S104
            lock.describe({"pid": _pid(), "address": address})
            typer.echo(f"Comity is ready at {address} ({time.monotonic() - begun:.1f} s). Stop it with Ctrl-C.")
            run([web_server(host, port, workers), task_worker()])
            typer.echo("Comity has stopped.")
    except AlreadyRunning as error:
        fail(f"{configuration.home} is already in use{_holder(str(error))}; stop that one first", Exit.REFUSED)
    except PortTaken as error:
        fail(f"{error}; choose another with --port", Exit.REFUSED)
    except OSError as error:
        fail(f"{configuration.home}: {error.strerror or error}; make room or set COMITY_HOME to another directory")


def prepare(configuration: startup.Configuration) -> None:
    """Brings a home to the present version: database, reference data, translations, static files."""
    from comity.connectors.loading import load_bundled

    if not startup.is_migrated():
        with step("Preparing the database"):
            startup.migrate()
    with step("Loading treaty facts"):
        load_bundled()
    with step("Compiling translations"):
        startup.prepare_translations(configuration)
    with step("Collecting static files"):
        startup.prepare_static_files(configuration)


def _pid() -> int:
    import os

    return os.getpid()


def _holder(described: str) -> str:
    """Who holds the home, as it described itself; nothing if it has not yet."""
    try:
        facts = json.loads(described)
    except json.JSONDecodeError:
        return ""
    where = f" at {facts['address']}" if "address" in facts else ""
    return f" by process {facts.get('pid')}{where}"
