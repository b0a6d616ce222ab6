"""Alerts: asking for one, confirming it, ending it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from comity.core.wording import language
from comity.search import alerts
from comity.search.finding import AskedWrongly, QueryTooLong
from comity.search.models import Alert
from comity.treaties.interfaces import book as treaty_book

from .search import explained, read


class AlertForm(forms.Form):
    """Where an alert goes."""

    email = forms.EmailField(label=gettext_lazy("Your e-mail"))
    website = forms.CharField(required=False)  # left empty by people; programs fill it in


def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an alert on the search of the address; says the same whether the address is known or not."""
    book = treaty_book()
    try:
        asked = read(request.GET, language())
    except (AskedWrongly, QueryTooLong) as error:
        return render(request, "web/alert.html", {"book": book, "problem": explained(error)}, status=400)
    form = AlertForm(request.POST if request.method == "POST" else None)
    context = {"book": book, "form": form, "asked": asked}
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["website"]:
            alerts.ask(
                email=form.cleaned_data["email"],
                query=request.GET.urlencode()[:2000],
                language=language(),
                address=lambda page, about: request.build_absolute_uri(reverse(page, args=(about,))),
            )
        return render(request, "web/alert.html", context | {"sent": True})
    return render(request, "web/alert.html", context, status=400 if form.is_bound else 200)


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirms an alert on POST; a mail program that only looks at the link changes nothing."""
    if not Alert.objects.filter(token=token).exists():
        raise Http404
    done = request.method == "POST" and alerts.confirm(token) is not None
    return render(request, "web/alert_confirm.html", {"book": treaty_book(), "done": done})


def end(request: HttpRequest, token: str) -> HttpResponse:
    """Ends an alert on POST."""
    done = request.method == "POST" and alerts.end(token)
    if not done and not Alert.objects.filter(token=token).exists():
        raise Http404
    return render(request, "web/alert_confirm.html", {"book": treaty_book(), "done": done, "ending": True})
