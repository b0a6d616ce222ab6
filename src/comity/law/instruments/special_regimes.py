"""The acts of the European Union on mutual recognition in criminal matters, and the other special regimes beside them.

Who takes part, and since when, follows from dated membership; nothing is deposited. Dates of application are those of
the acts themselves (Official Journal of the European Union); a State that was late to transpose is bound all the same.
"""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..sentences import gettext_noop as _
from .european_union import act
from .surrender_agreements import NORDIC_WARRANT, SURRENDER_AGREEMENT, TRADE_AND_COOPERATION
from .types import Article, Clauses

ARREST_WARRANT = act(
    "eu-eaw",
    _(
        "Council Framework Decision 2002/584/JHA on the European arrest warrant and the surrender procedures between"
        " Member States"
    ),
    _("European arrest warrant"),
    reference="2002/584/JHA",
    adopted=date(2002, 6, 13),
    applies=date(2004, 1, 1),  # article 34(1): to be complied with by 31 December 2003
    entry="eu-eaw:34",
    matters={Matter.EXTRADITION: ("eu-eaw:1", "eu-eaw:2")},
    clauses=Clauses(contents="eu-eaw:8", languages="eu-eaw:8:2", central_authority="eu-eaw:7"),
    articles=(
        Article("eu-eaw:1", _("Duty to surrender")),
        Article("eu-eaw:2", _("Offences for which a warrant may be issued")),
        Article("eu-eaw:3", _("Grounds on which surrender is refused")),
        Article("eu-eaw:4", _("Grounds on which surrender may be refused")),
        Article("eu-eaw:5", _("Guarantees by the issuing State")),
        Article("eu-eaw:7", _("Central authority")),
        Article("eu-eaw:8", _("What a warrant contains, and its language")),
        Article("eu-eaw:17", _("Time limits")),
        Article("eu-eaw:27", _("Rule of speciality")),
        Article("eu-eaw:34", _("Time by which States comply")),
    ),
)

INVESTIGATION_ORDER = act(
    "eu-eio",
    _("Directive 2014/41/EU regarding the European Investigation Order in criminal matters"),
    _("European Investigation Order"),
    reference="2014/41/EU",
    adopted=date(2014, 4, 3),
    applies=date(2017, 5, 22),  # article 36(1)
    entry="eu-eio:36",
    without=frozenset({"DNK", "IRL"}),  # recitals 44 and 45
    # Article 3: any investigative measure but joint teams; service of documents is no investigative measure.
    measures={
        Measure.MLA: ("eu-eio:3",),
        Measure.STATEMENTS: ("eu-eio:3",),
        Measure.SEARCH: ("eu-eio:3",),
        Measure.EXAMINATION: ("eu-eio:3",),
        Measure.EXPERTISE: ("eu-eio:3",),
        Measure.RECORDS: ("eu-eio:26", "eu-eio:27"),
        Measure.TRACING: ("eu-eio:3", "eu-eio:27"),
        Measure.DETAINED_WITNESS: ("eu-eio:22", "eu-eio:23"),
        Measure.VIDEOCONFERENCE: ("eu-eio:24",),
        Measure.STORED_DATA: ("eu-eio:3",),
        Measure.REAL_TIME_DATA: ("eu-eio:28", "eu-eio:30"),
        Measure.SPECIAL_TECHNIQUES: ("eu-eio:28", "eu-eio:29"),
        Measure.CONTROLLED_DELIVERY: ("eu-eio:28",),
        Measure.PRESERVATION: ("eu-eio:32",),
    },
    clauses=Clauses(contents="eu-eio:5", languages="eu-eio:5:2"),
    articles=(
        Article("eu-eio:3", _("Which measures an order covers")),
        Article("eu-eio:5", _("What an order contains, and its language")),
        Article("eu-eio:9", _("Recognition and execution")),
        Article("eu-eio:10", _("Recourse to another measure")),
        Article("eu-eio:11", _("Grounds of refusal")),
        Article("eu-eio:12", _("Time limits")),
        Article("eu-eio:15", _("Grounds of postponement")),
        Article("eu-eio:22", _("Transfer of detained persons to give evidence")),
        Article("eu-eio:23", _("Transfer of detained persons to the executing State")),
        Article("eu-eio:24", _("Hearing by videoconference")),
        Article("eu-eio:26", _("Information on bank accounts")),
        Article("eu-eio:27", _("Information on banking transactions")),
        Article("eu-eio:28", _("Evidence gathered in real time or over a period")),
        Article("eu-eio:29", _("Covert investigations")),
        Article("eu-eio:30", _("Interception with technical assistance")),
        Article("eu-eio:32", _("Provisional measures")),
        Article("eu-eio:36", _("Time by which States comply")),
    ),
)

