"""How acts on the directory are written into the audit ledger: versions by number and digest, never their texts.

A version's row keeps what it says; the digest in the chained ledger proves that it still says the same.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from comity.core.ledger import Actor, Subject, write
from comity.law.authorities.comparing import differences

from ..book import entries_of
from ..models import Authority, Version


def digest(entry: Any) -> str:
    """SHA-256, in hexadecimal, over the plain form of an entry."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def note(actor: Actor, action: str, authority: Authority, before: Any = None, after: Any = None) -> None:
    """Writes an act on the authority; `before` and `after` are JSON values."""
    write(
        actor=actor,
        action=f"authority.{action}",
        subject=Subject("authority", authority.key, authority.state),
        before=before,
        after=after,
    )


def told(version: Version | None, since: Version | None = None) -> dict[str, Any] | None:
    """What the ledger says of a version: number, step, digest, and the fields it changes of an earlier one."""
    if version is None:
        return None
    found: dict[str, Any] = {"version": version.number, "status": version.status, "digest": digest(version.entry)}
    if since is not None:
        said = entries_of([since.pk, version.pk])
        found["fields"] = [each.field for each in differences(said[since.pk], said[version.pk])]
    return found
