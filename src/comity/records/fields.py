"""The fields records are classified with: lists of codes, kept as JSON, checked against what the codes may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from comity.core.gazetteer import load_gazetteer
from comity.law.provisions import Provision, ProvisionError
from comity.vocabulary.interfaces import thesaurus


def check_states(codes: Iterable[str]) -> None:
    """Raises ValidationError for a code that is no State or territory."""
    gazetteer = load_gazetteer()
    _refuse([code for code in codes if code not in gazetteer], _("“%s” is not the code of a State or territory."))


def check_provisions(codes: Iterable[str]) -> None:
    """Raises ValidationError for a code that is no provision."""
    wrong = []
    for code in codes:
        try:
            Provision.parse(code)
        except ProvisionError:
            wrong.append(code)
    _refuse(wrong, _("“%s” is not the code of a provision, like untoc:18:13."))


class TermsOf:
    """Checks that codes are terms of a vocabulary; a migration can write it down."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme

    def __call__(self, codes: Iterable[str]) -> None:
        known = thesaurus()
        _refuse([code for code in codes if not known.has(self.scheme, code)], _("“%s” is not in the vocabulary."))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermsOf) and other.scheme == self.scheme

    def __hash__(self) -> int:
        return hash(self.scheme)

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        return "comity.records.fields.TermsOf", (self.scheme,), {}


def _refuse(wrong: list[str], message: str) -> None:
    if wrong:
        raise ValidationError([message % code for code in wrong[:10]])


class CodesField(models.JSONField):
    """A list of codes without repetition. `check` raises ValidationError for those that cannot be."""

    def __init__(self, *args: Any, check: Callable[[Iterable[str]], None] | None = None, **kwargs: Any) -> None:
        self.check_codes = check
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.check_codes is not None:
            kwargs["check"] = self.check_codes
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raises ValidationError unless the value is a list of codes that may stand here."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise ValidationError(_("A list of codes is needed."))
        if self.check_codes is not None:
            self.check_codes(value)
