"""What to know before writing to an authority that was found: why it, in which language, by which way, how fresh.

Every conclusion is a sentence with the fact it rests on; what is not on record is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..basis.types import Answer
from ..sentences import LanguageName, Param, ProvisionName, Sentence, Series, StateName, say
from .entry import AcceptedLanguage, AuthorityEntry, ChannelRule, Requirements
from .finding import Candidate, Enquiry
from .words import Acceptance, Channel, Competence, FieldGroup


class About(Enum):
    """What a conclusion is about."""

    REASON = "reason"
    LANGUAGE = "language"
    CHANNEL = "channel"
    FRESHNESS = "freshness"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One thing to know. `provision` is where it rests on an article; `reference` a notification or note verbale.

    `caution`: it is a gap or a warning. `withheld`: it is on record for those admitted to see it.
    """

    about: About
    sentence: Sentence
    provision: str = ""
    reference: str = ""
    caution: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to know of one authority; its source is the entry's own."""

    candidate: Candidate
    conclusions: tuple[Conclusion, ...]

    def about(self, *subjects: About) -> tuple[Conclusion, ...]:
        """The conclusions on these subjects."""
        return tuple(c for c in self.conclusions if c.about in subjects)


def advice(
    candidate: Candidate,
    enquiry: Enquiry,
    *,
    own: tuple[str, ...] = (),
    hidden: frozenset[FieldGroup] = frozenset(),
) -> Advice:
    """What to know; `own` are the languages (BCP 47) of the requesting State, `hidden` is kept from the reader."""
    return Advice(
        candidate,
        (
            *_reasons(candidate, enquiry),
            *_guarded(About.LANGUAGE, _languages(candidate, enquiry, own), FieldGroup.REQUIREMENTS in hidden),
            *_guarded(About.CHANNEL, _channels(candidate, enquiry), FieldGroup.CHANNELS in hidden),
            *_freshness(candidate),
        ),
    )


def requirements_for(entry: AuthorityEntry, competences: Iterable[Competence]) -> tuple[Requirements, ...]:
    """What the authority asks for in these matters: rules for the matter itself before those for all matters."""
    wanted = set(competences)
    own = [r for r in entry.requirements if wanted & set(r.competences)]
    return (*own, *(r for r in entry.requirements if not r.competences))


def languages_for(entry: AuthorityEntry, competences: Iterable[Competence]) -> tuple[AcceptedLanguage, ...]:
    """The languages on record for these matters; empty where none is."""
    return next((r.languages for r in requirements_for(entry, competences) if r.languages), ())


def _guarded(about: About, conclusions: Iterable[Conclusion], hidden: bool) -> Iterator[Conclusion]:
    if hidden:
        yield Conclusion(about, _WITHHELD[about], withheld=True)
    else:
        yield from conclusions


_WITHHELD = {
    About.LANGUAGE: say("Languages and requirements are shown to registered practitioners."),
    About.CHANNEL: say("Channels and contact details are shown to registered practitioners."),
}


# -- why it ---------------------------------------------------------------------------------------------------------


def _reasons(candidate: Candidate, enquiry: Enquiry) -> Iterator[Conclusion]:
    designation, entry = candidate.designation, candidate.listed.entry
    reference = designation.depositary_ref or designation.note_verbale

    def reason(sentence: Sentence) -> Conclusion:
        return Conclusion(About.REASON, sentence, designation.provision, reference)

    yield reason(
        say(
            "Designated under %(provision)s. Role: %(role)s. Matter: %(matter)s.",
            provision=ProvisionName(designation.provision),
            role=Sentence(designation.role.label),
            matter=Sentence(designation.competence.label),
        )
    )
    if designation.competence is not enquiry.competences[0]:
        yield reason(
            say(
                "None is designated for “%(wanted)s” alone; such requests go to the authority for “%(matter)s”.",
                wanted=Sentence(enquiry.wanted.label),
                matter=Sentence(designation.competence.label),
            )
        )
    limits: list[Param] = [Sentence(stage.label) for stage in designation.stages]
    if limits:
        yield reason(say("Only at this stage: %(limits)s.", limits=Series(tuple(limits))))
    if places := designation.territories or entry.territories:
        yield reason(say("Only for: %(limits)s.", limits=Series(tuple(map(StateName, places)))))
    if designation.urgent:
        yield reason(say("It is the line for urgent requests."))
    if designation.valid_from:
        yield reason(say("The designation holds since %(date)s.", date=designation.valid_from))
    if designation.valid_to:
        yield reason(say("The designation ends before %(date)s.", date=designation.valid_to))


