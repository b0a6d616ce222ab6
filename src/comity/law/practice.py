"""What practice puts into a request where no convention lists it: advice, with no provision and no duty.

Treaties and the law of requested States commonly ask for these items.
"""

from __future__ import annotations

from .content_items import ContentItem
from .measures import Matter, Measure
from .sentences import gettext_noop as _

EXTRADITION = (
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
PROVISIONAL_ARREST = (
    ContentItem("urgency", _("Why the case is urgent"), None, False),
    ContentItem("warrant-exists", _("That a detention order or a judgment exists"), None, False),
    ContentItem("undertaking", _("An undertaking that the request for extradition will follow"), None, False),
    ContentItem("identity", _("All data that help to identify and locate the person"), None, False),
)

# What practice adds for single measures, whatever the instrument.
FOR_MEASURE: dict[Measure, tuple[ContentItem, ...]] = {
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
FOR_MATTER: dict[Matter, tuple[ContentItem, ...]] = {
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
