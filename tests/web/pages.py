"""One address of every type of page, without its language: what the tests of all pages walk through."""

from __future__ import annotations

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
QUESTION = "offence=trafficking-in-persons&on=2022-07-18"

PAGES = {
    "home": "",
    "answer": f"basis/NER/ITA/mla/?{QUESTION}",
    "answer-without-treaty": "basis/NER/BTN/extradition/?on=1990-01-01&treaty-required=yes",
    "answer-with-many": "basis/FRA/GBR/extradition/?on=2024-01-02",
    "question-refused": "basis/?requesting=NER&requested=NER&measure=mla&on=2022-07-18",
    "treaties": "treaties/",
    "treaty": "treaties/untoc/?on=2014-01-01&q=ma",
    "treaty-whole": "treaties/untoc/?on=2014-01-01",
    "treaty-without-record": "treaties/ets30/?on=2014-01-01",
    "states": "states/",
    "state": "states/ITA/?on=2014-01-01",
    "territory": "states/HKG/",
    "compare-choose": "compare/",
    "compare": "compare/NER/ITA/?on=2014-01-01",
    "provision": "provisions/untoc:18:13/",
    "directory": "directory/?matter=mla&on=2022-07-18",
    "directory-find": "directory/find/?state=NER&measure=mla&on=2022-07-18",
    "directory-find-refused": "directory/find/?state=NER&measure=tea&on=2022-07-18",
    "directory-compare": "directory/compare/?state=NER&state=ITA&measure=mla&on=2022-07-18",
    "world": "world/?on=2014-01-01",
    "studio": "studio/",
    "draft": "studio/mla/?requesting=NER&requested=ITA&measure=mla-records&instrument=untoc",
    "about": "about/",
    "not-found": "states/XXX/",
}
STATUS = {"question-refused": 400, "directory-find-refused": 400, "not-found": 404}
