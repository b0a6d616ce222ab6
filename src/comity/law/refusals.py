"""Grounds on which a request may be refused or postponed, what is no ground, and the duties that go with refusing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .measures import Matter, Measure
from .sentences import gettext_noop as _


class GroundKind(Enum):
    """What a ground does."""

    REFUSAL = "refusal"
    POSTPONEMENT = "postponement"
    NOT_A_GROUND = "not-a-ground"
    DUTY = "duty"

    @property
    def label(self) -> str:
        """English name, the key of its translations."""
        return _LABELS[self]


_LABELS = {
    GroundKind.REFUSAL: _("May be refused"),
    GroundKind.POSTPONEMENT: _("May be postponed"),
    GroundKind.NOT_A_GROUND: _("Is no ground for refusal"),
    GroundKind.DUTY: _("Before and after refusing"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: `text` is English and the key of its translations; `provision` None for general law."""

    code: str
    kind: GroundKind
    text: str
    provision: str | None = None


_R, _P, _N, _D = GroundKind.REFUSAL, GroundKind.POSTPONEMENT, GroundKind.NOT_A_GROUND, GroundKind.DUTY

_FORM = _("The request does not meet the requirements of the article")
_SOVEREIGNTY = _("Execution is likely to prejudice sovereignty, security, public order or other essential interests")
_PROHIBITED = _("Domestic law would prohibit the action in a similar case of its own")
_SYSTEM = _("Granting it would be contrary to the legal system of the requested State")
_DUAL = _("The conduct is not an offence in the requested State")
_BANK = _("Bank secrecy")
_FISCAL = _("That the offence also involves fiscal matters")
_REASONS = _("Reasons must be given for refusing")
_ONGOING = _("Execution interferes with an ongoing investigation, prosecution or proceeding")
_CONSULT = _("Before refusing or postponing, consider with the requesting State whether conditions would do")


