"""Invented authorities of a few States, to try the directory with. Every name says so, in every language.

Addresses are at example.org, numbers begin with +999, a code given to no country: nobody can be written to or called.
Stages, territories, duty lines, channels, languages and rules on electronic evidence are invented as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from comity.directory.book import today
from comity.directory.interfaces import Taken, load_entry
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
    Texts,
)
from comity.law.authorities.words import (
    Acceptance,
    AuthorityRole,
    Channel,
    Competence,
    ContactKind,
    DataKind,
    DocumentKind,
    EvidenceStandard,
    Stage,
)
from comity.law.basis.types import Answer
from comity.law.statements import TreatyAsBasis

LISTED_ON = date(2022, 1, 1)
ORIGIN = Origin(
    name="Comity demonstration",
    licence="Invented for demonstration; CC0",
    as_of=LISTED_ON,
    demonstration=True,
)


def _six(ar: str, zh: str, en: str, fr: str, ru: str, es: str) -> dict[str, str]:
    return {"ar": ar, "zh": zh, "en": en, "fr": fr, "ru": ru, "es": es}


_CENTRAL = _six(
    "سلطة مركزية للعرض الإيضاحي (مختلَقة)",
    "演示用中央机关（虚构）",
    "Demonstration central authority (invented)",
    "Autorité centrale de démonstration (inventée)",
    "Демонстрационный центральный орган (вымышлен)",
    "Autoridad central de demostración (inventada)",
)
_PROSECUTION = _six(
    "نيابة عامة للعرض الإيضاحي (مختلَقة)",
    "演示用检察机关（虚构）",
    "Demonstration prosecution service (invented)",
    "Parquet de démonstration (inventé)",
    "Демонстрационная прокуратура (вымышлена)",
    "Fiscalía de demostración (inventada)",
)
_EXTRADITION = _six(
    "مكتب تسليم المطلوبين للعرض الإيضاحي (مختلَق)",
    "演示用引渡办公室（虚构）",
    "Demonstration extradition office (invented)",
    "Bureau de l’extradition de démonstration (inventé)",
    "Демонстрационное бюро по выдаче (вымышлено)",
    "Oficina de extradición de demostración (inventada)",
)
_CONTACT = _six(
    "نقطة اتصال على مدار الساعة للعرض الإيضاحي (مختلَقة)",
    "演示用全天候联络点（虚构）",
    "Demonstration 24/7 point of contact (invented)",
    "Point de contact 24/7 de démonstration (inventé)",
    "Демонстрационный круглосуточный контактный центр (вымышлен)",
    "Punto de contacto permanente de demostración (inventado)",
)
_MARITIME = _six(
    "سلطة بحرية للعرض الإيضاحي (مختلَقة)",
    "演示用海事机关（虚构）",
    "Demonstration maritime authority (invented)",
    "Autorité maritime de démonstration (inventée)",
    "Демонстрационный морской орган (вымышлен)",
    "Autoridad marítima de demostración (inventada)",
)
_OVERSEAS = _six(
    "سلطة مركزية إقليمية للعرض الإيضاحي (مختلَقة)",
    "演示用领土中央机关（虚构）",
    "Demonstration central authority of a territory (invented)",
    "Autorité centrale de démonstration d’un territoire (inventée)",
    "Демонстрационный центральный орган территории (вымышлен)",
    "Autoridad central de demostración de un territorio (inventada)",
)
_INFORMATION = _six(
    "سلطة للعرض الإيضاحي: كل ما يرد هنا مختلَق.",
    "演示数据：此处一切均为虚构。",
    "Demonstration: everything here is invented.",
    "Démonstration : tout ce qui figure ici est inventé.",
    "Демонстрация: всё здесь вымышлено.",
    "Demostración: todo lo que figura aquí es inventado.",
)


@dataclass(frozen=True, slots=True)
class _Country:
    """What the invented authorities of a State have in common."""

    state: str
    first: str  # the language of its first name
    time_zone: str
    languages: tuple[str, ...]
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    network: str = ""
    territory: str = ""
    split: bool = False  # mutual legal assistance is split by stage of proceedings
    sea: bool = False
    standard: EvidenceStandard = EvidenceStandard.RECORD_OF_CASE
    conditional: TreatyAsBasis = TreatyAsBasis.YES


_COUNTRIES = (
    _Country("NER", "fr", "Africa/Niamey", ("fr",), network="wacap", split=True),
    _Country("EGY", "ar", "Africa/Cairo", ("ar", "en"), weekdays=(7, 1, 2, 3, 4), sea=True),
    _Country("ITA", "en", "Europe/Rome", ("it", "en", "fr"), network="ejn", sea=True),
    _Country("GBR", "en", "Europe/London", ("en",), territory="BMU", standard=EvidenceStandard.PRIMA_FACIE),
    _Country("BRA", "es", "America/Sao_Paulo", ("pt", "es"), network="iberred", sea=True),
    _Country("CRI", "es", "America/Costa_Rica", ("es",), network="iberred", conditional=TreatyAsBasis.NO),
    _Country("KAZ", "ru", "Asia/Almaty", ("kk", "ru"), network="casc", split=True),
    _Country("THA", "en", "Asia/Bangkok", ("th", "en"), network="seajust", standard=EvidenceStandard.PRIMA_FACIE),
)


def load_demonstration_authorities() -> int:
    """Lists the invented authorities; how many are new or changed. What people have changed here since stays."""
    taken = []
    for source_id, entry, is_confirmed in demonstration_entries():
        confirmed = today() if is_confirmed else None
        _key, did = load_entry(entry=entry, source_id=source_id, published_on=LISTED_ON, confirmed_on=confirmed)
        taken.append(did)
    return sum(did in {Taken.NEW, Taken.CHANGED} for did in taken)


def demonstration_entries() -> Iterator[tuple[str, AuthorityEntry, bool]]:
    """Every invented entry with its identity, and whether it counts as confirmed on the day it is loaded."""
    for number, country in enumerate(_COUNTRIES, 1):
        for kind, entry in _authorities(country, number):
            yield f"demonstration:{country.state}:{kind}", entry, kind != "maritime"


def _authorities(country: _Country, number: int) -> Iterator[tuple[str, AuthorityEntry]]:
    early, late = ((Stage.INVESTIGATION,), (Stage.TRIAL, Stage.EXECUTION)) if country.split else ((), ())
    yield (
        "central",
        _entry(
            country,
            number * 10,
            _CENTRAL,
            (
                Designation("untoc:18:13", Competence.MLA, stages=late, designated_on=date(2010, 5, 3)),
                Designation("uncac:46:13", Competence.MLA, stages=late, designated_on=date(2010, 5, 3)),
                Designation("drugs1988:7:8", Competence.MLA, stages=late, designated_on=date(2010, 5, 3)),
                Designation("untoc:17", Competence.SENTENCED_PERSONS, designated_on=date(2010, 5, 3)),
            ),
        ),
    )
    if country.split:
        yield (
            "prosecution",
            _entry(
                country,
                number * 10 + 1,
                _PROSECUTION,
                (
                    Designation("untoc:18:13", Competence.MLA, stages=early, designated_on=date(2010, 5, 3)),
                    Designation("uncac:46:13", Competence.MLA, stages=early, designated_on=date(2010, 5, 3)),
                ),
            ),
        )
    yield (
        "extradition",
        _entry(country, number * 10 + 2, _EXTRADITION, (Designation("untoc:16", Competence.EXTRADITION),)),
    )
    yield (
        "contact",
        _entry(
            country,
            number * 10 + 3,
            _CONTACT,
            (Designation("untoc:18:13", Competence.ELECTRONIC_EVIDENCE, role=AuthorityRole.CONTACT_24_7, urgent=True),),
        ),
    )
    if country.sea:
        designation = Designation("untoc-som:8:6", Competence.MIGRANTS_BY_SEA, role=AuthorityRole.COMPETENT)
        yield "maritime", _entry(country, number * 10 + 4, _MARITIME, (designation,))
    if country.territory:
        entry = _entry(
            country,
            number * 10 + 5,
            _OVERSEAS,
            (Designation("untoc:18:13", Competence.MLA, territories=(country.territory,)),),
            territories=(country.territory,),
        )
        yield "territory", entry


def _entry(
    country: _Country,
    number: int,
    names: dict[str, str],
    designations: tuple[Designation, ...],
    territories: tuple[str, ...] = (),
) -> AuthorityEntry:
    is_contact = any(each.role is AuthorityRole.CONTACT_24_7 for each in designations)
    mail = f"authority-{number}.{country.state.lower()}@example.org"
    contacts = [Contact(ContactKind.EMAIL, mail), Contact(ContactKind.TELEPHONE, f"+99955500{number:03}")]
    if is_contact:
        contacts.append(Contact(ContactKind.DUTY, f"+99955599{number:03}"))
    contacts.append(Contact(ContactKind.WEBSITE, f"https://example.org/{country.state.lower()}"))
    return AuthorityEntry(
        state=country.state,
        names=_texts(names, country.first),
        territories=territories,
        addresses=(Address((f"Demonstration Street {number}", "Exampletown")),),
        contacts=tuple(contacts),
        time_zone=country.time_zone,
        hours=() if is_contact else (Hours(country.weekdays, time(8, 30), time(16, 30)),),
        channels=(
            ChannelRule(Channel.EMAIL, Acceptance.YES if number % 20 < 10 else Acceptance.URGENT_ONLY),
            ChannelRule(Channel.POST, Acceptance.YES),
            ChannelRule(Channel.INTERPOL, Acceptance.URGENT_ONLY),
            ChannelRule(Channel.DIPLOMATIC, Acceptance.UNKNOWN),
        ),
        designations=designations,
        requirements=(_requirements(country),),
        policy=LegalBasisPolicy(
            convention_as_basis=country.conditional,
            treaty_required=Answer.YES if country.conditional is TreatyAsBasis.NO else Answer.NO,
            reciprocity=Answer.YES,
        ),
        evidence=_evidence(country) if is_contact or number % 10 == 0 else None,
        networks=(NetworkMember(country.network, LISTED_ON),) if country.network else (),
        documents=(Document(DocumentKind.GUIDE, _texts(_INFORMATION, country.first), url="https://example.org/guide"),),
        since=date(2010, 1, 1),
        origin=ORIGIN,
    )


def _requirements(country: _Country) -> Requirements:
    official, *others = country.languages
    return Requirements(
        languages=(
            AcceptedLanguage(official, Answer.YES),
            *(AcceptedLanguage(code, Answer.NO, urgent_only=code == "en") for code in others),
        ),
        original_on_paper=Answer.NO,
        electronic_signature=Answer.YES,
        legalisation=Answer.NO,
        dual_criminality=Answer.YES,
        evidence_standard=country.standard,
        extradites_nationals=Answer.UNKNOWN,
        execution_days=90,
        information_needed=_texts(_INFORMATION, country.first),
    )


def _evidence(country: _Country) -> EvidenceRules:
    return EvidenceRules(
        preservation_before_request=Answer.YES,
        preservation_days=90,
        extension_days=90,
        data=(DataRule(DataKind.SUBSCRIBER), DataRule(DataKind.TRAFFIC), DataRule(DataKind.CONTENT)),
        direct_contact_with_providers=Answer.UNKNOWN,
        real_time_collection=Answer.NO,
        emergency_route=_texts(_INFORMATION, country.first),
    )


def _texts(six: dict[str, str], first: str) -> Texts:
    """The six texts, the one in the State's language first."""
    return tuple(Said(code, six[code]) for code in sorted(six, key=lambda code: code != first))
