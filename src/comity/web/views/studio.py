"""The open studio: an interview without an account. Answers travel in the form; nothing of them is stored or logged."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts.viewer import Viewer, viewer
from comity.core.interviews import interviews
from comity.core.machine_translation import TranslationFailed
from comity.core.wording import language
from comity.law.book import TreatyBook
from comity.law.interview.definition import Addressee, Definition
from comity.law.interview.points import Point, State
from comity.law.interview.running import Interview, run
from comity.publications.requests import FORMS, made
from comity.publications.requests.answers import LARGEST, AnswersError, read_answers
from comity.publications.requests.flat import side
from comity.requests.rules import authorities, may_work
from comity.treaties.interfaces import book as treaty_book

from .. import drafting
from ..asked import today
from ..letterheads import head_of
from ..surroundings import surroundings
from ..translating import translation_choice, why_not_translated, with_machine_translation

View = Callable[..., HttpResponse]


def confidential(view: View) -> View:
    """A view whose answers are neither cached nor reported; uploaded files stay in memory.

    There is nothing a post from elsewhere could change or read here, so it asks for no token and leaves no cookie.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return view(request, *args, **kwargs)

    return guarded


@cache_control(no_store=True, private=True)
def studio(request: HttpRequest) -> HttpResponse:
    """The kinds of request that can be drafted, and the file of a draft to go on with."""
    return render(request, "web/studio.html", _index())


@confidential
@require_POST
def open_file(request: HttpRequest) -> HttpResponse:
    """Goes on with a draft that was saved as a file."""
    upload = request.FILES.get("file")
    try:
        if upload is None or upload.size is None or upload.size > LARGEST:
            raise AnswersError(_("No file came, or it is larger than 2 MB."))
        content = upload.read()
        definition = _definition_of(content)
        answers = read_answers(content, definition=definition.code)
    except AnswersError as error:
        return render(request, "web/studio.html", _index() | {"problem": str(error)}, status=400)
    return _page(request, definition, answers, "")


@confidential
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """One interview: GET begins it, with what a link of the navigator brings; POST goes on, saves or downloads."""
    definition = _definition(code)
    if request.method != "POST":
        answers = {"day": today().isoformat()} if "day" in definition.questions else {}
        return _page(request, definition, answers | drafting.prefilled(request.GET, definition), None)
    try:
        answers = drafting.posted(request.POST, definition)
    except AnswersError as error:
        return render(request, "web/studio.html", _index() | {"problem": str(error)}, status=400)
    go = request.POST.get("go", "next")
    if go in FORMS:
        try:
            return document_file(request, definition, answers, go, own_keys(viewer(request)))
        except TranslationFailed as error:
            return _page(request, definition, answers, "", not_translated=why_not_translated(error))
    if go == "save":
        data = {"definition": definition.code, "version": definition.version, "answers": answers}
        content = json.dumps(data, ensure_ascii=False, indent=1).encode()
        return _file(content, "application/json", f"comity-draft-{definition.code}.json")
    return _page(request, definition, answers, request.POST.get("step", ""), go)


def _page(
    request: HttpRequest,
    definition: Definition,
    answers: drafting.Answers,
    at: str | None,
    go: str = "",
    not_translated: str = "",
) -> HttpResponse:
    """The step to show: the first (at None), the next that needs something (at empty), or where the button leads.

    With a reason why nothing was translated, the document.
    """
    book = treaty_book()
    address = reverse("studio-draft", args=(definition.code,))
    who = viewer(request)
    interview = interview_of(definition, answers, book, today(), reader=who)
    section = "" if not_translated else destination(interview, at, go, request.POST)
    step = interview.step(section)
    more = go.removeprefix("add:") if go.startswith("add:") else ""
    head = head_of(request.POST, interview, own_keys(who))
    context = {
        "book": book,
        "definition": definition,
        "interview": interview,
        "step": step,
        "kept": drafting.kept(answers),
        "widgets": drafting.widgets(interview, step, answers, book, more) if step else [],
        "points": by_state(step.points if step else interview.points),
        "counts": [(state, interview.count(state)) for state in State],
        "document": None if step else side(interview.document, book, language()),
        "head": head,
        "head_shown": () if step else head.shown(who),
        "number": [s.section.id for s in interview.steps].index(section) + 1 if step else 0,
        "languages": settings.LANGUAGES,
        "language_links": [] if request.method == "POST" else _language_links(request),
        "action": address,
        "turns": [(c, n, translate_url(address, c)) for c, n in settings.LANGUAGES if c != language()],
        "second": request.POST.get("second", ""),
        "keeps": may_work(who),
        "not_translated": not_translated,
        **translation_choice(request),
    }
    return render(request, "web/draft.html", context, status=502 if not_translated else 200)


