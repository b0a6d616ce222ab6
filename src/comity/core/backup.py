"""A consistent archive of a home while it runs, and back: every file by checksum, nothing half-written.

The archive is a gzipped tar that begins with the files and ends with `manifest.json`, their SHA-256 sums: an archive
without its manifest was cut off.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from comity import __version__

from .configuration import Configuration

MANIFEST = "manifest.json"
DATABASE = "comity.sqlite3"
FORMAT = 1


class BackupError(Exception):
    """The archive cannot be made or used; the message names it, what is wrong and the way out."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive made or restored: its file, when it was made, and how many files and bytes it holds."""

    file: Path
    made_at: str
    files: int
    size: int


def back_up(configuration: Configuration, target: Path) -> Archive:
    """Writes an archive of the home to `target`, verified after writing; raises BackupError."""
    if configuration.database_url:
        raise BackupError("the database is not in this home; back it up with its own tools (pg_dump)")
    if not configuration.database_file.exists():
        raise BackupError(f"{configuration.home}: there is nothing to back up here; set COMITY_HOME")
    partial = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent or Path()) as scratch:
            copy = Path(scratch) / DATABASE
            _copy_database(configuration.database_file, copy)
            _write(partial, [(DATABASE, copy), *_other_files(configuration)])
        archive = verify(partial)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BackupError(f"{target}: {error.strerror or error}; make room or choose another place") from error
    return Archive(target, archive.made_at, archive.files, archive.size)


def restore(configuration: Configuration, source: Path) -> Archive:
    """Restores an archive into an empty home, after checking every file; raises BackupError and touches nothing."""
    home = configuration.home
    if home.exists() and any(home.iterdir()):
        raise BackupError(f"{home} is not empty; restore into an empty directory (set COMITY_HOME)")
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{home.name}-", dir=home.parent))
    try:
        archive = verify(source, unpack_into=beside)
        _check_database(beside / DATABASE, source)
        if home.exists():
            home.rmdir()
        beside.chmod(0o700)
        beside.replace(home)
    except OSError as error:
        raise BackupError(f"{source}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return archive


def verify(source: Path, unpack_into: Path | None = None) -> Archive:
    """Reads an archive to its end and compares every checksum, unpacking if asked; raises BackupError."""
    sums: dict[str, str] = {}
    manifest: dict[str, object] | None = None
    try:
        with tarfile.open(source, "r:gz") as tar:
            for member in tar:
                stream = tar.extractfile(member)
                name = _safe(member, source)
                if stream is None:
                    raise BackupError(f"{source}: {name} is not a plain file; this is no archive of Comity")
                if name == MANIFEST:
                    manifest = json.load(stream)
                    continue
                sums[name] = _unpack(stream, unpack_into / name if unpack_into else None)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BackupError(f"{source} cannot be read to its end ({error}); it is damaged or no archive") from error
    if manifest is None:
        raise BackupError(f"{source} has no manifest: it was cut off, or is no archive of Comity")
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{source} was made by a newer Comity ({manifest.get('version')}); update this one first")
    listed = manifest.get("files")
    if listed != sums:
        wrong = sorted(set(sums.items()) ^ set(dict(listed or {}).items()))  # type: ignore[call-overload]
        raise BackupError(f"{source}: {wrong[0][0]} does not match its checksum; the archive was damaged or changed")
    return Archive(source, str(manifest["made_at"]), len(sums), source.stat().st_size)


def _copy_database(source: Path, target: Path) -> None:
    """A consistent copy while others read and write (SQLite's online backup)."""
    with closing(sqlite3.connect(source, timeout=30)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy, pages=2000)


def _other_files(configuration: Configuration) -> list[tuple[str, Path]]:
    home = configuration.home
    kept = [configuration.secret_key_file, *sorted((home / "files").rglob("*"))]
    return [(file.relative_to(home).as_posix(), file) for file in kept if file.is_file()]


def _write(target: Path, files: list[tuple[str, Path]]) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar:
        sums = {}
        for name, file in files:
            sums[name] = _sum(file)
            tar.add(file, name, recursive=False)
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


def _safe(member: tarfile.TarInfo, source: Path) -> str:
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or not member.isfile():
        raise BackupError(f"{source}: it holds {member.name!r}, which no archive of Comity does; not restored")
    return path.as_posix()


def _unpack(stream: object, target: Path | None) -> str:
    digest = hashlib.sha256()
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600) if target is not None else None
    try:
        while block := stream.read(1 << 20):  # type: ignore[attr-defined]
            digest.update(block)
            if handle is not None:
                os.write(handle, block)
    finally:
        if handle is not None:
            os.close(handle)
    return digest.hexdigest()


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _check_database(file: Path, source: Path) -> None:
    if not file.exists():
        raise BackupError(f"{source} holds no database; it is no archive of Comity")
    with closing(sqlite3.connect(file)) as database:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise BackupError(f"{source}: the database in it is damaged ({found})")
