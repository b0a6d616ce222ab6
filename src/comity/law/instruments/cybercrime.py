"""Conventions on cybercrime and electronic evidence: Budapest with its Protocols, and the United Nations Convention."""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from .untoc import UN

COE = _("Secretary General of the Council of Europe")
_CYBER = frozenset({CrimeType.CYBERCRIME})
_QUARTER = Delay(months=3, first_of_month=True)

BUDAPEST = Instrument(
    code="ets185",
    title=_("Convention on Cybercrime"),
    short_title=_("Budapest Convention"),
    scope=Scope.REGIONAL,
    depositary=COE,
    reference="ETS 185",
    adopted=date(2001, 11, 23),
    place=_("Budapest"),
    gate=Gate.ELECTRONIC,
    entry=EntryIntoForce("ets185:36", date(2004, 7, 1), 5, _QUARTER, _QUARTER),
    denunciation=Denunciation("ets185:47", _QUARTER),
    crime_types=_CYBER,
    matters={
        Matter.EXTRADITION: ("ets185:24",),
        Matter.MLA: ("ets185:25", "ets185:27"),
        Matter.PRESERVATION: ("ets185:29", "ets185:30"),
        Matter.LAW_ENFORCEMENT: ("ets185:23", "ets185:35"),
    },
    measures={
        Measure.STORED_DATA: ("ets185:31", "ets185:32"),
        Measure.REAL_TIME_DATA: ("ets185:33", "ets185:34"),
    },
    source="coe",
    members_only="COE",
    extradition_years=1,
    clauses=Clauses(
        deemed_included="ets185:24:2",
        extradition_basis="ets185:24:3",
        no_treaty_needed="ets185:24:4",
        extradition_conditions="ets185:24:5",
        prosecute_nationals="ets185:24:6",
        extradition_dual_criminality="ets185:24:1",
        mla_other_treaties="ets185:27:1",
        dual_criminality="ets185:25:5",
        central_authority="ets185:27:2",
    ),
    articles=(
        Article("ets185:2", _("Illegal access as an offence")),
        Article("ets185:3", _("Illegal interception as an offence")),
        Article("ets185:4", _("Interference with data as an offence")),
        Article("ets185:5", _("Interference with systems as an offence")),
        Article("ets185:6", _("Misuse of devices as an offence")),
        Article("ets185:7", _("Computer-related forgery as an offence")),
        Article("ets185:8", _("Computer-related fraud as an offence")),
        Article("ets185:9", _("Child sexual abuse material as an offence")),
        Article("ets185:14", _("What the procedural powers apply to")),
        Article("ets185:23", _("Principles of cooperation")),
        Article("ets185:24", _("Extradition")),
        Article("ets185:25", _("Mutual legal assistance")),
        Article("ets185:26", _("Spontaneous information")),
        Article("ets185:27", _("Requests where no other treaty applies")),
        Article("ets185:28", _("Confidentiality and limits on use")),
        Article("ets185:29", _("Expedited preservation of stored data")),
        Article("ets185:30", _("Expedited disclosure of preserved traffic data")),
        Article("ets185:31", _("Access to stored data")),
        Article("ets185:32", _("Access across borders with consent or to public data")),
        Article("ets185:33", _("Real-time collection of traffic data")),
        Article("ets185:34", _("Interception of content data")),
        Article("ets185:35", _("Contact points at all hours")),
        Article("ets185:36", _("Entry into force")),
        Article("ets185:47", _("Denunciation")),
    ),
)

BUDAPEST_SECOND_PROTOCOL = Instrument(
    code="ets224",
    title=_(
        "Second Additional Protocol to the Convention on Cybercrime on enhanced co-operation and disclosure of"
        " electronic evidence"
    ),
    short_title=_("Second Additional Protocol to the Budapest Convention"),
    scope=Scope.REGIONAL,
    depositary=COE,
    reference="CETS 224",
    adopted=date(2022, 5, 12),
    place=_("Strasbourg"),
    gate=Gate.ELECTRONIC,
    entry=EntryIntoForce("ets224:16", None, 5, _QUARTER, _QUARTER),
    denunciation=Denunciation("ets224:24", _QUARTER),
    crime_types=_CYBER,
    matters={Matter.JOINT_INVESTIGATION: ("ets224:12",)},
    measures={
        Measure.STORED_DATA: ("ets224:7", "ets224:8", "ets224:9"),
        Measure.VIDEOCONFERENCE: ("ets224:11",),
    },
    source="coe",
    members_only="COE",
    supplements="ets185",
    articles=(
        Article("ets224:6", _("Domain name registration information")),
        Article("ets224:7", _("Disclosure of subscriber information by providers")),
        Article("ets224:8", _("Giving effect to orders for subscriber and traffic data")),
        Article("ets224:9", _("Expedited disclosure in an emergency")),
        Article("ets224:10", _("Emergency mutual assistance")),
        Article("ets224:11", _("Videoconference")),
        Article("ets224:12", _("Joint investigations")),
        Article("ets224:14", _("Protection of personal data")),
        Article("ets224:16", _("Entry into force")),
        Article("ets224:24", _("Denunciation")),
    ),
)

