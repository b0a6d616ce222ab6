"""The vault's keys: each 256 bits with a short id; the first encrypts, the others only open what they once sealed.

They are kept in `COMITY_HOME/vault-keys` (mode 0600, made at the first start), one key a line as `id secret`, or in
COMITY_VAULT_KEYS, as `id:secret,id:secret`. A line taken away is a key revoked: what it sealed cannot be opened.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32
_ID = re.compile(r"[0-9a-z]{4,16}\Z", re.ASCII)


class VaultError(Exception):
    """The vault cannot do what was asked; the message names the key or the place, and the way out."""


class KeyMissing(VaultError):
    """Something is sealed with a key that is not among the vault's; nothing else is affected."""

    def __init__(self, key_id: str, place: str) -> None:
        self.key_id = key_id
        super().__init__(
            f"the key {key_id} is not among the vault's keys; put its line back into {place} (a backup of it has the "
            "line), nothing is lost until then and everything sealed with other keys can be read"
        )


@dataclass(frozen=True, slots=True)
class VaultKey:
    """One key; its secret never appears in texts."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"VaultKey({self.id!r})"

    @property
    def line(self) -> str:
        """The key as it is written down."""
        return f"{self.id} {base64.urlsafe_b64encode(self.secret).decode('ascii')}"

    @classmethod
    def new(cls) -> VaultKey:
        """A new key of the system's randomness."""
        return cls(secrets.token_hex(4), secrets.token_bytes(KEY_BYTES))


@dataclass(frozen=True)
class Keyring:
    """The keys at hand, by their order; `place` says where they are kept."""

    keys: tuple[VaultKey, ...]
    place: str

    @property
    def current(self) -> VaultKey:
        """The key that seals. Raises VaultError if there is none."""
        if not self.keys:
            raise VaultError(f"the vault has no key; `comity up` makes one, or put the saved ones into {self.place}")
        return self.keys[0]

    def key(self, key_id: str) -> VaultKey:
        """The key of an id; raises KeyMissing."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise KeyMissing(key_id, self.place)


def parsed(text: str, place: str) -> Keyring:
    """The keys of a file (or of the variable, with colons and commas). Raises VaultError naming the line."""
    keys: list[VaultKey] = []
    for number, line in enumerate(re.split(r"[\n,]", text), start=1):
        words = line.replace(":", " ").split()
        if not words or words[0].startswith("#"):
            continue
        keys.append(_key(words, f"{place}, key {number}"))
        if keys[-1].id in {key.id for key in keys[:-1]}:
            raise VaultError(f"{place}, key {number}: the id {keys[-1].id} is there twice; remove one of the lines")
    return Keyring(tuple(keys), place)


def _key(words: list[str], place: str) -> VaultKey:
    if len(words) != 2 or not _ID.match(words[0]):
        raise VaultError(f"{place}: it is not written as “id secret”; restore the line from a backup")
    try:
        secret = base64.b64decode(words[1], altchars=b"-_", validate=True)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise VaultError(f"{place}: the secret of {words[0]} is not {KEY_BYTES} bytes in base64; restore the line")
    return VaultKey(words[0], secret)


def make_key_file(file: Path) -> None:
    """Writes a file with one new key and mode 0600, unless there is one."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    _fill(handle, [VaultKey.new()])


def write_key_file(file: Path, keys: Iterable[VaultKey]) -> None:
    """Replaces the file at once: a crash leaves the old one or the new one, never a half."""
    partial = file.with_name(f"{file.name}.part")
    partial.unlink(missing_ok=True)
    _fill(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), keys)
    partial.replace(file)


def _fill(handle: int, keys: Iterable[VaultKey]) -> None:
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("".join(f"{key.line}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
