"""What a request must contain, by instrument and measure, as data with provision codes.

Where the convention has no list (extradition under UNTOC article 16) the items are those of practice; they carry no
provision and are marked as advice, not as a duty.
"""

from __future__ import annotations

from dataclasses import replace

from .content_items import ContentItem
from .measures import Matter, Measure
from .practice import EXTRADITION, FOR_MATTER, FOR_MEASURE, PROVISIONAL_ARREST
from .sentences import gettext_noop as _

__all__ = ["ContentItem", "contents_for"]

_AUTHORITY = _("The authority making the request")
_SUBJECT = _("The subject and nature of the proceedings, and the name and functions of the authority conducting them")
_FACTS = _("A summary of the relevant facts (not needed to serve documents)")
_SOUGHT = _("The assistance sought, and any particular procedure to be followed")
_PERSONS = _("Where possible, the identity, location and nationality of each person concerned")
_PURPOSE = _("The purpose for which the evidence, information or action is sought")
_WRITTEN = _(
    "In writing, by a means that lets its authenticity be established, in a language acceptable to the requested State"
)
_WRITTEN_1988 = _("In writing, in a language acceptable to the requested State")
_URGENT = _("Where urgent and agreed, by word of mouth, confirmed in writing at once")


def _six(root: str, form: str, written: str = _WRITTEN) -> tuple[ContentItem, ...]:
    """The list common to UNTOC 18(15), UNCAC 46(15) and 1988 art. 7(10)."""
    return (
        ContentItem("authority", _AUTHORITY, f"{root}:a"),
        ContentItem("subject", _SUBJECT, f"{root}:b"),
        ContentItem("facts", _FACTS, f"{root}:c"),
        ContentItem("sought", _SOUGHT, f"{root}:d"),
        ContentItem("persons", _PERSONS, f"{root}:e", required=False),
        ContentItem("purpose", _PURPOSE, f"{root}:f"),
        ContentItem("form", written, form),
        ContentItem("urgent", _URGENT, form, required=False),
    )


def _confiscation(root: tuple[str, str, str]) -> tuple[ContentItem, ...]:
    """What is added for confiscation: an order to obtain, an order to carry out, property to trace or freeze."""
    return (
        ContentItem(
            "order-sought",
            _(
                "To have an order issued: a description of the property and"
                " facts sufficient for an order under domestic law"
            ),
            root[0],
        ),
        ContentItem(
            "order-enforced",
            _(
                "To have an order carried out: an admissible copy of the"
                " order, the facts, and how far it is to be executed"
            ),
            root[1],
        ),
        ContentItem(
            "tracing-freezing",
            _("To have property traced, frozen or seized: the facts relied on and the action requested"),
            root[2],
        ),
    )


_BUDAPEST_PRESERVATION = (
    ContentItem("authority", _("The authority seeking the preservation"), "ets185:29:2:a"),
    ContentItem("offence", _("The offence under investigation, and a brief summary of the facts"), "ets185:29:2:b"),
    ContentItem("data", _("The stored data to be preserved, and their relation to the offence"), "ets185:29:2:c"),
    ContentItem(
        "custodian", _("Any information that identifies the holder of the data or where the system is"), "ets185:29:2:d"
    ),
    ContentItem("necessity", _("Why preservation is needed"), "ets185:29:2:e"),
    ContentItem("follows", _("That a request for mutual assistance will follow"), "ets185:29:2:f"),
)
_ETS24 = (
    ContentItem(
        "warrant", _("The conviction, sentence or detention order, in original or authenticated copy"), "ets24:12:2:a"
    ),
    ContentItem("offence", _("The offences with time, place and legal description"), "ets24:12:2:b"),
    ContentItem(
        "law", _("The text of the law, and a description of the person as accurate as possible"), "ets24:12:2:c"
    ),
)
_ETS30 = (
    ContentItem("authority", _AUTHORITY, "ets30:14:1:a"),
    ContentItem("object", _("The object of the request and the reason for it"), "ets30:14:1:b"),
    ContentItem(
        "persons",
        _("Where possible, the identity and nationality of the person concerned"),
        "ets30:14:1:c",
        required=False,
    ),
    ContentItem(
        "addressee", _("Where needed, the name and address of the person to be served"), "ets30:14:1:d", required=False
    ),
    ContentItem("facts", _("For letters rogatory: the offence and a summary of the facts"), "ets30:14:2"),
)

_ETS24_ARREST = (
    ContentItem(
        "warrant-exists",
        _("That a detention order or a judgment exists, and that extradition will be asked for"),
        "ets24:16:2",
    ),
    ContentItem("offence", _("The offence, when and where it was committed"), "ets24:16:2"),
    ContentItem("identity", _("A description of the person as far as possible"), "ets24:16:2"),
)
_ETS112 = (
    ContentItem("judgment", _("A certified copy of the judgment and of the law it applies"), "ets112:6:2:a"),
    ContentItem("served", _("How much of the sentence has been served"), "ets112:6:2:b"),
    ContentItem("consents", _("The declaration of the person's consent"), "ets112:6:2:c"),
    ContentItem("reports", _("Medical and social reports, where available"), "ets112:6:2:d", required=False),
)
_CONSENTS = _("The person's free and informed consent, and the agreement of both States")