UN_CYBERCRIME = Instrument(
    code="un-cybercrime",
    title=_("United Nations Convention against Cybercrime"),
    short_title=_("UN Convention against Cybercrime"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="XVIII-16",
    adopted=date(2024, 12, 24),
    place=_("New York"),
    gate=Gate.ELECTRONIC_SERIOUS,
    entry=EntryIntoForce("un-cybercrime:65", None, 40, Delay(days=90), Delay(days=30)),
    denunciation=Denunciation("un-cybercrime:67", Delay(months=12)),
    crime_types=_CYBER,
    matters={
        Matter.EXTRADITION: ("un-cybercrime:37",),
        Matter.MLA: ("un-cybercrime:40",),
        Matter.CONFISCATION: ("un-cybercrime:50",),
        Matter.SENTENCED_PERSONS: ("un-cybercrime:38",),
        Matter.PROCEEDINGS: ("un-cybercrime:39",),
        Matter.JOINT_INVESTIGATION: ("un-cybercrime:48",),
        Matter.LAW_ENFORCEMENT: ("un-cybercrime:47", "un-cybercrime:41"),
        Matter.PRESERVATION: ("un-cybercrime:42", "un-cybercrime:43"),
    },
    measures={
        Measure.STORED_DATA: ("un-cybercrime:44",),
        Measure.REAL_TIME_DATA: ("un-cybercrime:45", "un-cybercrime:46"),
    },
    source="untc",
    # The text follows UNCAC; cited by article where its paragraph numbers could not be checked.
    clauses=Clauses(
        extradition_basis="un-cybercrime:37",
        extradition_notification="un-cybercrime:37",
        deemed_included="un-cybercrime:37",
        no_treaty_needed="un-cybercrime:37",
        extradition_conditions="un-cybercrime:37",
        extradition_dual_criminality="un-cybercrime:37",
        provisional_arrest="un-cybercrime:37",
        prosecute_nationals="un-cybercrime:37",
        mla_other_treaties="un-cybercrime:40",
        mla_in_full="un-cybercrime:40",
        dual_criminality="un-cybercrime:40",
        central_authority="un-cybercrime:40",
        languages="un-cybercrime:40",
        contents="un-cybercrime:40",
        confiscation_basis="un-cybercrime:50",
        disputes="un-cybercrime:63",
    ),
    articles=(
        Article("un-cybercrime:7", _("Illegal access as an offence")),
        Article("un-cybercrime:8", _("Illegal interception as an offence")),
        Article("un-cybercrime:9", _("Interference with data as an offence")),
        Article("un-cybercrime:10", _("Interference with systems as an offence")),
        Article("un-cybercrime:11", _("Misuse of devices as an offence")),
        Article("un-cybercrime:12", _("Computer-related forgery as an offence")),
        Article("un-cybercrime:13", _("Computer-related theft or fraud as an offence")),
        Article("un-cybercrime:14", _("Child sexual abuse material as an offence")),
        Article("un-cybercrime:15", _("Solicitation of a child as an offence")),
        Article("un-cybercrime:16", _("Sharing intimate images without consent as an offence")),
        Article("un-cybercrime:17", _("Laundering of proceeds as an offence")),
        Article("un-cybercrime:35", _("Principles of cooperation")),
        Article("un-cybercrime:36", _("Protection of personal data")),
        Article("un-cybercrime:37", _("Extradition")),
        Article("un-cybercrime:38", _("Transfer of sentenced persons")),
        Article("un-cybercrime:39", _("Transfer of criminal proceedings")),
        Article("un-cybercrime:40", _("Mutual legal assistance")),
        Article("un-cybercrime:41", _("Contact points at all hours")),
        Article("un-cybercrime:42", _("Expedited preservation of stored data")),
        Article("un-cybercrime:43", _("Expedited disclosure of preserved traffic data")),
        Article("un-cybercrime:44", _("Access to stored data")),
        Article("un-cybercrime:45", _("Real-time collection of traffic data")),
        Article("un-cybercrime:46", _("Interception of content data")),
        Article("un-cybercrime:47", _("Law enforcement cooperation")),
        Article("un-cybercrime:48", _("Joint investigations")),
        Article("un-cybercrime:49", _("Recovery of property through cooperation in confiscation")),
        Article("un-cybercrime:50", _("International cooperation for confiscation")),
        Article("un-cybercrime:52", _("Return of assets")),
        Article("un-cybercrime:63", _("Settlement of disputes")),
        Article("un-cybercrime:65", _("Entry into force")),
        Article("un-cybercrime:67", _("Denunciation")),
    ),
)

CYBERCRIME = (BUDAPEST, BUDAPEST_SECOND_PROTOCOL, UN_CYBERCRIME)
