"""An answer of the legal-basis procedure as JSON: the same content as the page, in the active language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from comity.core.asking import parameters
from comity.core.wording import citation, instrument_name, language, language_name, say, state_name
from comity.law.authorities.addressing import Addressee, Addressing
from comity.law.authorities.advice import Advice
from comity.law.basis.headline import headline
from comity.law.basis.types import Evidence, Finding, Opinion, Test
from comity.law.book import TreatyBook


def opinion_to_json(opinion: Opinion, book: TreatyBook, addressing: Addressing | None = None) -> dict[str, Any]:
    """The whole answer: question, findings, what is unavailable or undetermined, what to do in parallel, sources.

    `addressees` are what the directory says, as the reader may see it; where it lists no authority of the requested
    State they are empty, and the designations of the findings, from notifications, are all there is.
    """
    question = opinion.question
    groups = {
        "findings": opinion.findings,
        "undetermined": opinion.undetermined,
        "unavailable": opinion.unavailable,
        "parallel": opinion.parallel,
    }
    return {
        "language": language(),
        "question": {
            "requesting": {"code": question.requesting, "name": state_name(question.requesting, book)},
            "requested": {"code": question.requested, "name": state_name(question.requested, book)},
            "measure": {"code": question.measure.value, "name": gettext(question.measure.label)},
            **parameters(question),
        },
        "as_of": opinion.as_of.isoformat() if opinion.as_of else None,
        "headline": say(headline(opinion), book),
        "has_treaty_basis": opinion.has_treaty_basis.value,
        "notes": [say(note, book) for note in opinion.notes],
        **{name: [finding_to_json(finding, book) for finding in group] for name, group in groups.items()},
        "addressees": [_addressee(each, book) for each in addressing.addressees] if addressing else [],
        "sources": _sources(opinion, book),
    }


def finding_to_json(finding: Finding, book: TreatyBook) -> dict[str, Any]:
    """One finding."""
    return {
        "instrument": finding.instrument,
        "name": instrument_name(finding.instrument, book) if finding.instrument else say(finding.title, book),
        "role": finding.role.value,
        "outcome": finding.outcome.value,
        "summary": say(finding.summary, book),
        "as_of": finding.as_of.isoformat() if finding.as_of else None,
        "articles": [{"code": code, "citation": citation(code, book)} for code in finding.articles],
        "tests": [_test(test, book) for test in finding.tests],
        "conditions": [say(condition, book) for condition in finding.conditions],
        "contents": [
            {"code": c.code, "provision": c.provision, "required": c.required, "text": gettext(c.text)}
            for c in finding.contents
        ],
        "grounds": [
            {"code": g.code, "kind": g.kind.value, "provision": g.provision, "text": gettext(g.text)}
            for g in finding.grounds
        ],
        "designations": [
            {
                "authority": d.name,
                "stage": d.stage,
                "provision": d.provision,
                "source": d.source,
                "as_of": d.as_of.isoformat() if d.as_of else None,
            }
            for d in finding.designations
        ],
        "languages": [
            {
                "codes": list(r.codes),
                "names": [language_name(code) for code in r.codes],
                "all_required": r.all_required,
                "provision": r.provision,
                "source": r.source,
                "as_of": r.as_of.isoformat() if r.as_of else None,
            }
            for r in finding.languages
        ],
    }


def _addressee(addressee: Addressee, book: TreatyBook) -> dict[str, Any]:
    decider = addressee.found.decider
    return {
        "basis": addressee.instrument,
        "outcome": addressee.found.outcome.value,
        "conclusion": say(addressee.found.conclusion, book),
        "decides": decider
        and {
            "point": decider.point.value,
            "question": gettext(decider.point.label),
            "options": {option.value: list(option.keys) for option in decider.options},
        },
        "authorities": [_authority(each, book) for each in addressee.advice],
    }


def _authority(told: Advice, book: TreatyBook) -> dict[str, Any]:
    listed, origin = told.candidate.listed, told.candidate.listed.entry.origin
    return {
        "key": listed.key,
        "state": listed.entry.state,
        "name": listed.entry.name(language()),
        "names": {name.language: name.text for name in listed.entry.names},
        "demonstration": origin.demonstration,
        "conclusions": [
            {
                "about": each.about.value,
                "text": say(each.sentence, book),
                "provision": each.provision or None,
                "reference": each.reference or None,
                "caution": each.caution,
                "withheld": each.withheld,
            }
            for each in told.conclusions
        ],
        "confirmed_on": listed.confirmed_on.isoformat() if listed.confirmed_on else None,
        "source": {
            "title": origin.name,
            "url": origin.url,
            "licence": origin.licence,
            "as_of": (origin.as_of or listed.published_on).isoformat(),
        },
    }


def _test(test: Test, book: TreatyBook) -> dict[str, Any]:
    return {
        "code": test.code,
        "outcome": test.outcome.value,
        "reason": say(test.reason, book),
        "provision": test.provision,
        "evidence": [_evidence(e) for e in test.evidence],
        "who_could_say": say(test.who_could_say, book) if test.who_could_say else None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "kind": evidence.kind.value,
        "ref": evidence.ref,
        "on": evidence.on.isoformat() if evidence.on else None,
        "source": evidence.source,
        "as_of": evidence.as_of.isoformat() if evidence.as_of else None,
    }


def _sources(opinion: Opinion, book: TreatyBook) -> list[dict[str, Any]]:
    groups = (opinion.findings, opinion.undetermined, opinion.unavailable, opinion.parallel)
    codes = {e.source for group in groups for f in group for t in f.tests for e in t.evidence if e.source}
    return [
        {
            "code": source.code,
            "title": source.title,
            "url": source.url,
            "licence": source.licence,
            "as_of": source.as_of.isoformat() if source.as_of else None,
        }
        for code in sorted(codes)
        if (source := book.sources.get(code))
    ]
