"""Models whose content is sealed by the vault, and what replaces the keys of all of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count

from . import vault
from .vault_keys import VaultError, VaultKey, write_key_file

_BATCH = 200


class Sealed(models.Model):
    """A row with content only the vault opens. `key` is its stable opaque id, to which the content is bound."""

    key = models.CharField(max_length=10, unique=True)
    sealed = models.BinaryField()
    sealed_with = models.CharField(max_length=16, db_index=True)

    class Meta:
        abstract = True

    @property
    def seal_context(self) -> str:
        """What the content is bound to."""
        return f"{self._meta.label_lower}:{self.key}"

    def seal(self, content: Any) -> None:
        """Seals JSON values; the row has still to be saved."""
        self.seal_bytes(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))

    def seal_bytes(self, content: bytes) -> None:
        """Seals bytes; the row has still to be saved."""
        self.sealed = vault.seal(content, context=self.seal_context)
        self.sealed_with = vault.key_of(self.sealed)

    def opened(self) -> Any:
        """The JSON values that were sealed. Raises VaultError."""
        return json.loads(self.opened_bytes())

    def opened_bytes(self) -> bytes:
        """The bytes that were sealed. Raises VaultError."""
        return vault.open_sealed(bytes(self.sealed), context=self.seal_context)


@dataclass(frozen=True, slots=True)
class Resealing:
    """What a rotation did: how many rows now have the current key, and which wait for a missing one, by its id.

    `damaged` are rows that do not open although their key is at hand, by kind and key.
    """

    done: int
    waiting: tuple[tuple[str, int], ...] = ()
    damaged: tuple[str, ...] = ()


def sealed_models() -> list[type[Sealed]]:
    """Every model with sealed content."""
    return [model for model in apps.get_models() if issubclass(model, Sealed)]


def keys_in_use() -> Counter[str]:
    """How many rows each key seals, by its id."""
    found: Counter[str] = Counter()
    for model in sealed_models():
        for key_id, count in model._default_manager.values_list("sealed_with").annotate(Count("pk")).order_by():
            found[key_id] += count
    return found


def reseal(batch: int = _BATCH) -> Resealing:
    """Seals with the current key what an older one sealed, a batch a transaction.

    Stopped at any moment it goes on where it was: what is done has the current key. Rows of a missing key and rows that
    are damaged are left as they are and told at the end.
    """
    ring = vault.keyring()
    current, at_hand = ring.current.id, {key.id for key in ring.keys}
    done = 0
    damaged: list[str] = []
    for model in sealed_models():
        old = model._default_manager.exclude(sealed_with=current).filter(sealed_with__in=at_hand)
        last = 0
        while True:
            with transaction.atomic():
                rows = list(old.filter(pk__gt=last).select_for_update().order_by("pk")[:batch])
                held = [row for row in rows if _reseal(row, damaged)]
            if not rows:
                break
            last = rows[-1].pk
            done += len(held)
    waiting = sorted((key_id, count) for key_id, count in keys_in_use().items() if key_id not in at_hand)
    return Resealing(done, tuple(waiting), tuple(damaged))


def _reseal(row: Sealed, damaged: list[str]) -> bool:
    """Seals one row with the current key; False, and named among the damaged, where it does not open."""
    try:
        row.seal_bytes(row.opened_bytes())
    except vault.Tampered:
        damaged.append(row.seal_context)
        return False
    manager = type(row)._default_manager
    manager.filter(pk=row.pk).update(sealed=row.sealed, sealed_with=row.sealed_with)
    return True


def add_key() -> VaultKey:
    """Puts a new key before the others of the key file. Raises VaultError where the keys are not in the file."""
    configuration, ring = _own_file()
    key = VaultKey.new()
    write_key_file(configuration.vault_key_file, [key, *ring.keys])
    return key


def forget_key(key_id: str) -> None:
    """Takes a key out of the key file. Raises VaultError while anything is sealed with it, or if it is the current."""
    configuration, ring = _own_file()
    ring.key(key_id)
    if ring.current.id == key_id:
        raise VaultError(f"{key_id} is the key that seals now; `comity vault rotate` makes another first")
    if count := keys_in_use()[key_id]:
        raise VaultError(f"{key_id} still seals {count} rows; `comity vault rotate` seals them with the current key")
    write_key_file(configuration.vault_key_file, [key for key in ring.keys if key.id != key_id])


def _own_file() -> tuple[Any, Any]:
    from django.conf import settings

    if settings.CONFIGURATION.vault_keys:
        raise VaultError(
            "the keys are in COMITY_VAULT_KEYS; put the new one first there (or take the old one out), restart, and "
            "run `comity vault rotate --no-new-key`"
        )
    return settings.CONFIGURATION, vault.keyring()
