"""A draft beside its text: review, hand-over, versions, comments, sharing with the counterpart, deletion."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.accounts.models import User
from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer, viewer
from comity.core.interviews import interviews
from comity.requests import queries, rules
from comity.requests.comparing import as_text, differences
from comity.requests.domain import commenting, deleting, sharing
from comity.requests.domain import drafting as drafts
from comity.requests.domain.drafting import Content, DraftRefused
from comity.requests.models import Draft, DraftShare
from comity.treaties.interfaces import book as treaty_book

from .drafts import definition_title, question_label, refusal
from .guard import authority_name, workspace


@workspace
def manage(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about a draft but its text."""
    who = viewer(request)
    held = rules.draft_of(who, key)
    shares = list(held.shares.select_related("version", "shared_by"))
    read = queries.readings(shares)
    others = [a for a in rules.authorities_with_people() if a != held.authority]
    context = {
        "book": treaty_book(),
        "draft": held,
        "definition_title": definition_title(held.definition),
        "authority": authority_name(held.authority) if held.authority else "",
        "versions": list(held.versions.select_related("kept_by").order_by("-number")),
        "colleagues": rules.people_of(held.authority).exclude(pk=held.owner_id) if held.authority else [],
        "shares": [(share, authority_name(share.authority), read.get(share.key, [])) for share in shares],
        "others": sorted(((a, authority_name(a)) for a in others), key=lambda pair: pair[1]),
        "may_approve": held.stage == "review" and not (held.authority and held.review_asked_by_id == who.user_id),
        "may_delete": _may_delete(who, held),
        "viewer": who,
    }
    return render(request, "web/workspace/manage.html", context)


def _may_delete(who: Viewer, held: Draft) -> bool:
    return held.owner_id == who.user_id or who.holds(Role.AUTHORITY_EDITOR, authority=held.authority)


@workspace
@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """One act on a draft; which one, the button says."""
    who = viewer(request)
    go = request.POST.get("go", "")
    try:
        match go:
            case "keep":
                drafts.keep_version(viewer=who, key=key)
            case "take-up":
                drafts.take_up(viewer=who, key=key, number=_number(request.POST.get("version", "")))
            case "hand-over":
                person = rules.people_of(rules.draft_of(who, key).authority).filter(
                    pk=_number(request.POST.get("to", ""))
                )
                drafts.hand_over(viewer=who, key=key, to=_only(person.first()))
            case "review":
                drafts.ask_review(viewer=who, key=key)
            case "approve":
                drafts.approve(viewer=who, key=key)
            case "reopen":
                drafts.reopen(viewer=who, key=key)
            case "use-aside" | "drop-aside":
                number = _number(request.POST.get("number", ""))
                drafts.settle_aside(viewer=who, key=key, number=number, use=go == "use-aside")
                return redirect("workspace-draft", key)
            case "share":
                sharing.share(
                    viewer=who,
                    key=key,
                    authority=request.POST.get("authority", ""),
                    note=request.POST.get("note", ""),
                )
            case "withdraw":
                sharing.withdraw(viewer=who, key=key, share=request.POST.get("share", ""))
            case "delete":
                if request.POST.get("sure") != "yes":
                    messages.warning(request, _("Nothing was deleted: tick the box first."))
                    return redirect("workspace-manage", key)
                deleting.delete(viewer=who, key=key)
                messages.success(request, _("The draft is deleted for good."))
                return redirect("workspace")
            case _:
                raise Http404
    except DraftRefused as error:
        messages.warning(request, refusal(error))
    except IndexError:
        messages.warning(request, _("Somebody else has settled this already."))
    return redirect("workspace-manage", key)


@workspace
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """Two versions of a draft, or one and what it says now (0), with the words that came and went."""
    held = rules.draft_of(viewer(request), key)
    numbers = [_number(request.GET.get(name, "0")) for name in ("from", "to")]
    contents = [_at(held, number) for number in numbers]
    definition = interviews(settings.HOME).get(held.definition)
    found = differences(*(content.answers for content in contents))
    context = {
        "book": treaty_book(),
        "draft": held,
        "numbers": numbers,
        "titles": [content.title for content in contents],
        "found": [(question_label(definition, each.question), each.pieces) for each in found],
    }
    return render(request, "web/workspace/compare.html", context)


def _at(held: Draft, number: int) -> Content:
    if number == 0:
        return drafts.content_of(held)
    version = held.versions.filter(number=number).first()
    if version is None:
        raise Http404
    return drafts.content_of(version)


@workspace
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, key: str) -> HttpResponse:
    """The comments of a draft, by passage; POST adds or settles one."""
    who = viewer(request)
    if request.method == "POST":
        if request.POST.get("go") == "settle":
            commenting.settle(viewer=who, key=key, comment=request.POST.get("comment", ""))
        elif request.POST.get("text", "").strip():
            commenting.comment(
                viewer=who,
                key=key,
                text=request.POST["text"],
                question=request.POST.get("question", ""),
                passage=request.POST.get("passage", ""),
                share=request.POST.get("share", ""),
            )
        return redirect("workspace-comments", key)
    held = rules.draft_of(who, key)
    content = drafts.content_of(held)
    definition = interviews(settings.HOME).get(held.definition)
    shown = [(c, question_label(definition, c.comment.question)) for c in queries.comments(held)]
    asked = request.GET.get("question", "")
    context = {
        "book": treaty_book(),
        "draft": held,
        "title": content.title,
        "comments": shown,
        "questions": [(q, question_label(definition, q)) for q in content.answers],
        "asked": asked,
        "passage": as_text(content.answers.get(asked))[:20_000],
        "shares": [(s, authority_name(s.authority)) for s in held.shares.filter(withdrawn_at=None)],
    }
    return render(request, "web/workspace/comments.html", context)


@workspace
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, share: str) -> HttpResponse:
    """What another authority shares with ours: its text, and our comments by passage. Each reading is on record."""
    who = viewer(request)
    if request.method == "POST":
        if request.POST.get("text", "").strip():
            commenting.comment_from_outside(
                viewer=who,
                share=share,
                text=request.POST["text"],
                question=request.POST.get("question", ""),
                passage=request.POST.get("passage", ""),
            )
        return redirect("workspace-shared", share)
    shown, content = sharing.read(viewer=who, share=share)
    definition = interviews(settings.HOME).get(shown.draft.definition)
    found = queries.comments(shown.draft, shown)
    rows = [
        (q, question_label(definition, q), as_text(value), [c for c in found if c.comment.question == q])
        for q, value in content.answers.items()
    ]
    context = {
        "book": treaty_book(),
        "share": shown,
        "note": _note(shown),
        "title": content.title,
        "authority": authority_name(shown.draft.authority),
        "definition_title": definition_title(shown.draft.definition),
        "rows": rows,
        "general": [c for c in found if not c.comment.question],
    }
    return render(request, "web/workspace/shared.html", context)


def _note(shown: DraftShare) -> str:
    note: str = shown.opened()["note"]
    return note


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _only(found: User | None) -> User:
    if found is None:
        raise NotPermitted("there is no such colleague")
    return found
