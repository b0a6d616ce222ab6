"""What one State can ask of another: the matters treaties regulate, and the measures inside them."""

from __future__ import annotations

from enum import Enum

from .sentences import gettext_noop as _


class Matter(Enum):
    """A branch of cooperation that instruments regulate apart."""

    EXTRADITION = "extradition"
    MLA = "mla"
    CONFISCATION = "confiscation"
    SENTENCED_PERSONS = "transfer-of-sentenced-persons"
    PROCEEDINGS = "transfer-of-proceedings"
    JOINT_INVESTIGATION = "joint-investigation"
    SPECIAL_TECHNIQUES = "special-techniques"
    LAW_ENFORCEMENT = "law-enforcement"
    PRESERVATION = "preservation"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _MATTER_LABELS[self]


_MATTER_LABELS = {
    Matter.EXTRADITION: _("Extradition"),
    Matter.MLA: _("Mutual legal assistance"),
    Matter.CONFISCATION: _("Confiscation and freezing of assets"),
    Matter.SENTENCED_PERSONS: _("Transfer of sentenced persons"),
    Matter.PROCEEDINGS: _("Transfer of criminal proceedings"),
    Matter.JOINT_INVESTIGATION: _("Joint investigations"),
    Matter.SPECIAL_TECHNIQUES: _("Special investigative techniques"),
    Matter.LAW_ENFORCEMENT: _("Law enforcement cooperation"),
    Matter.PRESERVATION: _("Preservation of electronic data"),
}


class Measure(Enum):
    """One thing to ask for. The values are the words used in addresses and on the command line."""

    EXTRADITION = "extradition"
    PROVISIONAL_ARREST = "provisional-arrest"
    MLA = "mla"
    STATEMENTS = "mla-statements"
    SERVICE = "mla-service"
    SEARCH = "mla-search"
    FREEZING = "mla-freezing"
    EXAMINATION = "mla-examination"
    EXPERTISE = "mla-information"
    RECORDS = "mla-records"
    TRACING = "mla-tracing"
    APPEARANCE = "mla-appearance"
    DETAINED_WITNESS = "mla-detained-witness"
    VIDEOCONFERENCE = "mla-videoconference"
    STORED_DATA = "mla-stored-data"
    REAL_TIME_DATA = "mla-real-time-data"
    CONFISCATION = "confiscation"
    SENTENCED_PERSONS = "transfer-of-sentenced-persons"
    PROCEEDINGS = "transfer-of-proceedings"
    JOINT_INVESTIGATION = "joint-investigation"
    SPECIAL_TECHNIQUES = "special-techniques"
    CONTROLLED_DELIVERY = "controlled-delivery"
    LAW_ENFORCEMENT = "law-enforcement"
    PRESERVATION = "preservation"

    @property
    def matter(self) -> Matter:
        """The branch of cooperation this measure belongs to."""
        return _MEASURE_MATTER[self]

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _MEASURE_LABELS[self]

    @property
    def coercive(self) -> bool:
        """True if the measure normally needs compulsory powers, so that dual criminality may be asked for."""
        return self in _COERCIVE

    @property
    def electronic(self) -> bool:
        """True if the measure concerns electronic evidence by its nature."""
        return self in {Measure.STORED_DATA, Measure.REAL_TIME_DATA, Measure.PRESERVATION}


_MEASURE_MATTER = {
    Measure.EXTRADITION: Matter.EXTRADITION,
    Measure.PROVISIONAL_ARREST: Matter.EXTRADITION,
    Measure.CONFISCATION: Matter.CONFISCATION,
    Measure.FREEZING: Matter.CONFISCATION,
    Measure.SENTENCED_PERSONS: Matter.SENTENCED_PERSONS,
    Measure.PROCEEDINGS: Matter.PROCEEDINGS,
    Measure.JOINT_INVESTIGATION: Matter.JOINT_INVESTIGATION,
    Measure.SPECIAL_TECHNIQUES: Matter.SPECIAL_TECHNIQUES,
    Measure.CONTROLLED_DELIVERY: Matter.SPECIAL_TECHNIQUES,
    Measure.LAW_ENFORCEMENT: Matter.LAW_ENFORCEMENT,
    Measure.PRESERVATION: Matter.PRESERVATION,
} | {m: Matter.MLA for m in Measure if m.value.startswith("mla") and m.value != "mla-freezing"}

_COERCIVE = frozenset(
    {
        Measure.SEARCH,
        Measure.FREEZING,
        Measure.RECORDS,
        Measure.STORED_DATA,
        Measure.REAL_TIME_DATA,
        Measure.CONFISCATION,
    }
)

_MEASURE_LABELS = {
    Measure.EXTRADITION: _("Extradition"),
    Measure.PROVISIONAL_ARREST: _("Provisional arrest pending extradition"),
    Measure.MLA: _("Mutual legal assistance, any kind"),
    Measure.STATEMENTS: _("Taking evidence or statements from persons"),
    Measure.SERVICE: _("Service of judicial documents"),
    Measure.SEARCH: _("Search and seizure"),
    Measure.FREEZING: _("Freezing of assets"),
    Measure.EXAMINATION: _("Examination of objects and sites"),
    Measure.EXPERTISE: _("Information, evidentiary items and expert evaluations"),
    Measure.RECORDS: _("Bank, financial, corporate and government records"),
    Measure.TRACING: _("Identifying or tracing proceeds of crime"),
    Measure.APPEARANCE: _("Voluntary appearance of persons in the requesting State"),
    Measure.DETAINED_WITNESS: _("Temporary transfer of a detained person to give evidence"),
    Measure.VIDEOCONFERENCE: _("Hearing by videoconference"),
    Measure.STORED_DATA: _("Stored electronic data"),
    Measure.REAL_TIME_DATA: _("Real-time collection or interception of data"),
    Measure.CONFISCATION: _("Confiscation of proceeds of crime"),
    Measure.SENTENCED_PERSONS: _("Transfer of sentenced persons"),
    Measure.PROCEEDINGS: _("Transfer of criminal proceedings"),
    Measure.JOINT_INVESTIGATION: _("Joint investigation"),
    Measure.SPECIAL_TECHNIQUES: _("Special investigative techniques"),
    Measure.CONTROLLED_DELIVERY: _("Controlled delivery"),
    Measure.LAW_ENFORCEMENT: _("Law enforcement cooperation"),
    Measure.PRESERVATION: _("Preservation of electronic data"),
}