def _language_links(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The same page in each language; a form that was filled in is carried by its own buttons instead."""
    return [(c, n, translate_url(request.get_full_path(), c)) for c, n in settings.LANGUAGES]


def destination(interview: Interview, at: str | None, go: str, form: QueryDict) -> str:
    """The id of the section a button leads to; empty for the document. Who goes on is first shown what came up here."""
    first = interview.steps[0].section.id
    if go == "review":
        return ""
    if go.startswith("step:"):
        wanted = go.removeprefix("step:")
        return wanted if interview.step(wanted) else first
    if at is None:
        return first
    if go == "next":
        if drafting.asks_more(interview, at, form):
            return at
        return drafting.following(interview, at)
    if go == "before":
        return drafting.before(interview, at)
    if at == "" and not go:  # opened from a file: where it needs something
        following = interview.next_step
        return following.section.id if following else ""
    return at if at == "" or interview.step(at) else first


def own_keys(who: Viewer) -> list[str]:
    """The authorities the viewer works for, by their keys."""
    return sorted(authorities(who))


def document_file(
    request: HttpRequest, definition: Definition, answers: drafting.Answers, form: str, own: Sequence[str]
) -> HttpResponse:
    """The document as a file, in the languages and under the letterhead chosen; `own` are the drafter's authorities.

    Raises TranslationFailed where a machine translation was asked for and there is none.
    """
    book = treaty_book()
    known = dict(settings.LANGUAGES)
    wanted = [request.POST.get("language", ""), request.POST.get("second", "")]
    languages = tuple(dict.fromkeys(code for code in wanted if code in known)) or (language(),)
    who = viewer(request)
    interview = interview_of(definition, answers, book, today(), reader=who)
    written_in = request.POST.get("machine", "")
    if written_in in known:
        document = with_machine_translation(interview.document, written_in, languages)
        interview = replace(interview, document=document)
    letterhead = head_of(request.POST, interview, own).letterhead(who, languages)
    content = made(interview, form, book=book, languages=languages, letterhead=letterhead)
    return _file(content, FORMS[form], f"comity-{definition.code}-{'-'.join(languages)}.{form}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def interview_of(
    definition: Definition, answers: drafting.Answers, book: TreatyBook, day: date, *, reader: Viewer
) -> Interview:
    """The interview on the answers, held against what the reader may see of the directory."""
    return run(definition, answers, surroundings(definition, answers, book=book, today=day, reader=reader))


def by_state(points: tuple[Point, ...]) -> list[tuple[State, list[Point]]]:
    groups = [(state, [p for p in points if p.state is state]) for state in State]
    return [(state, found) for state, found in groups if found]


def _definition(code: str) -> Definition:
    known = interviews(settings.HOME)
    if code not in known:
        raise Http404(_("There is no interview “%(code)s” here.") % {"code": code})
    return known[code]


def _definition_of(content: bytes) -> Definition:
    """The interview a file of answers belongs to; raises AnswersError where it names none that is here."""
    try:
        code = json.loads(content.decode("utf-8-sig")).get("definition")
    except (ValueError, AttributeError, RecursionError):
        raise AnswersError(_("The file is no draft saved by the studio.")) from None
    known = interviews(settings.HOME)
    if code not in known:
        raise AnswersError(_("The file is no draft of an interview that is here."))
    return known[code]


def _index() -> dict[str, Any]:
    known = interviews(settings.HOME)
    groups = [
        (_("To another State"), [d for d in known.values() if d.addressee is Addressee.STATE]),
        (_("To a service provider"), [d for d in known.values() if d.addressee is Addressee.PROVIDER]),
    ]
    return {"book": treaty_book(), "groups": groups}
