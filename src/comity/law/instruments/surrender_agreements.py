"""Special regimes by agreement: the European Union with its neighbours, and the Nordic States among themselves."""

from __future__ import annotations

from datetime import date

from ..measures import Matter, Measure
from ..sentences import gettext_noop as _
from .european_union import BRITISH_EXIT, EU, participants
from .types import Article, Clauses, Delay, Denunciation, EntryIntoForce, Gate, Instrument, Member, Scope

_BRITISH_PARTNERS = frozenset(EU) - {"GBR"}
TRADE_AND_COOPERATION = Instrument(
    code="eu-uk-tca",
    title=_(
        "Trade and Cooperation Agreement between the European Union and the European Atomic Energy Community, of the"
        " one part, and the United Kingdom of Great Britain and Northern Ireland, of the other part"
    ),
    short_title=_("EU-UK Trade and Cooperation Agreement"),
    scope=Scope.REGIONAL,
    depositary="",
    reference="OJ L 149, 30.4.2021, p. 10",
    adopted=date(2020, 12, 30),
    place=_("Brussels and London"),
    gate=Gate.ANY,
    # Article 783: provisionally applied from 1 January 2021, in force since 1 May 2021; the earlier day binds.
    entry=EntryIntoForce("eu-uk-tca:783", BRITISH_EXIT, None, Delay(), Delay()),
    # Article 692: Part Three ends on the first day of the ninth month after the notification.
    denunciation=Denunciation("eu-uk-tca:692", Delay(months=8, first_of_month=True)),
    crime_types=frozenset(),
    matters={
        Matter.EXTRADITION: ("eu-uk-tca:596", "eu-uk-tca:599"),
        Matter.MLA: ("eu-uk-tca:633",),
        Matter.CONFISCATION: ("eu-uk-tca:656", "eu-uk-tca:665"),
        Matter.JOINT_INVESTIGATION: ("eu-uk-tca:642",),
    },
    measures={Measure.FREEZING: ("eu-uk-tca:663",)},
    source="eu",
    clauses=Clauses(contents="eu-uk-tca:606"),
    articles=(
        Article("eu-uk-tca:596", _("Duty to surrender")),
        Article("eu-uk-tca:599", _("Offences for which a warrant may be issued")),
        Article("eu-uk-tca:600", _("Grounds on which surrender is refused")),
        Article("eu-uk-tca:601", _("Grounds on which surrender may be refused")),
        Article("eu-uk-tca:602", _("Political offences")),
        Article("eu-uk-tca:603", _("Extradition of nationals")),
        Article("eu-uk-tca:606", _("What a warrant contains, and its language")),
        Article("eu-uk-tca:633", _("Mutual legal assistance")),
        Article("eu-uk-tca:635", _("Standard form of requests")),
        Article("eu-uk-tca:640", _("Time limits")),
        Article("eu-uk-tca:642", _("Joint investigation teams")),
        Article("eu-uk-tca:656", _("International cooperation for confiscation")),
        Article("eu-uk-tca:663", _("Provisional measures")),
        Article("eu-uk-tca:665", _("Duty to confiscate")),
        Article("eu-uk-tca:692", _("Denunciation")),
        Article("eu-uk-tca:783", _("Entry into force")),
    ),
    parties=_BRITISH_PARTNERS | {"GBR"},
    mutual_recognition=True,
    membership=tuple(Member(state, BRITISH_EXIT) for state in sorted(_BRITISH_PARTNERS | {"GBR"})),
    sides=(frozenset({"GBR"}), _BRITISH_PARTNERS),
)

_SURRENDER_SINCE = date(2019, 11, 1)  # announced by the European Judicial Network, 3 September 2019
_ICELAND_NORWAY = frozenset({"ISL", "NOR"})
SURRENDER_AGREEMENT = Instrument(
    code="eu-isl-nor",
    title=_(
        "Agreement between the European Union and the Republic of Iceland and the Kingdom of Norway on the surrender"
        " procedure between the Member States of the European Union and Iceland and Norway"
    ),
    short_title=_("Surrender agreement with Iceland and Norway"),
    scope=Scope.REGIONAL,
    depositary="",
    reference="OJ L 292, 21.10.2006, p. 2",
    adopted=date(2006, 6, 28),
    place=_("Vienna"),
    gate=Gate.ANY,
    entry=EntryIntoForce("", _SURRENDER_SINCE, None, Delay(), Delay()),
    denunciation=Denunciation(None),
    crime_types=frozenset(),
    matters={Matter.EXTRADITION: ("eu-isl-nor:1", "eu-isl-nor:3")},
    source="eu",
    articles=(
        Article("eu-isl-nor:1", _("Duty to surrender")),
        Article("eu-isl-nor:3", _("Offences for which a warrant may be issued")),
        Article("eu-isl-nor:4", _("Grounds on which surrender is refused")),
        Article("eu-isl-nor:5", _("Grounds on which surrender may be refused")),
        Article("eu-isl-nor:7", _("Extradition of nationals")),
    ),
    parties=frozenset(EU) | _ICELAND_NORWAY,
    mutual_recognition=True,
    membership=(
        *participants(_SURRENDER_SINCE),
        *(Member(state, _SURRENDER_SINCE) for state in sorted(_ICELAND_NORWAY)),
    ),
    sides=(_ICELAND_NORWAY, frozenset(EU)),
)

_NORDIC = ("DNK", "FIN", "ISL", "NOR", "SWE")
_NORDIC_SINCE = date(2012, 10, 16)  # in force on the day of the Swedish Act 2011:1165
NORDIC_WARRANT = Instrument(
    code="nordic-warrant",
    title=_("Convention on surrender between the Nordic States on account of offences (Nordic arrest warrant)"),
    short_title=_("Nordic arrest warrant"),
    scope=Scope.REGIONAL,
    depositary="",
    reference="",
    adopted=date(2005, 12, 15),
    place=_("Copenhagen"),
    gate=Gate.ANY,
    entry=EntryIntoForce("", _NORDIC_SINCE, None, Delay(), Delay()),
    denunciation=Denunciation(None),
    crime_types=frozenset(),
    matters={Matter.EXTRADITION: ("nordic-warrant:1", "nordic-warrant:2")},
    source="nordic",
    articles=(
        Article("nordic-warrant:1", _("Duty to surrender")),
        Article("nordic-warrant:2", _("Offences for which a warrant may be issued")),
    ),
    parties=frozenset(_NORDIC),
    mutual_recognition=True,
    membership=tuple(Member(state, _NORDIC_SINCE) for state in _NORDIC),
)
