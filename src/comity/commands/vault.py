"""`comity vault`: the keys that drafts and casework are sealed with."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.core import startup

from .output import fail, print_json

vault_app = typer.Typer(help="Replace the keys that drafts and casework are sealed with.", no_args_is_help=True)


@vault_app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """Say which keys there are and how much each one seals; missing keys are named.

    Example: comity vault status

    Exit codes: 0 every key in use is at hand, 1 one is missing, or the keys cannot be read.
    """
    startup.setup()
    from comity.core.sealed import keys_in_use
    from comity.core.vault import VaultError, keyring

    try:
        ring = keyring()
    except VaultError as error:
        fail(str(error))
    used = keys_in_use()
    missing = sorted(set(used) - {key.id for key in ring.keys})
    if as_json:
        keys = [{"id": key.id, "current": key is ring.keys[0], "seals": used[key.id]} for key in ring.keys]
        print_json({"place": ring.place, "keys": keys, "missing": [{"id": k, "seals": used[k]} for k in missing]})
    else:
        for key in ring.keys:
            what = "seals now" if key is ring.keys[0] else "opens only"
            typer.echo(f"{key.id}\t{what}\t{used[key.id]} rows")
    if missing:
        fail(f"missing: {', '.join(f'{k} ({used[k]} rows)' for k in missing)}; put the line back into {ring.place}")


@vault_app.command()
def rotate(
    new_key: Annotated[bool, typer.Option("--new-key/--no-new-key", help="Make a new key first.")] = True,
) -> None:
    """Make a new key and seal everything with it, in batches, while the portal runs; go on where it was stopped.

    A rotation that was stopped is finished with --no-new-key. Old keys stay in the file, for backups made before;
    `comity vault forget` takes one out.

    Example: comity vault rotate

    Exit codes: 0 everything has the current key, 1 some rows wait for a key that is missing, or are damaged.
    """
    startup.setup()
    from comity.core import sealed
    from comity.core.vault import VaultError, keyring

    try:
        if new_key:
            sealed.add_key()
        told = sealed.reseal()
        current = keyring().current.id
    except VaultError as error:
        fail(str(error))
    typer.echo(f"{told.done} rows sealed anew; the key {current} seals now.")
    left = []
    if told.waiting:
        waiting = ", ".join(f"{count} rows for {key_id}" for key_id, count in told.waiting)
        left.append(f"some wait for a key that is missing: {waiting}; put its line back and rotate with --no-new-key")
    if told.damaged:
        left.append(
            f"these are damaged and were left as they are: {', '.join(told.damaged)}; restore them from a backup, and"
            " keep the key they were sealed with"
        )
    if left:
        fail(". ".join(left))


@vault_app.command()
def forget(key_id: Annotated[str, typer.Argument(help="The id of the key.")]) -> None:
    """Take a key out for good, once nothing is sealed with it. Backups made before can then no longer be read.

    Example: comity vault forget 3f9c01ab

    Exit codes: 0 taken out, 1 it is still needed, or not there.
    """
    startup.setup()
    from comity.core.sealed import forget_key
    from comity.core.vault import VaultError

    try:
        forget_key(key_id)
    except VaultError as error:
        fail(str(error))
    typer.echo(f"{key_id} is forgotten.")
