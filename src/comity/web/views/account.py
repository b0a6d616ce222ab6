"""The pages a person has for their own account: asking for one, opening it, what they hold, and the second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from comity.accounts.domain.mandates import end
from comity.accounts.domain.registration import ASKABLE, LinkRefused, Wish, activate, ask, read_link
from comity.accounts.domain.writing import choose_language
from comity.accounts.models import Mandate
from comity.accounts.places import open_work_of
from comity.accounts.roles import Role
from comity.accounts.rules import may_read_ledger, may_see_outbox
from comity.accounts.viewer import NotPermitted, held_by, showed_second_factor, viewer
from comity.core.wording import language
from comity.requests.rules import may_work
from comity.treaties.interfaces import book as treaty_book

from ..choices import states
from ..errors_of_forms import add_errors


class AskForm(forms.Form):
    """What someone who wants an account says."""

    name = forms.CharField(label=_("Your name"), max_length=400, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Official e-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
    state = forms.ChoiceField(label=_("State"))
    authority_name = forms.CharField(
        label=_("Your authority"), max_length=600, help_text=_("Its full name, as your State notified it.")
    )
    function = forms.CharField(label=_("Your function"), max_length=400)
    role = forms.ChoiceField(label=_("What for"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}))
    website = forms.CharField(required=False)  # left empty by people; programs fill it in

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Choose a State")), *states(treaty_book())]  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.value, _PURPOSES[role]) for role in ASKABLE]  # type: ignore[attr-defined]
        for name in ("name", "authority_name", "function", "reason"):
            self.fields[name].strip = False  # type: ignore[attr-defined] # what is unseen is refused, not taken off


_PURPOSES = {
    Role.PRACTITIONER: _("I prepare or answer requests and need what is shown to registered practitioners"),
    Role.AUTHORITY_EDITOR: _("I keep the directory's entry of my authority"),
    Role.MISSION: _("I act for the Permanent Mission of my State"),
}


class PasswordForm(forms.Form):
    """A new password."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )


def ask_for_one(request: HttpRequest) -> HttpResponse:
    """Asks for an account; says the same whether the address has one or not."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            if not facts.pop("website"):
                ask(wish=Wish(**facts | {"role": Role(facts["role"]), "language": language()}))
            return render(request, "web/people/asked.html", {"email": facts["email"]})
        except ValidationError as error:
            add_errors(form, error)
    return render(request, "web/people/ask.html", {"form": form}, status=400 if form.is_bound else 200)


@never_cache
@sensitive_post_parameters("password")
def open_account(request: HttpRequest, token: str) -> HttpResponse:
    """The activation link: chooses a password. A link that cannot be used says why and what to do."""
    try:
        wish = read_link(token)
        form = PasswordForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                activate(token=token, password=form.cleaned_data["password"])
                return render(request, "web/people/activated.html")
            except ValidationError as error:
                form.add_error("password", error)
    except LinkRefused as refused:
        return render(request, "web/people/link_refused.html", {"reason": refused.reason}, status=400)
    context = {"form": form, "wish": wish}
    return render(request, "web/people/activate.html", context, status=400 if form.is_bound else 200)


class LanguageForm(forms.Form):
    """In which language the person is written to."""

    language = forms.ChoiceField(
        label=_("Language of mails"),
        choices=settings.LANGUAGES,
        help_text=_(
            "Reminders and notices are written to you in this language. Pages are in the one you choose there."
        ),
    )

    def __init__(self, chosen: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"language": chosen}
        if not chosen:
            self.fields["language"].choices = [("", _("Not chosen")), *settings.LANGUAGES]  # type: ignore[attr-defined]


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What the person is and holds, and where they go from here; the language they are written to in is chosen here."""
    asking = viewer(request)
    form = LanguageForm(request.user.language, request.POST if request.method == "POST" else None)  # type: ignore[union-attr]
    if request.method == "POST" and form.is_valid():
        choose_language(by=asking, language=form.cleaned_data["language"])
        messages.success(request, _("Kept: mails to you are written in this language."))
        return redirect("account-home")
    mandates = Mandate.objects.current().filter(user_id=asking.user_id or 0).order_by("pk")
    context = {
        "viewer": asking,
        "form": form,
        "mandates": mandates,
        "factors": _factors(request),
        "work": open_work_of(asking.user_id or 0, asking.mandates),
        "works": may_work(asking),
        "sees_people": asking.holds(Role.MISSION, Role.SECRETARIAT),
        "reads_ledger": may_read_ledger(asking),
        "sees_outbox": may_see_outbox(asking),
        "has_desk": not asking.pending and request.user.has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "web/people/home.html", context, status=400 if form.is_bound else 200)


@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives up one's own mandate: asks first, and lists what is left open."""
    asking = viewer(request)
    mandate = Mandate.objects.current().filter(pk=pk, user_id=asking.user_id or 0).first()
    if mandate is None or asking.pending:
        raise NotPermitted(f"mandate {pk} is not {asking.email}'s")
    if request.method == "POST":
        end(by=asking, mandate=mandate, why="given up by the person")
        return redirect("account-home")
    work = open_work_of(mandate.user_id, [held_by(mandate)])
    return render(request, "web/people/leave.html", {"mandate": mandate, "work": work})


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Leads to setting up, or showing, a second factor; then back to where the person wanted to go."""
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = ""
    context = {
        "wanted": wanted,
        "shown": showed_second_factor(request),
        "has": [kind for kind in _factors(request) if kind != Authenticator.Type.RECOVERY_CODES],
        "verified": EmailAddress.objects.filter(user=request.user, verified=True).exists(),
    }
    return render(request, "web/people/second_factor.html", context)


def _factors(request: HttpRequest) -> list[str]:
    held = Authenticator.objects.filter(user=request.user)
    return sorted(set(held.values_list("type", flat=True)))
