"""Follows the steps of one request: where it stands, which limits bind, what is doubtful, and what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..basis.types import Answer
from ..grounds import Ground, GroundKind
from ..measures import Measure
from ..refusals import grounds_for
from ..sentences import ProvisionName, Sentence, say
from .steps import OTHER_GROUND, RULES, Direction, Needs, Stage, Step, StepKind

EARLIEST = date(1950, 1, 1)


class LifecycleError(ValueError):
    """A step that cannot be taken; `field` names what is wrong with it, `sentence` why and the way out."""

    def __init__(self, field: str, sentence: Sentence) -> None:
        self.field, self.sentence = field, sentence
        super().__init__(f"{field}: {sentence.msgid}")


@dataclass(frozen=True, slots=True)
class Standing:
    """A step that stands: its number from 1, the step, and the stage that was before it."""

    number: int
    step: Step
    before: Stage | None
    after: Stage


@dataclass(frozen=True, slots=True)
class Course:
    """The course of a request so far. `corrected` are the numbers of the steps that no longer stand."""

    direction: Direction
    instrument: str
    measure: Measure
    count: int
    standing: tuple[Standing, ...]
    corrected: frozenset[int]

    @property
    def stage(self) -> Stage:
        """Where the request stands."""
        return self.standing[-1].after

    @property
    def since(self) -> date:
        """The day of the last step that stands."""
        return self.standing[-1].step.on

    @property
    def limits(self) -> tuple[Standing, ...]:
        """The limits on use that bind: set, and not lifted by consent."""
        lifted = {each.step.about for each in self.standing if each.step.kind is StepKind.USE_PERMITTED}
        return tuple(
            each for each in self.standing if each.step.kind is StepKind.USE_LIMITED and each.number not in lifted
        )

    def day(self, *kinds: StepKind) -> date | None:
        """The day of the first standing step of these kinds."""
        return next((each.step.on for each in self.standing if each.step.kind in kinds), None)


def follow(direction: Direction, steps: Sequence[Step], *, instrument: str, measure: Measure) -> Course:
    """The course the steps make, each checked against those before it. Raises LifecycleError, naming the step."""
    if not steps or steps[0].kind is not StepKind.OPENED:
        raise LifecycleError("kind", say("The first step of a request opens it."))
    start = Stage.DRAFT if direction is Direction.OUTGOING else Stage.RECEIVED
    course = Course(direction, instrument, measure, 1, (Standing(1, steps[0], None, start),), frozenset())
    for step in steps[1:]:
        check(course, step)
        course = _after(course, step)
    return course


def check(course: Course, step: Step, *, today: date | None = None) -> None:
    """Raises LifecycleError unless the step may be taken now; with `today`, no step lies after it."""
    rule = RULES[step.kind]
    if step.kind not in {each for each, _needs in offers(course)}:
        stage = Sentence(course.stage.label)
        raise LifecycleError(
            "kind",
            say(
                "This step cannot follow now; the request stands at: %(stage)s",
                stage=stage,
            ),
        )
    if step.on < EARLIEST or (today is not None and step.on > today):
        raise LifecycleError("on", say("Write the day on which it was done; it cannot lie in the future."))
    if step.kind is not StepKind.CORRECTED and step.on < course.since:
        raise LifecycleError(
            "on", say("The day cannot be before that of the step before it, %(day)s.", day=course.since)
        )
    if rule.needs.explanation and not step.explanation.strip():
        raise LifecycleError("explanation", say("Give the reason or the particulars in words."))
    if rule.needs.channel and step.channel is None:
        raise LifecycleError("channel", say("Say by which channel it was transmitted."))
    if rule.needs.ground is not None:
        _check_ground(course, step, rule.needs.ground)
    if rule.needs.about:
        _check_about(course, step)


def offers(course: Course) -> tuple[tuple[StepKind, Needs], ...]:
    """What may come next, with what each step needs, in the usual order."""
    found = []
    for kind, rule in RULES.items():
        if course.direction not in rule.sides or course.stage not in rule.start:
            continue
        if kind is StepKind.CORRECTED and len(course.standing) < 2:
            continue
        if kind is StepKind.USE_PERMITTED and not course.limits:
            continue
        found.append((kind, rule.needs))
    return tuple(found)


def grounds(course: Course, kind: GroundKind) -> tuple[Ground, ...]:
    """The grounds of a kind under the request's treaty for its measure; empty where none is on record."""
    return tuple(each for each in grounds_for(course.instrument, course.measure) if each.kind is kind)


