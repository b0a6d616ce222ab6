"""Files of requests: examined, scanned, encrypted each with a key of its own, given out only as downloads."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comity.accounts.viewer import NotPermitted, Viewer
from comity.core import ledger, vault
from comity.core.ledger import Subject
from comity.core.scanner import Scan, ScannerFailed, scan
from comity.records.models import new_key

from .. import rules
from ..file_checks import KINDS, FileProblem, FileRefused, Kind, examined
from ..models import RequestFile

_BLOCK = 1 << 20
_ORPHAN = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """A file as it is given out: its name, kind, size in bytes, and its content in blocks."""

    name: str
    kind: Kind
    size: int
    blocks: Iterator[bytes]


def attach(*, viewer: Viewer, key: str, name: str, file: BinaryIO, size: int) -> RequestFile:
    """Takes a file into a request. Raises NotPermitted, FileRefused, VaultError; then nothing of it is kept."""
    rules.request_of(viewer, key)
    kind = examined(file, size)
    try:
        scanned = scan(_blocks(file))
    except ScannerFailed as error:
        raise FileRefused(FileProblem.NOT_SCANNED) from error
    if scanned is Scan.FOUND:
        ledger.write(actor=viewer.actor, action="request.file-refused", subject=Subject("request", key))
        raise FileRefused(FileProblem.INFECTED)
    row = RequestFile(key=new_key(), kind=kind.ending, size=size, added_by_id=rules.person(viewer))
    file_key, digest = vault.new_file_key(), hashlib.sha256()
    target = _place(row.key)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sealed:
            vault.seal_file(_summed(_blocks(file), digest), sealed, key=file_key, context=row.seal_context)
            sealed.flush()
            os.fsync(sealed.fileno())
        row.seal(
            {
                "name": clean_name(name, kind),
                "file_key": base64.b64encode(file_key).decode("ascii"),
                "sha256": digest.hexdigest(),
                "scanned": scanned.value,
            }
        )
        with transaction.atomic():
            row.request = rules.request_of(viewer, key, for_change=True)
            row.save()
            about = {"file": row.key, "kind": row.kind, "size": size}
            ledger.write(actor=viewer.actor, action="request.file-added", subject=Subject("request", key), after=about)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return row


def given_out(*, viewer: Viewer, key: str, file: str) -> Given:
    """A file of a request, to be sent as a download; that it was read is kept in the ledger.

    Raises NotPermitted, VaultError (also while the blocks are read, if the file was tampered with).
    """
    request = rules.request_of(viewer, key)
    row = request.files.filter(key=file).first()
    if row is None:
        raise NotPermitted("there is no such file of this request")
    held = row.opened()
    ledger.write(
        actor=viewer.actor, action="request.file-read", subject=Subject("request", key), after={"file": row.key}
    )
    blocks = _opened(row, base64.b64decode(held["file_key"]))
    return Given(held["name"], KINDS[row.kind], row.size, blocks)


def delete_orphans() -> int:
    """Deletes sealed files no row knows, which a crash between the two left behind; how many."""
    oldest = (timezone.now() - _ORPHAN).timestamp()
    folder = _place("xx").parent.parent
    found = [file for file in folder.glob("??/*") if file.stat().st_mtime < oldest] if folder.exists() else []
    known = set(RequestFile.objects.filter(key__in=[file.name for file in found]).values_list("key", flat=True))
    orphans = [file for file in found if file.name not in known]
    for file in orphans:
        with suppress(FileNotFoundError):
            file.unlink()
    return len(orphans)


def clean_name(name: str, kind: Kind) -> str:
    """The name without folders and control characters, ending as its content asks."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*;').strip(" .")[:150]
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem or 'file'}.{kind.ending}"


def _place(key: str) -> Path:
    home: Path = settings.CONFIGURATION.home
    return home / "files" / "sealed" / key[:2] / key


def _opened(row: RequestFile, file_key: bytes) -> Iterator[bytes]:
    try:
        with _place(row.key).open("rb") as source:
            yield from vault.open_file(source, key=file_key, context=row.seal_context)
    except FileNotFoundError as error:
        raise vault.VaultError(f"the content of file {row.key} is missing; restore it from a backup") from error


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(_BLOCK):
        yield block


def _summed(blocks: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for block in blocks:
        digest.update(block)
        yield block
