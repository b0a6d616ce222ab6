"""The navigator: from the form to a stable address, and from the address to the answer as page, PDF and JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from comity.accounts.viewer import viewer
from comity.core.asking import ANSWERS, FIELDS, PENALTIES, parameters, question
from comity.core.wording import language, say
from comity.directory.interfaces import is_registered
from comity.law.authorities.addressing import Addressee
from comity.law.basis.headline import headline, leading_basis
from comity.law.basis.procedure import check, opinion
from comity.law.basis.types import Opinion, Question, QuestionError
from comity.law.book import TreatyBook
from comity.law.offences import BY_CODE
from comity.law.refusals import Ground, GroundKind
from comity.law.sentences import Sentence
from comity.law.sources import Source
from comity.publications.opinion_json import opinion_to_json
from comity.treaties.interfaces import book as treaty_book

from .. import choices
from ..asked import today
from ..authorities import addressed, kept_private
from ..drafting import INTERVIEW_FOR


def form_context(
    request: HttpRequest, book: TreatyBook, error: QuestionError | None = None, given: dict[str, str] | None = None
) -> dict[str, Any]:
    """What the question form needs: choices, what was typed, and what is wrong with it."""
    typed = given if given is not None else {name: request.GET.get(name, "") for name in FIELDS}
    return {
        "state_choices": choices.states(book),
        "measure_choices": choices.measures(),
        "offence_choices": choices.offences(),
        "typed": typed,
        "error_field": error.field if error else "",
        "error_text": say(error.sentence, book) if error else "",
        "answers": tuple(ANSWERS),
        "penalties": tuple(PENALTIES),
        "opened": any(typed.get(name) for name in (*ANSWERS, *PENALTIES)),
        "today": today(),
        "today_text": today().isoformat(),
        "book": book,
    }


def ask(request: HttpRequest) -> HttpResponse:
    """Takes the form; a question that can be answered is sent to its own address, else the form says what is wrong."""
    book = treaty_book()
    given = {name: request.GET.get(name, "") for name in FIELDS}
    try:
        asked = question(given, gazetteer=book.gazetteer, today=today())
        check(book, asked)
    except QuestionError as error:
        return render(request, "web/ask.html", form_context(request, book, error), status=400)
    return HttpResponseRedirect(address(asked))


def address(asked: Question, view: str = "basis") -> str:
    """The stable address of a question's answer."""
    path = reverse(view, args=(asked.requesting, asked.requested, asked.measure.value))
    return f"{path}?{urlencode(parameters(asked))}"


def basis(request: HttpRequest, requesting: str, requested: str, measure: str) -> HttpResponse:
    """The answer as a page."""
    book = treaty_book()
    given = _given(request, requesting, requested, measure)
    try:
        answer = _answer(book, given)
    except QuestionError as error:
        return render(request, "web/ask.html", form_context(request, book, error, given), status=400)
    asked = answer.question
    if request.get_full_path() != address(asked):
        return HttpResponseRedirect(address(asked))  # what is shared and cited always names its day
    reader = viewer(request)
    return kept_private(render(request, "web/basis.html", _answer_context(request, book, answer)), reader)


def _answer_context(request: HttpRequest, book: TreatyBook, answer: Opinion) -> dict[str, Any]:
    asked = answer.question
    typed = parameters(asked)
    places = {"requesting": asked.requesting, "requested": asked.requested, "measure": asked.measure.value}
    back = Question(asked.requested, asked.requesting, asked.measure, asked.on, asked.offence)
    return {
        **form_context(request, book, given=typed | places),
        "answer": answer,
        "asked": asked,
        "offence": BY_CODE.get(asked.offence or ""),
        "known": [(name, typed[name]) for name in (*PENALTIES, *ANSWERS) if name in typed],
        "headline": headline(answer),
        "leading": leading_basis(answer),
        "addressing": (found := addressed(answer, viewer(request), book)),
        "addressees": [(each, _find_address(each, asked)) for each in found.addressees],
        "registered": is_registered(viewer(request)),
        "addressed": [f for f in answer.findings if f.designations or f.languages],
        "with_contents": [f for f in answer.findings if f.contents],
        "with_grounds": [(f, _by_kind(f.grounds)) for f in answer.findings if f.grounds],
        "unknowns": _unknowns(answer),
        "permalink": request.build_absolute_uri(address(asked)),
        "json_address": address(asked, "basis-json"),
        "pdf_address": address(asked, "basis-pdf"),
        "back_address": address(back),
        "draft_address": _draft_address(answer),
        "sources": _sources(answer, book),
    }


