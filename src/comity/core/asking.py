"""From what a person typed, on a page or a command line, to a question; every mistake named with its field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from comity.law.basis.types import Answer, Circumstances, Question, QuestionError
from comity.law.measures import Measure
from comity.law.offences import BY_CODE
from comity.law.sentences import Series as Names
from comity.law.sentences import StateName, say
from comity.law.states import Gazetteer, UnknownState

# Field names as they stand in addresses and on the command line → circumstances.
ANSWERS = {
    "organized-group": "organized_group",
    "transnational": "transnational",
    "dual-criminality": "dual_criminality",
    "person-in-requested": "person_in_requested",
    "national-of-requested": "national_of_requested",
    "electronic-evidence": "electronic_evidence",
    "treaty-required": "treaty_required_by_requested",
}
PENALTIES = {"penalty-requesting": "penalty_requesting", "penalty-requested": "penalty_requested"}
FIELDS = ("requesting", "requested", "measure", "offence", "on", *PENALTIES, *ANSWERS)
EARLIEST = date(1815, 1, 1)


def question(given: Mapping[str, str], *, gazetteer: Gazetteer, today: date) -> Question:
    """The question of the texts in `given`, by field name; raises QuestionError for the first that cannot be used.

    States may be named by code or by a name in any of the six languages; a missing day is `today`.
    """
    return Question(
        requesting=state_named("requesting", given.get("requesting", ""), gazetteer),
        requested=state_named("requested", given.get("requested", ""), gazetteer),
        measure=measure_named(given.get("measure", "") or Measure.MLA.value),
        on=day(given.get("on", ""), today=today),
        offence=offence_named(given.get("offence", "")),
        circumstances=Circumstances(
            **{attribute: _years(name, given.get(name, "")) for name, attribute in PENALTIES.items()},  # type: ignore[arg-type]
            **{attribute: _answer(name, given.get(name, "")) for name, attribute in ANSWERS.items()},  # type: ignore[arg-type]
        ),
    )


def parameters(asked: Question) -> dict[str, str]:
    """The texts that ask `asked` again, without those left at their defaults: what a stable address holds."""
    known = asked.circumstances
    found = {"offence": asked.offence or "", "on": asked.on.isoformat()}
    for name, attribute in PENALTIES.items():
        years = getattr(known, attribute)
        found[name] = f"{years.normalize():f}" if years is not None else ""
    for name, attribute in ANSWERS.items():
        answer = getattr(known, attribute)
        found[name] = "" if answer is Answer.UNKNOWN else answer.value
    return {name: text for name, text in found.items() if text}


def day(text: str, *, today: date, field: str = "on") -> date:
    """The day written as 2022-07-18, `today` for an empty text; raises QuestionError naming `field`."""
    text = text.strip()
    if not text:
        return today
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise QuestionError(
            field, say("“%(text)s” is not a day of the calendar; write it like 2022-07-18.", text=text[:40])
        ) from None
    if found < EARLIEST:
        raise QuestionError(field, say("Days before %(date)s cannot be asked about.", date=EARLIEST))
    return found


def state_named(field: str, text: str, gazetteer: Gazetteer) -> str:
    """The code of the State a code or a name stands for; raises QuestionError naming `field`."""
    if not text.strip():
        raise QuestionError(field, say("Choose a State."))
    try:
        return gazetteer.find(text).code
    except UnknownState as error:
        if not error.suggestions:
            raise QuestionError(
                field, say("“%(text)s” is not the code or the name of a State known here.", text=text[:80])
            ) from None
        near = Names(tuple(StateName(code) for code in error.suggestions))
        raise QuestionError(
            field,
            say("“%(text)s” is not the name of a State known here. Near it: %(names)s.", text=text[:80], names=near),
        ) from None


def measure_named(text: str) -> Measure:
    """The measure of a word of the address or command line; raises QuestionError."""
    try:
        return Measure(text.strip())
    except ValueError:
        raise QuestionError(
            "measure",
            say(
                "“%(text)s” is not a measure; choose one of: %(choices)s.",
                text=text[:40],
                choices=", ".join(m.value for m in Measure),
            ),
        ) from None


def offence_named(text: str) -> str | None:
    """The code of an offence, None where it is left open; raises QuestionError."""
    text = text.strip()
    if not text:
        return None
    if text not in BY_CODE:
        raise QuestionError(
            "offence",
            say(
                "“%(text)s” is not an offence known here; choose one of: %(choices)s.",
                text=text[:60],
                choices=", ".join(BY_CODE),
            ),
        )
    return text


def _years(field: str, text: str) -> Decimal | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        years = Decimal(text)
    except InvalidOperation:
        years = Decimal(-1)
    if not (years.is_finite() and 0 <= years <= 999):
        raise QuestionError(
            field, say("“%(text)s” is not a number of years between 0 and 999; write it like 4 or 2.5.", text=text[:20])
        )
    return years


def _answer(field: str, text: str) -> Answer:
    text = text.strip().lower() or Answer.UNKNOWN.value
    try:
        return Answer(text)
    except ValueError:
        raise QuestionError(
            field, say("“%(text)s” is no answer; it takes yes, no or unknown.", text=text[:20])
        ) from None
