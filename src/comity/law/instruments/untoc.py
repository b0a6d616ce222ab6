"""The United Nations Convention against Transnational Organized Crime and its three Protocols."""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope

UN = _("Secretary-General of the United Nations")

_COOPERATION = {
    Matter.EXTRADITION: ("untoc:16",),
    Matter.MLA: ("untoc:18",),
    Matter.CONFISCATION: ("untoc:13", "untoc:12", "untoc:14"),
    Matter.SENTENCED_PERSONS: ("untoc:17",),
    Matter.PROCEEDINGS: ("untoc:21",),
    Matter.JOINT_INVESTIGATION: ("untoc:19",),
    Matter.SPECIAL_TECHNIQUES: ("untoc:20",),
    Matter.LAW_ENFORCEMENT: ("untoc:27",),
}

UNTOC = Instrument(
    code="untoc",
    title=_("United Nations Convention against Transnational Organized Crime"),
    short_title=_("Organized Crime Convention"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="XVIII-12",
    adopted=date(2000, 11, 15),
    place=_("New York"),
    gate=Gate.UNTOC,
    entry=EntryIntoForce("untoc:38", date(2003, 9, 29), 40, Delay(days=90), Delay(days=30)),
    denunciation=Denunciation("untoc:40", Delay(months=12)),
    crime_types=frozenset(
        {CrimeType.ORGANIZED_GROUP, CrimeType.MONEY_LAUNDERING, CrimeType.CORRUPTION, CrimeType.OBSTRUCTION}
    ),
    matters=_COOPERATION,
    measures={
        Measure.PROVISIONAL_ARREST: ("untoc:16:9",),
        Measure.STATEMENTS: ("untoc:18:3:a",),
        Measure.SERVICE: ("untoc:18:3:b",),
        Measure.SEARCH: ("untoc:18:3:c",),
        Measure.FREEZING: ("untoc:13:2", "untoc:18:3:c"),
        Measure.EXAMINATION: ("untoc:18:3:d",),
        Measure.EXPERTISE: ("untoc:18:3:e",),
        Measure.RECORDS: ("untoc:18:3:f", "untoc:18:8"),
        Measure.TRACING: ("untoc:18:3:g",),
        Measure.APPEARANCE: ("untoc:18:3:h", "untoc:18:27"),
        Measure.DETAINED_WITNESS: ("untoc:18:10", "untoc:18:11", "untoc:18:12"),
        Measure.VIDEOCONFERENCE: ("untoc:18:18",),
        Measure.STORED_DATA: ("untoc:18:3:e", "untoc:18:3:i"),
        Measure.REAL_TIME_DATA: ("untoc:20:1", "untoc:18:3:i"),
        Measure.CONTROLLED_DELIVERY: ("untoc:20:4",),
    },
    source="untc",
    clauses=Clauses(
        extradition_basis="untoc:16:4",
        extradition_notification="untoc:16:5:a",
        deemed_included="untoc:16:3",
        no_treaty_needed="untoc:16:6",
        extradition_conditions="untoc:16:7",
        provisional_arrest="untoc:16:9",
        prosecute_nationals="untoc:16:10",
        mla_other_treaties="untoc:18:6",
        mla_in_full="untoc:18:7",
        dual_criminality="untoc:18:9",
        extradition_dual_criminality="untoc:16:1",
        central_authority="untoc:18:13",
        languages="untoc:18:14",
        contents="untoc:18:15",
        confiscation_basis="untoc:13:6",
        disputes="untoc:35:2",
    ),
    articles=(
        Article("untoc:2", _("Terms: organized criminal group, serious crime and others")),
        Article("untoc:3", _("What the convention applies to")),
        Article("untoc:5", _("Taking part in an organized criminal group as an offence")),
        Article("untoc:6", _("Laundering of proceeds as an offence")),
        Article("untoc:8", _("Corruption as an offence")),
        Article("untoc:12", _("Confiscation and seizure at home")),
        Article("untoc:13", _("International cooperation for confiscation")),
        Article("untoc:14", _("What happens to confiscated property")),
        Article("untoc:15", _("Jurisdiction")),
        Article("untoc:16", _("Extradition")),
        Article("untoc:17", _("Transfer of sentenced persons")),
        Article("untoc:18", _("Mutual legal assistance")),
        Article("untoc:19", _("Joint investigations")),
        Article("untoc:20", _("Special investigative techniques")),
        Article("untoc:21", _("Transfer of criminal proceedings")),
        Article("untoc:23", _("Obstruction of justice as an offence")),
        Article("untoc:24", _("Protection of witnesses")),
        Article("untoc:25", _("Assistance to and protection of victims")),
        Article("untoc:26", _("Persons who help the authorities")),
        Article("untoc:27", _("Law enforcement cooperation")),
        Article("untoc:28", _("Sharing of information on organized crime")),
        Article("untoc:35", _("Settlement of disputes")),
        Article("untoc:37", _("Relation between the convention and its protocols")),
        Article("untoc:38", _("Entry into force")),
        Article("untoc:40", _("Denunciation")),
    ),
)

TIP = Instrument(
    code="untoc-tip",
    title=_(
        "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing"
        " the United Nations Convention against Transnational Organized Crime"
    ),
    short_title=_("Trafficking in Persons Protocol"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="XVIII-12-a",
    adopted=date(2000, 11, 15),
    place=_("New York"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("untoc-tip:17", date(2003, 12, 25), 40, Delay(days=90), Delay(days=30)),
    denunciation=Denunciation("untoc-tip:19", Delay(months=12)),
    crime_types=frozenset({CrimeType.TRAFFICKING_IN_PERSONS}),
    matters={Matter.LAW_ENFORCEMENT: ("untoc-tip:10",)},
    source="untc",
    supplements="untoc",
    clauses=Clauses(disputes="untoc-tip:15:2"),
    articles=(
        Article("untoc-tip:1", _("Relation to the convention")),
        Article("untoc-tip:3", _("Terms: trafficking in persons")),
        Article("untoc-tip:4", _("What the protocol applies to")),
        Article("untoc-tip:5", _("Trafficking in persons as an offence")),
        Article("untoc-tip:8", _("Repatriation of victims")),
        Article("untoc-tip:10", _("Exchange of information and training")),
        Article("untoc-tip:15", _("Settlement of disputes")),
        Article("untoc-tip:17", _("Entry into force")),
        Article("untoc-tip:19", _("Denunciation")),
    ),
)

SOM = Instrument(
    code="untoc-som",
    title=_(
        "Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the United Nations Convention"
        " against Transnational Organized Crime"
    ),
    short_title=_("Smuggling of Migrants Protocol"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="XVIII-12-b",
    adopted=date(2000, 11, 15),
    place=_("New York"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("untoc-som:22", date(2004, 1, 28), 40, Delay(days=90), Delay(days=30)),
    denunciation=Denunciation("untoc-som:24", Delay(months=12)),
    crime_types=frozenset({CrimeType.SMUGGLING_OF_MIGRANTS}),
    matters={Matter.LAW_ENFORCEMENT: ("untoc-som:10", "untoc-som:8")},
    source="untc",
    supplements="untoc",
    clauses=Clauses(central_authority="untoc-som:8:6", disputes="untoc-som:20:2"),
    articles=(
        Article("untoc-som:1", _("Relation to the convention")),
        Article("untoc-som:3", _("Terms: smuggling of migrants")),
        Article("untoc-som:4", _("What the protocol applies to")),
        Article("untoc-som:6", _("Smuggling of migrants as an offence")),
        Article("untoc-som:7", _("Cooperation at sea")),
        Article("untoc-som:8", _("Measures against smuggling at sea, and the authority to ask")),
        Article("untoc-som:10", _("Exchange of information")),
        Article("untoc-som:18", _("Return of smuggled migrants")),
        Article("untoc-som:20", _("Settlement of disputes")),
        Article("untoc-som:22", _("Entry into force")),
        Article("untoc-som:24", _("Denunciation")),
    ),
)

FIREARMS = Instrument(
    code="untoc-fa",
    title=_(
        "Protocol against the Illicit Manufacturing of and Trafficking in Firearms, Their Parts and Components and"
        " Ammunition, supplementing the United Nations Convention against Transnational Organized Crime"
    ),
    short_title=_("Firearms Protocol"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="XVIII-12-c",
    adopted=date(2001, 5, 31),
    place=_("New York"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("untoc-fa:18", date(2005, 7, 3), 40, Delay(days=90), Delay(days=30)),
    denunciation=Denunciation("untoc-fa:20", Delay(months=12)),
    crime_types=frozenset({CrimeType.FIREARMS}),
    matters={Matter.LAW_ENFORCEMENT: ("untoc-fa:12", "untoc-fa:13")},
    source="untc",
    supplements="untoc",
    clauses=Clauses(central_authority="untoc-fa:13:2", disputes="untoc-fa:16:2"),
    articles=(
        Article("untoc-fa:1", _("Relation to the convention")),
        Article("untoc-fa:3", _("Terms: firearm, tracing and others")),
        Article("untoc-fa:4", _("What the protocol applies to")),
        Article("untoc-fa:5", _("Illicit manufacturing of and trafficking in firearms as offences")),
        Article("untoc-fa:6", _("Confiscation, seizure and disposal of firearms")),
        Article("untoc-fa:12", _("Exchange of information and tracing")),
        Article("untoc-fa:13", _("Cooperation, and the point of contact")),
        Article("untoc-fa:16", _("Settlement of disputes")),
        Article("untoc-fa:18", _("Entry into force")),
        Article("untoc-fa:20", _("Denunciation")),
    ),
)
