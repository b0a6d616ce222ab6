"""Publishing and taking back on the day an editor has set."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone
from wagtail.models import Revision

from .viewsets import RECORDS


def publish_due() -> int:
    """Publishes the revisions whose time has come and takes back what has expired; how many records."""
    now = timezone.now()
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    published = 0
    for revision in due:
        revision.publish(log_action="wagtail.publish.scheduled")
        published += 1
    for model in RECORDS:
        rows: Any = model
        expired = rows.objects.filter(live=True, expire_at__lte=now)
        # One that went live again after its day is not taken back twice.
        for record in expired.exclude(go_live_at__gt=F("expire_at"), go_live_at__lte=now):
            record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            published += 1
    return published
