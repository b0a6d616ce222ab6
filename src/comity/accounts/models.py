"""People who sign in, and the mandates they hold. What a role may do is decided in each room's `rules.py`."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; the address is kept in small letters, as those who compare addresses expect."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # of Wagtail's locks
    """A person, known by an e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(_("language of mails"), max_length=2, blank=True)  # one of the six; empty: not said

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def written_in(self, otherwise: str = "") -> str:
        """The language mails to the person are written in; where they said none, this one, else English."""
        return self.language or otherwise or settings.LANGUAGE_CODE


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Reads of mandates."""

    def holding(self, on: date | None = None) -> MandateQuerySet:
        """Those that hold on a day (today, UTC, by default)."""
        day = on or timezone.now().date()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day, ended_at=None)

    def current(self, on: date | None = None) -> MandateQuerySet:
        """Those that hold or will: neither ended nor past."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on or timezone.now().date()), ended_at=None)


class Mandate(models.Model):
    """A role a person holds within a scope, between two days, on the ground of a note verbale or an admission.

    `valid_to` is the first day it no longer holds. A mandate is never deleted: it ends, with who ended it and why.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    state = models.CharField(_("State"), max_length=3, blank=True)
    authority = models.CharField(_("authority"), max_length=12, blank=True)  # the key of the directory's entry
    network = models.CharField(_("network"), max_length=20, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)
    reference = models.CharField(_("note verbale or other ground"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until before"), null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "state"]), models.Index(fields=["authority"])]

    def __str__(self) -> str:
        return " ".join(part for part in (self.role, self.state, self.authority, self.network) if part)

    @property
    def scope(self) -> str:
        """What it is limited to, for the ledger: a State's, an authority's or a network's code; empty for all."""
        return self.authority or self.network or self.state


class AccountRequest(models.Model):
    """Someone's wish for an account, until it is decided; then how it was, by whom and on what ground.

    `approved_at` with `user`: the account waits for the person to open the activation link, whose `nonce` is in no
    other link. What was asked is kept as it was asked.
    """

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("official e-mail"))
    state = models.CharField(_("State"), max_length=3)
    authority_name = models.CharField(_("authority"), max_length=300)
    function = models.CharField(_("function"), max_length=200)
    role = models.CharField(_("role"), max_length=24, choices=Role.choices, default=Role.PRACTITIONER)
    reason = models.TextField(_("reason"), max_length=2000)
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("note verbale or other ground"), max_length=200, blank=True)
    why_declined = models.CharField(_("why it was declined"), max_length=500, blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="requests")
    nonce = models.CharField(max_length=32, blank=True)
    link_sent_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def is_open(self) -> bool:
        """True until it is decided."""
        return self.approved_at is None and self.declined_at is None
