"""The directory's e-book: its issues to take along, and for the secretariat, files to have made."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, viewer
from comity.core.wording import language
from comity.publications.directory.editions import Edition
from comity.publications.directory.forms import FORMS
from comity.publications.directory.issuing import ask_for, opened
from comity.publications.directory.queries import editions_of, file_underway, issues
from comity.treaties.interfaces import book as treaty_book

_AGAIN = 3  # seconds after which a page of a file that is being made asks anew


class Wanted(forms.Form):
    """Which file is to be made."""

    edition = forms.ChoiceField(label=gettext_lazy("Edition"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    form = forms.ChoiceField(label=gettext_lazy("Format"), choices=[(code, form.label) for code, form in FORMS.items()])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["edition"].choices = [(e.value, _(e.label)) for e in Edition]  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ebook(request: HttpRequest) -> HttpResponse:
    """The issues a reader may have; the secretariat asks for a file by POST."""
    reader = viewer(request)
    may_ask = reader.holds(Role.SECRETARIAT)
    wanted = Wanted(request.POST if request.method == "POST" else None, initial={"language": language()})
    if request.method == "POST":
        if not may_ask:
            raise Http404
        if wanted.is_valid():
            asked = wanted.cleaned_data
            edition = Edition(asked["edition"])
            file = ask_for(viewer=reader, edition=edition, language=asked["language"], form=asked["form"])
            return redirect("ebook-file", key=file.key)
    shown = issues(reader)
    context = {
        "book": treaty_book(),
        "issues": shown,
        "editions": editions_of(reader),
        "form": wanted if may_ask else None,
        "languages": dict(settings.LANGUAGES),
    }
    return render(request, "web/ebook.html", context, status=400 if wanted.is_bound else 200)


@never_cache
@require_GET
def ebook_file(request: HttpRequest, key: str) -> HttpResponse:
    """How far a file is; the page asks anew by itself until it is made."""
    file = file_underway(viewer(request), key)
    if file is None:
        raise Http404
    context = {
        "book": treaty_book(),
        "file": file,
        "languages": dict(settings.LANGUAGES),
        "again": None if file.is_finished else _AGAIN,
    }
    return render(request, "web/ebook_file.html", context)


@never_cache
@require_GET
def ebook_download(request: HttpRequest, number: int, edition: str, lang: str, form: str) -> FileResponse:
    """The bytes of a file. Restricted editions are not there for those who may not have them."""
    try:
        file = opened(viewer=viewer(request), number=number, edition=edition, language=lang, form=form)
    except NotPermitted as error:
        raise Http404 from error
    try:
        stream = file.storage.open(file.stored)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(stream, as_attachment=True, filename=file.file_name, content_type=FORMS[form].content_type)
