"""The sentences statements are summarised in: a small set in our own words, so that each is translated once.

A summary never quotes the depositary's text; two statements of the same meaning carry the same sentence.
"""

from __future__ import annotations

from comity.law.sentences import gettext_noop as _
from comity.law.statements import (
    Authority,
    ConfiscationBasis,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    TerritoryExcluded,
    TreatyAsBasis,
    Value,
)

# Conditions and stages, written into the values themselves.
RECIPROCITY = _("on the basis of reciprocity")
OWN_LIMITS = _("within the limits its own law sets")
BEFORE_TRIAL = _("investigation, before trial")
AT_TRIAL = _("trial, before the courts")

# Settlement of disputes
DISPUTES = _("Is not bound by the clause on settlement of disputes.")
DISPUTES_ACCEPTED = _("Accepts the clause on settlement of disputes.")
DISPUTES_LIMITED = _("Accepts the clause on settlement of disputes only in part or on a condition.")

# Extradition
BASIS_YES = _("Takes the instrument as legal basis for extradition.")
BASIS_IF_NO_TREATY = _("Takes the instrument as legal basis for extradition where no extradition treaty exists.")
BASIS_CONDITIONAL = _("Takes the instrument as legal basis for extradition on a condition.")
BASIS_RECIPROCITY = _("Takes the instrument as legal basis for extradition on the basis of reciprocity.")
BASIS_OWN_LIMITS = _("Takes the instrument as legal basis for extradition within the limits its own law sets.")
BASIS_NO = _("Does not take the instrument as legal basis for extradition.")
BASIS_NOT_REQUIRED = _("Does not make extradition conditional on a treaty.")
NATIONALS = _("Does not extradite its own nationals, or only on conditions.")
LEAST_PENALTY = _("Extradites only for offences above a least penalty of its own law.")
CLASSIFIES = _("Decides for itself in each case how to classify the offence.")
DISCRIMINATION = _("Refuses cooperation sought for discriminatory reasons.")
DEATH_PENALTY = _("May refuse cooperation where the person would face the death penalty.")
NO_ESCAPE = _("Reads the grounds of refusal so that no offender escapes responsibility.")
OWN_DOCTRINE = _("Reads the grounds of refusal in the light of its own legal doctrine and law.")
PROSECUTION_LIMITED = _("Limits the duty to prosecute in place of extradition.")

# Mutual legal assistance and other cooperation
AUTHORITY = _("Designates an authority.")
LANGUAGE = _("Accepts requests in the languages named.")
DUAL_CRIMINALITY = _("Cooperates only where the act is an offence under its own law as well.")
ASSISTANCE_RECIPROCAL = _(
    "Gives assistance under its bilateral agreements and, where there is none, under the instrument on reciprocity."
)
ASSISTANCE_IN_PLACE = _(
    "Applies the instrument in place of assistance treaties, on reciprocity, where its central authority sees fit."
)
ASSISTANCE_REFUSED = _("Refuses assistance that runs counter to its public interest or legal order.")
COOPERATION_RECIPROCAL = _("Cooperates on the basis of reciprocity.")
IMMUNITY = _("Grants immunity only where it is specially asked for and the public interest allows it.")
COURT_ORDER = _("Asks for a decision of a court or authority with requests for coercive measures.")
CONFISCATION = _("Takes the instrument as sufficient treaty basis for confiscation.")
CONFISCATION_RECIPROCITY = _("Takes the instrument as sufficient treaty basis for confiscation on reciprocity.")
CONFISCATION_NOT_REQUIRED = _("Does not make confiscation for another State conditional on a treaty.")
LAW_ENFORCEMENT = _("Takes the instrument as basis for police cooperation, without acts of procedure on its territory.")
INFORMATION = _("Exchanges information only under an agreement or a request for assistance.")
VESSELS = _("Reads the provision on vessels so that the rights of coastal and flag States are kept.")

# Territory and relations
TERRITORY = _("Does not apply the instrument to a territory it is responsible for.")
TERRITORY_CONTROLLED = _("Answers for the instrument only on the territory under its control.")
TERRITORIAL_CLAUSE = _("Makes a statement on the territorial clause or on a disputed territory.")
RELATIONS = _("Excludes relations with another State under the instrument.")
DIPLOMATIC_RELATIONS = _("Applies the instrument only to States with which it has diplomatic relations.")
POLITICAL = _("Makes a political statement about its relations with another State.")
COMPETENCE = _("Declares how far its competence reaches and on which territories.")
FEDERATED = _("Binds its federated entities as well.")
FEDERALISM = _("Reserves its federal structure; its ability to cooperate is not affected.")

# Reach of the instrument
RESERVED = _("Has made a reservation to the provision.")
OWN_LAW = _("Applies the provision only as far as its own constitution and laws allow.")
NOT_SELF_EXECUTING = _("Does not apply the instrument directly, but through its own law, agreements and reciprocity.")
SELF_EXECUTING = _("Applies only the articles on extradition and mutual legal assistance directly.")
CRIMES_GRADED = _("States how its own law grades crimes or defines groups.")
ANNEX = _("Treats treaties of the annex to which it is not a party as not included.")
POLITICAL_ACTS = _("Excludes certain political acts or struggles from the offences.")
EARLIER_TREATY = _("Keeps an article of an earlier treaty in force.")
OBJECTION = _("Objects to a statement of another State; the instrument remains in force between the two.")

_BASIS = {
    TreatyAsBasis.YES: BASIS_YES,
    TreatyAsBasis.YES_IF_NO_TREATY: BASIS_IF_NO_TREATY,
    TreatyAsBasis.NO: BASIS_NO,
    TreatyAsBasis.NOT_REQUIRED: BASIS_NOT_REQUIRED,
}
_CONDITIONAL = {RECIPROCITY: BASIS_RECIPROCITY, OWN_LIMITS: BASIS_OWN_LIMITS}
_PLAIN: dict[type[Value], str] = {
    Languages: LANGUAGE,
    Authority: AUTHORITY,
    DisputesExcluded: DISPUTES,
    RelationsExcluded: RELATIONS,
    TerritoryExcluded: TERRITORY,
}

SENTENCES = frozenset(
    value for name, value in globals().items() if name.isupper() and isinstance(value, str) and value.endswith(".")
)


def summary_of(value: Value) -> str:
    """The sentence that follows from the value alone.

    Raises ValueError for a limit or a remark, whose sentence is chosen by who reads the text, and for silence, which
    is no statement.
    """
    if isinstance(value, ExtraditionBasis) and value.value is TreatyAsBasis.YES_CONDITIONAL:
        return _CONDITIONAL.get(value.condition, BASIS_CONDITIONAL)
    if isinstance(value, ExtraditionBasis) and value.value in _BASIS:
        return _BASIS[value.value]
    if isinstance(value, ConfiscationBasis):
        return _confiscation(value)
    if type(value) in _PLAIN:
        return _PLAIN[type(value)]
    raise ValueError(f"{value!r} does not tell its summary by itself")


def _confiscation(value: ConfiscationBasis) -> str:
    if value.treaty_required is False:
        return CONFISCATION_NOT_REQUIRED
    return CONFISCATION_RECIPROCITY if value.condition == RECIPROCITY else CONFISCATION