def _draft_address(answer: Opinion) -> str:
    """Where a request on this answer is drafted, with what the question said; empty where no interview words it."""
    asked, leading = answer.question, leading_basis(answer)
    code = INTERVIEW_FOR.get(asked.measure)
    if code is None:
        return ""
    places = {"requesting": asked.requesting, "requested": asked.requested, "measure": asked.measure.value}
    basis = {"instrument": leading.instrument} if leading and leading.instrument else {}
    return f"{reverse('studio-draft', args=(code,))}?{urlencode(places | parameters(asked) | basis)}"


def _find_address(addressee: Addressee, asked: Question) -> str:
    """The finder's address for what is left open about one basis."""
    given = {
        "state": asked.requested,
        "measure": asked.measure.value,
        "requesting": asked.requesting,
        "basis": addressee.instrument or "",
        "on": asked.on.isoformat(),
    }
    return f"{reverse('directory-find')}?{urlencode({name: text for name, text in given.items() if text})}"


def basis_json(request: HttpRequest, requesting: str, requested: str, measure: str) -> HttpResponse:
    """The answer as JSON, the same content as the page."""
    book = treaty_book()
    try:
        answer = _answer(book, _given(request, requesting, requested, measure))
    except QuestionError as error:
        return JsonResponse({"error": {"field": error.field, "message": say(error.sentence, book)}}, status=400)
    reader = viewer(request)
    content = opinion_to_json(answer, book, addressed(answer, reader, book))
    return kept_private(JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1}), reader)


def basis_pdf(request: HttpRequest, requesting: str, requested: str, measure: str) -> HttpResponse:
    """The answer as PDF, the same content as the page."""
    from comity.publications.opinion_pdf import pdf

    book = treaty_book()
    given = _given(request, requesting, requested, measure)
    try:
        answer = _answer(book, given)
    except QuestionError as error:
        return render(request, "web/ask.html", form_context(request, book, error, given), status=400)
    asked = answer.question
    reader = viewer(request)
    to_whom = addressed(answer, reader, book)
    content = pdf(answer, book, to_whom, permalink=request.build_absolute_uri(address(asked)))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"comity-{asked.requesting}-{asked.requested}-{asked.measure.value}-{asked.on.isoformat()}-{language()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return kept_private(response, reader)


def _given(request: HttpRequest, requesting: str, requested: str, measure: str) -> dict[str, str]:
    given = {name: request.GET.get(name, "") for name in FIELDS}
    return given | {"requesting": requesting, "requested": requested, "measure": measure}


def _answer(book: TreatyBook, given: dict[str, str]) -> Opinion:
    return opinion(book, question(given, gazetteer=book.gazetteer, today=today()))


def _by_kind(grounds: tuple[Ground, ...]) -> list[tuple[GroundKind, list[Ground]]]:
    """Grounds in groups: what lets refuse, what lets postpone, what is none, what goes with refusing."""
    groups = [(kind, [g for g in grounds if g.kind is kind]) for kind in GroundKind]
    return [(kind, found) for kind, found in groups if found]


def _unknowns(answer: Opinion) -> list[tuple[Sentence, Sentence]]:
    """What is unknown among the bases that may serve, with who could say, each once."""
    found: dict[Sentence, Sentence] = {}
    for finding in answer.findings:
        for test in finding.tests:
            if test.who_could_say is not None:
                found.setdefault(test.reason, test.who_could_say)
    return list(found.items())


def _sources(answer: Opinion, book: TreatyBook) -> list[Source]:
    groups = (answer.findings, answer.undetermined, answer.unavailable, answer.parallel)
    codes = {e.source for group in groups for f in group for t in f.tests for e in t.evidence if e.source}
    codes |= {d.source for f in answer.findings for d in f.designations}
    codes |= {r.source for f in answer.findings for r in f.languages}
    return [book.sources[code] for code in sorted(codes) if code in book.sources]
