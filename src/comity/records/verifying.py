"""Writing down that a record was verified, without touching what somebody is still working on."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from .models import Record


def write_down(record: Record, *, by: Any, **facts: Any) -> None:
    """Sets these fields (`verified_on` and the like) on a record: on what is public and on the draft over it.

    A draft stays a draft, and a review of it goes on: publishing would end both. Without a draft the change is kept as
    a revision. `record` is as it is in the database, not as a draft has it.
    """
    with transaction.atomic():
        draft = record.latest_revision if record.has_unpublished_changes else None
        _set(record, facts)
        if draft is None:
            revision = record.save_revision(user=by)
            if record.live:
                revision.publish(user=by)
            return
        record.edited = record.edited or record.live  # as publishing says it: later imports leave it be
        record.save()
        drafted = draft.as_object()
        _set(drafted, facts)
        draft.content = drafted.serializable_data()
        draft.save(update_fields=["content"])


def _set(record: Any, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(record, name, value)
