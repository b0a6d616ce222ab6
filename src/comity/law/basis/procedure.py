"""The legal-basis procedure: from a question to ranked findings.

Domain section 5.4: party status; special regimes, bilateral and regional treaties; conventions on crimes with their
gates; routes by matter; domestic law and comity; the informal layer beside it; ranking.
"""

from __future__ import annotations

from dataclasses import replace

from ..book import TreatyBook
from ..contents import contents_for
from ..instruments.types import Instrument, Scope
from ..measures import Matter
from ..refusals import grounds_for
from ..sentences import InstrumentName, Sentence, StateName, say
from ..standing import Bond, Relation
from ..statements import Authority, Languages
from ..states import StateKind
from .assistance import assistance_route
from .beside import fallbacks, informal
from .case import Case, oldest, rule
from .extradition import extradition_route
from .gates import gate_tests
from .party import party_tests
from .types import (
    Designation,
    Finding,
    LanguageRule,
    Opinion,
    Outcome,
    Question,
    QuestionError,
    Role,
    Test,
)

_ROLE_RANK = {Role.PRIMARY: 0, Role.SUPPLEMENTARY: 1, Role.FALLBACK: 2, Role.INFORMAL: 3}
_OUTCOME_RANK = {Outcome.SATISFIED: 0, Outcome.UNKNOWN: 1, Outcome.FAILED: 2}
_SCOPE_RANK = {Scope.BILATERAL: 0, Scope.REGIONAL: 1, Scope.UNIVERSAL: 2}


def opinion(book: TreatyBook, question: Question) -> Opinion:
    """The answer to `question` on the facts in `book`; raises QuestionError if it cannot be answered as put."""
    check(book, question)
    case = Case(book, question)
    findings, unavailable, undetermined = [], [], []
    for code, relation in case.relations.items():
        finding = _finding(case, book.instruments[code], relation)
        if finding.outcome is Outcome.FAILED:
            unavailable.append(finding)
        elif relation.bond is Bond.UNKNOWN:
            undetermined.append(finding)
        else:
            findings.append(finding)
    findings.extend(fallbacks(case))
    findings = [f for f in findings if f.outcome is not Outcome.FAILED]
    ranked = sorted(findings, key=lambda f: _rank(case, f))
    return Opinion(
        question=question,
        findings=tuple(ranked),
        unavailable=tuple(sorted(unavailable, key=lambda f: _distance(case, f))),
        undetermined=tuple(sorted(undetermined, key=lambda f: _distance(case, f))),
        parallel=informal(case),
        as_of=oldest(f.as_of for f in (*ranked, *undetermined)),
        notes=_notes(case),
    )


def check(book: TreatyBook, question: Question) -> None:
    """Raises QuestionError for a question that makes no sense: unknown States, the same State twice, a former State."""
    gazetteer = book.gazetteer
    for field, code in (("requesting", question.requesting), ("requested", question.requested)):
        if code not in gazetteer:
            raise QuestionError(field, say("“%(code)s” is not the code of a State or territory known here.", code=code))
        state = gazetteer[code]
        if state.kind is StateKind.FORMER and state.until and question.on >= state.until:
            raise QuestionError(
                field,
                say("%(state)s ceased to exist on %(date)s.", state=StateName(code), date=state.until),
            )
        if state.kind is StateKind.ORGANIZATION:
            raise QuestionError(
                field,
                say("%(state)s does not make or execute requests; choose one of its members.", state=StateName(code)),
            )
        if state.kind is StateKind.TERRITORY and not state.sovereign:
            raise QuestionError(field, say("No State is recorded as responsible for %(state)s.", state=StateName(code)))
    if question.requesting == question.requested:
        raise QuestionError("requested", say("The requesting and the requested State are the same; choose two."))
    if gazetteer.responsible(question.requesting)[0] == gazetteer.responsible(question.requested)[0]:
        raise QuestionError(
            "requested",
            say(
                "%(a)s and %(b)s belong to one State; treaties between States do not apply between them.",
                a=StateName(question.requesting),
                b=StateName(question.requested),
            ),
        )


