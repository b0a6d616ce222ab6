"""Grounds of refusal in extradition and surrender, by instrument."""

from __future__ import annotations

from .grounds import Ground, GroundKind
from .sentences import gettext_noop as _

_R, _P, _N, _D = GroundKind.REFUSAL, GroundKind.POSTPONEMENT, GroundKind.NOT_A_GROUND, GroundKind.DUTY

_CONDITIONS = _("A condition of domestic law or of an applicable treaty is not met, such as the minimum penalty")
_NATIONALITY = _("The person is a national; the case must then be submitted for prosecution")
_PERSECUTION = _(
    "There are substantial grounds to believe that the request"
    " serves to persecute, or the person's position would suffer"
)
_FISCAL = _("That the offence also involves fiscal matters")
_HEAR = _("Before refusing, give the requesting State the chance to present its views")
_POLITICAL = _("The offence is regarded as political, or as connected with one")
_NEVER_POLITICAL = _("That the offence is political or inspired by political motives")
_TWICE = _("The person was already finally judged for the same acts")
_LAPSE = _("Prosecution or punishment is barred by lapse of time")
_DEATH = _("The offence carries the death penalty and no sufficient assurance is given")
_REASONS = _("Reasons must be given for refusing")
_PENDING = _("The person is being prosecuted in the requested State for the same acts")
_PROSECUTE = _("If it does not extradite, the State must submit the case for prosecution")

# What domestic laws and treaties add where the convention leaves the conditions to them.
_GENERAL_LAW = (
    Ground("twice", _R, _TWICE),
    Ground("lapse", _R, _LAPSE),
    Ground("death", _R, _DEATH),
    Ground("absence", _R, _("The person was convicted in absence without the guarantees required")),
)


def _under_domestic_law(conditions: str, nationality: str, persecution: str) -> tuple[Ground, ...]:
    return (
        Ground("conditions", _R, _CONDITIONS, conditions),
        Ground("nationality", _R, _NATIONALITY, nationality),
        Ground("persecution", _R, _PERSECUTION, persecution),
    )


def _extradite_or_prosecute(
    prosecute: str, conditions: str, persecution: str | None, political: str | None, *more: Ground
) -> tuple[Ground, ...]:
    """The conventions against terrorism: conditions of the requested State's law, and the duty to prosecute."""
    return (
        Ground("conditions", _R, _CONDITIONS, conditions),
        *((Ground("persecution", _R, _PERSECUTION, persecution),) if persecution else ()),
        *((Ground("political", _N, _NEVER_POLITICAL, political),) if political else ()),
        *more,
        Ground(
            "prosecute", _D, _("If it does not extradite, the State must submit the case for prosecution"), prosecute
        ),
        *_GENERAL_LAW,
    )


_ETS24 = (
    Ground("penalty", _R, _("The offence is below the least penalty the treaty asks for"), "ets24:2:1"),
    Ground("political", _R, _POLITICAL, "ets24:3:1"),
    Ground("persecution", _R, _PERSECUTION, "ets24:3:2"),
    Ground("military", _R, _("The offence is one of military law only"), "ets24:4"),
    Ground("fiscal-offence", _R, _("A fiscal offence, and no agreement to extradite for it"), "ets24:5"),
    Ground("nationality", _R, _NATIONALITY, "ets24:6"),
    Ground("place", _R, _("The offence was committed in the territory of the requested State"), "ets24:7:1"),
    Ground("pending", _R, _PENDING, "ets24:8"),
    Ground("twice", _R, _TWICE, "ets24:9"),
    Ground("lapse", _R, _LAPSE, "ets24:10"),
    Ground("death", _R, _DEATH, "ets24:11"),
    Ground(
        "surrender-later",
        _P,
        _("The person is to be tried or to serve a sentence there"),
        "ets24:19:1",
    ),
    Ground("reasons", _D, _REASONS, "ets24:18:2"),
)
_ARREST_WARRANT = (
    Ground("amnesty", _R, _("The offence is covered by an amnesty in the executing State"), "eu-eaw:3:1"),
    Ground("twice", _R, _TWICE, "eu-eaw:3:2"),
    Ground("age", _R, _("The person is too young to be held responsible"), "eu-eaw:3:3"),
    Ground(
        "dual-criminality",
        _R,
        _("The act is not an offence in the executing State, and is not on the list of thirty-two"),
        "eu-eaw:4:1",
    ),
    Ground("pending", _R, _PENDING, "eu-eaw:4:2"),
    Ground("lapse", _R, _LAPSE, "eu-eaw:4:4"),
    Ground(
        "serve-at-home",
        _R,
        _("The person is a national or resident, and the executing State undertakes to execute the sentence"),
        "eu-eaw:4:6",
    ),
)

SURRENDER = {
    "untoc": (
        *_under_domestic_law("untoc:16:7", "untoc:16:10", "untoc:16:14"),
        Ground("fiscal", _N, _FISCAL, "untoc:16:15"),
        Ground("consult", _D, _HEAR, "untoc:16:16"),
        *_GENERAL_LAW,
    ),
    "uncac": (
        *_under_domestic_law("uncac:44:8", "uncac:44:11", "uncac:44:15"),
        Ground(
            "political",
            _N,
            _("That the offence is political, where the convention is the basis and the law permits"),
            "uncac:44:4",
        ),
        Ground("fiscal", _N, _FISCAL, "uncac:44:16"),
        Ground("consult", _D, _HEAR, "uncac:44:17"),
        *_GENERAL_LAW,
    ),
    "drugs1988": (*_under_domestic_law("drugs1988:6:5", "drugs1988:6:9", "drugs1988:6:6"), *_GENERAL_LAW),
    "protected-persons1973": _extradite_or_prosecute(
        "protected-persons1973:7", "protected-persons1973:8:2", None, None
    ),
    "hostages1979": _extradite_or_prosecute("hostages1979:8", "hostages1979:10:2", "hostages1979:9:1", None),
    "bombings1997": _extradite_or_prosecute("bombings1997:8", "bombings1997:9:2", "bombings1997:12", "bombings1997:11"),
    "financing1999": _extradite_or_prosecute(
        "financing1999:10",
        "financing1999:11:2",
        "financing1999:15",
        "financing1999:14",
        Ground("fiscal", _N, _FISCAL, "financing1999:13"),
    ),
    "nuclear2005": _extradite_or_prosecute("nuclear2005:11", "nuclear2005:13:2", "nuclear2005:16", "nuclear2005:15"),
    "ets196": _extradite_or_prosecute("ets196:18", "ets196:19:2", "ets196:21", "ets196:20"),
    "ets24": _ETS24,
    "eu-eaw": _ARREST_WARRANT,
}
