"""The command line, `comity`: each command is a thin call in `comity.commands`."""

from __future__ import annotations

import typer

from comity.commands import (
    alerting,
    auditing,
    basis,
    catalogue,
    checking,
    chores,
    developing,
    directory,
    directory_ledger,
    ebooks,
    evidence,
    interviewing,
    keeping,
    linking,
    people,
    searching,
    treaties,
    up,
    vault,
)
from comity.commands.errors import ClearErrors

app = typer.Typer(
    name="comity",
    cls=ClearErrors,
    help="International cooperation in criminal matters: an open, self-hosted, multilingual system.",
    epilog="Exit codes: 0 done, 1 failed, 2 wrong use, 3 refused (already running, not empty), 4 no network.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(up.up)
app.command()(basis.basis)
app.command()(searching.search)
treaties.load_app.command("catalogue")(catalogue.load_catalogue)
treaties.load_app.command("directory")(directory.load_directory)
treaties.load_app.command("evidence")(evidence.load_evidence)
treaties.load_app.command("demonstration-ledger")(directory_ledger.load_ledger)
app.add_typer(treaties.load_app, name="load")
app.add_typer(treaties.update_app, name="update")
app.command()(searching.index)
app.command()(checking.check)
app.command()(chores.chores)
app.command("check-links")(linking.check_links)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(checking.version)
app.add_typer(alerting.alerts_app, name="alerts")
app.add_typer(ebooks.ebook_app, name="ebook")
app.add_typer(interviewing.interview_app, name="interview")
app.add_typer(people.user_app, name="user")
app.add_typer(vault.vault_app, name="vault")
app.add_typer(auditing.audit_app, name="audit")
app.add_typer(developing.translations_app, name="translations")
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(developing.test)


def main() -> None:
    """The entry point."""
    app()
