"""`comity alerts send`: tell those who asked of new records."""

from __future__ import annotations

import typer

from comity.core import startup

alerts_app = typer.Typer(help="Saved searches that are alerts.", no_args_is_help=True)


@alerts_app.callback()
def _alerts() -> None:
    """Saved searches that are alerts."""


@alerts_app.command("send")
def send() -> None:
    """Send what is new since the last time; run it once a day.

    Example: comity alerts send

    Exit codes: 0 done.
    """
    startup.setup()
    from comity.web.daily import send_alerts

    typer.echo(f"{send_alerts()} mails sent")
