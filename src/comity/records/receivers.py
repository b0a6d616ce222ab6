"""What follows when a record is deleted: alone or with many others, at the desk or by a program."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models.signals import pre_delete

from .models import Change, PastVersion, Record


def connect() -> None:
    """Listens to each kind of record by itself: a listener to all models would make every deletion load its rows."""
    for model in apps.get_models():
        if issubclass(model, Record):
            pre_delete.connect(_forget, sender=model, dispatch_uid=f"forget {model.__name__}")


def _forget(sender: type, instance: Record, **kwargs: Any) -> None:
    """What the record said before goes with it, and the index is told.

    A signal and not the model's `delete`, which is not called for what is deleted by a query, as the desk does with
    many records at once, or together with what it belongs to. Django sends it within the transaction of the deletion.
    """
    Change.objects.create(key=instance.key)
    PastVersion.objects.filter(key=instance.key).delete()
