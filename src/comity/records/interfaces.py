"""What other rooms may call."""

from __future__ import annotations

from .models import ErrorReport, Record

__all__ = ["report_error"]


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
