"""`comity up`: everything in one directory, started together and ended together."""

from __future__ import annotations

import os
import time
import webbrowser
from typing import Annotated

import typer

from comity.core import startup
from comity.core.configuration import Configuration
from comity.core.home_lock import AlreadyRunning, Holder, HomeLock
from comity.core.supervisor import (
    PortTaken,
    Watcher,
    answers,
    chores,
    indexer,
    require_free,
    run,
    task_worker,
    web_server,
)

from .output import Exit, fail, step

_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104
_HERE = {"127.0.0.1", "::1", "localhost"}


def up(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Web server processes.")] = 2,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the portal in a browser.")] = False,
) -> None:
    """Start the portal: make the home ready, then run the web server and the task worker until Ctrl-C.

    Example: comity up --port 8080

    Exit codes: 0 stopped as asked, 1 could not start, 2 a setting cannot be used, 3 already running or port taken.
    """
    begun = time.monotonic()
    os.umask(0o077)  # what is in the home is its owner's alone
    configuration = startup.configure()
    startup.make_home(configuration)
    try:
        with HomeLock(configuration.home) as lock:
            require_free(host, port)
            prepare(configuration)
            _serve(lock, host=host, port=port, workers=workers, browser=browser, begun=begun)
    except AlreadyRunning as error:
        fail(f"{configuration.home} is already in use by {error}; stop that one first", Exit.REFUSED)
    except PortTaken as error:
        fail(f"{error}; choose another with --port or --host", Exit.REFUSED)
    typer.echo("Comity has stopped.")


def prepare(configuration: Configuration) -> None:
    """Brings a home to the present version: database, reference data, translations, static files."""
    from comity.connectors.catalogue.demonstration import load_demonstration
    from comity.connectors.directory.demonstration import load_demonstration_authorities
    from comity.connectors.evidence.bundled import load_bundled_evidence
    from comity.connectors.interruptions import LoadInterrupted
    from comity.connectors.loading import load_bundled
    from comity.desk.arranging import arrange
    from comity.vocabulary.bundled import load_bundled as load_vocabularies

    if not startup.is_migrated():
        with step("Preparing the database"):
            startup.migrate(configuration)
    with step("Loading treaty facts") as progress:
        try:
            load_bundled(progress)
        except LoadInterrupted as error:
            fail(str(error))
    with step("Loading the vocabularies and the demonstration records"):
        load_vocabularies()
        load_demonstration()
        load_bundled_evidence()
        load_demonstration_authorities()
        arrange()
    with step("Compiling translations"):
        startup.prepare_translations(configuration)
    with step("Collecting static files"):
        startup.prepare_static_files(configuration)


def _serve(lock: HomeLock, *, host: str, port: int, workers: int, browser: bool, begun: float) -> None:
    address = _address(host, port)
    children = [web_server(host, port, workers), task_worker(), indexer(), chores()]

    def describe() -> None:
        lock.describe(Holder(os.getpid(), address, {child.name: child.pid for child in children if child.pid}))

    def announce() -> None:
        typer.echo(f"Comity answers at {address} (after {time.monotonic() - begun:.1f} s). Stop it with Ctrl-C.")
        if host not in _HERE:
            typer.echo("Others can reach it under the names in COMITY_HOSTS; see `comity check --deploy`.")
        if browser:
            webbrowser.open(address)

    def tell(sentence: str) -> None:
        typer.echo(f"comity: {sentence}", err=True)

    run(children, Watcher(lambda: answers(host, port), announce, describe, tell))


def _address(host: str, port: int) -> str:
    name = "localhost" if host in _EVERYWHERE | _HERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"