# -- in which language, by which way --------------------------------------------------------------------------------


def _languages(candidate: Candidate, enquiry: Enquiry, own: tuple[str, ...]) -> Iterator[Conclusion]:
    held = languages_for(candidate.listed.entry, enquiry.competences)
    always = [each for each in held if not each.urgent_only or enquiry.urgent]
    only_urgent = [each for each in held if each not in always]
    if not held:
        yield Conclusion(About.LANGUAGE, say("No language of requests is on record for this authority."), caution=True)
        return
    shared = [each for each in always if each.code in own]
    if shared:
        text = say("Accepted as the requesting State writes it: %(languages)s.", languages=_named(shared))
        yield Conclusion(About.LANGUAGE, text)
    if others := [each for each in always if each not in shared]:
        text = (
            say("Also accepted: %(languages)s.", languages=_named(others))
            if shared
            else say("The request must be in one of these languages: %(languages)s.", languages=_named(others))
        )
        yield Conclusion(About.LANGUAGE, text)
    if certified := [each for each in always if each.certified is Answer.YES]:
        text = say("The translation must be certified: %(languages)s.", languages=_named(certified))
        yield Conclusion(About.LANGUAGE, text)
    if only_urgent:
        yield Conclusion(About.LANGUAGE, say("In urgent cases only: %(languages)s.", languages=_named(only_urgent)))


def _named(languages: Iterable[AcceptedLanguage]) -> Series:
    return Series(tuple(LanguageName(each.code) for each in languages))


def _channels(candidate: Candidate, enquiry: Enquiry) -> Iterator[Conclusion]:
    rules = candidate.listed.entry.channels
    by_acceptance = {a: [r for r in rules if r.accepted is a] for a in Acceptance}
    accepted, urgent_only = by_acceptance[Acceptance.YES], by_acceptance[Acceptance.URGENT_ONLY]
    if not (accepted or urgent_only):
        yield Conclusion(About.CHANNEL, say("No channel is on record for this authority."), caution=True)
    if accepted:
        yield Conclusion(About.CHANNEL, say("Accepted channels: %(channels)s.", channels=_called(accepted)))
    if urgent_only:
        text = (
            say("The case being urgent, also: %(channels)s.", channels=_called(urgent_only))
            if enquiry.urgent
            else say("In urgent cases only: %(channels)s.", channels=_called(urgent_only))
        )
        yield Conclusion(About.CHANNEL, text)
    if refused := by_acceptance[Acceptance.NO]:
        yield Conclusion(About.CHANNEL, say("Not accepted: %(channels)s.", channels=_called(refused)))
    if enquiry.urgent and not any(
        r.channel is Channel.INTERPOL and r.accepted is not Acceptance.UNKNOWN for r in rules
    ):
        text = say(
            "Whether urgent requests may come through INTERPOL is not on record; %(provision)s leaves it to agreement.",
            provision=ProvisionName("untoc:18:13"),
        )
        yield Conclusion(About.CHANNEL, text, "untoc:18:13", caution=True)


def _called(rules: Iterable[ChannelRule]) -> Series:
    return Series(tuple(Sentence(rule.channel.label) for rule in rules))


# -- how fresh ------------------------------------------------------------------------------------------------------


def _freshness(candidate: Candidate) -> Iterator[Conclusion]:
    yield freshness(candidate.listed.confirmed_on, candidate.listed.unconfirmed_since)
    if candidate.listed.entry.origin.demonstration:
        yield Conclusion(
            About.DEMONSTRATION, say("Invented for demonstration: do not write to this authority."), caution=True
        )


def freshness(confirmed_on: date | None, unconfirmed_since: date | None) -> Conclusion:
    """When the entry was last confirmed, or since when it is not."""
    if unconfirmed_since is not None:
        text = say("Unconfirmed since %(date)s: check before relying on it.", date=unconfirmed_since)
        return Conclusion(About.FRESHNESS, text, caution=True)
    if confirmed_on is None:
        return Conclusion(About.FRESHNESS, say("The State has not confirmed this entry yet."), caution=True)
    return Conclusion(About.FRESHNESS, say("Confirmed by the State on %(date)s.", date=confirmed_on))
