"""Recording what importers bring: in bulk, each chunk complete in itself, the same entries again changing nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comity.records.history import past
from comity.records.models import Alias, Change, PastVersion, Serial, new_key

from ..entries import Entry, ExtractFacts, Kind, StrategyFacts, Text
from ..models import MODELS, TEXTS, CatalogueRecord, Law, Strategy
from .history import shapes
from .names import is_label, named_in
from .writing import columns

_TEXT_FIELDS = ("title", "body", "notes", "origin", "translated_from")
_VOCABULARIES = {"crimes", "offences", "issues", "states", "provisions"}


class Did(Enum):
    """What recording an entry did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # an editor has changed the record here since: left as it is


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry and where it stands in its file."""

    place: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know about an entry: its place and the reason."""

    place: str
    reason: str


@dataclass
class Recorded:
    """What recording a chunk did: counts, what was refused, and what is worth a look."""

    begun: datetime | None = None
    did: Counter[Did] = field(default_factory=Counter)
    refused: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def record_entries(placed: Iterable[Placed], *, begun: datetime | None = None) -> Recorded:
    """Records the entries in one transaction: all that can be taken, or on a fault nothing.

    Texts in languages an entry does not bring stay. An entry that names an unknown law, code or State is refused.
    What a record said before is kept as a past version, unless it was itself recorded since `begun`: the parts one load
    brings of a record are one version.
    """
    report = Recorded(begun=begun)
    by_kind: dict[Kind, list[Placed]] = defaultdict(list)
    for each in placed:
        by_kind[each.entry.kind].append(each)
    with transaction.atomic():
        for kind in Kind:  # a law before its extracts
            if kind in by_kind:
                _record_kind(kind, by_kind[kind], report)
    return report


@dataclass
class _Write:
    """A record to be written, with the texts that go with it."""

    placed: Placed
    record: CatalogueRecord
    texts: list[Text]
    new: bool


def _record_kind(kind: Kind, placed: Sequence[Placed], report: Recorded) -> None:
    held = _held(kind, placed)
    laws = _laws(placed) if kind is Kind.EXTRACT else {}
    new: dict[tuple[str, str], _Write] = {}
    changed: dict[tuple[str, str], _Write] = {}
    for each in placed:
        entry = each.entry
        identity = (entry.source.name, entry.source_id)
        if reason := _unfit(entry, laws):
            report.refused.append(Note(each.place, reason))
            continue
        wanted = columns(entry) | _neighbours(entry, laws)
        if identity in new:  # the same record again in one chunk: another language of it
            _join(new[identity].texts, entry.texts)
            continue
        record = held.get(identity)
        if record is None:
            new[identity] = _Write(each, MODELS[kind](**wanted), list(entry.texts), new=True)
            report.did[Did.NEW] += 1
        elif record.edited:
            report.did[Did.KEPT] += 1
            stays = _("%(number)s was changed here since it was loaded; it stays.") % {"number": record.number}
            report.notes.append(Note(each.place, stays))
        else:
            _renew(record, wanted, each, changed, report)
    _write_new(kind, list(new.values()), report)
    _write_changed(kind, list(changed.values()), report)


def _held(kind: Kind, placed: Sequence[Placed]) -> dict[tuple[str, str], CatalogueRecord]:
    model: Any = MODELS[kind]
    by_source: dict[str, list[str]] = defaultdict(list)
    for each in placed:
        by_source[each.entry.source.name].append(each.entry.source_id)
    found = {}
    for source, ids in by_source.items():
        for record in model.objects.filter(source_name=source, source_id__in=ids).prefetch_related("texts"):
            found[source, record.source_id] = record
    return found


def _laws(placed: Sequence[Placed]) -> dict[tuple[str, str], int]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        if isinstance(each.entry.facts, ExtractFacts):
            wanted[each.entry.source.name].add(each.entry.facts.law)
    return {
        (source, source_id): pk
        for source, ids in wanted.items()
        for source_id, pk in Law.objects.filter(source_name=source, source_id__in=ids).values_list("source_id", "pk")
    }


def _neighbours(entry: Entry, laws: dict[tuple[str, str], int]) -> dict[str, Any]:
    match entry.facts:
        case ExtractFacts(law=law):
            return {"law_id": laws[entry.source.name, law]}
        case StrategyFacts(predecessor=predecessor) if predecessor:
            rows = Strategy.objects.filter(source_name=entry.source.name, source_id=predecessor)
            return {"predecessor_id": rows.values_list("pk", flat=True).first()}
    return {}


def _unfit(entry: Entry, laws: dict[tuple[str, str], int]) -> str:
    """Why an entry cannot be taken; empty if it can."""
    if not entry.source_id:
        return _("It has no identity in its source: give it an id.")
    if not any(text.title or text.body or text.notes for text in entry.texts):
        return _("It has no text in any language: give it a title.")
    if isinstance(entry.facts, ExtractFacts) and (entry.source.name, entry.facts.law) not in laws:
        return _("Its law “%(law)s” is not on record: load the law first.") % {"law": entry.facts.law}
    model: Any = MODELS[entry.kind]
    for name in _VOCABULARIES:
        codes = getattr(entry, name)
        if codes:
            try:
                model._meta.get_field(name).check_codes(codes)
            except ValidationError as error:
                return f"{name}: {' '.join(error.messages)}"
    return _names_somebody(entry)


