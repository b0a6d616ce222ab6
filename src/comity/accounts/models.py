"""People who sign in, and the mandates they hold. What a role may do is decided in each room's `rules.py`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user; the address is kept as given, compared without regard to case."""
        user = self.model(email=email.strip(), **fields)
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

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_address")]

    def __str__(self) -> str:
        return self.name or self.email


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "state"]), models.Index(fields=["authority"])]

    def __str__(self) -> str:
        return " ".join(part for part in (self.role, self.state, self.authority, self.network) if part)
