"""Text analysis, done once in Python before any engine: what is a word, and which words are the same word.

Arabic loses vowel marks, hamza forms and the article; Chinese is cut into pairs of characters; accents are dropped in
Latin letters; the words of ar, en, es, fr and ru are reduced to their Snowball stems. Texts in other languages are only
folded. Docs: docs/decisions/0004-search.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import Stemmer

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
OTHER = "xx"  # every other language: folded, not stemmed
ANALYSED = (*LANGUAGES, OTHER)
_STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
_LONGEST_WORD = 60

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Marks stand inside words, though they are no letters.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
_LETTERS = rf"(?:[^\W_{_HAN}][{_MARKS}]*)+"
_WORDS = re.compile(rf"[{_HAN}]+|{_LETTERS}(?:['’](?=\w){_LETTERS})*")
_IS_HAN = re.compile(rf"[{_HAN}]")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩", "اااايهوي0123456789")
# The article, alone or behind a one-letter particle; what remains must still be a word.
_ARABIC_ARTICLE = re.compile(r"(?:[وفبك]?ال|و?لل)(?=\w{3,})")
_ELISION = re.compile(r"(?:[ldjtnmsc]|qu|lorsqu|puisqu|jusqu|quoiqu)['’](?=\w)")

STOPWORDS: dict[str, frozenset[str]] = {
    "ar": frozenset(
        [
            "في",
            "من",
            "على",
            "الى",
            "إلى",
            "عن",
            "ان",
            "أن",
            "التي",
            "الذي",
            "هذا",
            "هذه",
            "ذلك",
            "او",
            "أو",
            "و",
            "كل",
            "ما",
            "لا",
            "به",
            "بها",
            "له",
            "لها",
            "هو",
            "هي",
            "مع",
            "بين",
        ]
    ),
    "zh": frozenset(),
    "en": frozenset(
        [
            "a",
            "an",
            "and",
            "any",
            "are",
            "as",
            "at",
            "be",
            "by",
            "for",
            "from",
            "has",
            "have",
            "if",
            "in",
            "into",
            "is",
            "it",
            "its",
            "may",
            "not",
            "of",
            "on",
            "or",
            "shall",
            "such",
            "that",
            "the",
            "their",
            "there",
            "this",
            "to",
            "under",
            "was",
            "were",
            "which",
            "who",
            "with",
        ]
    ),
    "fr": frozenset(
        [
            "a",
            "à",
            "au",
            "aux",
            "ce",
            "ces",
            "cette",
            "d",
            "dans",
            "de",
            "des",
            "du",
            "elle",
            "en",
            "est",
            "et",
            "il",
            "l",
            "la",
            "le",
            "les",
            "leur",
            "ne",
            "ou",
            "où",
            "par",
            "pas",
            "pour",
            "qu",
            "que",
            "qui",
            "sa",
            "se",
            "ses",
            "son",
            "sont",
            "sur",
            "un",
            "une",
            "y",
        ]
    ),
    "ru": frozenset(
        [
            "а",
            "без",
            "бы",
            "в",
            "во",
            "все",
            "для",
            "до",
            "его",
            "ее",
            "если",
            "и",
            "из",
            "или",
            "их",
            "к",
            "как",
            "ко",
            "на",
            "не",
            "о",
            "об",
            "от",
            "по",
            "при",
            "с",
            "со",
            "то",
            "у",
            "что",
        ]
    ),
    "es": frozenset(
        [
            "a",
            "al",
            "como",
            "con",
            "de",
            "del",
            "el",
            "en",
            "es",
            "esta",
            "este",
            "la",
            "las",
            "lo",
            "los",
            "no",
            "o",
            "para",
            "por",
            "que",
            "se",
            "sin",
            "sobre",
            "su",
            "sus",
            "un",
            "una",
            "y",
        ]
    ),
    OTHER: frozenset(),
}


class Word(NamedTuple):
    """A word of a text: its stem, its folded form, and where it stands (offsets in characters)."""

    stem: str
    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents; Arabic without marks and hamza forms. For comparing, not for showing."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS).replace("ё", "е")
        text = "".join(_unaccented(letter) for letter in text)
    return text


def without_elision(word: str) -> str:
    """A French word without the article or pronoun tied to it: l’extradition → extradition."""
    return _ELISION.sub("", word)


@cache
def _unaccented(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    # Only Latin letters: й without its breve would be another letter.
    return parts[0] if len(parts) > 1 and parts[0] < "\u0250" else letter


class Analyser:
    """The analysis of one language. Keeps the stems it has met, up to a bound."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else OTHER
        self.stopwords = frozenset(fold(word) for word in STOPWORDS[self.language])
        name = _STEMMERS.get(self.language)
        self._stemmer = Stemmer.Stemmer(name, 0) if name else None
        self._known: dict[str, tuple[str, str]] = {}

    def tokens(self, text: str) -> list[str]:
        """The stems of a text, in order; Chinese as pairs of characters."""
        found: list[str] = []
        for match in _WORDS.finditer(text):
            word = match.group()
            if _IS_HAN.match(word):
                found += _pairs(word)
            else:
                found.append(self._stem(word)[0])
        return found

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text with their places; a run of Chinese as its pairs of characters."""
        for match in _WORDS.finditer(text):
            word, start = match.group(), match.start()
            if _IS_HAN.match(word):
                for offset, pair in enumerate(_pairs(word)):
                    yield Word(pair, pair, start + offset, start + offset + len(pair))
            else:
                stem, folded = self._stem(word)
                yield Word(stem, folded, start, match.end())

    def stem(self, word: str) -> str:
        """The stem of one word."""
        return self._stem(word)[0]

    def is_stopword(self, word: str) -> bool:
        """True for a word that says nothing by itself."""
        return fold(word) in self.stopwords

    def _stem(self, word: str) -> tuple[str, str]:
        known = self._known.get(word)
        if known is None:
            known = self._reduced(word)
            if len(self._known) < 300_000:
                self._known[word] = known
        return known

    def _reduced(self, word: str) -> tuple[str, str]:
        folded = fold(word[:_LONGEST_WORD])
        stem = folded
        if self.language == "fr":
            stem = folded = _ELISION.sub("", folded)
        stem = stem.replace("’", "'")
        if self.language == "en":
            stem = stem.removesuffix("'s")
        if self.language == "ar":
            stem = _ARABIC_ARTICLE.sub("", stem, count=1) if _ARABIC_ARTICLE.match(stem) else stem
        if self._stemmer is not None and not stem.isdigit():
            stem = self._stemmer.stemWord(stem) or stem
        return stem.replace("'", "") or folded, folded


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] if len(run) > 1 else [run]


@cache
def analyser(language: str) -> Analyser:
    """The analyser of a language; one per process."""
    return Analyser(language)


def field_language(language: str) -> str:
    """The language a text is analysed as."""
    return language if language in LANGUAGES else OTHER


def languages_of(text: str, preferred: str) -> tuple[str, ...]:
    """The languages a query may be in, by its script, the preferred one first where it fits.

    Latin letters may be English, French, Spanish or any other; the reader's own language decides which comes first.
    """
    scripts = {_script(letter) for letter in text if letter.isalpha()}
    found: list[str] = []
    if "arabic" in scripts:
        found.append("ar")
    if "han" in scripts:
        found.append("zh")
    if "cyrillic" in scripts:
        found.append("ru")
    if "latin" in scripts or not found:
        latin = ["en", "fr", "es", OTHER]
        found += sorted(latin, key=lambda language: language != preferred)
    return tuple(found)


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x0250:
        return "latin"
    if 0x0400 <= code < 0x0530:
        return "cyrillic"
    if 0x0600 <= code < 0x0780 or 0xFB50 <= code < 0xFF00:
        return "arabic"
    return "han" if _IS_HAN.match(letter) else "other"
