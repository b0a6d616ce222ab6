"""Entries for tests: an invented authority of Niger with something in every group of fields, and listing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from comity.directory.interfaces import load_entry
from comity.law.authorities.entry import (
    AcceptedLanguage,
    Address,
    AuthorityEntry,
    ChannelRule,
    Contact,
    DataRule,
    Designation,
    Document,
    EvidenceRules,
    Hours,
    LegalBasisPolicy,
    NetworkMember,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.words import Acceptance, Channel, Competence, ContactKind, DataKind, DocumentKind
from comity.law.basis.types import Answer
from comity.law.statements import TreatyAsBasis

ENTRY = AuthorityEntry(
    state="NER",
    names=(Said("fr", "Direction de démonstration"), Said("en", "Demonstration directorate")),
    parent=(Said("fr", "Ministère de démonstration"),),
    unit=(Said("fr", "Unité secrète-unité"),),
    function=(Said("fr", "Chef secret-fonction"),),
    addresses=(Address(("BP secret-adresse", "Niamey")),),
    contacts=(
        Contact(ContactKind.EMAIL, "centrale@secret-contact.example.org"),
        Contact(ContactKind.TELEPHONE, "+22720000001"),
        Contact(ContactKind.DUTY, "+22790000009", label="secret-permanence"),
    ),
    time_zone="Africa/Niamey",
    hours=(Hours((1, 2, 3, 4, 5), time(8), time(16, 30)),),
    channels=(ChannelRule(Channel.EMAIL, Acceptance.URGENT_ONLY, (Said("fr", "secret-canal"),)),),
    designations=(Designation("untoc:18:13", Competence.MLA),),
    requirements=(
        Requirements(
            languages=(AcceptedLanguage("fr", Answer.YES),), information_needed=(Said("fr", "secret-exigence"),)
        ),
    ),
    policy=LegalBasisPolicy(TreatyAsBasis.YES, notes=(Said("fr", "secret-base"),)),
    evidence=EvidenceRules(
        preservation_before_request=Answer.YES, data=(DataRule(DataKind.CONTENT, (Said("fr", "secret-preuve"),)),)
    ),
    networks=(NetworkMember("wacap", date(2013, 5, 1)),),
    documents=(Document(DocumentKind.GUIDE, (Said("fr", "Guide"),), url="https://example.org/guide"),),
    origin=Origin(name="Demonstration", demonstration=True),
)


def listed(name: str = "Demonstration directorate", *, on: date | None = None, **facts: Any) -> str:
    """Lists an authority like ENTRY with other facts, published on the day; its key."""
    confirmed = facts.pop("confirmed_on", None)
    entry = replace(ENTRY, names=(Said("fr", name),), **facts)
    key, _ = load_entry(entry=entry, source_id=f"test:{name}", published_on=on, confirmed_on=confirmed)
    return key
