"""`comity load demonstration-ledger`: invented authorities and users with the report's totals, for its figures."""

from __future__ import annotations

import typer

from comity.core import startup

from .output import fail, step


def load_ledger() -> None:
    """List 1,712 invented authorities and register 2,450 invented users, as the report counts them by June 2022.

    Every row says that it is invented, and so does every view that counts them. The years before are invented too:
    the report gives only the totals. Load it into a home kept for demonstrations. Loading again changes nothing.

    Example: comity load demonstration-ledger

    Exit codes: 0 loaded, 1 stopped.
    """
    startup.setup()
    from comity.connectors.directory_ledger import load_demonstration_ledger

    try:
        with step("Loading the demonstration ledger") as progress:
            authorities, users = load_demonstration_ledger(progress)
    except KeyboardInterrupt:
        fail("stopped; run the same command again to complete it")
    typer.echo(f"{authorities} authorities and {users} users, all invented for demonstration.")
