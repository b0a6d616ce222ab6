"""An answer of the legal-basis procedure as plain texts in the active language, arranged as a document reads.

Only texts and lists of texts leave this module, so that a template has nothing left to decide or to escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language_bidi, gettext

from comity.core.asking import ANSWERS, PENALTIES, parameters
from comity.core.field_labels import field_label
from comity.core.wording import article, citation, day, instrument_name, join, language, language_name, say, state_name
from comity.law.authorities.addressing import Addressee, Addressing
from comity.law.authorities.advice import Advice
from comity.law.basis.headline import headline, leading_basis
from comity.law.basis.types import Evidence, EvidenceKind, Finding, Opinion, Outcome, Test
from comity.law.book import TreatyBook
from comity.law.offences import BY_CODE
from comity.law.sentences import Sentence

Texts = dict[str, Any]


class OpinionText:
    """The texts of one answer; sources are numbered in the order in which they are first relied on."""

    def __init__(self, opinion: Opinion, book: TreatyBook, addressing: Addressing | None = None) -> None:
        self.opinion, self.book, self.addressing = opinion, book, addressing
        self._numbers: dict[str, int] = {}

    def document(self, *, permalink: str) -> Texts:
        """The whole document; `sources` come last because the findings decide their numbers."""
        opinion = self.opinion
        leading = leading_basis(opinion)
        return {
            "language": language(),
            "rtl": get_language_bidi(),
            "labels": _labels(),
            "permalink": permalink,
            **self._question(),
            "outcome": opinion.has_treaty_basis.value,
            "headline": self._say(headline(opinion)),
            "under": self._say(leading.summary) if leading else "",
            "notes": [*self._as_of(), *(self._say(note) for note in opinion.notes)],
            "findings": [self._finding(finding) for finding in opinion.findings],
            "unknowns": self._unknowns(),
            "addressees": [self._addressee(a) for a in self.addressing.addressees] if self.addressing else [],
            "listed": self._listed(),
            "addressed": [self._addressed(f) for f in opinion.findings if f.designations or f.languages],
            "unaddressed": self._unaddressed(),
            "contents": self._grouped((f, self._contents(f)) for f in opinion.findings if f.contents),
            "grounds": self._grouped((f, self._grounds(f)) for f in opinion.findings if f.grounds),
            "undetermined": [self._left_out(f, Outcome.UNKNOWN) for f in opinion.undetermined],
            "unavailable": [self._left_out(f, Outcome.FAILED) for f in opinion.unavailable],
            "parallel": [self._channel(f) for f in opinion.parallel],
            "sources": self._sources(),
        }

    def _say(self, sentence: Sentence) -> str:
        return say(sentence, self.book)

    def _name(self, finding: Finding) -> str:
        return instrument_name(finding.instrument, self.book) if finding.instrument else self._say(finding.title)

    def _question(self) -> Texts:
        asked = self.opinion.question
        given = parameters(asked)
        offence = BY_CODE.get(asked.offence or "")
        answers = {"yes": gettext("Yes"), "no": gettext("No")}
        rows = [
            (gettext("What you need"), gettext(asked.measure.label)),
            (gettext("Offence"), gettext(offence.label) if offence else gettext("Left open")),
            (gettext("Day of the request"), day(asked.on)),
            *((field_label(n), answers.get(given[n], given[n])) for n in (*PENALTIES, *ANSWERS) if n in given),
        ]
        names = {side: state_name(getattr(asked, side), self.book) for side in ("requesting", "requested")}
        title = gettext("Legal basis for a request by %(requesting)s to %(requested)s") % names
        return {"title": title, "subject": gettext(asked.measure.label), "question": rows, **names}

    def _as_of(self) -> list[str]:
        if self.opinion.as_of is None:
            return []
        text = gettext(
            "The oldest record used is as of %(day)s. Later acts are not on record here: check with the depositary"
            " before relying on it."
        )
        return [text % {"day": day(self.opinion.as_of)}]

    # -- findings ------------------------------------------------------------------------------------------------

    def _finding(self, finding: Finding) -> Texts:
        return {
            "name": self._name(finding),
            "role": gettext(finding.role.label),
            "outcome": finding.outcome.value,
            "outcome_label": gettext(finding.outcome.label),
            "as_of": gettext("as of %(day)s") % {"day": day(finding.as_of)} if finding.as_of else "",
            "summary": self._say(finding.summary),
            "articles": " · ".join(article(code) or citation(code, self.book) for code in finding.articles),
            "tests": [self._test(test) for test in finding.tests],
            "conditions": [self._say(condition) for condition in finding.conditions],
        }

    def _test(self, test: Test) -> Texts:
        return {
            "outcome": test.outcome.value,
            "label": gettext(test.outcome.label),
            "reason": self._say(test.reason),
            "evidence": [row for row in map(self._evidence, test.evidence) if row["text"]],
        }

    def _evidence(self, item: Evidence) -> Texts:
        known = item.source if item.source in self.book.sources else None
        return {"text": self._what(item), "source": self._number(known) if known else 0}

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def _what(self, item: Evidence) -> str:
        match item.kind:
            case EvidenceKind.ACTION:
                return self._act(item)
            case EvidenceKind.STATEMENT:
                instrument, state, *_rest = item.ref.split("/")
                said = next((s for s in self.book.statements.get((instrument, state), ()) if s.id == item.ref), None)
                return f"{citation(said.provision, self.book)}: {gettext(said.summary)}" if said else item.ref
            case EvidenceKind.RULE:
                held = item.ref.split(":", 1)[0] in self.book.instruments
                return citation(item.ref, self.book) if held else ""
            case EvidenceKind.INPUT:
                if item.ref not in parameters(self.opinion.question):
                    return ""  # left open: the reason says so
                return gettext("What was said in the question: %(field)s") % {"field": field_label(item.ref)}
            case EvidenceKind.RECORD:
                name = instrument_name(item.ref, self.book) if item.ref in self.book.instruments else item.ref
                return gettext("The record of participants or members: %(name)s") % {"name": name}

    def _act(self, item: Evidence) -> str:
        instrument, state, kind, *_rest = item.ref.split("/")
        acts = self.book.actions.get((instrument, state), ())
        label = next((gettext(act.kind.label) for act in acts if act.id == item.ref), kind)
        when = day(item.on) if item.on else gettext("day not stated")
        return f"{state_name(state, self.book)}: {label}, {when}"

    def _unknowns(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for test in (t for f in self.opinion.findings for t in f.tests):
            if test.who_could_say is not None and test.code != "domestic-law":
                found.setdefault(self._say(test.reason), self._say(test.who_could_say))
        return list(found.items())

    # -- what follows from them ------------------------------------------------------------------------------------

    def _listed(self) -> str:
        """Whether the directory or the depositary's notifications say whom to write to."""
        if self.addressing is None or self.addressing.first is not None:
            return ""
        state = state_name(self.opinion.question.requested, self.book)
        return gettext("The directory lists no authority of %(state)s on that day.") % {"state": state}

    def _addressee(self, addressee: Addressee) -> Texts:
        basis = instrument_name(addressee.instrument, self.book) if addressee.instrument else ""
        return {
            "name": f"{gettext('From the directory')}: {basis}" if basis else gettext("From the directory"),
            "conclusion": self._say(addressee.found.conclusion),
            "question": gettext(addressee.found.decider.point.label) if addressee.found.decider else "",
            "authorities": [self._authority(told) for told in addressee.advice],
        }

    def _authority(self, told: Advice) -> Texts:
        entry = told.candidate.listed.entry
        as_of = entry.origin.as_of or told.candidate.listed.published_on
        source = f"{gettext('Source')}: {entry.origin.name or '—'} · {gettext('As of')}: {day(as_of)}"
        return {
            "name": entry.name(language()),
            "lines": [self._say(each.sentence) for each in told.conclusions],
            "source": source,
        }

    def _addressed(self, finding: Finding) -> Texts:
        rows = []
        for d in finding.designations:
            stage = f" ({gettext(d.stage)})" if d.stage else ""
            rows.append({"text": f"{d.name}{stage}", "under": self._under(d.provision, d.source)})
        for r in finding.languages:
            names = join(language_name(code) for code in r.codes)
            every = f" ({gettext('all of them')})" if r.all_required and len(r.codes) > 1 else ""
            text = f"{gettext('Languages of requests:')} {names}{every}"
            rows.append({"text": text, "under": self._under(r.provision, r.source)})
        return {"name": self._name(finding), "rows": rows}

    def _under(self, provision: str, source: str) -> Texts:
        known = source in self.book.sources
        return {"text": citation(provision, self.book), "source": self._number(source) if known else 0}

    def _unaddressed(self) -> str:
        if any(f.designations or f.languages for f in self.opinion.findings):
            return ""
        if self.addressing and self.addressing.first:
            return ""
        return gettext(
            "No central authority or language notified by %(b)s is on record here under these bases. That is not"
            " the same as none having been notified: the directory of competent national authorities could say."
        ) % {"b": state_name(self.opinion.question.requested, self.book)}

    def _contents(self, finding: Finding) -> list[Texts]:
        advice = gettext("advice from practice")
        return [
            {"text": gettext(c.text), "note": article(c.provision) if c.provision else advice, "required": c.required}
            for c in finding.contents
        ]

    def _grounds(self, finding: Finding) -> list[Texts]:
        kinds: dict[str, list[Texts]] = {}
        for ground in finding.grounds:
            note = article(ground.provision) if ground.provision else ""
            kinds.setdefault(gettext(ground.kind.label), []).append({"text": gettext(ground.text), "note": note})
        return [{"kind": kind, "items": items} for kind, items in kinds.items()]

    def _grouped(self, lists: Iterable[tuple[Finding, list[Texts]]]) -> list[Texts]:
        """The lists with the instruments each belongs to; one that several share is given once."""
        groups: list[tuple[list[str], list[Texts]]] = []
        for finding, items in lists:
            same = next((names for names, found in groups if found == items), None)
            if same is None:
                groups.append(([self._name(finding)], items))
            else:
                same.append(self._name(finding))
        return [{"name": join(names), "items": items} for names, items in groups]

    def _left_out(self, finding: Finding, outcome: Outcome) -> Texts:
        return {"name": self._name(finding), "reasons": self._reasons(finding.tests, outcome)}

    def _reasons(self, tests: Sequence[Test], outcome: Outcome) -> str:
        return " ".join(self._say(test.reason) for test in tests if test.outcome is outcome)

    def _channel(self, finding: Finding) -> Texts:
        reasons = " ".join(self._say(test.reason) for test in finding.tests)
        return {"name": self._say(finding.title), "summary": self._say(finding.summary), "reasons": reasons}

    def _sources(self) -> list[Texts]:
        found = []
        for code in self._numbers:
            source = self.book.sources[code]
            as_of = day(source.as_of) if source.as_of else gettext("not stated")
            terms = f"{gettext('As of')}: {as_of} · {gettext('Licence')}: "
            found.append({"title": source.title, "terms": terms, "licence": source.licence, "url": source.url})
        return found


def _labels() -> dict[str, str]:
    """The headings and fixed words of the document."""
    return {
        "bases": gettext("Bases, in order"),
        "conditions": gettext("To clear first"),
        "unknowns": gettext("What is unknown, and who could say"),
        "whom": gettext("Whom to write to, and in which language"),
        "notified": gettext("From notifications to the depositary"),
        "contents": gettext("What the request must contain"),
        "grounds": gettext("Grounds of refusal, and what is none"),
        "left_out": gettext("Not available, nearest first"),
        "undetermined": gettext("Not determined: participation is not on record here"),
        "unavailable": gettext("Not available, and why"),
        "parallel": gettext("In parallel"),
        "sources": gettext("Sources"),
        "address": gettext("This answer can be called up and checked at:"),
        "disclaimer": gettext("What is not on record is shown as unknown. Nothing here is legal advice."),
        "none": gettext("No basis is known here."),
        "page": gettext("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
    }
