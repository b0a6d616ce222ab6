"""Did you mean: a word that stands nowhere is offered in the spelling of the nearest word that does."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from .analysis import OTHER, analyser, languages_of
from .asked import Clause, Form
from .index import Generation

_LONGEST = 40


def suggestion(text: str, read: tuple[Clause, ...], language: str, index: Generation) -> str:
    """The query with its unknown words respelled; empty if there is nothing to offer."""
    respelled = text
    for clause in read:
        if clause.form is Form.WORDS and not clause.field and not clause.negated and len(clause.text) < _LONGEST:
            better = _respelled(clause.text, language, index)
            if better:
                respelled = respelled.replace(clause.text, better, 1)
    return respelled if respelled != text else ""


def _respelled(word: str, language: str, index: Generation) -> str:
    own = [each for each in languages_of(word, language) if each != OTHER]
    choices: dict[str, None] = {}
    for each in own:
        names = [name.decode() for name in index.lexicons[each].names.tolist()]
        stems = {analyser(each).stem(name) for name in names if name[:1].lower() == word[:1].lower()}
        if analyser(each).stem(word) in stems:
            return ""
        choices |= dict.fromkeys(names)
    allowed = 1 if len(word) < 6 else 2
    found = process.extractOne(word.lower(), list(choices), scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return found[0] if found else ""
