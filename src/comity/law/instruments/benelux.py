"""The Benelux Treaty of 1962: a regional treaty on extradition and assistance between three States."""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..sentences import gettext_noop as _
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Member, Scope

_STATES = ("BEL", "LUX", "NLD")
_SINCE = date(1967, 12, 11)

BENELUX = Instrument(
    code="benelux1962",
    title=_(
        "Treaty between Belgium, Luxembourg and the Netherlands concerning extradition and mutual assistance in"
        " criminal matters"
    ),
    short_title=_("Benelux Extradition and Assistance Treaty"),
    scope=Scope.REGIONAL,
    depositary=_("Government of Belgium"),
    reference="",
    adopted=date(1962, 6, 27),
    place=_("Brussels"),
    gate=Gate.ANY,
    entry=EntryIntoForce("benelux1962:49", _SINCE, 3, Delay(months=2), Delay(months=2)),
    denunciation=Denunciation("benelux1962:49", Delay(months=6)),
    crime_types=frozenset(),
    matters={Matter.EXTRADITION: ("benelux1962:1", "benelux1962:2"), Matter.MLA: ("benelux1962:22",)},
    measures={
        Measure.PROVISIONAL_ARREST: ("benelux1962:15",),
        Measure.SERVICE: ("benelux1962:30",),
        Measure.APPEARANCE: ("benelux1962:31",),
        Measure.DETAINED_WITNESS: ("benelux1962:33",),
    },
    source="benelux",
    clauses=Clauses(
        # Article 2(1): punishable in both States with at least six months of deprivation of liberty.
        extradition_dual_criminality="benelux1962:2:1",
        extradition_conditions="benelux1962:2",
        provisional_arrest="benelux1962:15",
        contents="benelux1962:37",
    ),
    articles=(
        Article("benelux1962:1", _("Duty to extradite")),
        Article("benelux1962:2", _("Offences for which extradition is granted, and the least penalty")),
        Article("benelux1962:3", _("Political offences")),
        Article("benelux1962:5", _("Extradition of nationals")),
        Article("benelux1962:8", _("Not twice for the same")),
        Article("benelux1962:9", _("Limitation by lapse of time")),
        Article("benelux1962:11", _("The request and its documents")),
        Article("benelux1962:13", _("Rule of speciality")),
        Article("benelux1962:15", _("Provisional arrest")),
        Article("benelux1962:22", _("Duty to assist")),
        Article("benelux1962:30", _("Service of documents")),
        Article("benelux1962:31", _("Summons without compulsion")),
        Article("benelux1962:33", _("Transfer of detained persons to give evidence")),
        Article("benelux1962:37", _("What a request contains")),
        Article("benelux1962:38", _("Channels of requests")),
        Article("benelux1962:49", _("Entry into force")),
    ),
    parties=frozenset(_STATES),
    membership=tuple(Member(state, _SINCE) for state in _STATES),
)
