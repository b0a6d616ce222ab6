"""Pages of single records, their neighbours, and reporting an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.catalogue.entries import CaseFacts, Entry, ExtractFacts, Kind
from comity.catalogue.interfaces import entries, entry_of, extracts_of, keys_named, law_of, record
from comity.catalogue.models import CatalogueRecord
from comity.core.wording import language
from comity.insight.interfaces import legislation_map
from comity.law.provisions import Provision, ProvisionError
from comity.publications.records import FORMS
from comity.records.files import ENDINGS
from comity.records.interfaces import attachments, public_attachment, report_error
from comity.search.documents import day_of
from comity.search.finding import NoIndex
from comity.search.neighbours import citing, counted_by_state, sharing, states_with
from comity.treaties.interfaces import book as treaty_book
from comity.treaties.queries import standing_of

from ..asked import today
from ..choices import collated
from ..naming import code_name, provision_name
from .search import download_records

_COMPARED = 4
_SHOWN_IN_PLACE = {"application/pdf"}  # by a viewer that runs nothing; all others are saved


def page(request: HttpRequest, key: str) -> HttpResponse:
    """A record by its key; by its number or an alias it leads to the key's address."""
    held = record(key)
    if held is None:
        return _named(request, key)
    return _shown(request, held)


def preview(request: HttpRequest, held: CatalogueRecord) -> HttpResponse:
    """A record as its page would show it, published or not: for the desk."""
    return _shown(request, held, preview=True)


def _shown(request: HttpRequest, held: CatalogueRecord, *, preview: bool = False) -> HttpResponse:
    book = treaty_book()
    entry = entry_of(held)
    key = entry.key
    text = entry.text(request.GET.get("text", ""), language())
    context = {
        "book": book,
        "entry": entry,
        "facts": entry.facts,
        "text": text,
        "others": [each for each in entry.texts if each.language != text.language],
        "law": law_of(entry) if entry.kind is Kind.EXTRACT else None,
        "extracts": extracts_of(key) if entry.kind is Kind.LAW else [],
        "day": day_of(entry),
        "changed_at": held.changed_at,
        "tags": _tags(entry, book),
        "bound": _bound(entry, book),
        "neighbours": _neighbours(entry),
        "citation": cited(entry, request),
        "files": _files(entry),
        "preview": preview,
        "downloads": [(form, reverse("record-export", args=(key, form))) for form in FORMS],
        "charges": sum(len(p.charges) for p in entry.facts.defendants) if isinstance(entry.facts, CaseFacts) else 0,
    }
    return render(request, "web/record.html", context)


def _named(request: HttpRequest, name: str) -> HttpResponse:
    keys = keys_named(name)
    if len(keys) == 1:
        return redirect("record", keys[0])
    if not keys:
        raise Http404(_("No record has the number or key “%(name)s”.") % {"name": name})
    book = treaty_book()
    return render(request, "web/record_choice.html", {"book": book, "name": name, "entries": entries(keys).values()})


def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """A record as a file to keep."""
    if record(key) is None:
        raise Http404
    return download_records(request, form, [key], name=f"comity-{key}")


def _files(entry: Entry) -> list[tuple[Any, Any]]:
    """(what is said of it, the file) of the files kept with a record that are still there."""
    held = attachments(each.file for each in entry.files)
    return [(each, held[each.file]) for each in entry.files if each.file in held]


