"""Encryption at rest: what drafts and casework hold is sealed here, with keys that can be replaced at any time.

AES-256-GCM (NIST SP 800-38D) from `cryptography`. A sealed value names the key that opens it and is bound to its
place (`context`), so that it cannot be moved to another record unseen. Files are sealed in blocks, each bound to its
number and the last one to being the last: a file cut short or put together anew does not open.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from .vault_keys import KEY_BYTES, KeyMissing, Keyring, VaultError, parsed

__all__ = ["KeyMissing", "Tampered", "VaultError", "key_of", "keyring", "open_sealed", "seal"]

_MARK, _NONCE = b"cv1", 12
BLOCK = 1 << 20  # bytes of a file sealed at a time


class Tampered(VaultError):
    """A sealed value was changed, cut short, or moved to another place."""


_lock = Lock()
_held: tuple[object, Keyring] | None = None


def keyring() -> Keyring:
    """The keys as they stand now: a key file that was replaced is read again, in every process."""
    global _held
    given: str = settings.CONFIGURATION.vault_keys
    if given:
        return parsed(given, "COMITY_VAULT_KEYS")
    file = settings.CONFIGURATION.vault_key_file
    with _lock:
        try:
            facts = file.stat()
        except FileNotFoundError:
            return Keyring((), str(file))
        stamp = (file, facts.st_mtime_ns, facts.st_ino, facts.st_size)
        if _held is None or _held[0] != stamp:
            _held = (stamp, parsed(file.read_text(encoding="ascii", errors="replace"), str(file)))
        return _held[1]


def seal(content: bytes, *, context: str, ring: Keyring | None = None) -> bytes:
    """The content encrypted with the current key, bound to the context. Raises VaultError without a key."""
    key = (ring or keyring()).current
    head = _MARK + bytes([len(key.id)]) + key.id.encode("ascii")
    nonce = os.urandom(_NONCE)
    return head + nonce + AESGCM(key.secret).encrypt(nonce, content, head + context.encode())


def open_sealed(sealed: bytes, *, context: str, ring: Keyring | None = None) -> bytes:
    """What was sealed. Raises KeyMissing, and Tampered for what is not as it was sealed in this context."""
    key_id = key_of(sealed)
    key = (ring or keyring()).key(key_id)
    start = len(_MARK) + 1 + len(key_id)
    head, nonce = sealed[:start], sealed[start : start + _NONCE]
    try:
        return AESGCM(key.secret).decrypt(nonce, sealed[start + _NONCE :], head + context.encode())
    except (InvalidTag, ValueError) as error:
        raise _tampered(context) from error


def key_of(sealed: bytes) -> str:
    """The id of the key a value is sealed with. Raises Tampered for what was never sealed."""
    length = sealed[len(_MARK)] if len(sealed) > len(_MARK) else 0
    found = sealed[len(_MARK) + 1 : len(_MARK) + 1 + length]
    if not sealed.startswith(_MARK) or not length or len(found) != length or not found.isalnum():
        raise Tampered("a sealed value is damaged at its beginning; restore it from a backup")
    return found.decode("ascii")


# -- files: a key of their own, which the vault seals; to replace the vault's key no file is written anew -----------


def new_file_key() -> bytes:
    """A key for one file."""
    return os.urandom(KEY_BYTES)


def seal_file(blocks: Iterable[bytes], target: BinaryIO, *, key: bytes, context: str) -> int:
    """Writes the blocks (of at most BLOCK bytes) sealed; how many bytes were sealed."""
    cipher, total, number = AESGCM(key), 0, 0
    waiting: bytes | None = None
    for block in (piece for each in blocks for piece in _pieces(each)):
        if waiting is not None:
            _write(target, cipher, waiting, _block_context(context, number, last=False))
            number += 1
        waiting = block
        total += len(block)
    _write(target, cipher, waiting or b"", _block_context(context, number, last=True))
    return total


def open_file(source: BinaryIO, *, key: bytes, context: str) -> Iterator[bytes]:
    """The blocks of a sealed file, one in memory at a time. Raises Tampered where it is not as it was sealed."""
    cipher, number = AESGCM(key), 0
    sealed = _read(source, context)
    while sealed is not None:
        following = _read(source, context)
        try:
            yield cipher.decrypt(
                sealed[:_NONCE], sealed[_NONCE:], _block_context(context, number, last=following is None)
            )
        except (InvalidTag, ValueError) as error:
            raise _tampered(context) from error
        sealed, number = following, number + 1
    if number == 0:
        raise _tampered(context)


def _pieces(block: bytes) -> Iterator[bytes]:
    for start in range(0, len(block), BLOCK):
        yield block[start : start + BLOCK]


def _block_context(context: str, number: int, *, last: bool) -> bytes:
    return f"{context}\0{number}\0{'last' if last else 'more'}".encode()


def _write(target: BinaryIO, cipher: AESGCM, block: bytes, context: bytes) -> None:
    nonce = os.urandom(_NONCE)
    sealed = nonce + cipher.encrypt(nonce, block, context)
    target.write(struct.pack(">I", len(sealed)) + sealed)


def _read(source: BinaryIO, context: str) -> bytes | None:
    head = source.read(4)
    if not head:
        return None
    length = struct.unpack(">I", head)[0] if len(head) == 4 else 0
    if not _NONCE < length <= BLOCK + 64:
        raise _tampered(context)
    sealed = source.read(length)
    if len(sealed) != length:
        raise _tampered(context)
    return sealed


def _tampered(context: str) -> Tampered:
    return Tampered(f"{context}: what is stored is not what was sealed there; restore it from a backup")