FREEZING_AND_CONFISCATION = act(
    "eu-freezing",
    _("Regulation (EU) 2018/1805 on the mutual recognition of freezing orders and confiscation orders"),
    _("Freezing and Confiscation Regulation"),
    reference="(EU) 2018/1805",
    adopted=date(2018, 11, 14),
    applies=date(2020, 12, 19),  # article 41
    entry="eu-freezing:41",
    without=frozenset({"DNK", "IRL"}),
    matters={Matter.CONFISCATION: ("eu-freezing:18", "eu-freezing:14")},
    measures={Measure.FREEZING: ("eu-freezing:7", "eu-freezing:4")},
    articles=(
        Article("eu-freezing:3", _("Offences for which dual criminality is not verified")),
        Article("eu-freezing:4", _("Sending a freezing order")),
        Article("eu-freezing:7", _("Recognition and execution")),
        Article("eu-freezing:8", _("Grounds of refusal")),
        Article("eu-freezing:14", _("Sending a confiscation order")),
        Article("eu-freezing:18", _("Recognition and execution")),
        Article("eu-freezing:19", _("Grounds of refusal")),
        Article("eu-freezing:41", _("Entry into force")),
    ),
)

CUSTODIAL_SENTENCES = act(
    "eu-sentences",
    _(
        "Council Framework Decision 2008/909/JHA on the mutual recognition of judgments imposing custodial sentences or"
        " measures involving deprivation of liberty"
    ),
    _("Framework Decision on custodial sentences"),
    reference="2008/909/JHA",
    adopted=date(2008, 11, 27),
    applies=date(2011, 12, 5),  # article 29(1)
    entry="eu-sentences:29",
    matters={Matter.SENTENCED_PERSONS: ("eu-sentences:3", "eu-sentences:4", "eu-sentences:8")},
    clauses=Clauses(languages="eu-sentences:23"),
    articles=(
        Article("eu-sentences:3", _("Purpose and scope")),
        Article("eu-sentences:4", _("Sending the judgment and the certificate")),
        Article("eu-sentences:6", _("Opinion of the sentenced person")),
        Article("eu-sentences:7", _("Dual criminality")),
        Article("eu-sentences:8", _("Recognition and execution")),
        Article("eu-sentences:9", _("Grounds of refusal")),
        Article("eu-sentences:23", _("Languages of requests")),
        Article("eu-sentences:29", _("Time by which States comply")),
    ),
)

ELECTRONIC_EVIDENCE = act(
    "eu-evidence",
    _(
        "Regulation (EU) 2023/1543 on European Production Orders and European Preservation Orders for electronic"
        " evidence in criminal proceedings"
    ),
    _("Electronic Evidence Regulation"),
    reference="(EU) 2023/1543",
    adopted=date(2023, 7, 12),
    applies=date(2026, 8, 18),  # article 34
    entry="eu-evidence:34",
    without=frozenset({"DNK"}),
    measures={
        Measure.STORED_DATA: ("eu-evidence:5", "eu-evidence:10"),
        Measure.PRESERVATION: ("eu-evidence:6", "eu-evidence:11"),
    },
    articles=(
        Article("eu-evidence:4", _("Who may issue an order")),
        Article("eu-evidence:5", _("Conditions for a production order")),
        Article("eu-evidence:6", _("Conditions for a preservation order")),
        Article("eu-evidence:8", _("Notification of the enforcing authority")),
        Article("eu-evidence:10", _("Executing a production order")),
        Article("eu-evidence:11", _("Executing a preservation order")),
        Article("eu-evidence:12", _("Grounds of refusal")),
        Article("eu-evidence:34", _("Entry into force")),
    ),
)

SPECIAL_REGIMES = (
    ARREST_WARRANT,
    INVESTIGATION_ORDER,
    FREEZING_AND_CONFISCATION,
    CUSTODIAL_SENTENCES,
    ELECTRONIC_EVIDENCE,
    TRADE_AND_COOPERATION,
    SURRENDER_AGREEMENT,
    NORDIC_WARRANT,
)
