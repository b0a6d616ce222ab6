"""Drafts: the list, beginning one, and the interview with what is missing, doubtful and fine beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts.viewer import viewer
from comity.core import wording
from comity.core.interviews import interviews
from comity.core.machine_translation import TranslationFailed
from comity.core.wording import language
from comity.law.interview.definition import Definition
from comity.law.interview.points import State
from comity.law.interview.running import Interview
from comity.law.lifecycle.deadlines import DeadlineKind
from comity.publications.requests import FORMS
from comity.publications.requests.flat import side
from comity.requests import queries, rules
from comity.requests.comparing import as_text
from comity.requests.domain import drafting as drafts
from comity.requests.domain.drafting import Content, DraftRefused, Saved
from comity.requests.merging import digests
from comity.requests.models import Draft
from comity.treaties.interfaces import book as treaty_book

from ... import drafting
from ...asked import today
from ...letterheads import head_of
from ...translating import translation_choice, why_not_translated
from ..studio import by_state, destination, document_file, interview_of
from .guard import authority_name, own_authorities, workspace


@workspace
def home(request: HttpRequest) -> HttpResponse:
    """My drafts, what is shared with us, and the days that come next."""
    who = viewer(request)
    shared = [(share, authority_name(share.draft.authority)) for share in rules.shares_with(who)]
    context = {
        "book": treaty_book(),
        "drafts": [(row, definition_title(row.draft.definition)) for row in queries.drafts(who)],
        "shared": shared,
        "deadlines": [(row, DeadlineKind(row.kind)) for row in queries.deadlines(who, since=today())[:8]],
        "definitions": list(interviews(settings.HOME).values()),
        "authorities": own_authorities(who),
        "retention": settings.CONFIGURATION.draft_days,
    }
    return render(request, "web/workspace/home.html", context)


@workspace
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft: blank, from the navigator's answers, or what was typed in the open studio."""
    who = viewer(request)
    known = interviews(settings.HOME)
    definition = known.get(request.POST.get("definition", ""))
    if definition is None:
        raise Http404
    try:
        answers = drafting.posted(request.POST, definition)
    except drafting.AnswersError:
        raise Http404 from None
    if not answers:
        answers = drafting.prefilled(request.GET, definition)
        answers |= {"day": today().isoformat()} if "day" in definition.questions else {}
    choices = [key for key, _name in own_authorities(who)]
    authority = request.POST.get("authority", choices[0] if choices else "")
    draft = drafts.begin(
        viewer=who,
        definition=definition.code,
        version=str(definition.version),
        authority=authority,
        title=request.POST.get("title", "").strip()[:300],
        answers=answers,
    )
    return redirect("workspace-draft", draft.key)


@workspace
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """One draft: GET shows a step, POST saves what was typed and goes where the button leads."""
    held = rules.draft_of(viewer(request), key)
    definition = interviews(settings.HOME).get(held.definition)
    if definition is None:
        return _without_definition(request, held)
    if request.method != "POST":
        content = drafts.content_of(held)
        return _page(request, held, definition, content, request.GET.get("step"), request.GET.get("more", ""))
    try:
        saved = _save(request, held, definition)
    except DraftRefused as error:
        held_content = drafts.content_of(held)
        answers = held_content.answers | drafting.typed(request.POST, definition)
        content = Content(request.POST.get("title", held_content.title), answers, held_content.aside)
        return _page(request, held, definition, content, request.POST.get("step", ""), problem=refusal(error))
    go = request.POST.get("go", "stay")
    if go in FORMS:
        try:
            return document_file(request, definition, saved.content.answers, go, _drafted_for(held))
        except TranslationFailed as error:
            told = why_not_translated(error)
            return _page(request, saved.draft, definition, saved.content, "", not_translated=told)
    if go == "save":
        return _as_file(saved.content, held)
    _tell_meetings(request, saved, definition)
    if go == "review" and "letterhead-lines" in request.POST:  # shown at once: no address is to hold what was typed
        return _page(request, saved.draft, definition, saved.content, "")
    interview = interview_of(definition, saved.content.answers, treaty_book(), today(), reader=viewer(request))
    section = destination(interview, request.POST.get("step", ""), go, request.POST)
    more = f"&more={go.removeprefix('add:')}" if go.startswith("add:") else ""
    return redirect(f"{reverse('workspace-draft', args=(key,))}?step={section}{more}")


@workspace
@require_POST
def autosave(request: HttpRequest, key: str) -> HttpResponse:
    """Saves what is being typed and answers in JSON: what others changed meanwhile, what the form now rests on."""
    held = rules.draft_of(viewer(request), key)
    definition = interviews(settings.HOME).get(held.definition)
    if definition is None:
        raise Http404
    before = _base(request)
    try:
        saved = _save(request, held, definition)
    except DraftRefused as error:
        return JsonResponse({"saved": False, "told": refusal(error)}, status=409)
    kept = {question: before.get(question, "") for question in saved.merged.theirs}
    told = _meetings(saved, definition)
    return JsonResponse(
        {"saved": True, "told": " ".join(told) or _("Saved."), "base": digests(saved.content.answers) | kept}
    )


