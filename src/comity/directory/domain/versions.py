"""Finding versions to work on, under lock."""

from __future__ import annotations

from ..models import Authority, Status, Version
from .errors import NoSuchAuthority

OPEN = (Status.DRAFT, Status.PROPOSED, Status.CONFIRMED)


def locked(key: str) -> Authority:
    """The authority, locked until the transaction ends; raises NoSuchAuthority."""
    authority = Authority.objects.select_for_update().filter(key=key).first()
    if authority is None:
        raise NoSuchAuthority(key)
    return authority


def head(authority: Authority) -> Version | None:
    """The version work goes on from: the latest that was neither withdrawn nor replaced."""
    gone = (Status.WITHDRAWN, Status.REPLACED)
    return authority.versions.exclude(status__in=gone).order_by("number").last()


def standing(authority: Authority) -> Version | None:
    """The version that is published now."""
    published = authority.versions.filter(status=Status.PUBLISHED)
    return published.order_by("published_on", "number").last()


def numbered(authority: Authority, number: int) -> Version:
    """The version of a number; raises NoSuchAuthority."""
    version = authority.versions.filter(number=number).first()
    if version is None:
        raise NoSuchAuthority(f"{authority.key} version {number}")
    return version


def next_number(authority: Authority) -> int:
    """The number a new version gets."""
    last = authority.versions.order_by("number").last()
    return last.number + 1 if last else 1


def replace_open(authority: Authority, *, before: int, statuses: tuple[Status, ...] = OPEN) -> None:
    """Earlier versions that were still on their way give place to the version `before`."""
    earlier = Version.objects.filter(authority=authority, number__lt=before, status__in=statuses)
    earlier.update(status=Status.REPLACED)
