"""The closed sets the directory's entries speak in. Values are the words of files and addresses; labels are English."""

from __future__ import annotations

from enum import Enum

from ..measures import Matter, Measure
from ..sentences import gettext_noop as _


class Competence(Enum):
    """A matter an authority is designated for."""

    MLA = "mla"
    EXTRADITION = "extradition"
    SENTENCED_PERSONS = "transfer-of-sentenced-persons"
    PROCEEDINGS = "transfer-of-proceedings"
    ASSET_RECOVERY = "asset-recovery"
    JOINT_INVESTIGATION = "joint-investigation"
    SPECIAL_TECHNIQUES = "special-techniques"
    LAW_ENFORCEMENT = "law-enforcement"
    ELECTRONIC_EVIDENCE = "electronic-evidence"
    DRUGS_BY_SEA = "drugs-by-sea"
    MIGRANTS_BY_SEA = "smuggling-of-migrants-by-sea"
    FIREARMS = "trafficking-in-firearms"
    CULTURAL_PROPERTY = "cultural-property"
    TERRORISM = "terrorism"
    CORRUPTION_PREVENTION = "prevention-of-corruption"
    CORRUPTION_CIVIL = "civil-proceedings-corruption"
    CRIME_PREVENTION = "prevention-of-organized-crime"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _COMPETENCES[self]

    @property
    def is_cooperation(self) -> bool:
        """True if requests of other States are received under it."""
        return self not in {Competence.CORRUPTION_PREVENTION, Competence.CRIME_PREVENTION}


_COMPETENCES = {
    Competence.MLA: _("Mutual legal assistance"),
    Competence.EXTRADITION: _("Extradition"),
    Competence.SENTENCED_PERSONS: _("Transfer of sentenced persons"),
    Competence.PROCEEDINGS: _("Transfer of criminal proceedings"),
    Competence.ASSET_RECOVERY: _("Asset recovery and confiscation"),
    Competence.JOINT_INVESTIGATION: _("Joint investigations"),
    Competence.SPECIAL_TECHNIQUES: _("Special investigative techniques"),
    Competence.LAW_ENFORCEMENT: _("Law enforcement cooperation"),
    Competence.ELECTRONIC_EVIDENCE: _("Electronic evidence and preservation of data"),
    Competence.DRUGS_BY_SEA: _("Illicit traffic in narcotic drugs by sea"),
    Competence.MIGRANTS_BY_SEA: _("Smuggling of migrants by sea"),
    Competence.FIREARMS: _("Trafficking in firearms"),
    Competence.CULTURAL_PROPERTY: _("Trafficking in cultural property"),
    Competence.TERRORISM: _("Cooperation against terrorism"),
    Competence.CORRUPTION_PREVENTION: _("Prevention of corruption"),
    Competence.CORRUPTION_CIVIL: _("Civil and administrative proceedings relating to corruption"),
    Competence.CRIME_PREVENTION: _("Prevention of transnational organized crime"),
}

_OF_MATTER = {
    Matter.EXTRADITION: Competence.EXTRADITION,
    Matter.MLA: Competence.MLA,
    Matter.CONFISCATION: Competence.ASSET_RECOVERY,
    Matter.SENTENCED_PERSONS: Competence.SENTENCED_PERSONS,
    Matter.PROCEEDINGS: Competence.PROCEEDINGS,
    Matter.JOINT_INVESTIGATION: Competence.JOINT_INVESTIGATION,
    Matter.SPECIAL_TECHNIQUES: Competence.SPECIAL_TECHNIQUES,
    Matter.LAW_ENFORCEMENT: Competence.LAW_ENFORCEMENT,
    Matter.PRESERVATION: Competence.ELECTRONIC_EVIDENCE,
}

# Central authorities for mutual legal assistance also receive these (UNTOC 13(3), 18(3), 19, 20, 21).
_ALSO_MLA = {
    Competence.ASSET_RECOVERY,
    Competence.PROCEEDINGS,
    Competence.JOINT_INVESTIGATION,
    Competence.SPECIAL_TECHNIQUES,
    Competence.ELECTRONIC_EVIDENCE,
}


def competences_for(measure: Measure) -> tuple[Competence, ...]:
    """The matters an authority may be designated for to receive a request for the measure, the closest first."""
    closest = _OF_MATTER[measure.matter]
    found = [closest]
    if measure.electronic and closest is not Competence.ELECTRONIC_EVIDENCE:
        found.append(Competence.ELECTRONIC_EVIDENCE)
    if closest in _ALSO_MLA:
        found.append(Competence.MLA)
    return tuple(found)


class AuthorityRole(Enum):
    """In which capacity an authority is designated."""

    CENTRAL = "central-authority"
    COMPETENT = "competent-authority"
    FINANCIAL_INTELLIGENCE = "financial-intelligence-unit"
    ASSET_RECOVERY_OFFICE = "asset-recovery-office"
    CONTACT_24_7 = "24-7-contact"
    PREVENTION = "prevention-body"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            AuthorityRole.CENTRAL: _("Central authority"),
            AuthorityRole.COMPETENT: _("Competent authority"),
            AuthorityRole.FINANCIAL_INTELLIGENCE: _("Financial intelligence unit"),
            AuthorityRole.ASSET_RECOVERY_OFFICE: _("Asset recovery office"),
            AuthorityRole.CONTACT_24_7: _("24/7 point of contact"),
            AuthorityRole.PREVENTION: _("Prevention body"),
        }[self]