def _save(request: HttpRequest, held: Draft, definition: Definition) -> Saved:
    return drafts.save(
        viewer=viewer(request),
        key=held.key,
        typed=drafting.typed(request.POST, definition),
        base=_base(request),
        title=request.POST.get("title"),
    )


def _base(request: HttpRequest) -> Mapping[str, str]:
    try:
        found = json.loads(request.POST.get("base", "{}"))
    except ValueError:
        found = {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _page(
    request: HttpRequest,
    held: Draft,
    definition: Definition,
    content: Content,
    at: str | None,
    more: str = "",
    problem: str = "",
    not_translated: str = "",
) -> HttpResponse:
    book = treaty_book()
    who = viewer(request)
    interview = interview_of(definition, content.answers, book, today(), reader=who)
    first = interview.steps[0].section.id
    section = first if at is None else (at if at == "" or interview.step(at) else first)
    step = interview.step(section)
    address = reverse("workspace-draft", args=(held.key,))
    asked = {q.id for q in step.questions} if step else set()
    head = head_of(request.POST, interview, _drafted_for(held))
    context = {
        "book": book,
        "draft": held,
        "title": content.title,
        "problem": problem,
        "base": json.dumps(digests(drafts.content_of(held).answers)),
        "aside": _aside(content, definition),
        "comments": [c for c in queries.comments(held) if c.comment.question in asked and not c.comment.settled_at],
        "is_open": held.stage == "drafting",
        "other_version": str(definition.version) != held.definition_version,
        "left_over": _left_over(content.answers, definition),
        "definition": definition,
        "interview": interview,
        "step": step,
        "widgets": drafting.widgets(interview, step, content.answers, book, more) if step else [],
        "points": by_state(step.points if step else interview.points),
        "counts": [(state, interview.count(state)) for state in State],
        "document": None if step else side(interview.document, book, language()),
        "head": head,
        "head_shown": () if step else head.shown(who),
        "number": _number(interview, section) if step else 0,
        "languages": settings.LANGUAGES,
        "action": address,
        "turns": [(c, n, translate_url(address, c)) for c, n in settings.LANGUAGES if c != language()],
        "second": request.POST.get("second", ""),
        "not_translated": not_translated,
        **translation_choice(request),
    }
    status = 409 if problem else 502 if not_translated else 200
    return render(request, "web/workspace/draft.html", context, status=status)


def _drafted_for(held: Draft) -> list[str]:
    """The authority whose draft it is, if any."""
    return [held.authority] if held.authority else []


def _number(interview: Interview, section: str) -> int:
    return [step.section.id for step in interview.steps].index(section) + 1


def _without_definition(request: HttpRequest, held: Draft) -> HttpResponse:
    """A draft of an interview that is not here (any more): everything it holds, to read, keep and hand over."""
    content = drafts.content_of(held)
    if request.method == "POST":
        return _as_file(content, held)
    rows = [(question, as_text(value)) for question, value in content.answers.items()]
    return render(
        request,
        "web/workspace/no_definition.html",
        {"book": treaty_book(), "draft": held, "title": content.title, "rows": rows},
    )


def _as_file(content: Content, held: Draft) -> HttpResponse:
    data = {"definition": held.definition, "version": held.definition_version, "answers": content.answers}
    response = HttpResponse(json.dumps(data, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="comity-draft-{held.key}.json"'
    return response


def _aside(content: Content, definition: Definition) -> list[tuple[int, str, str, str]]:
    """The texts kept aside: number, question, text, who typed it."""
    return [
        (number, question_label(definition, question), as_text(text), who)
        for number, (question, text, who) in enumerate(content.aside)
    ]


def _left_over(answers: Mapping[str, Any], definition: Definition) -> list[tuple[str, str]]:
    """Answers to questions the interview does not ask any more: kept, and shown at the end."""
    return [(name, as_text(value)) for name, value in answers.items() if name not in definition.questions]


def _meetings(saved: Saved, definition: Definition) -> list[str]:
    told = []
    names = [question_label(definition, question) for question in saved.merged.theirs]
    if names:
        told.append(_("Meanwhile another person changed: %(questions)s.") % {"questions": wording.join(names)})
    if saved.merged.met:
        told.append(_("Where both of you wrote, their text stands; yours is kept above the questions."))
    return told


def _tell_meetings(request: HttpRequest, saved: Saved, definition: Definition) -> None:
    for sentence in _meetings(saved, definition):
        messages.warning(request, sentence)


def refusal(error: DraftRefused) -> str:
    """Why a draft cannot be changed, in the reader's language."""
    return {
        "closed": _(
            "The draft is in review or approved, so nothing was saved. What you typed is still in the form: take the"
            " draft up again in another tab, then save."
        ),
        "too-long": _(
            "The draft would be too long to keep; nothing was saved. Attach long texts as documents instead."
        ),
        "own-review": _("Somebody else than the person who asked for the review has to approve."),
        "no-version": _("There is no such version."),
    }[error.reason]


def question_label(definition: Definition | None, question: str) -> str:
    """What a question is called in the reader's language; its id where the interview does not know it."""
    found = definition.questions.get(question) if definition else None
    return wording.text(found.label) if found else question


def definition_title(code: str) -> str:
    """What an interview is called in the reader's language; its code where it is not here."""
    found = interviews(settings.HOME).get(code)
    return wording.text(found.title) if found else code
