"""Fetches the files of a depositary, where there is a network: only what changed, bounded, never half a file.

Which file was fetched when is recorded beside the files (`fetched.py`), so that their readers know the day.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.message import Message
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

from .depositary_numbers import INSTRUMENT_BY_NUMBER
from .fetched import fetched, note

UN = "un"
HOST = "https://treaties.un.org"
TIMEOUT = 30.0  # seconds without an answer
LARGEST = 50_000_000  # bytes

_CHUNK = 1 << 16
_FAILURES = 3  # one after the other, then the depositary counts as gone
_SECOND_VOLUME = frozenset({"XVIII"})  # chapters from XII on
_AGENT = "comity (treaty status import)"


class NoNetwork(Exception):
    """The depositary cannot be reached; the message says so, and how to go on without a network."""


class NotFetched(Exception):
    """There is nothing to fetch automatically from that depositary; the message says what to do instead."""


class Response(Protocol):
    """An answer as urllib gives it."""

    headers: Message

    def read(self, amount: int, /) -> bytes: ...

    def close(self) -> None: ...


class Opener(Protocol):
    """What opens an address; urllib's OpenerDirector is one."""

    def open(self, fullurl: Request, data: None = None, timeout: float = ...) -> Response: ...


@dataclass(frozen=True, slots=True)
class Address:
    """A file of a depositary: where it is, and the name it is kept under."""

    url: str
    name: str


def addresses(host: str = HOST) -> Iterator[Address]:
    """The XML files of the treaties held here that are deposited with the Secretary-General."""
    for number in INSTRUMENT_BY_NUMBER:
        chapter = number.split("-")[0]
        volume = "II" if chapter in _SECOND_VOLUME else "I"
        folder = f"Volume%20{volume}/Chapter%20{chapter}"
        yield Address(f"{host}/doc/Publication/MTDSG/{folder}/{number}.en.xml", f"{number}.en.xml")


def fetch(
    depositary: str,
    into: Path,
    *,
    opener: Opener | None = None,
    host: str = HOST,
    today: date | None = None,
    problem: Callable[[str], None] = lambda sentence: None,
) -> list[Path]:
    """Brings the files of `depositary` in the folder `into` up to date and returns those that are.

    `problem` hears a sentence about each file that could not be fetched; what was there before stays. Raises NoNetwork
    if the depositary does not answer, NotFetched if there is nothing to fetch from it, OSError if a file cannot be
    written.
    """
    if depositary != UN:
        raise NotFetched(_elsewhere(depositary))
    into.mkdir(parents=True, exist_ok=True)
    fetching = _Fetching(opener or build_opener(), into, today or date.today())
    failures = 0
    current: list[Path] = []
    for address in addresses(host):
        try:
            current.append(fetching.one(address))
            failures = 0
        except _Unreachable as why:
            failures += 1
            if not current or failures >= _FAILURES:
                raise NoNetwork(_no_network(host, str(why), len(current))) from None
            problem(f"{address.name}: {why}")
        except _NotTaken as why:
            failures = 0
            problem(f"{address.name}: {why}; the file was not fetched.")
    return current


class _Unreachable(Exception):
    """No answer."""


class _NotTaken(Exception):
    """An answer that is not the file asked for."""


@dataclass(frozen=True, slots=True)
class _Fetching:
    """One run: how to open, where to put, which day it is."""

    opener: Opener
    into: Path
    today: date

    def one(self, address: Address) -> Path:
        """The file, up to date."""
        file = self.into / address.name
        before = fetched(file)
        headers = {"User-Agent": _AGENT}
        if before and before.last_modified:
            headers["If-Modified-Since"] = before.last_modified
        try:
            response = self._open(Request(address.url, headers=headers))  # noqa: S310 - https, from the table above
        except HTTPError as error:
            error.close()
            if error.code == http.HTTPStatus.NOT_MODIFIED and before:
                note(file, self.today, before.last_modified)
                return file
            raise _NotTaken(f"the depositary answers {error.code} ({error.reason})") from None
        try:
            modified = self._save(response, file)
        finally:
            response.close()
        note(file, self.today, modified)
        return file

    def _open(self, request: Request) -> Response:
        try:
            return self.opener.open(request, timeout=TIMEOUT)
        except HTTPError:
            raise
        except (URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
            raise _Unreachable(str(getattr(error, "reason", "") or error) or type(error).__name__) from None

    def _save(self, response: Response, file: Path) -> str:
        """Writes the answer beside the file and puts it in its place when it is whole; its `Last-Modified`."""
        part = file.with_name(f"{file.name}.part")
        try:
            with part.open("wb") as stream:
                size = 0
                while chunk := _piece(response):
                    size += len(chunk)
                    if size > LARGEST:
                        raise _NotTaken(f"the answer is larger than {LARGEST:,} bytes")
                    stream.write(chunk)
            _whole(response, size)
            with part.open("rb") as stream:
                if b"<Document" not in stream.read(4_096):
                    raise _NotTaken("the depositary answers with something other than the treaty's file")
            part.replace(file)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
        return response.headers.get("Last-Modified", "")


def _piece(response: Response) -> bytes:
    try:
        return response.read(_CHUNK)
    except (URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _Unreachable(f"the answer broke off ({error or type(error).__name__})") from None


def _whole(response: Response, size: int) -> None:
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and int(length) != size:
        raise _Unreachable(f"the answer broke off after {size:,} of {int(length):,} bytes")


def _no_network(host: str, why: str, fetched_so_far: int) -> str:
    kept = f" {fetched_so_far} files were brought up to date before." if fetched_so_far else ""
    return (
        f"{host} cannot be reached ({why}).{kept} What is recorded here stays as it is; where there is no network, "
        "fetch the files elsewhere and load them with `comity load treaties --from untc-xml FOLDER`."
    )


def _elsewhere(depositary: str) -> str:
    if depositary == "coe":
        return (
            "The Council of Europe's Treaty Office gives its charts only to its own pages. Save them as "
            "signatures.NUMBER.json and declarations.NUMBER.json, and load them with "
            "`comity load treaties --from coe-signatures FOLDER`."
        )
    return f"{depositary!r} is not a depositary known here; there is {UN}."