def _assistance(
    root: str, dual: str | None, bank: str, fiscal: str | None, numbers: tuple[int, int, int, int]
) -> tuple[Ground, ...]:
    refuse, reasons, postpone, consult = (f"{root}:{n}" for n in numbers)
    return (
        Ground("form", _R, _FORM, f"{refuse}:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, f"{refuse}:b"),
        Ground("prohibited", _R, _PROHIBITED, f"{refuse}:c"),
        Ground("system", _R, _SYSTEM, f"{refuse}:d"),
        *((Ground("dual-criminality", _R, _DUAL, dual),) if dual else ()),
        Ground("ongoing", _P, _ONGOING, postpone),
        Ground("bank-secrecy", _N, _BANK, bank),
        *((Ground("fiscal", _N, _FISCAL, fiscal),) if fiscal else ()),
        Ground("reasons", _D, _REASONS, reasons),
        Ground("consult", _D, _CONSULT, consult),
    )


def _extradition(
    code: str, conditions: str, nationals: str, discrimination: str | None, fiscal: str | None, consult: str | None
) -> tuple[Ground, ...]:
    return (
        Ground(
            "conditions",
            _R,
            _("A condition of domestic law or of an applicable treaty is not met, such as the minimum penalty"),
            conditions,
        ),
        Ground(
            "nationality", _R, _("The person is a national; the case must then be submitted for prosecution"), nationals
        ),
        *(
            (
                Ground(
                    "discrimination",
                    _R,
                    _(
                        "There are substantial grounds to believe that the request"
                        " serves to persecute, or the person's position would suffer"
                    ),
                    discrimination,
                ),
            )
            if discrimination
            else ()
        ),
        *((Ground("fiscal", _N, _FISCAL, fiscal),) if fiscal else ()),
        *(
            (
                Ground(
                    "consult",
                    _D,
                    _("Before refusing, give the requesting State the chance to present its views"),
                    consult,
                ),
            )
            if consult
            else ()
        ),
    )


_GENERAL_EXTRADITION = (
    Ground("twice", _R, _("The person was already finally judged for the same acts")),
    Ground("lapse", _R, _("Prosecution or punishment is barred by lapse of time")),
    Ground("death", _R, _("The offence carries the death penalty and no sufficient assurance is given")),
    Ground("absence", _R, _("The person was convicted in absence without the guarantees required")),
)

_ASSISTANCE = {
    "untoc": _assistance("untoc:18", "untoc:18:9", "untoc:18:8", "untoc:18:22", (21, 23, 25, 26)),
    "uncac": _assistance("uncac:46", "uncac:46:9", "uncac:46:8", "uncac:46:22", (21, 23, 25, 26)),
    "drugs1988": _assistance("drugs1988:7", None, "drugs1988:7:5", None, (15, 16, 17, 17)),
    "ets30": (
        Ground(
            "political", _R, _("The request concerns an offence considered political, or a fiscal offence"), "ets30:2:a"
        ),
        Ground("sovereignty", _R, _SOVEREIGNTY, "ets30:2:b"),
    ),
    "ets185": (
        Ground("political", _R, _("The request concerns an offence considered political"), "ets185:27:4:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, "ets185:27:4:b"),
        Ground("ongoing", _P, _ONGOING, "ets185:27:5"),
        Ground("consult", _D, _CONSULT, "ets185:27:6"),
        Ground("reasons", _D, _REASONS, "ets185:27:7"),
    ),
}
_SURRENDER = {
    "untoc": (
        *_extradition("untoc", "untoc:16:7", "untoc:16:10", "untoc:16:14", "untoc:16:15", "untoc:16:16"),
        *_GENERAL_EXTRADITION,
    ),
    "uncac": (
        *_extradition("uncac", "uncac:44:8", "uncac:44:11", "uncac:44:15", "uncac:44:16", "uncac:44:17"),
        *_GENERAL_EXTRADITION,
    ),
    "drugs1988": (
        *_extradition("drugs1988", "drugs1988:6:5", "drugs1988:6:9", "drugs1988:6:6", None, None),
        *_GENERAL_EXTRADITION,
    ),
    "ets24": (
        Ground("political", _R, _("The offence is regarded as political, or as connected with one"), "ets24:3:1"),
        Ground(
            "nationality", _R, _("The person is a national; the case must then be submitted for prosecution"), "ets24:6"
        ),
        Ground("twice", _R, _("The person was already finally judged for the same acts"), "ets24:9"),
        Ground("lapse", _R, _("Prosecution or punishment is barred by lapse of time"), "ets24:10"),
        Ground(
            "death", _R, _("The offence carries the death penalty and no sufficient assurance is given"), "ets24:11"
        ),
    ),
}
_CONFISCATION = {
    "untoc": (
        Ground("not-covered", _R, _("The offence is not one the convention covers"), "untoc:13:7"),
        Ground(
            "third-parties", _D, _("The rights of third parties in good faith are not to be prejudiced"), "untoc:13:8"
        ),
    ),
    "uncac": (
        Ground(
            "evidence",
            _R,
            _("Sufficient and timely evidence is lacking, or the property is of small value"),
            "uncac:55:7",
        ),
        Ground(
            "lift",
            _D,
            _("Before lifting a provisional measure, hear the requesting State where possible"),
            "uncac:55:8",
        ),
        Ground(
            "third-parties", _D, _("The rights of third parties in good faith are not to be prejudiced"), "uncac:55:9"
        ),
    ),
    "drugs1988": (
        Ground(
            "third-parties",
            _D,
            _("The rights of third parties in good faith are not to be prejudiced"),
            "drugs1988:5:8",
        ),
    ),
}


def grounds_for(instrument: str, measure: Measure) -> tuple[Ground, ...]:
    """The grounds under `instrument` that concern `measure`: refusal, postponement, what is none, duties."""
    if measure.matter is Matter.EXTRADITION:
        return _SURRENDER.get(instrument, ())
    general = _ASSISTANCE.get(instrument, ())
    if measure.matter is Matter.CONFISCATION:
        own = _CONFISCATION.get(instrument, ())
        held = {ground.code for ground in own}
        return (*own, *(g for g in general if g.code not in held))
    if measure.matter is Matter.PRESERVATION and instrument == "ets185":
        return (
            Ground("political", _R, _("The request concerns an offence considered political"), "ets185:29:5:a"),
            Ground("sovereignty", _R, _SOVEREIGNTY, "ets185:29:5:b"),
            Ground("no-dual", _N, _("Lack of dual criminality, as a rule"), "ets185:29:3"),
        )
    return general if measure.matter in {Matter.MLA, Matter.SPECIAL_TECHNIQUES} else ()
