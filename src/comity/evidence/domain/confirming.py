"""Confirming a record: somebody has compared it with its source, or heard it from the provider or the authority."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comity.records.interfaces import write_down

from ..models import Confirmed


def may_confirm(user: Any, record: Confirmed) -> bool:
    """Whether a person may confirm a record: who may publish it."""
    meta = record._meta
    return bool(user.has_perm(f"{meta.app_label}.publish_{meta.model_name}"))


def confirm(*, record: Confirmed, by: Any, shown_as: str, on: date) -> None:
    """Writes down that the record was confirmed on a day, by the person or office to be shown; kept as a revision.

    Raises PermissionDenied for somebody who may not publish it, and ValueError without a name to show.
    """
    if not may_confirm(by, record):
        raise PermissionDenied(_("Only who may publish the record can confirm it."))
    if not shown_as.strip():
        raise ValueError(_("Say who confirms the record: a person or an office, as it may be shown."))
    write_down(record, by=by, verified_on=on, verified_by=shown_as.strip()[:200])