class Stage(Enum):
    """The stage of proceedings a request comes from, where a State splits its designation by stage."""

    INVESTIGATION = "investigation"
    TRIAL = "trial"
    EXECUTION = "execution-of-sentence"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            Stage.INVESTIGATION: _("Investigation, before trial"),
            Stage.TRIAL: _("Trial and appeal"),
            Stage.EXECUTION: _("Execution of the sentence"),
        }[self]


class Channel(Enum):
    """A way a request travels."""

    DIPLOMATIC = "diplomatic"
    POST = "post"
    COURIER = "courier"
    EMAIL = "e-mail"
    FAX = "fax"
    SECURE_PORTAL = "secure-portal"
    INTERPOL = "interpol"
    IBERRED = "iber-red"
    ECODEX = "e-codex"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            Channel.DIPLOMATIC: _("Diplomatic channel"),
            Channel.POST: _("Post"),
            Channel.COURIER: _("Courier"),
            Channel.EMAIL: _("E-mail"),
            Channel.FAX: _("Fax"),
            Channel.SECURE_PORTAL: _("Secure portal"),
            Channel.INTERPOL: _("INTERPOL"),
            Channel.IBERRED: _("Iber@"),
            Channel.ECODEX: _("e-CODEX"),
        }[self]

    @property
    def is_electronic(self) -> bool:
        """True if nothing on paper travels."""
        return self in {Channel.EMAIL, Channel.SECURE_PORTAL, Channel.INTERPOL, Channel.IBERRED, Channel.ECODEX}


class Acceptance(Enum):
    """Whether something is accepted."""

    YES = "yes"
    NO = "no"
    URGENT_ONLY = "urgent-only"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """English word, the key of its translations."""
        return {
            Acceptance.YES: _("Accepted"),
            Acceptance.NO: _("Not accepted"),
            Acceptance.URGENT_ONLY: _("In urgent cases only"),
            Acceptance.UNKNOWN: _("Unknown"),
        }[self]


class ContactKind(Enum):
    """What kind of line a contact is."""

    TELEPHONE = "telephone"
    MOBILE = "mobile"
    DUTY = "duty-telephone"
    FAX = "fax"
    EMAIL = "e-mail"
    WEBSITE = "website"
    SECURE = "secure-channel"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            ContactKind.TELEPHONE: _("Telephone"),
            ContactKind.MOBILE: _("Mobile telephone"),
            ContactKind.DUTY: _("Duty line, day and night"),
            ContactKind.FAX: _("Fax"),
            ContactKind.EMAIL: _("E-mail"),
            ContactKind.WEBSITE: _("Website"),
            ContactKind.SECURE: _("Secure channel"),
        }[self]


class EvidenceStandard(Enum):
    """What a request for extradition must prove."""

    PRIMA_FACIE = "prima-facie"
    PROBABLE_CAUSE = "probable-cause"
    RECORD_OF_CASE = "record-of-case"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            EvidenceStandard.PRIMA_FACIE: _("Prima facie case"),
            EvidenceStandard.PROBABLE_CAUSE: _("Probable cause"),
            EvidenceStandard.RECORD_OF_CASE: _("Record of the case"),
            EvidenceStandard.NONE: _("No evidence of guilt is asked for"),
            EvidenceStandard.UNKNOWN: _("Unknown"),
        }[self]


class DataKind(Enum):
    """A category of electronic data that rules treat apart."""

    SUBSCRIBER = "subscriber"
    TRAFFIC = "traffic"
    CONTENT = "content"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            DataKind.SUBSCRIBER: _("Subscriber data"),
            DataKind.TRAFFIC: _("Traffic data"),
            DataKind.CONTENT: _("Content data"),
        }[self]


class FieldGroup(Enum):
    """The parts of an entry whose visibility is set together."""

    IDENTITY = "identity"  # State, names, matters: open to all, always
    CONTACT = "contact"
    DUTY = "duty"
    CHANNELS = "channels"
    REQUIREMENTS = "requirements"
    POLICY = "policy"
    EVIDENCE = "evidence"
    NETWORKS = "networks"
    DOCUMENTS = "documents"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            FieldGroup.IDENTITY: _("Name and competence"),
            FieldGroup.CONTACT: _("Contact"),
            FieldGroup.DUTY: _("Duty line"),
            FieldGroup.CHANNELS: _("Channels"),
            FieldGroup.REQUIREMENTS: _("Requirements"),
            FieldGroup.POLICY: _("Legal basis"),
            FieldGroup.EVIDENCE: _("Electronic evidence"),
            FieldGroup.NETWORKS: _("Networks"),
            FieldGroup.DOCUMENTS: _("Documents and laws"),
        }[self]


class Visibility(Enum):
    """Who may see a group of fields, from all to few."""

    PUBLIC = "public"
    REGISTERED = "registered"  # practitioners who have been admitted
    LISTED = "listed"  # people of listed authorities, missions and the secretariat

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            Visibility.PUBLIC: _("Open to all"),
            Visibility.REGISTERED: _("Registered practitioners"),
            Visibility.LISTED: _("Listed authorities only"),
        }[self]


class DocumentKind(Enum):
    """What a document of an entry is."""

    GUIDE = "guide"
    TEMPLATE = "template"
    LAW = "law"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return {
            DocumentKind.GUIDE: _("National guide"),
            DocumentKind.TEMPLATE: _("Template"),
            DocumentKind.LAW: _("Law"),
        }[self]