def _names_somebody(entry: Entry) -> str:
    """Why the rule on names forbids an entry."""
    people = [*getattr(entry.facts, "victims", ()), *getattr(entry.facts, "defendants", ())]
    full = [person.name for person in people if person.kind == "natural" and not is_label(person.name)]
    if found := named_in([t for text in entry.texts for t in (text.body, text.notes)], full):
        named = _("A text names %(count)d person(s) who may only be shown by initials. Write the initials instead.")
        return named % {"count": len(found)}
    return ""


def _renew(
    record: CatalogueRecord, wanted: dict[str, Any], each: Placed, changed: dict[Any, _Write], report: Recorded
) -> None:
    texts = {row.language: row for row in record.texts.all()}
    fresh = [text for text in each.entry.texts if _differs(texts.get(text.language), text)]
    differing = [name for name, value in wanted.items() if _kept(record, name) != value]
    # An entry that only brings another language of the same record says of it nothing else: what the original says
    # (its language, the titles above it) stays, or loading the languages again would turn it back and forth.
    if record.language in texts and record.language not in _languages(each.entry):
        differing = []
    if not differing and not fresh:
        report.did[Did.UNCHANGED] += 1
        return
    for name in differing:
        setattr(record, name, wanted[name])
    changed[each.entry.source.name, each.entry.source_id] = _Write(each, record, fresh, new=False)
    report.did[Did.CHANGED] += 1


def _languages(entry: Entry) -> set[str]:
    return {text.language for text in entry.texts}


def _kept(record: CatalogueRecord, name: str) -> Any:
    value = getattr(record, name)
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _differs(row: Any, text: Text) -> bool:
    return row is None or any(getattr(row, name) != getattr(text, name) for name in _TEXT_FIELDS)


def _join(texts: list[Text], more: Iterable[Text]) -> None:
    held = {text.language for text in texts}
    texts.extend(text for text in more if text.language not in held)


def _write_new(kind: Kind, writes: list[_Write], report: Recorded) -> None:
    if not writes:
        return
    _number(kind, writes, report)
    now = timezone.now()
    for write in writes:
        write.record.changed_at = write.record.first_published_at = write.record.last_published_at = now
    model: Any = MODELS[kind]
    model.objects.bulk_create([write.record for write in writes], batch_size=200)
    _write_texts(kind, writes)
    Change.objects.bulk_create([Change(key=write.record.key, at=now) for write in writes], batch_size=500)


def _write_changed(kind: Kind, writes: list[_Write], report: Recorded) -> None:
    if not writes:
        return
    _keep_past(kind, writes, report)
    now = timezone.now()
    for write in writes:
        write.record.changed_at = write.record.last_published_at = now
    model: Any = MODELS[kind]
    kept = {"id", "key", "number"}
    names = [f.name for f in model._meta.concrete_fields if f.name not in kept]
    model.objects.bulk_update([write.record for write in writes], names, batch_size=100)
    texts: Any = TEXTS[kind]
    for write in writes:
        texts.objects.filter(record=write.record, language__in=[text.language for text in write.texts]).delete()
    _write_texts(kind, writes)
    Change.objects.bulk_create([Change(key=write.record.key, at=now) for write in writes], batch_size=500)


def _keep_past(kind: Kind, writes: list[_Write], report: Recorded) -> None:
    standing = shapes(kind, [write.record.pk for write in writes])
    rows = []
    for write in writes:
        shape, since = standing.get(write.record.pk, (None, None))
        if shape is not None and since is not None and (report.begun is None or since < report.begun):
            rows.append(PastVersion(**past(write.record, shape, since, by="import")))
    PastVersion.objects.bulk_create(rows, batch_size=100)


def _write_texts(kind: Kind, writes: list[_Write]) -> None:
    model: Any = TEXTS[kind]
    rows: list[models.Model] = []
    now = timezone.now()  # of all: a translation that comes with its original is not older than it
    for write in writes:
        for text in write.texts:
            fields = {name: getattr(text, name) for name in _TEXT_FIELDS}
            rows.append(model(record_id=write.record.pk, language=text.language, revised_at=now, **fields))
    model.objects.bulk_create(rows, batch_size=200)


def _number(kind: Kind, writes: list[_Write], report: Recorded) -> None:
    """Gives each new record a key and a number: the source's own where it is free, else the next of its State."""
    model: Any = MODELS[kind]
    wanted = [write.placed.entry.number for write in writes if write.placed.entry.number]
    taken = set(model.objects.filter(number__in=wanted).values_list("number", flat=True)) if wanted else set()
    unnumbered: dict[str, list[_Write]] = defaultdict(list)
    for write in writes:
        write.record.key = new_key()
        number = write.placed.entry.number
        if number and number not in taken:
            write.record.number = number
            taken.add(number)
            continue
        if number:
            taken_already = _("The number %(number)s is taken; it got one of its own.") % {"number": number}
            report.notes.append(Note(write.placed.place, taken_already))
            Alias.objects.get_or_create(name=number, key=write.record.key)
        unnumbered[write.record.prefix()].append(write)
    for prefix, group in unnumbered.items():
        first = Serial.take(prefix, len(group))
        for offset, write in enumerate(group):
            write.record.number = f"{prefix}{first + offset}"