def file(request: HttpRequest, key: str, number: int) -> FileResponse:
    """A file kept with a published record; whatever it says, no browser runs anything in it."""
    held = record(key)
    found = public_attachment(record=held, number=number) if held is not None else None
    if held is None or found is None:
        raise Http404
    try:
        stream = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    ending = ENDINGS[found.media_type][0]
    kind = "text/plain; charset=utf-8" if found.media_type == "text/plain" else found.media_type
    response = FileResponse(
        stream,
        as_attachment=found.media_type not in _SHOWN_IN_PLACE,
        filename=f"{held.number}-{number}.{ending}",
        content_type=kind,
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class ErrorForm(forms.Form):
    """What a visitor reports about a record."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong, and where can the right text be found?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    contact = forms.EmailField(label=gettext_lazy("Your e-mail, if we may ask back"), required=False)
    website = forms.CharField(required=False)  # left empty by people; programs fill it in


def report(request: HttpRequest, key: str) -> HttpResponse:
    """Reports an error; it arrives at the desk with the record's state and the language it was seen in."""
    held = record(key)
    if held is None:
        raise Http404
    entry = entry_of(held)
    form = ErrorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["website"]:
            report_error(
                record=held,
                title=entry.text(language()).title,
                language=language(),
                text=form.cleaned_data["text"],
                contact=form.cleaned_data["contact"],
            )
        return render(request, "web/report_done.html", {"entry": entry, "book": treaty_book()})
    context = {"form": form, "entry": entry, "text": entry.text(language()), "book": treaty_book()}
    return render(request, "web/report.html", context, status=400 if form.is_bound else 200)


def side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """How two to four States legislate the same provision."""
    book = treaty_book()
    try:
        provision = Provision.parse(code)
    except ProvisionError as error:
        raise Http404(str(error)) from error
    if provision.instrument not in book.instruments:
        raise Http404(_("No treaty has the code “%(code)s” here.") % {"code": provision.instrument})
    offered = _offered(provision.code, book)
    chosen = [state for state in dict.fromkeys(request.GET.getlist("state")) if state in dict(offered)][:_COMPARED]
    columns = []
    for state in chosen:
        found = entries(states_with(provision.code, state))
        columns.append((state, [(each, each.text(language()), law_of(each)) for each in found.values()]))
    context = {
        "book": book,
        "provision": provision.code,
        "name": provision_name(provision.code, book),
        "offered": offered,
        "chosen": chosen,
        "columns": columns,
        "most": _COMPARED,
    }
    return render(request, "web/side_by_side.html", context)


def on_record(code: str, book: Any) -> dict[str, Any]:
    """What a provision's page shows of the catalogue: legislation by State, on a map and in numbers."""
    try:
        counts = counted_by_state(code)
    except NoIndex:
        return {}
    return {
        "counts": sorted(counts.items(), key=lambda pair: (-pair[1], collated(code_name("state", pair[0], book)))),
        "map": legislation_map(book, counts),
        "search": f"{reverse('search')}?{urlencode({'provision': code})}",
    }


def _offered(code: str, book: Any) -> list[tuple[str, str]]:
    try:
        counts = counted_by_state(code)
    except NoIndex:
        counts = {}
    return sorted(((s, code_name("state", s, book)) for s in counts), key=lambda pair: collated(pair[1]))


def _tags(entry: Entry, book: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The record's codes by facet, each with its name."""
    held = {
        "crime": entry.crimes,
        "offence": entry.offences,
        "issue": entry.issues,
        "provision": entry.provisions,
    }
    return [(facet, [(code, code_name(facet, code, book)) for code in codes]) for facet, codes in held.items() if codes]


def _bound(entry: Entry, book: Any) -> list[tuple[str, str, Any]]:
    """(State, instrument, standing today) for the instruments the record's provisions belong to."""
    instruments = dict.fromkeys(code.split(":")[0] for code in entry.provisions)
    return [
        (state, instrument, standing_of(book, instrument, state, today()))
        for state in entry.states
        if state in book.gazetteer
        for instrument in instruments
        if instrument in book.instruments
    ][:24]


def _neighbours(entry: Entry) -> list[tuple[str, list[tuple[Entry, Any]]]]:
    """Other extracts and cases with the same provisions, most shared first; what cites the record."""
    try:
        found = sharing(entry) | {"citing": citing(entry)}
    except NoIndex:
        return []
    held = entries([key for keys in found.values() for key in keys])
    return [
        (kind, [(held[key], held[key].text(language())) for key in keys if key in held])
        for kind, keys in found.items()
        if keys
    ]


def cited(entry: Entry, request: HttpRequest) -> str:
    """How to cite a record."""
    law = law_of(entry) if entry.kind is Kind.EXTRACT else None
    parts = [
        law.text(language()).title if law else "",
        entry.facts.section if isinstance(entry.facts, ExtractFacts) else "",
        entry.text(language()).title if not law else "",
        entry.number,
    ]
    where = request.build_absolute_uri(reverse("record", args=(entry.key,)))
    return ", ".join(part for part in parts if part) + f", {where}"
