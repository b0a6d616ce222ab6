"""What a request must contain, by instrument and measure, as data with provision codes.

Where the convention has no list (extradition under UNTOC article 16) the items are those that treaties and the law
of requested States commonly ask for; they carry no provision and are marked as advice, not as a duty.
"""

from __future__ import annotations

from dataclasses import dataclass

from .measures import Matter, Measure
from .sentences import gettext_noop as _


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One thing to put into a request: `text` is English and the key of its translations.

    `provision` is the code of the paragraph that asks for it, None for advice; `required` is true where the
    instrument makes it a duty without exception.
    """

    code: str
    text: str
    provision: str | None = None
    required: bool = True


_AUTHORITY = _("The authority making the request")
_SUBJECT = _("The subject and nature of the proceedings, and the name and functions of the authority conducting them")
_FACTS = _("A summary of the relevant facts (not needed to serve documents)")
_SOUGHT = _("The assistance sought, and any particular procedure to be followed")
_PERSONS = _("Where possible, the identity, location and nationality of each person concerned")
_PURPOSE = _("The purpose for which the evidence, information or action is sought")
_WRITTEN = _(
    "In writing, by a means that lets its authenticity be established, in a language acceptable to the requested State"
)


def _six(root: str, form: str) -> tuple[ContentItem, ...]:
    """The list common to UNTOC 18(15), UNCAC 46(15) and 1988 art. 7(10)."""
    return (
        ContentItem("authority", _AUTHORITY, f"{root}:a"),
        ContentItem("subject", _SUBJECT, f"{root}:b"),
        ContentItem("facts", _FACTS, f"{root}:c"),
        ContentItem("sought", _SOUGHT, f"{root}:d"),
        ContentItem("persons", _PERSONS, f"{root}:e", required=False),
        ContentItem("purpose", _PURPOSE, f"{root}:f"),
        ContentItem("form", _WRITTEN, form),
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


_EXTRADITION = (
    ContentItem("offence", _("A clear description of the offence: date, place, circumstances, victims"), None, False),
    ContentItem(
        "qualification",
        _("Its legal characterization and the text of the criminal and procedural provisions"),
        None,
        False,
    ),
    ContentItem(
        "jurisdiction", _("The basis of jurisdiction, and that prosecution is not barred by lapse of time"), None, False
    ),
    ContentItem("warrant", _("A certified copy of the detention order with its grounds"), None, False),
    ContentItem("identity", _("All data that help to identify and locate the person"), None, False),
    ContentItem(
        "conviction",
        _(
            "For a convicted person: the judgment, that it is final, the"
            " sentence still to be served, and whether the trial was held in absence"
        ),
        None,
        False,
    ),
)
_PROVISIONAL = (
    ContentItem("urgency", _("Why the case is urgent"), None, False),
    ContentItem("warrant-exists", _("That a detention order or a judgment exists"), None, False),
    ContentItem("undertaking", _("An undertaking that the request for extradition will follow"), None, False),
    ContentItem("identity", _("All data that help to identify and locate the person"), None, False),
)

# What practice adds for single measures, whatever the instrument.
_ADVICE: dict[Measure, tuple[ContentItem, ...]] = {
    Measure.STATEMENTS: (
        ContentItem("questions", _("The questions to be put, and whether under oath"), None, False),
        ContentItem("presence", _("Whether officers of the requesting State wish to be present"), None, False),
    ),
    Measure.SERVICE: (
        ContentItem(
            "documents",
            _("The documents to be served, the last useful day, and the proof of service needed"),
            None,
            False,
        ),
    ),
    Measure.SEARCH: (
        ContentItem(
            "place", _("The place, the items sought, and the grounds to believe that they are there"), None, False
        ),
    ),
    Measure.RECORDS: (
        ContentItem(
            "account", _("The institution, the account or holder, the period and the kinds of record"), None, False
        ),
        ContentItem("confidential", _("Whether the customer may be told"), None, False),
    ),
    Measure.FREEZING: (
        ContentItem(
            "property",
            _("The property, its value, its link to the offence, and how long it is to be frozen"),
            None,
            False,
        ),
    ),
    Measure.VIDEOCONFERENCE: (
        ContentItem("video", _("Technical details, the law on false testimony, and protective measures"), None, False),
    ),
    Measure.DETAINED_WITNESS: (
        ContentItem("consent", _("The person's consent, custody, safe return and credit of time served"), None, False),
    ),
    Measure.STORED_DATA: (
        ContentItem(
            "account-data",
            _("The provider, the exact identifiers, the period with its time zone, and the kind of data"),
            None,
            False,
        ),
        ContentItem("preserved", _("The reference of any earlier preservation"), None, False),
    ),
    Measure.REAL_TIME_DATA: (
        ContentItem(
            "authorization", _("The authorization under domestic law, its duration, and the safeguards"), None, False
        ),
    ),
    Measure.CONTROLLED_DELIVERY: (
        ContentItem(
            "delivery", _("The consignment, its route, and whether it goes on intact, removed or replaced"), None, False
        ),
    ),
}
_BY_MATTER: dict[Matter, tuple[ContentItem, ...]] = {
    Matter.SENTENCED_PERSONS: (
        ContentItem("judgment", _("The judgment, the law applied and the time still to be served"), None, False),
        ContentItem("consents", _("The consent of the person and of both States"), None, False),
        ContentItem("reports", _("Medical and social reports, where available"), None, False),
    ),
    Matter.PROCEEDINGS: (
        ContentItem(
            "file", _("The act, the results of the investigation, the evidence and the law applied"), None, False
        ),
        ContentItem("interest", _("Why the transfer serves the proper administration of justice"), None, False),
    ),
    Matter.JOINT_INVESTIGATION: (
        ContentItem("team", _("Purpose, territory, duration, leader, members and powers of the team"), None, False),
        ContentItem("use", _("Rules on use of evidence, protection of data, liability and costs"), None, False),
    ),
    Matter.SPECIAL_TECHNIQUES: (
        ContentItem(
            "technique",
            _("The technique, its authorization and duration, and who has jurisdiction meanwhile"),
            None,
            False,
        ),
    ),
    Matter.LAW_ENFORCEMENT: (
        ContentItem("inquiry", _("Whom or what the inquiry concerns, and how the answer may be used"), None, False),
    ),
    Matter.PRESERVATION: (
        ContentItem("data", _("The data to be preserved, with identifiers, period and time zone"), None, False),
        ContentItem("follows", _("That a request for disclosure will follow, and when"), None, False),
    ),
}

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

# The general list of an instrument, used for assistance and, with additions, for confiscation.
_GENERAL = {
    "untoc": _six("untoc:18:15", "untoc:18:14"),
    "uncac": _six("uncac:46:15", "uncac:46:14"),
    "drugs1988": _six("drugs1988:7:10", "drugs1988:7:9"),
    "ets30": _ETS30,
}
_CONFISCATION = {
    "untoc": _confiscation(("untoc:13:3:a", "untoc:13:3:b", "untoc:13:3:c")),
    "uncac": _confiscation(("uncac:55:3:a", "uncac:55:3:b", "uncac:55:3:c")),
    "drugs1988": _confiscation(("drugs1988:5:4:d", "drugs1988:5:4:d", "drugs1988:5:4:d")),
}
_WITH_GENERAL_LIST = {Matter.MLA, Matter.CONFISCATION, Matter.SPECIAL_TECHNIQUES, Matter.PROCEEDINGS}


def contents_for(instrument: str | None, measure: Measure) -> tuple[ContentItem, ...]:
    """What a request for `measure` under `instrument` (None: without a treaty) contains, duties first."""
    required = _required(instrument, measure)
    advised = (*_BY_MATTER.get(measure.matter, ()), *_ADVICE.get(measure, ()))
    held = {item.code for item in required}
    return (*required, *(item for item in advised if item.code not in held))


def _required(instrument: str | None, measure: Measure) -> tuple[ContentItem, ...]:
    if measure is Measure.PROVISIONAL_ARREST:
        return _PROVISIONAL
    if measure is Measure.EXTRADITION:
        return _ETS24 if instrument == "ets24" else _EXTRADITION
    if instrument == "ets185" and measure.matter is Matter.PRESERVATION:
        return _BUDAPEST_PRESERVATION
    if measure.matter not in _WITH_GENERAL_LIST:
        return ()
    general = _GENERAL.get(instrument or "", ())
    if measure.matter is Matter.CONFISCATION:
        return (*general, *_CONFISCATION.get(instrument or "", ()))
    return general
