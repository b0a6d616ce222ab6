"""Fictitious authorities with every field filled, the same for the same seed: for tests and benchmarks."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from decimal import Decimal

from comity.core.gazetteer import load_gazetteer
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
    GroupVisibility,
    Hours,
    LegalBasisPolicy,
    NetworkMember,
    Origin,
    Requirements,
    Said,
)
from comity.law.authorities.listing import Directory, Listed
from comity.law.authorities.words import (
    Acceptance,
    AuthorityRole,
    Channel,
    Competence,
    ContactKind,
    DataKind,
    DocumentKind,
    EvidenceStandard,
    FieldGroup,
    Stage,
    Visibility,
)
from comity.law.basis.types import Answer
from comity.law.statements import TreatyAsBasis

ON = date(2026, 3, 2)
ORIGIN = Origin("Invented for tests", "https://example.org/invented", "CC0-1.0", date(2026, 1, 15), True)

# Ministries of nowhere in the six languages and in some scripts of the world.
_NAMES = {
    "en": "Ministry of Justice, International Cooperation Unit {n}",
    "fr": "Ministère de la justice, Bureau de l’entraide pénale {n}",
    "es": "Ministerio de Justicia, Dirección de Cooperación n.º {n}",
    "ru": "Министерство юстиции, отдел международного сотрудничества № {n}",
    "ar": "وزارة العدل، إدارة التعاون الدولي رقم {n}",
    "zh": "司法部国际合作局第{n}处",
}
_ORIGINALS = {
    "ko": "법무부 국제형사과 {n}",
    "th": "สำนักงานอัยการสูงสุด สำนักงานต่างประเทศ {n}",
    "hi": "विधि एवं न्याय मंत्रालय {n}",
    "he": "משרד המשפטים, המחלקה לעניינים בינלאומיים {n}",
    "el": "Υπουργείο Δικαιοσύνης, Τμήμα {n}",
    "km": "ក្រសួងយុត្តិធម៌ {n}",
    "fa": "وزارت دادگستری، اداره امور بین‌الملل {n}",
}
_DESIGNATIONS = (
    ("untoc:18:13", Competence.MLA, AuthorityRole.CENTRAL),
    ("untoc:16", Competence.EXTRADITION, AuthorityRole.CENTRAL),
    ("untoc:17", Competence.SENTENCED_PERSONS, AuthorityRole.CENTRAL),
    ("untoc-som:8:6", Competence.MIGRANTS_BY_SEA, AuthorityRole.COMPETENT),
    ("untoc-fa:13:2", Competence.FIREARMS, AuthorityRole.COMPETENT),
    ("drugs1988:7:8", Competence.MLA, AuthorityRole.CENTRAL),
    ("drugs1988:17:7", Competence.DRUGS_BY_SEA, AuthorityRole.COMPETENT),
    ("uncac:46:13", Competence.MLA, AuthorityRole.CENTRAL),
    ("uncac:58", Competence.ASSET_RECOVERY, AuthorityRole.FINANCIAL_INTELLIGENCE),
)
_NETWORKS = ("wacap", "casc", "seajust", "pcjs", "carin", "arinsa", "ejn", "iberred")


def entry(
    number: int, state: str, *, chance: random.Random | None = None, demonstration: bool = True
) -> AuthorityEntry:
    """An authority with all fields."""
    lots = chance or random.Random(number)
    first = lots.choice([*_NAMES, *_ORIGINALS])
    languages = [first, *lots.sample(sorted(_NAMES), lots.randint(1, 6))]
    names = {language: (_NAMES | _ORIGINALS)[language].format(n=number) for language in dict.fromkeys(languages)}
    domain = f"authority{number}.example"
    return AuthorityEntry(
        state=state,
        names=tuple(Said(language, name) for language, name in names.items()),
        territories=("GIB",) if number % 40 == 0 else (),
        parent=_both("Ministry of Justice", "Ministère de la justice"),
        unit=_both("Mutual assistance service, second floor", "Service de l’entraide, deuxième étage"),
        function=_both("Head of the service", "Chef du service"),
        addresses=(
            Address((f"{number} Justice Street", "PO Box 100", "Capital 10001")),
            Address((f"Gate {number % 9}, Justice Square", "Capital"), visiting=True),
        ),
        contacts=(
            Contact(ContactKind.TELEPHONE, f"+999 {number:04d} 555 01"),
            Contact(ContactKind.TELEPHONE, f"+999 {number:04d} 555 02", "secretariat"),
            Contact(ContactKind.MOBILE, f"+999 7 {number:04d} 12"),
            Contact(ContactKind.DUTY, f"+999 {number:04d} 555 99", "weekends"),
            Contact(ContactKind.FAX, f"+999 {number:04d} 555 03"),
            Contact(ContactKind.EMAIL, f"mla@{domain}"),
            Contact(ContactKind.WEBSITE, f"https://www.{domain}/assistance"),
            Contact(ContactKind.SECURE, f"urn:oasis:names:tc:ebcore:{number}", scheme="e-CODEX"),
        ),
        time_zone=lots.choice(["Europe/Paris", "Africa/Dakar", "Asia/Almaty", "America/Lima"]),
        hours=(Hours((1, 2, 3, 4), time(8, 30), time(16, 30)), Hours((5,), time(8, 30), time(12, 0))),
        holidays=_both("National holidays; the first two weeks of August", "Jours fériés"),
        channels=tuple(
            ChannelRule(channel, lots.choice([*Acceptance]), _both("An original follows by post."))
            for channel in lots.sample([*Channel], 5)
        ),
        designations=tuple(_designation(*lots.choice(_DESIGNATIONS), lots) for _ in range(lots.randint(1, 4))),
        requirements=(_requirements(lots),),
        policy=LegalBasisPolicy(
            lots.choice([*TreatyAsBasis]),
            lots.choice([*Answer]),
            lots.choice([*Answer]),
            _both("Conventions in force are enough."),
            f"https://www.{domain}/treaties",
        ),
        evidence=_evidence(domain, lots),
        networks=tuple(NetworkMember(code, date(2015, 6, 1)) for code in lots.sample(_NETWORKS, lots.randint(0, 2))),
        documents=(
            Document(DocumentKind.GUIDE, _both("Guide to requests", "Guide des demandes"), f"https://{domain}/guide"),
            Document(DocumentKind.LAW, _both("Act on cooperation in criminal matters"), as_of=date(2020, 5, 4)),
        ),
        visibility=(GroupVisibility(FieldGroup.EVIDENCE, Visibility.PUBLIC),) if number % 3 == 0 else (),
        since=date(2004, 1, 1),
        origin=ORIGIN if demonstration else Origin("Notification", "https://example.org/n", "CC BY 4.0", ON),
    )


def listed(number: int, state: str, *, chance: random.Random | None = None, demonstration: bool = True) -> Listed:
    """The same as listed: most confirmed, some not."""
    made = entry(number, state, chance=chance, demonstration=demonstration)
    confirmed = ON - timedelta(days=number % 500)
    late = confirmed + timedelta(days=400)
    return Listed(
        f"authority-{number:05d}",
        1 + number % 7,
        made,
        date(2025, 5, 5),
        None if number % 11 == 0 else confirmed,
        late if late < ON else None,
        confirmed + timedelta(days=180),
    )


def directory(count: int, *, seed: int = 1, demonstration: bool = True) -> Directory:
    """So many authorities, spread over the States of the gazetteer."""
    chance = random.Random(seed)
    states = sorted(state.code for state in load_gazetteer().party_candidates() if state.m49)
    places = [states[number % len(states)] for number in range(count)]
    found = [listed(n, place, chance=chance, demonstration=demonstration) for n, place in enumerate(places, start=1)]
    return Directory.of(ON, found)


def _both(english: str, french: str = "") -> tuple[Said, ...]:
    return (Said("en", english), Said("fr", french)) if french else (Said("en", english),)


def _designation(provision: str, competence: Competence, role: AuthorityRole, lots: random.Random) -> Designation:
    return Designation(
        provision,
        competence,
        role,
        stages=(lots.choice([*Stage]),) if lots.random() < 0.2 else (),
        scope=_both("requests concerning offences before the ordinary courts") if lots.random() < 0.3 else (),
        urgent=lots.random() < 0.1,
        note_verbale=f"NV/{lots.randint(100, 999)}/2004",
        notified_on=date(2004, 3, 3),
        depositary_ref=f"C.N.{lots.randint(100, 999)}.2004.TREATIES-3",
        valid_from=date(2004, 3, 3),
    )


def _requirements(lots: random.Random) -> Requirements:
    return Requirements(
        competences=(Competence.MLA,),
        languages=(AcceptedLanguage("fr", Answer.YES), AcceptedLanguage("en", Answer.NO, urgent_only=True)),
        original_on_paper=lots.choice([*Answer]),
        electronic_signature=lots.choice([*Answer]),
        legalisation=Answer.NO,
        dual_criminality=lots.choice([*Answer]),
        minimum_penalty_years=Decimal("1.5"),
        evidence_standard=lots.choice([*EvidenceStandard]),
        extradites_nationals=lots.choice([*Answer]),
        execution_days=lots.randint(20, 200),
        formats=_both("In writing, signed and stamped by the requesting authority."),
        information_needed=_both(
            "The authority that asks, the subject and the nature of the investigation, a summary of the facts, the"
            " assistance sought and any procedure to be followed, and where possible the identity, the place and the"
            " nationality of the persons concerned.",
            "L’autorité dont émane la demande, l’objet et la nature de l’enquête, un résumé des faits, l’assistance"
            " requise et, si possible, l’identité, l’adresse et la nationalité des personnes visées.",
        ),
        urgent_procedure=_both("By telephone first, then by e-mail; the original within 30 days."),
        provisional_arrest=_both("Through INTERPOL; the request for extradition within 40 days."),
        limits=_both("Assurances are asked for where the death penalty may be imposed."),
        costs=_both("Ordinary costs are borne by the requested State."),
        confidentiality=_both("The request and its contents are kept confidential if asked."),
    )


def _evidence(domain: str, lots: random.Random) -> EvidenceRules:
    return EvidenceRules(
        preservation_before_request=lots.choice([*Answer]),
        preserved_by=_both("The 24/7 point of contact of the police."),
        preservation_days=90,
        extension_days=90,
        data=(
            DataRule(DataKind.SUBSCRIBER, _both("Order of a prosecutor"), f"https://{domain}/act-12"),
            DataRule(DataKind.CONTENT, _both("Order of a court")),
        ),
        direct_contact_with_providers=lots.choice([*Answer]),
        real_time_collection=lots.choice([*Answer]),
        emergency_route=_both("The duty line, day and night."),
        admissibility=_both("A certificate of authenticity goes with the data."),
        form_url=f"https://{domain}/form",
    )
