"""The pages of those who decide about people: a mission for its own State, the secretariat for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comity.accounts.domain.mandates import Address, end, grant, hand_over
from comity.accounts.domain.registration import approve, decline, resend
from comity.accounts.models import AccountRequest, Mandate, User
from comity.accounts.places import authorities_of, open_work_of
from comity.accounts.queries import Wanted, mandate_seen, people, request_seen, requests, states_seen, successors
from comity.accounts.roles import Role, Scope
from comity.accounts.rules import OF_A_MISSION, may_decide
from comity.accounts.viewer import NotPermitted, Viewer, held_by, viewer
from comity.core.gazetteer import load_gazetteer
from comity.core.wording import language
from comity.treaties.interfaces import book as treaty_book

from ..choices import collated, states
from ..errors_of_forms import add_errors

_PAGE = 50
_SHARES = _("A practitioner shares the drafts and casework of the authority named; only its editors edit its entry.")
_STANDINGS = {"open": _("Open"), "approved": _("Approved"), "declined": _("Declined")}


def everyone(request: HttpRequest) -> HttpResponse:
    """The people the viewer sees, filtered, with their mandates."""
    asking = viewer(request)
    wanted = _wanted(request)
    page = Paginator(people(viewer=asking, wanted=wanted), _PAGE).get_page(request.GET.get("page"))
    waiting = requests(viewer=asking, wanted=Wanted(standing="open")).count()
    return render(
        request, "web/people/people.html", _filters(request, asking, wanted) | {"page": page, "waiting": waiting}
    )


def asked(request: HttpRequest) -> HttpResponse:
    """The requests for accounts the viewer sees, filtered; the open ones unless others are wanted."""
    asking = viewer(request)
    wanted = _wanted(request, standing="open")
    page = Paginator(requests(viewer=asking, wanted=wanted), _PAGE).get_page(request.GET.get("page"))
    context = _filters(request, asking, wanted) | {"page": page, "standings": _STANDINGS}
    return render(request, "web/people/requests.html", context)


class ApprovalForm(forms.Form):
    """On what ground a request is approved, and of which authority: an editor's must be named, a practitioner's may."""

    reference = forms.CharField(
        label=_("Note verbale or other ground"), max_length=400, help_text=_("Its number and date.")
    )
    authority = forms.ChoiceField(label=_("Authority of the directory"), required=False)

    def __init__(self, wish: AccountRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = Role(wish.role)
        if not role.names_authority:
            del self.fields["authority"]
            return
        none = _("Choose an authority") if role.scope is Scope.AUTHORITY else _("None: drafts are the person's alone")
        self.fields["authority"].choices = [("", none), *_authorities([wish.state])]  # type: ignore[attr-defined]
        if role.scope is not Scope.AUTHORITY:
            self.fields["authority"].help_text = _SHARES


class RefusalForm(forms.Form):
    """Why a request is declined."""

    why = forms.CharField(label=_("Why it is declined"), max_length=1000, widget=forms.Textarea({"rows": 3}))


def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what was asked, and deciding on it."""
    asking = viewer(request)
    held = request_seen(viewer=asking, pk=pk)
    may = may_decide(asking, role=Role(held.role), state=held.state)
    deed = request.POST.get("do", "") if request.method == "POST" else ""
    approval = ApprovalForm(held, request.POST if deed == "approve" else None)
    refusal = RefusalForm(request.POST if deed == "decline" else None)

    def link(token: str) -> str:
        return request.build_absolute_uri(reverse("account-activate", args=(token,)))

    problem: ValidationError | None = None
    try:
        if deed == "approve" and approval.is_valid():
            approve(by=asking, request=held, link=link, **approval.cleaned_data)
            return redirect("people-request", pk)
        if deed == "decline" and refusal.is_valid():
            decline(by=asking, request=held, **refusal.cleaned_data)
            return redirect("people-request", pk)
        if deed == "resend":
            resend(by=asking, request=held, link=link)
            return redirect("people-request", pk)
    except ValidationError as error:
        problem = error if deed == "resend" else None
        if deed != "resend":
            add_errors(approval if deed == "approve" else refusal, error)
    context = {"wish": held, "may": may, "approval": approval, "refusal": refusal, "problem": problem}
    return render(request, "web/people/request.html", context, status=400 if deed else 200)


