"""The United Nations conventions on narcotic drugs and psychotropic substances of 1961, 1971 and 1988."""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..offences import CrimeType
from ..sentences import gettext_noop as _
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from .untoc import UN

_DRUGS = frozenset({CrimeType.DRUGS})

DRUGS_1961 = Instrument(
    code="drugs1961",
    title=_("Single Convention on Narcotic Drugs, 1961"),
    short_title=_("1961 Single Convention"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="VI-15",
    adopted=date(1961, 3, 30),
    place=_("New York"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("drugs1961:41", date(1964, 12, 13), 40, Delay(days=30), Delay(days=30)),
    denunciation=Denunciation("drugs1961:46", by_first_of_july=True),
    crime_types=_DRUGS,
    matters={
        Matter.EXTRADITION: ("drugs1961:36:2:b",),
        Matter.MLA: ("drugs1961:35",),
        Matter.LAW_ENFORCEMENT: ("drugs1961:35",),
    },
    source="untc",
    # As adopted, extradition under article 36 was desirable, no more; the 1972 Protocol gave it its clauses.
    clauses=Clauses(no_treaty_needed="drugs1961:36:2:b", disputes="drugs1961:48:2"),
    replaced_by=("drugs1961-amended",),
    articles=(
        Article("drugs1961:35", _("Cooperation against illicit traffic")),
        Article("drugs1961:36", _("Offences, and extradition for them")),
        Article("drugs1961:37", _("Seizure and confiscation")),
        Article("drugs1961:41", _("Entry into force")),
        Article("drugs1961:46", _("Denunciation")),
        Article("drugs1961:48", _("Settlement of disputes")),
    ),
)

DRUGS_1961_PROTOCOL = Instrument(
    code="drugs1961-p1972",
    title=_("Protocol amending the Single Convention on Narcotic Drugs, 1961"),
    short_title=_("1972 Protocol to the Single Convention"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="VI-17",
    adopted=date(1972, 3, 25),
    place=_("Geneva"),
    gate=Gate.NONE,
    entry=EntryIntoForce("drugs1961-p1972:18", date(1975, 8, 8), 40, Delay(days=30), Delay(days=30)),
    denunciation=Denunciation(None),
    crime_types=_DRUGS,
    matters={},  # it amends; the amended text is held as an instrument of its own
    source="untc",
    articles=(
        Article("drugs1961-p1972:14", _("Amendment of the article on offences and extradition")),
        Article("drugs1961-p1972:18", _("Entry into force")),
    ),
)

DRUGS_1961_AMENDED = Instrument(
    code="drugs1961-amended",
    title=_("Single Convention on Narcotic Drugs, 1961, as amended by the Protocol of 1972"),
    short_title=_("1961 Single Convention as amended"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="VI-18",
    adopted=date(1975, 8, 8),
    place=_("New York"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("drugs1961-amended:41", date(1975, 8, 8), None, Delay(), Delay(days=30)),
    denunciation=Denunciation("drugs1961-amended:46", by_first_of_july=True),
    crime_types=_DRUGS,
    matters={
        Matter.EXTRADITION: ("drugs1961-amended:36:2:b",),
        Matter.MLA: ("drugs1961-amended:35",),
        Matter.LAW_ENFORCEMENT: ("drugs1961-amended:35",),
    },
    source="untc",
    clauses=Clauses(
        deemed_included="drugs1961-amended:36:2:b:i",
        extradition_basis="drugs1961-amended:36:2:b:ii",
        no_treaty_needed="drugs1961-amended:36:2:b:iii",
        extradition_conditions="drugs1961-amended:36:2:b:iv",
        disputes="drugs1961-amended:48:2",
    ),
    articles=(
        Article("drugs1961-amended:35", _("Cooperation against illicit traffic")),
        Article("drugs1961-amended:36", _("Offences, and extradition for them")),
        Article("drugs1961-amended:37", _("Seizure and confiscation")),
        Article("drugs1961-amended:41", _("Entry into force")),
        Article("drugs1961-amended:46", _("Denunciation")),
        Article("drugs1961-amended:48", _("Settlement of disputes")),
    ),
)

DRUGS_1971 = Instrument(
    code="drugs1971",
    title=_("Convention on Psychotropic Substances"),
    short_title=_("1971 Convention on Psychotropic Substances"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="VI-16",
    adopted=date(1971, 2, 21),
    place=_("Vienna"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("drugs1971:26", date(1976, 8, 16), 40, Delay(days=90), Delay(days=90)),
    denunciation=Denunciation("drugs1971:29", by_first_of_july=True),
    crime_types=_DRUGS,
    matters={
        Matter.EXTRADITION: ("drugs1971:22:2:b",),
        Matter.MLA: ("drugs1971:21",),
        Matter.LAW_ENFORCEMENT: ("drugs1971:21",),
    },
    source="untc",
    # Article 22(2)(b) calls extradition desirable; it makes the convention no basis.
    clauses=Clauses(no_treaty_needed="drugs1971:22:2:b", disputes="drugs1971:31:2"),
    articles=(
        Article("drugs1971:21", _("Cooperation against illicit traffic")),
        Article("drugs1971:22", _("Offences, and extradition for them")),
        Article("drugs1971:26", _("Entry into force")),
        Article("drugs1971:29", _("Denunciation")),
        Article("drugs1971:31", _("Settlement of disputes")),
    ),
)

DRUGS_1988 = Instrument(
    code="drugs1988",
    title=_("United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances"),
    short_title=_("1988 Drug Convention"),
    scope=Scope.UNIVERSAL,
    depositary=UN,
    reference="VI-19",
    adopted=date(1988, 12, 20),
    place=_("Vienna"),
    gate=Gate.OFFENCE,
    entry=EntryIntoForce("drugs1988:29", date(1990, 11, 11), 20, Delay(days=90), Delay(days=90)),
    denunciation=Denunciation("drugs1988:30", Delay(months=12)),
    crime_types=_DRUGS | {CrimeType.MONEY_LAUNDERING},
    matters={
        Matter.EXTRADITION: ("drugs1988:6",),
        Matter.MLA: ("drugs1988:7",),
        Matter.CONFISCATION: ("drugs1988:5",),
        Matter.SENTENCED_PERSONS: ("drugs1988:6:12",),
        Matter.PROCEEDINGS: ("drugs1988:8",),
        Matter.JOINT_INVESTIGATION: ("drugs1988:9:1:c",),
        Matter.SPECIAL_TECHNIQUES: ("drugs1988:11",),
        Matter.LAW_ENFORCEMENT: ("drugs1988:9", "drugs1988:17"),
    },
    measures={
        Measure.PROVISIONAL_ARREST: ("drugs1988:6:8",),
        Measure.STATEMENTS: ("drugs1988:7:2:a",),
        Measure.SERVICE: ("drugs1988:7:2:b",),
        Measure.SEARCH: ("drugs1988:7:2:c",),
        Measure.FREEZING: ("drugs1988:5:4:b",),
        Measure.EXAMINATION: ("drugs1988:7:2:d",),
        Measure.EXPERTISE: ("drugs1988:7:2:e",),
        Measure.RECORDS: ("drugs1988:7:2:f", "drugs1988:7:5"),
        Measure.TRACING: ("drugs1988:7:2:g",),
        Measure.APPEARANCE: ("drugs1988:7:4", "drugs1988:7:18"),
        Measure.DETAINED_WITNESS: ("drugs1988:7:4",),
        Measure.CONTROLLED_DELIVERY: ("drugs1988:11",),
    },
    source="untc",
    clauses=Clauses(
        extradition_basis="drugs1988:6:3",
        deemed_included="drugs1988:6:2",
        no_treaty_needed="drugs1988:6:4",
        extradition_conditions="drugs1988:6:5",
        provisional_arrest="drugs1988:6:8",
        prosecute_nationals="drugs1988:6:9",
        mla_other_treaties="drugs1988:7:6",
        mla_in_full="drugs1988:7:7",
        central_authority="drugs1988:7:8",
        languages="drugs1988:7:9",
        contents="drugs1988:7:10",
        confiscation_basis="drugs1988:5:4:f",
        disputes="drugs1988:32:2",
    ),
    articles=(
        Article("drugs1988:3", _("Offences and sanctions")),
        Article("drugs1988:4", _("Jurisdiction")),
        Article("drugs1988:5", _("Confiscation, at home and for each other")),
        Article("drugs1988:6", _("Extradition")),
        Article("drugs1988:7", _("Mutual legal assistance")),
        Article("drugs1988:8", _("Transfer of criminal proceedings")),
        Article("drugs1988:9", _("Law enforcement cooperation")),
        Article("drugs1988:11", _("Controlled delivery")),
        Article("drugs1988:17", _("Illicit traffic by sea")),
        Article("drugs1988:29", _("Entry into force")),
        Article("drugs1988:30", _("Denunciation")),
        Article("drugs1988:32", _("Settlement of disputes")),
    ),
)
