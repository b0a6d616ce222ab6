"""What is done to a request besides its steps: who has it, its deadlines, its files."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.accounts.viewer import viewer
from comity.core import wording
from comity.law.lifecycle.deadlines import DeadlineKind
from comity.law.preservation import Extension, PreservationError, Preserved
from comity.requests import rules
from comity.requests.domain import casework, deadlines, filing
from comity.requests.file_checks import LARGEST, FileProblem, FileRefused
from comity.treaties.interfaces import book as treaty_book

from . import typed_in
from .guard import workspace


@workspace
@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act on a request besides its steps; which one, the button says."""
    who = viewer(request)
    try:
        _act(request, key)
    except PreservationError as error:
        messages.warning(request, wording.say(error.sentence, treaty_book()))
    except FileRefused as error:
        messages.warning(request, _told(error.problem))
    except ValueError:
        told = _("Write the day like 2026-03-01 and the number of days in figures; nothing was saved.")
        messages.warning(request, told)
    rules.request_of(who, key)
    return redirect("workspace-request", key)


def _act(request: HttpRequest, key: str) -> None:
    who, typed = viewer(request), request.POST
    match typed.get("go", ""):
        case "assign":
            people = rules.people_of(rules.request_of(who, key).authority)
            casework.assign(viewer=who, key=key, to=people.filter(pk=typed_in.number(typed.get("to", ""))).first())
        case "describe":
            casework.describe(viewer=who, key=key, particulars=typed_in.particulars(request))
        case "deadline":
            deadlines.set_deadline(
                viewer=who,
                key=key,
                kind=DeadlineKind(typed.get("kind", "")),
                on=typed_in.required(typed_in.day(typed.get("on", ""))),
                note=typed.get("note", ""),
            )
        case "limits":
            day = typed_in.required(typed_in.day(typed.get("on", "")))
            deadlines.set_limits(viewer=who, key=key, kind=DeadlineKind(typed.get("kind", "")), on=day)
        case "preserve":
            preserved = Preserved(
                typed_in.required(typed_in.day(typed.get("since", ""))),
                typed_in.number(typed.get("days", "")),
                holder=typed.get("holder", "")[:200],
                provision="ets185:29" if typed.get("budapest") else "",
            )
            deadlines.preserve(viewer=who, key=key, preserved=preserved, reference=typed.get("reference", ""))
        case "extend":
            longer = Extension(
                typed_in.required(typed_in.day(typed.get("on", ""))), typed_in.number(typed.get("days", ""))
            )
            deadlines.extend(viewer=who, key=key, deadline=typed.get("deadline", ""), extension=longer)
        case "settle":
            deadlines.settle(viewer=who, key=key, deadline=typed.get("deadline", ""))
        case "file":
            upload = request.FILES.get("file")
            if upload is None:
                raise FileRefused(FileProblem.TOO_LARGE)
            filing.attach(viewer=who, key=key, name=upload.name or "", file=upload, size=upload.size or 0)  # type: ignore[arg-type]
        case _:
            raise Http404


@workspace
def file(request: HttpRequest, key: str, file: str) -> StreamingHttpResponse:
    """A file of a request, as a download only: never shown inside the portal, never guessed at by a browser."""
    given = filing.given_out(viewer=viewer(request), key=key, file=file)
    first = next(given.blocks, b"")  # a missing key or a damaged file is told before anything is sent
    response = StreamingHttpResponse(_from(first, given.blocks), content_type="application/octet-stream")
    plain, name = f"file.{given.kind.ending}", quote(given.name)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    response["Content-Length"] = str(given.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _from(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _told(problem: FileProblem) -> str:
    return {
        FileProblem.TOO_LARGE: _("The file was not taken: none came, or it is larger than %(most)s MB.")
        % {"most": LARGEST // (1024 * 1024)},
        FileProblem.EMPTY: _("The file was not taken: it is empty."),
        FileProblem.UNKNOWN: _(
            "The file was not taken: its content is none of PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TIFF or"
            " plain text."
        ),
        FileProblem.MACROS: _(
            "The file was not taken: it can hold macros. Save it as PDF, or as DOCX or XLSX without macros."
        ),
        FileProblem.BOMB: _("The file was not taken: unpacked it would be far larger than a document is."),
        FileProblem.DAMAGED: _("The file was not taken: it is damaged or encrypted. Save it again without a password."),
        FileProblem.NOT_SCANNED: _(
            "The file was not taken: the scanner gave no answer. Try again, or tell the operator."
        ),
        FileProblem.INFECTED: _("The file was not taken: the scanner found something harmful in it."),
    }[problem]
