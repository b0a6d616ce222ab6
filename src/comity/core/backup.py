"""A consistent archive of a home while it runs: the database, the files and, unless left out, the secret keys.

The archive is a gzipped tar that begins with the files and ends with `manifest.json`, their SHA-256 sums: an archive
without its manifest was cut off. It is written beside its name and renamed once it has been read back and compared.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from comity import __version__

from .configuration import Configuration

MANIFEST = "manifest.json"
DATABASE = "comity.sqlite3"
VAULT_KEYS = "vault-keys"
FOLDERS = ("depositaries", "files", "private")  # the rest of a home is made anew from these and the database
FORMAT = 1
_SINGLE = {DATABASE, MANIFEST, "secret-key", VAULT_KEYS}
_BLOCK = 1 << 20
_DAMAGE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError)


class BackupError(Exception):
    """The archive cannot be made or used; the message names it, what is wrong and the way out."""


class BackupRefused(BackupError):
    """Nothing was tried, because something that would be lost is in the way."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive made or read: its file, when it was made (UTC), how many files it holds, its size in bytes."""

    file: Path
    made_at: str
    files: int
    size: int


def back_up(
    configuration: Configuration,
    target: Path,
    *,
    secret_key: bool = True,
    vault_keys: bool = True,
    replace: bool = False,
) -> Archive:
    """Writes an archive of the home to `target`, verified after writing; raises BackupError and leaves no half file."""
    _require_writable(configuration, target, replace)
    partial, copy = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.database.part")
    try:
        _copy_database(configuration.database_file, copy)
        _write(partial, [(DATABASE, copy), *_other_files(configuration, secret_key, vault_keys)])
        archive = read_archive(partial)
        partial.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BackupError(f"{target}: {reason}; make room or choose another place") from error
    except sqlite3.Error as error:
        raise BackupError(f"{configuration.database_file}: {error}; `comity check` examines it") from error
    finally:
        for left in (partial, copy):
            left.unlink(missing_ok=True)
    return Archive(target, archive.made_at, archive.files, archive.size)


def read_archive(source: Path, unpack_into: Path | None = None) -> Archive:
    """Reads an archive to its end and compares every checksum, unpacking if asked; raises BackupError.

    Raises OSError if what is unpacked cannot be written.
    """
    sums: dict[str, str] = {}
    manifest: object = None
    with _opened(source) as tar:
        for name, stream in _members(tar, source):
            if name == MANIFEST:
                manifest = _parsed(stream, source)
            elif name in sums:
                raise BackupError(f"{source} holds {name} twice, which no archive of Comity does")
            else:
                sums[name] = _unpack(_blocks(stream, source), unpack_into / name if unpack_into else None)
    return _compared(manifest, sums, source)


def _require_writable(configuration: Configuration, target: Path, replace: bool) -> None:
    if configuration.database_url:
        raise BackupRefused("the database is not in this home; back it up with its own tools (pg_dump)")
    if not configuration.database_file.exists():
        raise BackupError(f"{configuration.home}: there is nothing to back up here; set COMITY_HOME")
    if target.resolve().is_relative_to(configuration.home):
        raise BackupRefused(f"{target} is inside the home itself; choose a place outside of {configuration.home}")
    if target.exists() and not replace:
        raise BackupRefused(f"{target} is there already; choose another name or add --replace")


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy while others read and write (SQLite's online backup)."""
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def _other_files(configuration: Configuration, secret_key: bool, vault_keys: bool) -> list[tuple[str, Path]]:
    kept = [
        *([configuration.secret_key_file] if secret_key else []),
        *([configuration.vault_key_file] if vault_keys else []),
        *sorted((configuration.home / "files").rglob("*")),
        *sorted((configuration.home / "private").rglob("*")),
    ]
    return [(f.relative_to(configuration.home).as_posix(), f) for f in kept if f.is_file() and not f.is_symlink()]


def _write(target: Path, files: Iterable[tuple[str, Path]]) -> None:
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar:
            sums = {name: _add(tar, name, file) for name, file in files}
            manifest = {
                "format": FORMAT,
                "version": __version__,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "files": sums,
            }
            text = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text))
        raw.flush()
        os.fsync(raw.fileno())


def _add(tar: tarfile.TarFile, name: str, file: Path) -> str:
    """Adds a file as long as it is now, and returns the checksum of what was added."""
    entry = tarfile.TarInfo(name)
    with file.open("rb") as raw:
        facts = os.fstat(raw.fileno())
        entry.size, entry.mtime, entry.mode = facts.st_size, int(facts.st_mtime), 0o600
        summed = _Summed(raw)
        tar.addfile(entry, summed)
    return summed.digest.hexdigest()


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Summed:
    """A file that is summed as it is read."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self.digest = raw, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._raw.read(size)
        self.digest.update(block)
        return block


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    """The archive, read to the end of its compressed form: only there is it known to be whole."""
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(gzip.open(source))
            tar = stack.enter_context(tarfile.open(fileobj=raw, mode="r:"))
        except (*_DAMAGE, OSError) as error:
            raise _unreadable(source, error) from error
        yield tar
        for _ in _blocks(raw, source):
            pass


def _members(tar: tarfile.TarFile, source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    while True:
        try:
            member = tar.next()
        except (*_DAMAGE, OSError, ValueError) as error:
            raise _unreadable(source, error) from error
        if member is None:
            return
        name = _safe(member, source)
        stream = tar.extractfile(member)
        if stream is not None:
            yield name, stream


def _safe(member: tarfile.TarInfo, source: Path) -> str:
    """The name of a plain file that stays inside the directory it is unpacked into."""
    path = PurePosixPath(member.name)
    known = path.parts[0] in FOLDERS if len(path.parts) > 1 else member.name in _SINGLE
    if not known or ".." in path.parts or not member.isfile():
        raise BackupError(f"{source}: it holds {member.name!r}, which no archive of Comity does; nothing was restored")
    return path.as_posix()


def _blocks(stream: _Readable, source: Path) -> Iterator[bytes]:
    while True:
        try:
            block = stream.read(_BLOCK)
        except (*_DAMAGE, OSError, ValueError) as error:
            raise _unreadable(source, error) from error
        if not block:
            return
        yield block


def _parsed(stream: IO[bytes], source: Path) -> object:
    try:
        return json.loads(b"".join(_blocks(stream, source)))
    except ValueError as error:
        raise _unreadable(source, error) from error


def _unpack(blocks: Iterable[bytes], target: Path | None) -> str:
    digest = hashlib.sha256()
    if target is None:
        for block in blocks:
            digest.update(block)
        return digest.hexdigest()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in blocks:
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _compared(manifest: object, sums: dict[str, str], source: Path) -> Archive:
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise BackupError(f"{source} has no manifest at its end: it was cut off, or is no archive of Comity")
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{source} was made by a newer Comity ({manifest.get('version')}); update this one first")
    wrong = sorted({name for name, _sum in set(manifest["files"].items()) ^ set(sums.items())})
    if wrong:
        raise BackupError(f"{source}: {wrong[0]} does not match its checksum; the archive was damaged or changed")
    if DATABASE not in sums:
        raise BackupError(f"{source} holds no database; it is no archive of Comity")
    return Archive(source, str(manifest.get("made_at")), len(sums), source.stat().st_size)


def _unreadable(source: Path, error: Exception) -> BackupError:
    if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
        return BackupError(f"{source}: {(error.strerror or str(error)).lower()}")
    return BackupError(f"{source} cannot be read to its end ({error}); it is damaged, or no archive of Comity")
