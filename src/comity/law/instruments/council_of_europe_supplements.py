"""Protocols to the conventions of the Council of Europe, and its conventions on judgments and on terrorism.

A protocol that only amends its convention is held for its status: it covers no matter by itself.
"""

from __future__ import annotations

from datetime import date

from ..measures import Matter
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .council_of_europe_form import HALF_YEAR, NINETY_DAYS, QUARTER, THREE_MONTHS, TWO_QUARTERS, convention
from .types import Article, Clauses, Denunciation, EntryIntoForce, Gate

JUDGMENTS = convention(
    "ets70",
    _("European Convention on the International Validity of Criminal Judgments"),
    _("European Convention on Criminal Judgments"),
    place=_("The Hague"),
    opened=date(1970, 5, 28),
    entry=EntryIntoForce("ets70:58", date(1974, 7, 26), 3, THREE_MONTHS, THREE_MONTHS),
    denunciation=Denunciation("ets70:66", HALF_YEAR),
    matters={
        Matter.SENTENCED_PERSONS: ("ets70:3", "ets70:5"),
        Matter.CONFISCATION: ("ets70:3", "ets70:2"),
    },
    clauses=Clauses(dual_criminality="ets70:4:1", central_authority="ets70:15", languages="ets70:19"),
    articles=(
        Article("ets70:2", _("Sanctions that may be enforced")),
        Article("ets70:3", _("Competence to enforce on request")),
        Article("ets70:4", _("Dual criminality")),
        Article("ets70:5", _("Cases in which enforcement may be requested")),
        Article("ets70:6", _("Grounds of refusal")),
        Article("ets70:15", _("Channels of requests")),
        Article("ets70:16", _("Supporting documents")),
        Article("ets70:19", _("Languages of requests")),
        Article("ets70:58", _("Entry into force")),
        Article("ets70:66", _("Denunciation")),
    ),
)

EXTRADITION_FIRST_PROTOCOL = convention(
    "ets86",
    _("Additional Protocol to the European Convention on Extradition"),
    _("Additional Protocol on Extradition"),
    opened=date(1975, 10, 15),
    entry=EntryIntoForce("ets86:3", date(1979, 8, 20), 3, NINETY_DAYS, NINETY_DAYS),
    denunciation=Denunciation("ets86:8", HALF_YEAR),
    gate=Gate.NONE,
    matters={},
    supplements="ets24",
    articles=(
        Article("ets86:1", _("Crimes that are never political offences")),
        Article("ets86:2", _("Not twice for the same")),
        Article("ets86:3", _("Entry into force")),
        Article("ets86:8", _("Denunciation")),
    ),
)

EXTRADITION_SECOND_PROTOCOL = convention(
    "ets98",
    _("Second Additional Protocol to the European Convention on Extradition"),
    _("Second Additional Protocol on Extradition"),
    opened=date(1978, 3, 17),
    entry=EntryIntoForce("ets98:6", date(1983, 6, 5), 3, NINETY_DAYS, NINETY_DAYS),
    denunciation=Denunciation("ets98:11", HALF_YEAR),
    gate=Gate.NONE,
    matters={},
    supplements="ets24",
    articles=(
        Article("ets98:2", _("Fiscal offences")),
        Article("ets98:3", _("Judgments in absence")),
        Article("ets98:4", _("Amnesty")),
        Article("ets98:5", _("Channels of requests")),
        Article("ets98:6", _("Entry into force")),
        Article("ets98:11", _("Denunciation")),
    ),
)

