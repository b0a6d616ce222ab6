"""Machine translation of a drafter's words, as the studio and the workspace offer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from comity.core.machine_translation import TranslationFailed, is_set_up, translated
from comity.law.interview.document import Document
from comity.publications.requests.machine import with_translations, words_of


def with_machine_translation(document: Document, written_in: str, languages: Sequence[str]) -> Document:
    """The document with its longer texts, written in one language, translated by machine into the others of these."""
    for language in languages:
        said = translated(words_of(document), source=written_in, target=language)
        document = with_translations(document, language, said)
    return document


def translation_choice(request: HttpRequest) -> dict[str, Any]:
    """What the page offers of machine translation: whether there is any, and the language chosen before."""
    return {"translates": is_set_up(), "written_in": request.POST.get("machine", "")}


def why_not_translated(error: TranslationFailed) -> str:
    """What went wrong and what to do, in the reader's language."""
    return {
        "not-set-up": _("No translation service is set up here; choose no machine translation."),
        "too-long": _("The draft is too long to be translated by machine; choose no machine translation."),
        "unreachable": _(
            "The translation service does not answer. Try again, or choose no machine translation; nothing is lost."
        ),
        "refused": _(
            "The translation service refused, perhaps because it does not know one of the languages. Choose no machine"
            " translation; nothing is lost."
        ),
        "unreadable": _(
            "The translation service gave an answer that cannot be read. Choose no machine translation; nothing is"
            " lost."
        ),
    }[error.reason]
