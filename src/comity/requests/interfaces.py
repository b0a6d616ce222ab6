"""What other rooms may call: the chores of drafts and casework. Nothing of what they hold leaves the room."""

from __future__ import annotations

from .domain.deadlines import remind_due
from .domain.deleting import delete_expired
from .domain.filing import delete_orphans

__all__ = ["delete_expired", "delete_orphans", "remind_due"]
