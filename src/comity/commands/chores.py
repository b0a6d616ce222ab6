"""`comity chores`: do what has fallen due."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from comity.core import startup


def chores(quiet: Annotated[bool, typer.Option("--quiet", help="Say only what was done.")] = False) -> None:
    """Do what has fallen due: publish what was scheduled, send alerts, reminders and waiting mail. `comity up` runs it.

    At night the directory's e-book is issued anew if the directory has changed. Authorities are asked every 180 days
    whether their entries in the directory still hold. Drafts beyond their time of retention are deleted, a fortnight
    after their owners were warned.

    Example: comity chores

    Exit codes: 0 done.
    """
    startup.setup()
    from comity.accounts.groups import keep_all_in_step
    from comity.core.mail import deliver_due
    from comity.desk.scheduling import publish_due
    from comity.publications.directory.issuing import issue_nightly
    from comity.requests.interfaces import delete_expired, delete_orphans, remind_due
    from comity.web.daily import remind, send_alerts

    published = publish_due()
    keep_all_in_step()
    send_alerts(older_than=timedelta(days=1))
    remind_due()
    remind()
    deleted = delete_expired()
    delete_orphans()
    issue = issue_nightly()
    mails = deliver_due()
    if issue is not None:
        typer.echo(f"issue {issue.number} of the directory's e-book is being made")
    if not quiet or published or mails or deleted:
        typer.echo(f"{published} records published or taken back, {mails} mails sent, {deleted} drafts deleted")
