"""What every page knows about the site and the reader's language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from comity import __version__

from .directory_urls import NAMES as DIRECTORY
from .ebook_urls import NAMES as EBOOK
from .evidence_urls import NAMES as EVIDENCE
from .work_urls import NAMES as WORK

# Which entry of the main navigation an address belongs to.
SECTIONS = {
    "home": "navigator",
    "ask": "navigator",
    "basis": "navigator",
    "treaties": "treaties",
    "treaty": "treaties",
    "provision": "treaties",
    "states": "states",
    "state": "states",
    "compare": "states",
    "compare-choose": "states",
    "world": "world",
    "search": "search",
    "record": "search",
    "record-report": "search",
    "side-by-side": "search",
    "vocabularies": "search",
    "vocabulary": "search",
    "studio": "studio",
    "studio-open": "studio",
    "studio-draft": "studio",
    "about": "about",
    **dict.fromkeys(EVIDENCE, "evidence"),
    **dict.fromkeys(DIRECTORY | EBOOK, "directory"),
    **dict.fromkeys(WORK, "directory"),
    "account-home": "account",
    "account_login": "account",
}


def site(request: HttpRequest) -> dict[str, Any]:
    """The same page's address in each language, for the language switch and for search engines."""
    address = request.get_full_path()
    match = request.resolver_match
    return {
        "language_links": [(code, name, translate_url(address, code)) for code, name in settings.LANGUAGES],
        "version": __version__,
        "section": _section(match.url_name or "") if match else "",
    }


def _section(name: str) -> str:
    return "workspace" if name.startswith("workspace") else SECTIONS.get(name, "")