def _laundering(root: str) -> tuple[ContentItem, ...]:
    """The list of ETS 141 article 27 and CETS 198 article 37, which agree."""
    return (
        ContentItem(
            "authority", _("The authority making the request, and the one conducting the proceedings"), f"{root}:1:a"
        ),
        ContentItem("object", _("The object of the request and the reason for it"), f"{root}:1:b"),
        ContentItem("facts", _("The matters and the relevant facts (not needed to notify documents)"), f"{root}:1:c"),
        ContentItem(
            "law",
            _("For coercive action: the text of the law, and that the requesting State could act likewise"),
            f"{root}:1:d",
        ),
        ContentItem(
            "persons", _("Where possible, details of the persons and of the property"), f"{root}:1:e", required=False
        ),
        ContentItem("procedure", _("Any particular procedure to be followed"), f"{root}:1:f", required=False),
        ContentItem(
            "order-enforced",
            _(
                "To have an order carried out: a certified copy, that it is enforceable,"
                " and how far it is to be executed"
            ),
            f"{root}:3:a",
        ),
        ContentItem(
            "order-sought",
            _("To have an order issued: facts sufficient for an order under domestic law"),
            f"{root}:3:b",
        ),
    )


# The general list of an instrument, used for assistance and, with additions, for confiscation.
_GENERAL = {
    "untoc": _six("untoc:18:15", "untoc:18:14"),
    "uncac": _six("uncac:46:15", "uncac:46:14"),
    "drugs1988": _six("drugs1988:7:10", "drugs1988:7:9", _WRITTEN_1988),
    "ets30": _ETS30,
    # Article 40 has the same list; cited by article, since its paragraph number could not be checked.
    "un-cybercrime": tuple(replace(i, provision="un-cybercrime:40") for i in _six("un-cybercrime:40", "")),
}
_CONFISCATION = {
    "untoc": _confiscation(("untoc:13:3:a", "untoc:13:3:b", "untoc:13:3:c")),
    "uncac": _confiscation(("uncac:55:3:a", "uncac:55:3:b", "uncac:55:3:c")),
    "drugs1988": _confiscation(("drugs1988:5:4:d", "drugs1988:5:4:d", "drugs1988:5:4:d")),
    "ets141": _laundering("ets141:27"),
    "ets198": _laundering("ets198:37"),
}
# Lists for one measure alone, in place of the general one.
_FOR_ONE = {
    ("ets24", Measure.EXTRADITION): _ETS24,
    ("ets24", Measure.PROVISIONAL_ARREST): _ETS24_ARREST,
    ("ets112", Measure.SENTENCED_PERSONS): _ETS112,
    ("ets185", Measure.PRESERVATION): _BUDAPEST_PRESERVATION,
    ("un-cybercrime", Measure.PRESERVATION): tuple(
        replace(i, provision="un-cybercrime:42") for i in _BUDAPEST_PRESERVATION
    ),
}
# What a paragraph on one measure adds to the general list.
_ADDED = {
    ("untoc", Measure.DETAINED_WITNESS): (ContentItem("consent", _CONSENTS, "untoc:18:10"),),
    ("uncac", Measure.DETAINED_WITNESS): (ContentItem("consent", _CONSENTS, "uncac:46:10"),),
}
_NO_LIST = {Measure.EXTRADITION: EXTRADITION, Measure.PROVISIONAL_ARREST: PROVISIONAL_ARREST}
# Requests outside the assistance articles that practice words like a request for assistance.
_LIKE_ASSISTANCE = {Matter.PROCEEDINGS, Matter.SPECIAL_TECHNIQUES, Matter.JOINT_INVESTIGATION}


def contents_for(instrument: str | None, measure: Measure) -> tuple[ContentItem, ...]:
    """What a request for `measure` under `instrument` (None: without a treaty) contains, duties first."""
    found: dict[str, ContentItem] = {}
    for item in (
        *_listed(instrument or "", measure),
        *_NO_LIST.get(measure, ()),
        *FOR_MATTER.get(measure.matter, ()),
        *FOR_MEASURE.get(measure, ()),
    ):
        found.setdefault(item.code, item)
    return tuple(sorted(found.values(), key=lambda item: item.provision is None))


def _listed(instrument: str, measure: Measure) -> tuple[ContentItem, ...]:
    own = _FOR_ONE.get((instrument, measure))
    if own is not None:
        return own
    general = _GENERAL.get(instrument, ())
    if measure.matter is Matter.MLA:
        return (*general, *_ADDED.get((instrument, measure), ()))
    if measure.matter is Matter.CONFISCATION:
        return (*general, *_CONFISCATION.get(instrument, ()))
    if measure.matter in _LIKE_ASSISTANCE:
        return tuple(replace(item, provision=None, required=False) for item in general)
    return ()
