"""What other rooms may call: the chores of drafts and casework, and which of them a person has in hand, by key.

Nothing of what they hold leaves the room.
"""

from __future__ import annotations

from .domain.deadlines import remind_due
from .domain.deleting import delete_expired
from .domain.filing import delete_orphans
from .queries import in_hands

__all__ = ["delete_expired", "delete_orphans", "in_hands", "remind_due"]
