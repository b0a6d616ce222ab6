"""Grounds on which a request may be refused or postponed, what is no ground, and the duties that go with refusing."""

from __future__ import annotations

from .grounds import Ground, GroundKind
from .measures import Matter, Measure
from .sentences import gettext_noop as _
from .surrender_grounds import SURRENDER

__all__ = ["Ground", "GroundKind", "grounds_for"]

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
_CONSULT_1988 = _("When postponing, consult the requesting State on terms under which assistance can still be given")
_POLITICAL = _("The request concerns an offence considered political")
_NEVER_POLITICAL = _("That the offence is political or inspired by political motives")
_PERSECUTION = _("There are substantial grounds to believe that the request serves to persecute the person")
_THIRD_PARTIES = _("The rights of third parties in good faith are not to be prejudiced")


def _assistance(
    root: str,
    numbers: tuple[int, int, int],
    bank: int,
    consult: Ground,
    dual: int | None = None,
    fiscal: int | None = None,
) -> tuple[Ground, ...]:
    """The grounds common to UNTOC 18, UNCAC 46 and 1988 art. 7; `numbers` of refusal, reasons and postponement."""
    refuse, reasons, postpone = (f"{root}:{n}" for n in numbers)
    return (
        Ground("form", _R, _FORM, f"{refuse}:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, f"{refuse}:b"),
        Ground("prohibited", _R, _PROHIBITED, f"{refuse}:c"),
        Ground("system", _R, _SYSTEM, f"{refuse}:d"),
        *((Ground("dual-criminality", _R, _DUAL, f"{root}:{dual}"),) if dual else ()),
        Ground("ongoing", _P, _ONGOING, postpone),
        Ground("bank-secrecy", _N, _BANK, f"{root}:{bank}"),
        *((Ground("fiscal", _N, _FISCAL, f"{root}:{fiscal}"),) if fiscal else ()),
        Ground("reasons", _D, _REASONS, reasons),
        consult,
    )


def _terrorism(code: str, political: int, discrimination: int, *more: Ground) -> tuple[Ground, ...]:
    return (
        Ground("persecution", _R, _PERSECUTION, f"{code}:{discrimination}"),
        Ground("political", _N, _NEVER_POLITICAL, f"{code}:{political}"),
        *more,
    )


_FINANCING = (
    Ground("bank-secrecy", _N, _BANK, "financing1999:12:2"),
    Ground("fiscal", _N, _FISCAL, "financing1999:13"),
)
_ASSISTANCE = {
    "untoc": _assistance(
        "untoc:18", (21, 23, 25), 8, Ground("consult", _D, _CONSULT, "untoc:18:26"), dual=9, fiscal=22
    ),
    "uncac": _assistance(
        "uncac:46", (21, 23, 25), 8, Ground("consult", _D, _CONSULT, "uncac:46:26"), dual=9, fiscal=22
    ),
    "drugs1988": _assistance("drugs1988:7", (15, 16, 17), 5, Ground("consult", _D, _CONSULT_1988, "drugs1988:7:17")),
    "bombings1997": _terrorism("bombings1997", 11, 12),
    "financing1999": _terrorism("financing1999", 14, 15, *_FINANCING),
    "nuclear2005": _terrorism("nuclear2005", 15, 16),
    "ets196": _terrorism("ets196", 20, 21),
    "ets30": (
        Ground(
            "political", _R, _("The request concerns an offence considered political, or a fiscal offence"), "ets30:2:a"
        ),
        Ground("sovereignty", _R, _SOVEREIGNTY, "ets30:2:b"),
        Ground("ongoing", _P, _("The objects or documents are needed in pending criminal proceedings"), "ets30:6:1"),
        Ground("reasons", _D, _REASONS, "ets30:19"),
    ),
    "ets185": (
        Ground("political", _R, _POLITICAL, "ets185:27:4:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, "ets185:27:4:b"),
        Ground("ongoing", _P, _ONGOING, "ets185:27:5"),
        Ground("fiscal", _N, _("That it considers an offence of the convention a fiscal offence"), "ets185:25:4"),
        Ground("consult", _D, _CONSULT, "ets185:27:6"),
        Ground("reasons", _D, _REASONS, "ets185:27:7"),
    ),
}
_PRESERVATION = {
    "ets185": (
        Ground("political", _R, _POLITICAL, "ets185:29:5:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, "ets185:29:5:b"),
        Ground(
            "dual-criminality-later",
            _R,
            _("The State reserved it, and has reason to believe that dual criminality cannot be met at disclosure"),
            "ets185:29:4",
        ),
        Ground("no-dual", _N, _("Lack of dual criminality, as a rule"), "ets185:29:3"),
    ),
}


def _laundering(root: str, political: str, twice: str, dual: str) -> tuple[Ground, ...]:
    """ETS 141 article 18 and CETS 198 article 28."""
    return (
        Ground("principles", _R, _("The action would be contrary to fundamental principles of law"), f"{root}:1:a"),
        Ground("sovereignty", _R, _SOVEREIGNTY, f"{root}:1:b"),
        Ground("importance", _R, _("The case is not important enough for the action sought"), f"{root}:1:c"),
        Ground("political", _R, _POLITICAL, f"{root}:1:{political}"),
        Ground("twice", _R, _("The person was already finally judged for the same acts"), f"{root}:1:{twice}"),
        Ground("dual-criminality", _R, _DUAL, f"{root}:1:{dual}"),
        Ground("bank-secrecy", _N, _BANK, f"{root}:7"),
    )


_CONFISCATION = {
    "untoc": (
        Ground("not-covered", _R, _("The offence is not one the convention covers"), "untoc:13:7"),
        Ground("third-parties", _D, _THIRD_PARTIES, "untoc:13:8"),
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
        Ground("third-parties", _D, _THIRD_PARTIES, "uncac:55:9"),
    ),
    "drugs1988": (Ground("third-parties", _D, _THIRD_PARTIES, "drugs1988:5:8"),),
    "ets141": _laundering("ets141:18", "d", "e", "f"),
    "ets198": _laundering("ets198:28", "e", "f", "g"),
}


def grounds_for(instrument: str, measure: Measure) -> tuple[Ground, ...]:
    """The grounds under `instrument` that concern `measure`: refusal, postponement, what is none, duties."""
    if measure.matter is Matter.EXTRADITION:
        return SURRENDER.get(instrument, ())
    if measure.matter is Matter.PRESERVATION:
        return _PRESERVATION.get(instrument, ())
    general = _ASSISTANCE.get(instrument, ())
    if measure.matter is Matter.CONFISCATION:
        return (*_CONFISCATION.get(instrument, ()), *general)
    return general if measure.matter in {Matter.MLA, Matter.SPECIAL_TECHNIQUES} else ()
