"""What an interview is made of: sections, questions, conditions, and the items of the document it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ..measures import Measure
from ..sentences import Text
from .conditions import Condition


class Kind(Enum):
    """What an answer is."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    MOMENT = "moment"  # day, time and time zone
    NUMBER = "number"
    MONEY = "money"
    STATE = "state"
    LANGUAGE = "language"
    PROVISION = "provision"
    INSTRUMENT = "instrument"
    OFFENCE = "offence"
    PROVIDER = "provider"  # the code of a service provider in the hub
    YES_NO = "yes-no"
    CHOICE = "choice"
    CHOICES = "choices"
    IDENTIFIER = "identifier"
    GROUP = "group"


class Need(Enum):
    """How much an answer is needed."""

    REQUIRED = "required"
    ADVISED = "advised"
    OPTIONAL = "optional"


class Role(Enum):
    """What a question means to the checks, whatever its name; at most one question of a definition has each role."""

    REQUESTING = "requesting-state"
    REQUESTED = "requested-state"
    DAY = "day"
    INSTRUMENT = "instrument"
    OFFENCE = "offence"
    MEASURES = "measures"
    PENALTY_REQUESTING = "penalty-requesting"
    PENALTY_REQUESTED = "penalty-requested"
    LANGUAGE = "language"
    CERTIFIED = "certified"
    CHANNEL = "channel"
    GROUNDS = "grounds"
    FACTS = "facts"
    LEGAL_POWER = "legal-power"
    CATEGORIES = "data-categories"
    DATA_KNOWN = "data-known"
    FROM = "from"
    TO = "to"
    DEADLINE = "deadline"
    DEADLINE_REASON = "deadline-reason"
    OFFICIAL_EMAIL = "official-email"
    PRESERVED = "preserved"
    FOLLOWS = "follows"
    DAYS = "days"
    IMMINENT = "imminent"
    GROUP = "organized-group"
    TRANSNATIONAL = "transnational"
    DUAL = "dual-criminality"
    WANTED = "wanted"
    PROVIDER = "provider"
    PROVIDER_ENTITY = "provider-entity"
    EXTENSION = "extension"
    NOT_TOLD = "not-told"
    AUTHENTICATION = "authentication"


class Addressee(Enum):
    """Whom the document goes to."""

    STATE = "state"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `code` is what answers hold."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or one field of a repeated group.

    `whys` are the provisions that ask for it, one of each treaty (empty: practice); `covers` are codes of
    `law.contents` items that its answer fulfils; `identifier` the kind an identifier must be, or `identifier_from` the
    sibling that says the kind; `silent` keeps it out of the document; `fields` belong to a group.
    """

    id: str
    kind: Kind
    label: Text
    help: Text | None = None
    whys: tuple[str, ...] = ()
    need: Need = Need.OPTIONAL
    covers: tuple[str, ...] = ()
    role: Role | None = None
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    fields: tuple[Question, ...] = ()
    identifier: str = ""
    identifier_from: str = ""
    silent: bool = False

    def why(self, instrument: str = "") -> str:
        """The provision that asks for it in the treaty relied on, else the first; empty where it is practice."""
        own = (code for code in self.whys if code.split(":", 1)[0] == instrument)
        return next(own, self.whys[0] if self.whys else "")

    def option(self, code: str) -> Option | None:
        """The option of a code."""
        return next((o for o in self.options if o.code == code), None)


class ItemKind(Enum):
    """What an item of the document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FACTS = "facts"
    WORDS = "words"
    TABLE = "table"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the document: fixed text with `%(question)s` places, or questions whose answers it shows."""

    kind: ItemKind
    text: Text | None = None
    questions: tuple[str, ...] = ()
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One step of the interview. `document` None: the answers stand in the document in the order of the questions."""

    id: str
    title: Text
    about: Text | None = None
    when: Condition | None = None
    questions: tuple[Question, ...] = ()
    document: tuple[Item, ...] | None = None


@dataclass(frozen=True)
class Definition:
    """A versioned interview. `measures` are what is asked for if no question asks which."""

    code: str
    version: str
    title: Text
    summary: Text
    addressee: Addressee
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    opening: tuple[Item, ...] = ()
    closing: tuple[Item, ...] = ()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, without the fields of groups."""
        return {q.id: q for s in self.sections for q in s.questions}

    @cached_property
    def roles(self) -> dict[Role, Question]:
        """The question that has a role."""
        return {q.role: q for q in self.questions.values() if q.role}

    def placed(self) -> Iterator[tuple[Section, Question]]:
        """Every question with its section, in order."""
        for section in self.sections:
            for question in section.questions:
                yield section, question