def _finding(case: Case, instrument: Instrument, relation: Relation) -> Finding:
    """One instrument's finding: party tests first, the gate and the route only where it can bind both."""
    parties = (*party_tests(case, instrument, relation), *_superseded(case, instrument))
    bare = Finding(
        instrument=instrument.code,
        role=Role.SUPPLEMENTARY if instrument.supplements else Role.PRIMARY,
        title=say("%(instrument)s", instrument=InstrumentName(instrument.code)),
        summary=_first_failure(parties) or parties[0].reason,
        tests=parties,
        articles=instrument.provisions_for(case.question.measure),
        as_of=oldest((relation.a.as_of, relation.b.as_of)),
    )
    if bare.outcome is Outcome.FAILED:
        return bare
    gate, gate_conditions = gate_tests(case, instrument)
    route = (
        extradition_route(case, instrument)
        if case.question.measure.matter is Matter.EXTRADITION
        else assistance_route(case, instrument)
    )
    tests = _distinct((*parties, *gate, *route.tests))
    supporting = instrument.supplements is not None and route.role is Role.PRIMARY
    finding = replace(
        bare,
        role=Role.SUPPLEMENTARY if supporting else route.role,
        summary=_first_failure(tests) or route.summary,
        tests=tests,
        articles=tuple(dict.fromkeys((*route.first, *bare.articles))),
        conditions=(*gate_conditions, *route.conditions),
    )
    if finding.outcome is Outcome.FAILED:
        return finding
    return replace(
        finding,
        contents=contents_for(instrument.code, case.question.measure),
        grounds=grounds_for(instrument.code, case.question.measure),
        designations=_designations(case, instrument),
        languages=_languages(case, instrument),
    )


def _superseded(case: Case, instrument: Instrument) -> tuple[Test, ...]:
    """A later instrument that replaces this one and binds both leaves it no room between the two."""
    for later in instrument.replaced_by:
        if later in case.book.instruments and case.relation(later).bond is Bond.BOUND:
            reason = say("Between the two, the %(instrument)s has taken its place.", instrument=InstrumentName(later))
            return (Test(code="superseded", outcome=Outcome.FAILED, reason=reason, evidence=(rule(later),)),)
    return ()


def _first_failure(tests: tuple[Test, ...]) -> Sentence | None:
    return next((t.reason for t in tests if t.outcome is Outcome.FAILED), None)


def _distinct(tests: tuple[Test, ...]) -> tuple[Test, ...]:
    seen: dict[tuple[str, str | None], Test] = {}
    for test in tests:
        key = (test.code, repr(test.evidence) if test.code == "relations" else None)
        seen.setdefault(key, test)
    return tuple(seen.values())


def _designations(case: Case, instrument: Instrument) -> tuple[Designation, ...]:
    codes = dict.fromkeys((instrument.code, *((instrument.supplements,) if instrument.supplements else ())))
    found = []
    for code in codes:
        for s in case.said(case.requested, code, Authority):
            assert isinstance(s.value, Authority)  # noqa: S101 - Case.said filters by this type
            source = case.book.sources.get(s.source)
            found.append(
                Designation(s.id, s.provision, s.value.name, s.value.stage, s.source, source.as_of if source else None)
            )
    return tuple(found)


def _languages(case: Case, instrument: Instrument) -> tuple[LanguageRule, ...]:
    found = []
    for s in case.said(case.requested, instrument.code, Languages):
        assert isinstance(s.value, Languages)  # noqa: S101 - Case.said filters by this type
        source = case.book.sources.get(s.source)
        found.append(
            LanguageRule(
                s.id, s.provision, s.value.codes, s.value.all_required, s.source, source.as_of if source else None
            )
        )
    return tuple(found)


def _rank(case: Case, finding: Finding) -> tuple[object, ...]:
    """Role first; then special regimes, certainty, the specific before the general, the newer before the older."""
    instrument = case.book.instruments.get(finding.instrument or "")
    if instrument is None:
        return (_ROLE_RANK[finding.role], 1, _OUTCOME_RANK[finding.outcome], 9, 0, 0, finding.title.msgid)
    adopted = instrument.adopted.toordinal() if instrument.adopted else 0
    return (
        _ROLE_RANK[finding.role],
        0 if instrument.mutual_recognition else 1,
        _OUTCOME_RANK[finding.outcome],
        _SCOPE_RANK[instrument.scope],
        0 if case.offence and case.offence.under(instrument.code) else 1,
        -adopted,
        instrument.code,
    )


def _distance(case: Case, finding: Finding) -> tuple[object, ...]:
    """How far an instrument is from serving: both bound but a gate failed, one bound and one signed, and so on."""
    instrument = finding.instrument or ""
    relation = case.relations[instrument]
    order = {Bond.BOUND: 0, Bond.UNKNOWN: 2, Bond.NOT_BOUND: 3}
    steps = sum(
        order[s.bond] - (1 if s.signed and s.bond is not Bond.BOUND else 0) + (0 if s.recorded else 2)
        for s in (relation.a, relation.b)
    )
    failed = sum(t.outcome is Outcome.FAILED for t in finding.tests)
    own = case.book.instruments[instrument].is_treaty_on_cooperation and case.plausible(
        case.book.instruments[instrument]
    )
    return (steps, 0 if own else 1, failed, instrument)


def _notes(case: Case) -> tuple[Sentence, ...]:
    notes = []
    for side in (case.question.requesting, case.question.requested):
        state = case.book.gazetteer[side]
        if state.kind is StateKind.TERRITORY and state.sovereign:
            notes.append(
                say(
                    "%(state)s is responsible for the treaty relations of %(territory)s.",
                    state=StateName(state.sovereign),
                    territory=StateName(side),
                )
            )
    return tuple(notes)
