"""Conventions of the Council of Europe on extradition, mutual assistance, transfer and confiscation.

Which States are parties is not bundled (the sources at hand name none with dates): until their signature rows are
loaded, whether one of them binds two States is unknown, and said to be.
"""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .council_of_europe_form import HALF_YEAR, NINETY_DAYS, QUARTER, THREE_MONTHS, convention
from .types import Article, Clauses, Denunciation, EntryIntoForce, Gate

EXTRADITION = convention(
    "ets24",
    _("European Convention on Extradition"),
    _("European Convention on Extradition"),
    place=_("Paris"),
    opened=date(1957, 12, 13),
    entry=EntryIntoForce("ets24:29", date(1960, 4, 18), 3, NINETY_DAYS, NINETY_DAYS),
    denunciation=Denunciation("ets24:31", HALF_YEAR),
    matters={Matter.EXTRADITION: ("ets24:1", "ets24:2")},
    measures={Measure.PROVISIONAL_ARREST: ("ets24:16",)},
    extradition_years=1,
    clauses=Clauses(
        extradition_dual_criminality="ets24:2:1",
        extradition_conditions="ets24:2",
        prosecute_nationals="ets24:6:2",
        provisional_arrest="ets24:16",
        contents="ets24:12",
        languages="ets24:23",
    ),
    articles=(
        Article("ets24:1", _("Duty to extradite")),
        Article("ets24:2", _("Offences for which extradition is granted, and the least penalty")),
        Article("ets24:3", _("Political offences")),
        Article("ets24:4", _("Military offences")),
        Article("ets24:5", _("Fiscal offences")),
        Article("ets24:6", _("Extradition of nationals")),
        Article("ets24:7", _("Place where the offence was committed")),
        Article("ets24:8", _("Proceedings pending for the same")),
        Article("ets24:9", _("Not twice for the same")),
        Article("ets24:10", _("Limitation by lapse of time")),
        Article("ets24:11", _("Death penalty")),
        Article("ets24:12", _("The request and its documents")),
        Article("ets24:14", _("Rule of speciality")),
        Article("ets24:16", _("Provisional arrest")),
        Article("ets24:18", _("Decision and surrender")),
        Article("ets24:19", _("Surrender postponed or on conditions")),
        Article("ets24:23", _("Languages of requests")),
        Article("ets24:29", _("Entry into force")),
        Article("ets24:31", _("Denunciation")),
    ),
)

MUTUAL_ASSISTANCE = convention(
    "ets30",
    _("European Convention on Mutual Assistance in Criminal Matters"),
    _("European Convention on Mutual Assistance"),
    opened=date(1959, 4, 20),
    entry=EntryIntoForce("ets30:27", date(1962, 6, 12), 3, NINETY_DAYS, NINETY_DAYS),
    denunciation=Denunciation("ets30:29", HALF_YEAR),
    matters={Matter.MLA: ("ets30:1", "ets30:3")},
    measures={
        Measure.SERVICE: ("ets30:7",),
        Measure.SEARCH: ("ets30:3", "ets30:5"),
        Measure.APPEARANCE: ("ets30:8", "ets30:12"),
        Measure.DETAINED_WITNESS: ("ets30:11",),
    },
    clauses=Clauses(
        dual_criminality="ets30:5",
        central_authority="ets30:15",
        languages="ets30:16",
        contents="ets30:14",
    ),
    articles=(
        Article("ets30:1", _("Duty to assist")),
        Article("ets30:2", _("Grounds of refusal")),
        Article("ets30:3", _("Letters rogatory")),
        Article("ets30:5", _("Conditions for search and seizure")),
        Article("ets30:6", _("Handing over delayed; return of property")),
        Article("ets30:7", _("Service of documents")),
        Article("ets30:8", _("Summons without compulsion")),
        Article("ets30:11", _("Transfer of detained persons to give evidence")),
        Article("ets30:12", _("Safe conduct")),
        Article("ets30:14", _("What a request contains")),
        Article("ets30:15", _("Channels of requests")),
        Article("ets30:16", _("Languages of requests")),
        Article("ets30:19", _("Reasons for refusal")),
        Article("ets30:21", _("Laying of information for proceedings")),
        Article("ets30:27", _("Entry into force")),
        Article("ets30:29", _("Denunciation")),
    ),
)

