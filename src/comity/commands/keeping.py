"""`comity backup` and `comity restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from comity.core import backup as archives
from comity.core import restoring, startup
from comity.core.configuration import Configuration

from .output import Exit, fail, print_json, step

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write.")],
    secret_key: Annotated[
        bool, typer.Option("--with-secret-key/--without-secret-key", help="Put the secret key into the archive.")
    ] = True,
    vault_keys: Annotated[
        bool,
        typer.Option("--with-vault-keys/--without-vault-keys", help="Put the keys of drafts and casework in."),
    ] = True,
    replace: Annotated[bool, typer.Option("--replace", help="Replace FILE if it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Write a consistent, verified archive of the home; the portal may go on running.

    The archive holds accounts and, unless left out, the secret key and the vault's keys: keep it as safe as the portal
    itself. Without the vault's keys nobody can read the drafts and casework in it; keep those keys elsewhere then.

    Example: comity backup comity-2026-11-24.tar.gz

    Exit codes: 0 written and verified, 1 failed (no file is left behind), 3 refused (FILE is there already).
    """
    configuration = startup.configure()
    try:
        with step("Writing the archive"):
            made = archives.back_up(configuration, file, secret_key=secret_key, vault_keys=vault_keys, replace=replace)
    except archives.BackupError as error:
        _fail(error)
    _tell(made, "Written and verified", as_json)
    if not as_json:
        typer.echo(_about_keys(configuration, vault_keys))


def _about_keys(configuration: Configuration, included: bool) -> str:
    if configuration.vault_keys:
        return "The keys of drafts and casework are in COMITY_VAULT_KEYS, not in the archive: keep them elsewhere."
    if included and configuration.vault_key_file.exists():
        return "It holds the keys of drafts and casework: whoever has it can read them."
    return f"The keys of drafts and casework are not in it: keep {configuration.vault_key_file} elsewhere."


def restore(file: Annotated[Path, typer.Argument(help="The archive to restore.")], as_json: Json = False) -> None:
    """Restore an archive into an empty home, after checking every file in it.

    Example: COMITY_HOME=/srv/comity comity restore comity-2026-11-24.tar.gz

    Exit codes: 0 restored, 1 the archive is damaged, missing or of a newer Comity, 3 the home is not empty.
    """
    configuration = startup.configure()
    try:
        with step("Checking and restoring"):
            made = restoring.restore(configuration, file)
    except archives.BackupError as error:
        _fail(error)
    _tell(made, f"Restored into {configuration.home}", as_json)


def _fail(error: archives.BackupError) -> NoReturn:
    fail(str(error), Exit.REFUSED if isinstance(error, archives.BackupRefused) else Exit.FAILED)


def _tell(made: archives.Archive, what: str, as_json: bool) -> None:
    if as_json:
        print_json({"file": str(made.file), "made_at": made.made_at, "files": made.files, "bytes": made.size})
    else:
        typer.echo(f"{what}: {made.file}, {made.files} files, {made.size / 1e6:.1f} MB, of {made.made_at}.")
