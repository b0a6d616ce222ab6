"""`comity check-links`: try the addresses records lead to."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.core import startup

from .output import step


def check_links(
    most: Annotated[int, typer.Option(min=1, help="How many addresses to try at most.")] = 500,
) -> None:
    """Try the addresses of originals not tried for a month; the desk's quality page lists those that do not answer.

    Example: comity check-links --most 100

    Exit codes: 0 done, whatever they answered.
    """
    startup.setup()
    from comity.connectors.link_checking import check_links as tried_links

    with step("Trying addresses"):
        tried, broken = tried_links(most=most)
    typer.echo(f"{tried} addresses tried, {broken} did not answer")