MUTUAL_ASSISTANCE_SECOND_PROTOCOL = convention(
    "ets182",
    _("Second Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters"),
    _("Second Additional Protocol on Mutual Assistance"),
    opened=date(2001, 11, 8),
    entry=EntryIntoForce("ets182:30", date(2004, 2, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets182:34", QUARTER),
    matters={
        Matter.MLA: ("ets182:1",),
        Matter.JOINT_INVESTIGATION: ("ets182:20",),
        Matter.SPECIAL_TECHNIQUES: ("ets182:17", "ets182:18", "ets182:19"),
    },
    measures={
        Measure.VIDEOCONFERENCE: ("ets182:9",),
        Measure.DETAINED_WITNESS: ("ets182:3",),
        Measure.CONTROLLED_DELIVERY: ("ets182:18",),
    },
    supplements="ets30",
    articles=(
        Article("ets182:1", _("Duty to assist")),
        Article("ets182:3", _("Transfer of detained persons to give evidence")),
        Article("ets182:4", _("Channels of requests")),
        Article("ets182:9", _("Hearing by videoconference")),
        Article("ets182:11", _("Spontaneous information")),
        Article("ets182:17", _("Observation across borders")),
        Article("ets182:18", _("Controlled delivery")),
        Article("ets182:19", _("Covert investigations")),
        Article("ets182:20", _("Joint investigation teams")),
        Article("ets182:30", _("Entry into force")),
        Article("ets182:34", _("Denunciation")),
    ),
)

PROCEEDINGS = convention(
    "ets73",
    _("European Convention on the Transfer of Proceedings in Criminal Matters"),
    _("European Convention on the Transfer of Proceedings"),
    opened=date(1972, 5, 15),
    entry=EntryIntoForce("ets73:38", date(1978, 3, 30), 3, THREE_MONTHS, THREE_MONTHS),
    denunciation=Denunciation("ets73:45", HALF_YEAR),
    matters={Matter.PROCEEDINGS: ("ets73:6", "ets73:8")},
    articles=(
        Article("ets73:6", _("Request to take over proceedings")),
        Article("ets73:8", _("Cases in which proceedings may be transferred")),
        Article("ets73:13", _("Channels of requests")),
        Article("ets73:38", _("Entry into force")),
        Article("ets73:45", _("Denunciation")),
    ),
)

SENTENCED_PERSONS = convention(
    "ets112",
    _("Convention on the Transfer of Sentenced Persons"),
    _("Convention on the Transfer of Sentenced Persons"),
    opened=date(1983, 3, 21),
    entry=EntryIntoForce("ets112:18", date(1985, 7, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets112:24", QUARTER),
    matters={Matter.SENTENCED_PERSONS: ("ets112:2", "ets112:3")},
    clauses=Clauses(contents="ets112:6", languages="ets112:17", central_authority="ets112:5"),
    articles=(
        Article("ets112:2", _("Principles of transfer")),
        Article("ets112:3", _("Conditions for transfer")),
        Article("ets112:5", _("Requests and replies")),
        Article("ets112:6", _("Supporting documents")),
        Article("ets112:7", _("Consent of the person and its verification")),
        Article("ets112:9", _("Continued enforcement or conversion of the sentence")),
        Article("ets112:17", _("Languages of requests")),
        Article("ets112:18", _("Entry into force")),
        Article("ets112:24", _("Denunciation")),
    ),
)

LAUNDERING_1990 = convention(
    "ets141",
    _("Convention on Laundering, Search, Seizure and Confiscation of the Proceeds from Crime"),
    _("Strasbourg Convention on Laundering of 1990"),
    opened=date(1990, 11, 8),
    entry=EntryIntoForce("ets141:36", date(1993, 9, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets141:43", QUARTER),
    matters={Matter.CONFISCATION: ("ets141:7", "ets141:13")},
    measures={Measure.TRACING: ("ets141:8",), Measure.FREEZING: ("ets141:11",)},
    crime_types=frozenset({CrimeType.MONEY_LAUNDERING}),
    clauses=Clauses(central_authority="ets141:23", contents="ets141:27", languages="ets141:25"),
    articles=(
        Article("ets141:6", _("Laundering of proceeds as an offence")),
        Article("ets141:7", _("Principles of cooperation")),
        Article("ets141:8", _("Duty to assist")),
        Article("ets141:11", _("Provisional measures")),
        Article("ets141:13", _("Duty to confiscate")),
        Article("ets141:18", _("Grounds of refusal")),
        Article("ets141:23", _("Central authority")),
        Article("ets141:25", _("Languages of requests")),
        Article("ets141:27", _("What a request contains")),
        Article("ets141:36", _("Entry into force")),
        Article("ets141:43", _("Denunciation")),
    ),
)

LAUNDERING_2005 = convention(
    "ets198",
    _(
        "Council of Europe Convention on Laundering, Search, Seizure and Confiscation of the Proceeds from Crime and on"
        " the Financing of Terrorism"
    ),
    _("Warsaw Convention on Laundering of 2005"),
    place=_("Warsaw"),
    opened=date(2005, 5, 16),
    entry=EntryIntoForce("ets198:49", date(2008, 5, 1), 6, QUARTER, QUARTER),
    denunciation=Denunciation("ets198:55", QUARTER),
    matters={Matter.CONFISCATION: ("ets198:15", "ets198:23")},
    measures={
        Measure.TRACING: ("ets198:16",),
        Measure.RECORDS: ("ets198:17", "ets198:18", "ets198:19"),
        Measure.FREEZING: ("ets198:21",),
    },
    crime_types=frozenset({CrimeType.MONEY_LAUNDERING, CrimeType.TERRORISM}),
    clauses=Clauses(central_authority="ets198:33", contents="ets198:37", languages="ets198:35"),
    articles=(
        Article("ets198:9", _("Laundering of proceeds as an offence")),
        Article("ets198:15", _("Principles of cooperation")),
        Article("ets198:16", _("Duty to assist")),
        Article("ets198:17", _("Information on bank accounts")),
        Article("ets198:18", _("Information on banking transactions")),
        Article("ets198:19", _("Monitoring of banking transactions")),
        Article("ets198:21", _("Provisional measures")),
        Article("ets198:23", _("Duty to confiscate")),
        Article("ets198:28", _("Grounds of refusal")),
        Article("ets198:33", _("Central authority")),
        Article("ets198:35", _("Languages of requests")),
        Article("ets198:37", _("What a request contains")),
        Article("ets198:46", _("Cooperation between financial intelligence units")),
        Article("ets198:49", _("Entry into force")),
        Article("ets198:55", _("Denunciation")),
    ),
)

TRAFFICKING = convention(
    "ets197",
    _("Council of Europe Convention on Action against Trafficking in Human Beings"),
    _("Council of Europe Convention on Trafficking"),
    place=_("Warsaw"),
    opened=date(2005, 5, 16),
    entry=EntryIntoForce("ets197:42", date(2008, 2, 1), 10, QUARTER, QUARTER),
    denunciation=Denunciation("ets197:46", QUARTER),
    gate=Gate.OFFENCE,
    crime_types=frozenset({CrimeType.TRAFFICKING_IN_PERSONS}),
    matters={Matter.LAW_ENFORCEMENT: ("ets197:32",)},
    articles=(
        Article("ets197:18", _("Trafficking in persons as an offence")),
        Article("ets197:32", _("Principles of cooperation")),
        Article("ets197:34", _("Information")),
        Article("ets197:42", _("Entry into force")),
        Article("ets197:46", _("Denunciation")),
    ),
)

COUNCIL_OF_EUROPE = (
    EXTRADITION,
    MUTUAL_ASSISTANCE,
    MUTUAL_ASSISTANCE_SECOND_PROTOCOL,
    PROCEEDINGS,
    SENTENCED_PERSONS,
    LAUNDERING_1990,
    LAUNDERING_2005,
    TRAFFICKING,
)
