"""The permission matrix: what each address answers to whom. `test_matrix.py` walks it and fails for an address without
a row.

How to add rows: for each new named address add an entry to `ROWS`, keyed by its name (`namespace:name`, if it has one):

    "my-page": row("x:{my_key}", 404, secretariat=200, mission_own=200),

- the first word fills the address's parts, in order, separated by spaces; `{my_key}` is taken from `World.keys`, which
  your planter sets (`personas.planter`: plant data that could leak there, with `world.plant(text, *who_may_see_it)`);
- then what everyone is answered, then who is answered otherwise, by persona with `_` for `-`;
- `query=` is added to the address; `post={…}` is sent too, as a second request, and answered with `posted` (a status
  for everyone or a dictionary like the others). Statuses are numbers, or a set of them where several are right.

Restricted things answer 404 (403 only for a request without its CSRF token); `SIGN_IN` marks pages that lead a visitor
to sign in. A person whose mandates wait for a second factor (`password-only`) is led on by whatever answers 404: that
is filled in by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .personas import EVERYONE, LISTED, PRACTITIONERS, REGISTERED, VISITOR, WORKS_ELSEWHERE, WORKS_HERE

Status = int | frozenset[int]


@dataclass(frozen=True)
class Row:
    """One address: its parts, and what it answers to whom."""

    parts: str
    gets: dict[str, Status]
    query: str = ""
    post: dict[str, Any] | None = None
    posted: dict[str, Status] = field(default_factory=dict)


def row(
    parts: str = "",
    everyone: int | set[int] = 200,
    *,
    query: str = "",
    post: dict[str, Any] | None = None,
    posted: dict[str, int] | int = 404,
    **others: int | set[int],
) -> Row:
    """A row; see the module's words."""
    answers = _spread(everyone, others)
    on_post = {"everyone": posted} if isinstance(posted, int) else dict(posted)
    first = on_post.pop("everyone", 404)
    return Row(parts, answers, query, post, _spread(first, on_post) if post is not None else {})


def _spread(everyone: Any, others: dict[str, Any]) -> dict[str, Status]:
    told = {name.replace("_", "-"): _status(status) for name, status in others.items()}
    assert set(told) <= EVERYONE, set(told) - EVERYONE
    answers = {who: told.get(who, _status(everyone)) for who in EVERYONE}
    if "password-only" not in told and answers["password-only"] == 404:
        answers["password-only"] = 302  # led to set up a second factor
    return answers


def _status(given: Any) -> Status:
    return frozenset(given) if isinstance(given, set) else given


def sign_in(parts: str = "", everyone: int | set[int] = 200, **others: Any) -> Row:
    """A page of one's own account: a visitor is led to sign in."""
    return row(parts, everyone, **({"visitor": 302} | others))


def entrance(parts: str = "", visitor: int = 200, **others: Any) -> Row:
    """A page on the way in: whoever is signed in is led on."""
    return row(parts, 302, visitor=visitor, **others)


_QUESTION = "offence=trafficking-in-persons&on=2022-07-18"
PUBLIC = {
    "home": row(),
    "ask": row("", 400),
    "basis": row("NER ITA mla", query=_QUESTION),
    "basis-json": row("NER ITA mla", query=_QUESTION),
    "basis-pdf": row("NER ITA mla", query=_QUESTION),
    "treaties": row(),
    "treaty": row("untoc"),
    "treaty-table": row("untoc csv"),
    "provision": row("untoc:18:13"),
    "states": row(),
    "state": row("NER"),
    "state-table": row("NER csv"),
    "compare-choose": row(),
    "compare": row("NER ITA"),
    "world": row(),
    "world-matrix": row("csv"),
    "search": row("", {200, 503}),
    "search-suggestions": row("", {200, 503}, query="q=ex"),
    "search-feed": row("", {200, 503}, query="q=ex"),
    "search-export": row("csv", {200, 503}, query="q=ex"),
    "alert-ask": row("", 200, query="q=ex"),
    "alert": row("no-such-token", 404),
    "alert-end": row("no-such-token", 404),
    "record": row("no-such-key", 404),
    "record-report": row("no-such-key", 404),
    "record-export": row("no-such-key csv", 404),
    "record-history": row("no-such-key", 404),
    "record-file": row("no-such-key 1", 404),
    "side-by-side": row("untoc:16"),
    "studio": row(),
    "studio-open": row("", {200, 302, 405}),
    "studio-draft": row("no-such-interview", 404),
    "vocabularies": row(),
    "vocabulary": row("issues"),
    "vocabulary-skos": row("issues ttl"),
    "about": row(),
}


