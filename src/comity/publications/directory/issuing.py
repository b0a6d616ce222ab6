"""Making issues: a number when the directory has changed, the files that are asked for, what is no longer kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from comity.accounts.roles import Role
from comity.accounts.viewer import NotPermitted, Viewer
from comity.core.ledger import SYSTEM, Actor, Subject, write
from comity.core.plain_values import decoded, encoded
from comity.directory.interfaces import directory as directory_on
from comity.directory.interfaces import revision
from comity.law.authorities.listing import Directory
from comity.law.states import LANGUAGES
from comity.treaties.interfaces import book as treaty_book

from ..models import Issue, IssueContent, IssueFile, Making
from .changes import Changes, Print, compared, prints
from .document import Imprint, Progress, book_of
from .editions import Edition, for_readers, may_read
from .forms import FORMS

KEPT_FOR = timedelta(days=30)  # files of nightly issues; the newest issue and the first of a month stay
NIGHT = range(1, 6)  # hours, UTC, in which the nightly issue is made
_PACE = timedelta(seconds=1)  # between two notes of how far a file is
_STUCK = timedelta(hours=2)  # after which a file that is not there yet is put up again: its worker has died


class NoSuchForm(ValueError):
    """A language or a format the e-book is not made in; the message names those it is."""


def make_text(
    directory: Directory,
    *,
    edition: Edition,
    language: str,
    form: str,
    made: datetime,
    issue: Issue | None = None,
    progress: Progress = lambda what, done: None,
) -> bytes:
    """The bytes of an e-book of the directory; with an issue, the cover names it and its changes are told."""
    checked(language, form)
    content = issue.contents.filter(edition=edition.value).first() if issue else None
    before = Issue.objects.filter(number__lt=issue.number).first() if issue else None
    imprint = Imprint(
        edition,
        made,
        issue.number if issue else 0,
        (before.number, before.day) if before else None,
        decoded(Changes, content.changes, "changes") if content and content.changes is not None else None,
    )
    with override(language):
        book = book_of(for_readers(directory, edition), treaty_book(), imprint, progress=progress)
        progress(FORMS[form].label, len(directory.listed))
        return FORMS[form].write(book)


def checked(language: str, form: str) -> None:
    """Raises NoSuchForm for a language or a format the e-book is not made in."""
    if language not in LANGUAGES:
        raise NoSuchForm(f"{language!r} is not a language of the e-book; choose one of {', '.join(LANGUAGES)}")
    if form not in FORMS:
        raise NoSuchForm(f"{form!r} is not a format of the e-book; choose one of {', '.join(FORMS)}")


@transaction.atomic
def current_issue(*, actor: Actor = SYSTEM, nightly: bool = False) -> Issue:
    """The issue of the directory as it is today: the last one if nothing has changed since, else a new number."""
    directory, state = directory_on(), revision()
    last = Issue.objects.select_for_update().first()
    if last is not None and (last.revision, last.day) == (state, directory.on):
        return last
    held = {edition: prints(for_readers(directory, edition)) for edition in Edition}
    earlier = {c.edition: c for c in last.contents.all()} if last else {}
    if last is not None and held[Edition.LISTED] == _prints(earlier[Edition.LISTED.value]):
        return last
    number = last.number + 1 if last else 1
    issue = Issue.objects.create(number=number, day=directory.on, revision=state, nightly=nightly)
    for edition, found in held.items():
        before = earlier.get(edition.value)
        IssueContent.objects.create(
            issue=issue,
            edition=edition.value,
            prints={key: encoded(each) for key, each in found.items()},
            changes=encoded(compared(_prints(before), found)) if before else None,
            authorities=len(directory.listed),
            states=len(directory.by_state),
        )
    after = {"number": issue.number, "day": issue.day.isoformat(), "authorities": len(directory.listed)}
    write(actor=actor, action="ebook.issued", subject=Subject("ebook-issue", str(issue.number)), after=after)
    return issue


def _prints(content: IssueContent) -> dict[str, Print]:
    return {key: _print(value) for key, value in content.prints.items()}


def _print(value: dict[str, dict[str, str]]) -> Print:
    return Print(str(value["state"]), value.get("names", {}), value.get("groups", {}))


def ask_for(*, viewer: Viewer, edition: Edition, language: str, form: str) -> IssueFile:
    """Has a file of today's issue made by the task worker, unless it is there; for the secretariat.

    Raises NotPermitted for anyone else and NoSuchForm for a language or a format that is none.
    """
    viewer.require(Role.SECRETARIAT)
    checked(language, form)
    with transaction.atomic():
        issue = current_issue(actor=viewer.actor)
        file = _wanted(issue, edition, language, form)
        if file is not None:
            after = {"issue": issue.number, "edition": edition.value, "language": language, "form": form}
            write(actor=viewer.actor, action="ebook.asked", subject=Subject("ebook-file", file.key), after=after)
            return file
    return issue.files.get(edition=edition.value, language=language, form=form)


def _wanted(issue: Issue, edition: Edition, language: str, form: str) -> IssueFile | None:
    """The file put up to be made; None if it is there or on its way."""
    file, is_new = IssueFile.objects.select_for_update().get_or_create(
        issue=issue, edition=edition.value, language=language, form=form
    )
    lost = not file.is_finished and file.asked_at < timezone.now() - _STUCK
    if not (is_new or lost or file.state == Making.FAILED or (file.state == Making.DONE and not file.stored)):
        return None
    IssueFile.objects.filter(pk=file.pk).update(
        state=Making.WAITING, asked_at=timezone.now(), done=0, total=0, step="", problem=""
    )
    key = file.key
    transaction.on_commit(lambda: _enqueue(key))
    file.refresh_from_db()
    return file


def _enqueue(key: str) -> None:
    from ..tasks import make_file

    make_file.enqueue(key)


def make(file: IssueFile, *, progress: Progress = lambda what, done: None) -> IssueFile:
    """Makes the file of an issue and keeps it, with its checksum; what goes wrong is noted with it and raised.

    The directory is read as on the day of the issue, so that a file asked for later says the same.
    """
    directory = directory_on(file.issue.day)
    if prints(for_readers(directory, Edition.LISTED)) != _prints(file.issue.contents.get(edition="listed")):
        return _failed(file, "The directory has changed since this issue; ask again for the new one.")
    noting = _noted(file, progress)
    IssueFile.objects.filter(pk=file.pk).update(state=Making.RUNNING, total=len(directory.listed), done=0)
    made = datetime.now(UTC).replace(microsecond=0)
    try:
        body = make_text(
            directory,
            edition=Edition(file.edition),
            language=file.language,
            form=file.form,
            made=made,
            issue=file.issue,
            progress=noting,
        )
        stored = file.storage.save(f"ebook/{file.key}.{file.form}", ContentFile(body))
    except Exception as error:
        _failed(file, f"{type(error).__name__}: {error}")
        raise
    found = {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "stored": stored, "made_at": made}
    IssueFile.objects.filter(pk=file.pk).update(state=Making.DONE, step="", done=len(directory.listed), **found)
    file.refresh_from_db()
    return file


def _failed(file: IssueFile, problem: str) -> IssueFile:
    IssueFile.objects.filter(pk=file.pk).update(state=Making.FAILED, problem=problem[:500])
    file.refresh_from_db()
    return file


def _noted(file: IssueFile, progress: Progress) -> Progress:
    """Progress that is also noted with the file, for the page that shows it."""
    noted_at = timezone.now()

    def note(what: str, done: int) -> None:
        nonlocal noted_at
        progress(what, done)
        if timezone.now() - noted_at >= _PACE:
            IssueFile.objects.filter(pk=file.pk).update(step=what[:200], done=done)
            noted_at = timezone.now()

    return note


def opened(*, viewer: Viewer, number: int, edition: str, language: str, form: str) -> IssueFile:
    """The file for a reader who may have it; reading a restricted edition is written to the audit ledger.

    Raises NotPermitted where the reader may not have it, and where there is no such file: the two look the same.
    """
    known = edition in {each.value for each in Edition}
    if not known or not may_read(Edition(edition), viewer):
        raise NotPermitted(f"issue {number} has no edition {edition!r} for this reader")
    files = IssueFile.objects.select_related("issue").exclude(stored="")
    file = files.filter(issue__number=number, edition=edition, language=language, form=form).first()
    if file is None:
        raise NotPermitted(f"issue {number} has no {form} in {language}")
    if Edition(edition).is_restricted:
        write(actor=viewer.actor, action="ebook.read", subject=Subject("ebook-file", file.key), after={"issue": number})
    return file


def note_taken(*, edition: Edition, day: date) -> None:
    """Writes to the audit ledger that a restricted edition was taken on the machine itself, past every page."""
    if edition.is_restricted:
        subject = Subject("ebook", f"{day.isoformat()} {edition.value}")
        write(actor=SYSTEM, action="ebook.taken", subject=subject)


def issue_due(now: datetime) -> bool:
    """True at night, once."""
    return now.hour in NIGHT and not Issue.objects.filter(day=now.date(), nightly=True).exists()


def issue_nightly(now: datetime | None = None) -> Issue | None:
    """Makes an issue if it is night and the directory has changed, and puts up all its files; the new issue."""
    at = now or timezone.now()
    forget_old(at.date())
    if not issue_due(at) or not directory_on().listed:
        return None
    last = Issue.objects.first()
    issue = current_issue(nightly=True)
    if last is not None and issue.pk == last.pk:
        return None
    with transaction.atomic():
        for edition in Edition:
            for language in LANGUAGES:
                for form in FORMS:
                    _wanted(issue, edition, language, form)
    return issue


def forget_old(today: date) -> int:
    """Deletes the files of old nightly issues; their rows and checksums stay. How many files went."""
    newest = Issue.objects.first()
    if newest is None:
        return 0
    old = Issue.objects.filter(nightly=True, day__lt=today - KEPT_FOR).exclude(pk=newest.pk).order_by("day", "number")
    firsts: dict[tuple[int, int], int] = {}
    for issue in Issue.objects.order_by("day", "number"):
        firsts.setdefault((issue.day.year, issue.day.month), issue.pk)
    gone = 0
    for file in IssueFile.objects.filter(issue__in=old.exclude(pk__in=firsts.values())).exclude(stored=""):
        file.storage.delete(file.stored)
        IssueFile.objects.filter(pk=file.pk).update(stored="")
        gone += 1
    return gone
