"""Recognises which languages a State says it accepts, and whether any one of them will do."""

from __future__ import annotations

import re

from comity.law.statements import Languages

NAMES = {
    "albanian": "sq",
    "arabic": "ar",
    "armenian": "hy",
    "azerbaijani": "az",
    "bulgarian": "bg",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "estonian": "et",
    "finnish": "fi",
    "french": "fr",
    "georgian": "ka",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "italian": "it",
    "latvian": "lv",
    "lithuanian": "lt",
    "macedonian": "mk",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "slovak": "sk",
    "slovenian": "sl",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
}
_NAME = "|".join(NAMES)
_LIST = re.compile(
    r"\b(?:acceptable|accepted) languages?\b[^.;:]{0,80}?\b(?:is|are|shall be|:)\s*"
    rf"(?P<list>(?:both |either )?(?:the )?(?:{_NAME})(?:(?:,|,? and/or|,? or|,? and) (?:the )?(?:{_NAME}))*)\b"
)


def languages(plain: str) -> Languages | None:
    """The languages accepted, in a sentence of lower case; None if it does not say so without doubt."""
    match = _LIST.search(plain)
    if not match:
        return None
    text = match["list"]
    codes = tuple(dict.fromkeys(NAMES[name] for name in re.findall(_NAME, text)))
    if len(codes) == 1 or " or " in text or "and/or" in text:
        return Languages(codes)
    # "English and French" may mean each or any: only "both" tells.
    return Languages(codes, all_required=True) if text.startswith("both") else None
