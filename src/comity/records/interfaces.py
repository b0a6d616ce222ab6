"""What other rooms may call."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Attachment, ErrorReport, Record
from .verifying import write_down

__all__ = ["attachments", "public_attachment", "report_error", "write_down"]


def attachments(numbers: Iterable[int]) -> dict[int, Attachment]:
    """The files kept here with these numbers; those taken away since are left out."""
    wanted = list(numbers)
    return Attachment.objects.in_bulk(wanted) if wanted else {}


def public_attachment(*, record: Record, number: int) -> Attachment | None:
    """A file, if the record is published and what is published of it names the file; else None."""
    named = [part["value"].get("document") for part in record.attachments.raw_data if part["type"] == "file"]
    return Attachment.objects.filter(pk=number).first() if record.live and number in named else None


def report_error(*, record: Record, title: str, language: str, text: str, contact: str) -> ErrorReport:
    """Keeps what a visitor reported, with the state of the record it was seen in."""
    return ErrorReport.objects.create(
        key=record.key,
        number=record.number,
        title=title[:500],
        language=language,
        changed_at=record.changed_at,
        text=text,
        contact=contact,
    )
