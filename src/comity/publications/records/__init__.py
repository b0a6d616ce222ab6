"""Records of the catalogue and of the hub as files to keep: tables, citations, linked data, and a printed list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import citations, linked, printed, tables
from .rows import Address, Item, Record, items

__all__ = ["FORMS", "Form", "Item", "Record", "items", "written"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form records can be taken along in."""

    name: str
    content_type: str
    extension: str
    label: str
    write: Callable[[Sequence[Item], str, Address, str], bytes]


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("csv", "text/csv; charset=utf-8", "csv", "CSV", tables.csv),
        Form(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
            "XLSX",
            tables.xlsx,
        ),
        Form("json", "application/json", "json", "JSON", tables.json),
        Form("jsonld", "application/ld+json", "jsonld", "JSON-LD", linked.jsonld),
        Form("ris", "application/x-research-info-systems; charset=utf-8", "ris", "RIS", citations.ris),
        Form("bibtex", "application/x-bibtex; charset=utf-8", "bib", "BibTeX", citations.bibtex),
        Form("csl", "application/vnd.citationstyles.csl+json", "csl.json", "CSL-JSON", citations.csl),
        Form("pdf", "application/pdf", "pdf", "PDF", printed.pdf),
    )
}


def written(form: str, held: Sequence[Item], *, language: str, address: Address, query: str = "") -> bytes:
    """The records in a form of FORMS, in the reader's language; raises KeyError for another form.

    `address` gives the absolute address of a record's page, `query` says what was asked.
    """
    return FORMS[form].write(held, language, address, query)
