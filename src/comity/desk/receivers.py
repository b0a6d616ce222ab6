"""What follows when the desk publishes: the record is the editors' own from then on."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published, unpublished

from comity.records.models import Change, Record


@receiver(published)
def keep_from_imports(sender: type, instance: Any, **kwargs: Any) -> None:
    """A record published at the desk is left as it is by later imports."""
    if isinstance(instance, Record):
        type(instance)._default_manager.filter(pk=instance.pk).update(edited=True)


@receiver(unpublished)
def take_out_of_the_index(sender: type, instance: Any, **kwargs: Any) -> None:
    """A record that is no longer published is no longer found."""
    if isinstance(instance, Record):
        Change.objects.create(key=instance.key)