EXTRADITION_THIRD_PROTOCOL = convention(
    "ets209",
    _("Third Additional Protocol to the European Convention on Extradition"),
    _("Third Additional Protocol on Extradition"),
    opened=date(2010, 11, 10),
    entry=EntryIntoForce("ets209:14", date(2012, 5, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets209:18", TWO_QUARTERS),
    matters={Matter.EXTRADITION: ("ets209:1",)},
    clauses=Clauses(contents="ets209:2:1"),
    supplements="ets24",
    articles=(
        Article("ets209:1", _("Duty to extradite under the simplified procedure")),
        Article("ets209:2", _("What a request contains")),
        Article("ets209:4", _("Consent of the person")),
        Article("ets209:5", _("Renouncing the rule of speciality")),
        Article("ets209:14", _("Entry into force")),
        Article("ets209:18", _("Denunciation")),
    ),
)

EXTRADITION_FOURTH_PROTOCOL = convention(
    "ets212",
    _("Fourth Additional Protocol to the European Convention on Extradition"),
    _("Fourth Additional Protocol on Extradition"),
    place=_("Vienna"),
    opened=date(2012, 9, 20),
    entry=EntryIntoForce("ets212:9", date(2014, 6, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets212:13", TWO_QUARTERS),
    gate=Gate.NONE,
    matters={},
    supplements="ets24",
    articles=(
        Article("ets212:1", _("Limitation by lapse of time")),
        Article("ets212:2", _("The request and its documents")),
        Article("ets212:3", _("Rule of speciality")),
        Article("ets212:6", _("Channels of requests")),
        Article("ets212:9", _("Entry into force")),
        Article("ets212:13", _("Denunciation")),
    ),
)

ASSISTANCE_FIRST_PROTOCOL = convention(
    "ets99",
    _("Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters"),
    _("Additional Protocol on Mutual Assistance"),
    opened=date(1978, 3, 17),
    entry=EntryIntoForce("ets99:5", date(1982, 4, 12), 3, NINETY_DAYS, NINETY_DAYS),
    denunciation=Denunciation("ets99:11", HALF_YEAR),
    gate=Gate.NONE,
    matters={},
    supplements="ets30",
    articles=(
        Article("ets99:1", _("Fiscal offences")),
        Article("ets99:2", _("Dual criminality")),
        Article("ets99:3", _("Enforcement of sentences and similar measures")),
        Article("ets99:5", _("Entry into force")),
        Article("ets99:11", _("Denunciation")),
    ),
)

SENTENCED_PERSONS_PROTOCOL = convention(
    "ets167",
    _("Additional Protocol to the Convention on the Transfer of Sentenced Persons"),
    _("Additional Protocol on the Transfer of Sentenced Persons"),
    opened=date(1997, 12, 18),
    entry=EntryIntoForce("ets167:4", date(2000, 6, 1), 3, QUARTER, QUARTER),
    denunciation=Denunciation("ets167:8", QUARTER),
    matters={Matter.SENTENCED_PERSONS: ("ets167:2", "ets167:3")},
    supplements="ets112",
    articles=(
        Article("ets167:2", _("Persons who fled from the sentencing State")),
        Article("ets167:3", _("Persons to be expelled or deported")),
        Article("ets167:4", _("Entry into force")),
        Article("ets167:8", _("Denunciation")),
    ),
)

RACISM_PROTOCOL = convention(
    "ets189",
    _(
        "Additional Protocol to the Convention on Cybercrime, concerning the criminalisation of acts of a racist and"
        " xenophobic nature committed through computer systems"
    ),
    _("Additional Protocol to the Budapest Convention"),
    opened=date(2003, 1, 28),
    entry=EntryIntoForce("ets189:10", date(2006, 3, 1), 5, QUARTER, QUARTER),
    denunciation=Denunciation("ets189:15", QUARTER),
    gate=Gate.OFFENCE,
    crime_types=frozenset({CrimeType.CYBERCRIME}),
    # Article 8(2) extends articles 23 to 35 of the Budapest Convention to the offences of the Protocol.
    matters=dict.fromkeys(
        (Matter.EXTRADITION, Matter.MLA, Matter.PRESERVATION, Matter.LAW_ENFORCEMENT), ("ets189:8:2",)
    ),
    supplements="ets185",
    articles=(
        Article("ets189:3", _("Racist and xenophobic material as an offence")),
        Article("ets189:4", _("Racist and xenophobic threat as an offence")),
        Article("ets189:5", _("Racist and xenophobic insult as an offence")),
        Article("ets189:6", _("Denial of genocide as an offence")),
        Article("ets189:8", _("Relation to the convention")),
        Article("ets189:10", _("Entry into force")),
        Article("ets189:15", _("Denunciation")),
    ),
)

TERRORISM_PREVENTION = convention(
    "ets196",
    _("Council of Europe Convention on the Prevention of Terrorism"),
    _("Convention on the Prevention of Terrorism"),
    place=_("Warsaw"),
    opened=date(2005, 5, 16),
    entry=EntryIntoForce("ets196:23", date(2007, 6, 1), 6, QUARTER, QUARTER),
    denunciation=Denunciation("ets196:31", QUARTER),
    gate=Gate.OFFENCE,
    crime_types=frozenset({CrimeType.TERRORISM}),
    matters={Matter.EXTRADITION: ("ets196:19",), Matter.MLA: ("ets196:17",)},
    clauses=Clauses(
        deemed_included="ets196:19:1",
        extradition_basis="ets196:19:2",
        no_treaty_needed="ets196:19:3",
        prosecute_nationals="ets196:18",
        mla_other_treaties="ets196:17:2",
    ),
    articles=(
        Article("ets196:5", _("Public provocation to terrorism as an offence")),
        Article("ets196:6", _("Recruitment for terrorism as an offence")),
        Article("ets196:7", _("Training for terrorism as an offence")),
        Article("ets196:17", _("Mutual legal assistance")),
        Article("ets196:18", _("Duty to extradite or prosecute")),
        Article("ets196:19", _("Extradition")),
        Article("ets196:20", _("Offences that are never political")),
        Article("ets196:21", _("Requests that discriminate")),
        Article("ets196:22", _("Spontaneous information")),
        Article("ets196:23", _("Entry into force")),
        Article("ets196:31", _("Denunciation")),
    ),
)

COUNCIL_OF_EUROPE_SUPPLEMENTS = (
    JUDGMENTS,
    EXTRADITION_FIRST_PROTOCOL,
    EXTRADITION_SECOND_PROTOCOL,
    EXTRADITION_THIRD_PROTOCOL,
    EXTRADITION_FOURTH_PROTOCOL,
    ASSISTANCE_FIRST_PROTOCOL,
    SENTENCED_PERSONS_PROTOCOL,
    RACISM_PROTOCOL,
    TERRORISM_PREVENTION,
)
