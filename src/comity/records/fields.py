"""The fields records are classified with: lists of codes, kept as JSON, checked against what the codes may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from comity.core.gazetteer import load_gazetteer
from comity.core.wording import language
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


KEYWORD_SCHEMES = ("acts", "means", "purposes", "forms", "sectors")


class KeywordsOf:
    """Checks keywords, written `scheme/code`."""

    def __call__(self, codes: Iterable[str]) -> None:
        known = thesaurus()
        wrong = [code for code in codes if not known.has(*_keyword(code))]
        _refuse(wrong, _("“%s” is not in the vocabulary."))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeywordsOf)

    def __hash__(self) -> int:
        return hash(KeywordsOf)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        return "comity.records.fields.KeywordsOf", (), {}


def _keyword(code: str) -> tuple[str, str]:
    scheme, _slash, term = code.partition("/")
    return (scheme, term) if scheme in KEYWORD_SCHEMES else ("", "")


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

    def formfield(self, **kwargs: Any) -> Any:
        """A choice of several terms; lines to write in where there are too many to choose from."""
        common: dict[str, Any] = {"label": self.verbose_name, "required": False, "help_text": self.help_text}
        choices = choices_of(self.check_codes)
        if choices is None:
            return LinesFormField(**common)
        return CodesFormField(choices=choices, widget=forms.SelectMultiple(attrs={"size": 8}), **common)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raises ValidationError unless the value is a list of codes that may stand here."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise ValidationError(_("A list of codes is needed."))
        if self.check_codes is not None:
            self.check_codes(value)


class ListField(models.JSONField):
    """A list of texts, written one on a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """Lines to write in."""
        return LinesFormField(label=self.verbose_name, required=False, help_text=self.help_text)


class CodesFormField(forms.MultipleChoiceField):
    """A choice of several codes."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other codes were chosen, in any order."""
        return set(initial or ()) != set(data or ())


class LinesFormField(forms.CharField):
    """A list of texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """The lines as one text."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The texts of the lines that hold one."""
        text = value if isinstance(value, str) else "\n".join(value or ())
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other lines were written."""
        return bool(self.to_python(initial or "") != self.to_python(data or ""))


def choices_of(check: Any) -> Callable[[], list[tuple[str, str]]] | None:
    """What a field of codes offers, named in the active language; None if it is written in lines."""
    if check is check_states:
        return lambda: sorted(
            ((s.code, s.name(language())) for s in load_gazetteer().states.values()), key=lambda pair: pair[1]
        )
    if isinstance(check, TermsOf):
        scheme = check.scheme
        return lambda: [(c.code, c.label(language())) for c in thesaurus().scheme(scheme) if not c.retired]
    if isinstance(check, KeywordsOf):
        return lambda: [
            (f"{scheme}/{c.code}", c.label(language()))
            for scheme in KEYWORD_SCHEMES
            for c in thesaurus().scheme(scheme)
        ]
    return None