def consulting_duty(course: Course) -> str | None:
    """The provision by which the other State is to be consulted before refusing or postponing; None: none on record."""
    return next((each.provision for each in grounds(course, GroundKind.DUTY) if each.code == "consult"), None)


def doubts(course: Course) -> tuple[Sentence, ...]:
    """What a careful reader would ask about the steps taken."""
    return tuple(found for each in course.standing for found in _doubts(course, each))


def _after(course: Course, step: Step) -> Course:
    number = course.count + 1
    standing, corrected = course.standing, course.corrected
    if step.kind is StepKind.CORRECTED:
        corrected = corrected | {standing[-1].number}
        standing = standing[:-1]
    else:
        standing = (*standing, Standing(number, step, course.stage, _end(course, step)))
    return Course(course.direction, course.instrument, course.measure, number, standing, corrected)


def _end(course: Course, step: Step) -> Stage:
    if step.kind is StepKind.INFORMATION_GIVEN:
        asked = next(each for each in reversed(course.standing) if each.step.kind is StepKind.INFORMATION_ASKED)
        return asked.before or course.stage
    return RULES[step.kind].end or course.stage


def _check_ground(course: Course, step: Step, kind: GroundKind) -> None:
    known = {each.code: each for each in grounds_for(course.instrument, course.measure)}
    ground = known.get(step.ground)
    if ground is None and step.ground != OTHER_GROUND:
        raise LifecycleError("ground", say("Name the ground, or choose another ground and explain it."))
    if course.direction is Direction.OUTGOING:
        return  # what the other State said is recorded as it was said
    if ground is not None and ground.kind is not kind:
        if ground.kind is GroundKind.NOT_A_GROUND and ground.provision:
            sentence = say(
                "By %(provision)s this is no ground for refusing: %(ground)s",
                provision=ProvisionName(ground.provision),
                ground=Sentence(ground.text),
            )
        else:
            sentence = say("This is not a ground for this step: %(ground)s", ground=Sentence(ground.text))
        raise LifecycleError("ground", sentence)
    duty = consulting_duty(course)
    if duty and not any(each.step.kind is StepKind.CONSULTED for each in course.standing):
        raise LifecycleError(
            "kind",
            say(
                "By %(provision)s the requesting State is consulted first; enter that consultation before this step.",
                provision=ProvisionName(duty),
            ),
        )


def _check_about(course: Course, step: Step) -> None:
    if step.kind is StepKind.CORRECTED:
        if step.about != course.standing[-1].number:
            raise LifecycleError("about", say("Only the last entry that stands can be corrected."))
    elif step.about not in {each.number for each in course.limits}:
        raise LifecycleError("about", say("Name the limit on use that the consent is about."))


def _doubts(course: Course, each: Standing) -> list[Sentence]:
    found, step = [], each.step
    if RULES[step.kind].needs.document and not step.document:
        found.append(say("No document is attached to: %(step)s", step=Sentence(step.kind.label)))
    if step.kind not in {StepKind.REFUSED, StepKind.POSTPONED} or course.direction is Direction.INCOMING:
        return found
    ground = next((g for g in grounds_for(course.instrument, course.measure) if g.code == step.ground), None)
    if ground and ground.kind is GroundKind.NOT_A_GROUND and ground.provision:
        found.append(
            say(
                "By %(provision)s this is no ground for refusing: %(ground)s",
                provision=ProvisionName(ground.provision),
                ground=Sentence(ground.text),
            )
        )
    duty = consulting_duty(course)
    if duty and step.consulted is not Answer.YES:
        found.append(
            say(
                "By %(provision)s the requested State consults before refusing or postponing; ask for it.",
                provision=ProvisionName(duty),
            )
        )
    return found
