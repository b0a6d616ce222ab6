"""The scanner of incoming files, if one is configured: COMITY_SCANNER names clamd's socket or a command.

`unix:/run/clamav/clamd.ctl` or `tcp:host:3310` speak clamd's INSTREAM; anything else is a command that reads the file
from its standard input and ends with 0 (nothing found) or 1 (something found), as clamdscan and clamscan do with `-`.
"""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess
from collections.abc import Iterable
from enum import Enum

from django.conf import settings

_SECONDS = 120


class Scan(Enum):
    """What a scan came to."""

    CLEAN = "clean"
    FOUND = "found"
    NONE = "none"  # no scanner is configured


class ScannerFailed(Exception):
    """A scanner is configured and gave no answer; the file is not taken until it does."""


def scan(blocks: Iterable[bytes]) -> Scan:
    """What the scanner says of a file. Raises ScannerFailed."""
    configured: str = settings.CONFIGURATION.scanner
    if not configured:
        return Scan.NONE
    scheme, _, rest = configured.partition(":")
    try:
        if scheme == "unix":
            return _clamd(socket.AF_UNIX, rest, blocks)
        if scheme == "tcp":
            host, _, port = rest.rpartition(":")
            return _clamd(socket.AF_INET, (host, int(port)), blocks)
        return _command(shlex.split(configured), blocks)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise ScannerFailed(f"COMITY_SCANNER ({scheme}): {type(error).__name__}: {error}") from error


def _clamd(family: int, address: str | tuple[str, int], blocks: Iterable[bytes]) -> Scan:
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(address)
        line.sendall(b"zINSTREAM\0")
        for block in blocks:
            if block:
                line.sendall(struct.pack(">I", len(block)) + block)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4_096:
            more = line.recv(1_024)
            if not more:
                break
            answer += more
    said = answer.rstrip(b"\0\n ")
    if said.endswith(b"OK"):
        return Scan.CLEAN
    if said.endswith(b"FOUND"):
        return Scan.FOUND
    raise ScannerFailed(f"clamd answered {said[:80]!r}")


def _command(words: list[str], blocks: Iterable[bytes]) -> Scan:
    process = subprocess.Popen(  # noqa: S603 - the operator's own command
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdin is not None  # noqa: S101
        try:
            for block in blocks:
                process.stdin.write(block)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has seen enough
        code = process.wait(_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    if code not in (0, 1):
        raise ScannerFailed(f"the command ended with {code}")
    return Scan.FOUND if code else Scan.CLEAN