class GrantForm(forms.Form):
    """A mandate to give; a mission chooses among its State's authorities, the secretariat types a key."""

    email = forms.EmailField(label=_("E-mail of the account"))
    role = forms.ChoiceField(label=_("Role"))
    state = forms.ChoiceField(label=_("State"), required=False)
    authority = forms.CharField(
        label=_("Authority"),
        required=False,
        max_length=12,
        help_text=_(
            "The key of its entry: needed for an authority editor; with one a practitioner shares its casework."
        ),
    )
    network = forms.CharField(label=_("Network"), required=False, max_length=20)
    function = forms.CharField(label=_("Function"), required=False, max_length=400)
    reference = forms.CharField(label=_("Note verbale or other ground"), max_length=400)
    valid_from = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    valid_to = forms.DateField(label=_("Until before"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, asking: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _roles(asking)  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", "—"), *_states(asking)]  # type: ignore[attr-defined]
        if (own := states_seen(asking)) is not None:
            self.fields["authority"] = forms.ChoiceField(
                label=_("Authority"), required=False, help_text=_SHARES, choices=[("", "—"), *_authorities(sorted(own))]
            )


def give(request: HttpRequest) -> HttpResponse:
    """Gives a mandate to someone who has an account."""
    asking = viewer(request)
    states_seen(asking)
    form = GrantForm(asking, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        email = facts.pop("email")
        user = people(viewer=asking, wanted=Wanted()).filter(email__iexact=email).first()
        if user is None:
            form.add_error("email", _("Nobody you see has an account of this address; let them ask for one."))
        else:
            try:
                grant(by=asking, user=user, **facts | {"role": Role(facts["role"])})
                return redirect("people")
            except ValidationError as error:
                add_errors(form, error)
    return render(request, "web/people/give.html", {"form": form}, status=400 if form.is_bound else 200)


class EndForm(forms.Form):
    """How a mandate ends: for good, or handed over."""

    why = forms.CharField(label=_("Why it ends"), required=False, max_length=400)
    successor = forms.ModelChoiceField(User.objects.none(), label=_("Handed over to"), required=False)
    reference = forms.CharField(label=_("Note verbale or other ground"), required=False, max_length=400)


def mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """One mandate: the work its holder has open, ending it and handing it over."""
    asking = viewer(request)
    held = mandate_seen(viewer=asking, pk=pk)
    if held.ended_at is not None or not may_decide(asking, role=Role(held.role), state=held.state):
        raise NotPermitted(f"mandate {pk} cannot be ended by {asking.email}")
    form = EndForm(request.POST if request.method == "POST" else None)
    form.fields["successor"].queryset = successors(viewer=asking, mandate=held)  # type: ignore[attr-defined]
    work = open_work_of(held.user_id, [held_by(held)])
    if request.method == "POST" and form.is_valid():
        try:
            _end(asking, held, form.cleaned_data, request.build_absolute_uri)
            return render(request, "web/people/ended.html", {"mandate": held, "work": work} | form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
    context = {"mandate": held, "form": form, "work": work}
    return render(request, "web/people/mandate.html", context, status=400 if form.is_bound else 200)


def _end(asking: Viewer, held: Mandate, facts: dict[str, Any], address: Address) -> None:
    if facts["successor"] is None:
        if not facts["why"]:
            raise ValidationError({"why": _("Say why it ends, or who takes over.")})
        end(by=asking, mandate=held, why=facts["why"])
        return
    if not facts["reference"]:
        raise ValidationError({"reference": _("Name the note verbale or other ground.")})
    hand_over(by=asking, mandate=held, successor=facts["successor"], reference=facts["reference"], address=address)


def _wanted(request: HttpRequest, standing: str = "") -> Wanted:
    asked = request.GET
    return Wanted(
        text=asked.get("q", "").replace("\x00", "").strip()[:200],
        state=asked.get("state", "")[:3],
        role=asked.get("role", "")[:24],
        standing=asked.get("standing", standing)[:10],
    )


def _filters(request: HttpRequest, asking: Viewer, wanted: Wanted) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "wanted": wanted,
        "query": query.urlencode(),
        "state_choices": _states(asking),
        "roles": Role.choices,
        "own": not asking.holds(Role.SECRETARIAT),
        "section": "account",
    }


def _states(asking: Viewer) -> list[Any]:
    seen = states_seen(asking)
    if seen is None:
        return list(states(treaty_book()))
    gazetteer = load_gazetteer()
    named = [(code, gazetteer[code].name(language())) for code in seen if code in gazetteer]
    return sorted(named, key=lambda choice: collated(choice[1]))


def _authorities(of_states: Iterable[str]) -> list[tuple[str, str]]:
    held = [(each.key, each.name) for state in of_states for each in authorities_of(state)]
    return sorted(held, key=lambda choice: collated(choice[1]))


def _roles(asking: Viewer) -> list[tuple[str, Any]]:
    every = asking.holds(Role.SECRETARIAT)
    return [(role.value, role.label) for role in Role if every or role in OF_A_MISSION]
