"""What the task worker does for the house itself."""

from __future__ import annotations

from django_tasks import task


@task()
def deliver() -> None:
    """Sends the mails that are due."""
    from .mail import deliver_due

    deliver_due()