def _registered(status: int) -> dict[str, Any]:
    return {name.replace("-", "_"): status for name in REGISTERED}


def _looks_after(status: int) -> dict[str, Any]:
    return {name.replace("-", "_"): status for name in LISTED}


def _works(parts: str = "", status: int | set[int] = 200, **others: Any) -> Row:
    """A page of the workspace: for practitioners and editors, within their own authority; visitors sign in."""
    who = {name.replace("-", "_"): status for name in (*PRACTITIONERS, *WORKS_HERE, *WORKS_ELSEWHERE)}
    return row(parts, 404, **({"visitor": 302} | who | others))


WORKSPACE = {
    "workspace": _works(),
    "workspace-begin": _works("", {302, 404, 405}),
    "workspace-draft": row("{draft}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-autosave": _works("nokey", {404, 405}),
    "workspace-manage": row("{draft}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-act": _works("nokey", {404, 405}),
    "workspace-compare": row("{draft}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-comments": row("{draft}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-shared": row("{share}", 404, visitor=302, editor_other=200, practitioner_other=200),
    "workspace-requests": _works(),
    "workspace-request-new": _works(),
    "workspace-request": row("{request}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-request-act": _works("nokey", {404, 405}),
    "workspace-file": row("{request} {file}", 404, visitor=302, editor_own=200, practitioner_own=200),
    "workspace-days": _works(),
    "workspace-calendar": _works(),
    "workspace-figures": _works("", 200, secretariat=200, auditor=200),
}
DIRECTORY = {
    "directory": row(),
    "directory-table": row("csv"),
    "authority": row("{authority}"),
    "directory-find": row("", 200, query="state=NER&measure=mla"),
    "directory-figures": row(),
    "directory-figure-table": row("users csv"),
    "directory-changes": row(),
    "authority-problem": row("{authority}", 404, **_registered(200)),
    "authority-confirm": row("no-such-token", 404),
    "ebook": row(
        post={"edition": "listed", "language": "fr", "form": "epub"}, posted={"everyone": 404, "secretariat": 302}
    ),
    "ebook-file": row("{ebook_file}", 404, **_looks_after(200)),
    "ebook-download": row("1 listed en epub", 404, **_looks_after(200)),
    "work-tables": row("", 404, mission_own=200, mission_other=200, secretariat=200),
    "work-template": row("csv", 404, mission_own=200, mission_other=200, secretariat=200),
    "work": row("", 404, **_looks_after(200)),
    "work-new": row("", 404, mission_own=200, mission_other=200, secretariat=200),
    "work-dashboard": row("", 404, mission_own=200, mission_other=200, secretariat=200),
    "work-changes": row("", 404, **_registered(200)),
    "work-entry": row("{authority}", 404, editor_own=200, mission_own=200, secretariat=200),
    "work-edit": row("{authority} contact", 404, editor_own=200, mission_own=200, secretariat=200),
    "work-compare": row("{authority} 1", 404, editor_own=200, mission_own=200, secretariat=200),
    "directory-compare": row("", 200, query="state=NER&state=ITA"),
    "directory-compare-table": row("csv", 200, query="state=NER&state=ITA"),
}
EVIDENCE = {
    "evidence": row(),
    "providers": row(),
    "providers-table": row("csv"),
    "provider": row("no-such-provider", 404),
    "provider-compare": row("no-such-provider", 404),
    "national-provisions": row(),
    "national-provisions-table": row("csv"),
    "guides": row(),
    "guide": row("no-such-guide", 404),
    "guide-file": row("no-such-guide pdf", 404),
    "preservation": row(),
    "preservation-calendar": row("", {200, 400, 404}),
}
ACCOUNT = {
    "account-home": sign_in(post={"language": "fr"}, posted=302),
    "account-ask": row("", 200, post={}, posted=400),
    "account-activate": row("no-such-token", 400, post={"password": "x"}, posted=400),
    "account-leave": sign_in("{own}", 404, practitioner=200, post={}, posted={"visitor": 302, "practitioner": 302}),
    "account-second-factor": sign_in(),
    "account_login": entrance(),
    "account_logout": row("", 200, visitor=302),
    "account_inactive": row(),
    "account_signup": row("", 302),
    "account_reauthenticate": sign_in("", {302, 403}),
    "account_email": row("", 302),
    "account_email_verification_sent": row("", {200, 302}),
    "account_change_password": sign_in("", {200, 302}),
    "account_set_password": row("", 302),
    "account_reset_password": row(),
    "account_confirm_login_code": row("", 302),
    "account_confirm_email": row("no-such-key", {200, 404}),
    "account_reset_password_from_key": row("1 no-such-key"),
    "account_reset_password_from_key_done": row(),
    "account_reset_password_done": row(),
    "mfa_index": sign_in(),
    "mfa_authenticate": row("", 302),
    "mfa_reauthenticate": sign_in("", {302, 403}),
    "mfa_activate_totp": sign_in("", {200, 302}),
    "mfa_deactivate_totp": row("", {302, 404}),
    "mfa_view_recovery_codes": row("", {302, 404}),
    "mfa_generate_recovery_codes": sign_in("", {200, 302}),
    "mfa_download_recovery_codes": row("", {302, 404}),
    "mfa_list_webauthn": sign_in(),
    "mfa_add_webauthn": sign_in("", {200, 302}),
    "mfa_reauthenticate_webauthn": sign_in("", {302, 403}),
    "mfa_remove_webauthn": row("1", {302, 404}),
    "mfa_edit_webauthn": row("1", {302, 404}),
    "mfa_login_webauthn": row("", {200, 302}),
    "usersessions_list": sign_in(),
    "socialaccount_login_cancelled": row(),
    "socialaccount_login_error": row("", 401),
    "socialaccount_signup": row("", 302),
    "socialaccount_connections": sign_in(),
}
_DECIDES = {"mission_own": 200, "secretariat": 200}
PEOPLE = {
    "people": row("", 404, mission_own=200, mission_other=200, secretariat=200),
    "people-requests": row("", 404, mission_own=200, mission_other=200, secretariat=200),
    "people-request": row(
        "{wish}", 404, **_DECIDES, post={"do": "decline"}, posted={"mission_own": 400, "secretariat": 400}
    ),
    "people-give": row(
        "",
        404,
        mission_own=200,
        mission_other=200,
        secretariat=200,
        post={},
        posted={"mission_own": 400, "mission_other": 400, "secretariat": 400},
    ),
    "people-mandate": row("{mandate}", 404, **_DECIDES, post={}, posted={"mission_own": 400, "secretariat": 400}),
    "ledger": row("", 404, auditor=200),
    "ledger-export": row("csv", 404, auditor=200),
    "outbox": row("", 404, secretariat=200),
}
ROWS: dict[str, Row] = {**PUBLIC, **DIRECTORY, **WORKSPACE, **EVIDENCE, **ACCOUNT, **PEOPLE}

# The desk's addresses, Wagtail's own among them, share one row: none answers whoever has no business there. One of
# each kind is asked; what contributors and editors may do there is tested in tests/desk.
DESK_OF_ALL = frozenset({"desk/jsi18n/", "desk/sprite/"})  # Wagtail's words and icons, the same for everyone
DESK_OPENS = ("contributor", "editor")
DESK_CLOSED = (VISITOR, "reader", "mission-own", "secretariat", "password-only", "lapsed")
