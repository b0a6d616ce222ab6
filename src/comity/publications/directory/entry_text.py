"""One authority of the directory as a section of the book: everything on record, in the order a practitioner asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from comity.core.wording import number
from comity.law.authorities.entry import (
    AuthorityEntry,
    Contact,
    DataRule,
    Designation,
    EvidenceRules,
    LegalBasisPolicy,
    NetworkMember,
    Requirements,
    Texts,
    said_in,
)
from comity.law.authorities.listing import Listed
from comity.law.authorities.words import Acceptance, Channel, ContactKind, EvidenceStandard
from comity.law.basis.types import Answer
from comity.law.statements import TreatyAsBasis

from ..book import Block, Fact, Facts, Line, Notice, Paragraph, Section, Span, line, span
from .telling import Telling

_VERBATIM = {ContactKind.TELEPHONE, ContactKind.MOBILE, ContactKind.DUTY, ContactKind.FAX, ContactKind.SECURE}


def anchor_of(key: str) -> str:
    """The anchor of an authority's section."""
    return "a-" + "".join(letter if letter.isascii() and letter.isalnum() else f"_{ord(letter):x}" for letter in key)


class EntryText:
    """Says entries in the active language; `listed` are all authorities of the book, by key, for links among them."""

    def __init__(self, telling: Telling, listed: Mapping[str, Listed]) -> None:
        self.telling, self.listed = telling, listed

    def section(self, listed: Listed) -> Section:
        """The whole entry."""
        entry = listed.entry
        groups = (
            Facts(tuple(self._identity(entry))),
            Facts(tuple(self._contact(entry)), _("Contact")),
            Facts(tuple(self._channels(entry)), _("Channels")),
            *(Facts(tuple(self._requirements(each)), self._about(each)) for each in entry.requirements),
            Facts(tuple(self._policy(entry.policy)), _("Legal basis")),
            Facts(tuple(self._evidence(entry.evidence)) if entry.evidence else (), _("Electronic evidence")),
            Facts(tuple(self._others(entry)), _("Networks and documents")),
        )
        blocks: list[Block] = []
        if entry.origin.demonstration:
            blocks.append(Notice(_("Demonstration entry: this authority is invented.")))
        if listed.unconfirmed_since:
            day = self.telling.day(listed.unconfirmed_since)
            blocks.append(Notice(_("Unconfirmed since %(day)s: check before you rely on it.") % {"day": day}))
        blocks += [group for group in groups if group.rows]
        blocks.append(Paragraph(self._standing(listed), small=True))
        blocks.append(Paragraph(self._source(entry), small=True))
        return Section(anchor_of(listed.key), self.name(entry), tuple(blocks), listed=False)

    def name(self, entry: AuthorityEntry, *, link: str = "") -> Line:
        """The name the reader knows it by, marked with the language it is in."""
        chosen = said_in(entry.names, self.telling.language)
        if chosen is None or not chosen.text.strip():
            return (Span(_("Name not on record"), link=link),)
        return (self.telling.spoken(chosen.text, chosen.language, link=link),)

    def pointer(self, listed: Listed) -> Line:
        """The name, leading to the entry."""
        return self.name(listed.entry, link=f"#{anchor_of(listed.key)}")

    # -- who it is ----------------------------------------------------------------------------------------------

    def _identity(self, entry: AuthorityEntry) -> Iterator[Fact]:
        chosen = said_in(entry.names, self.telling.language)
        others = [name for name in entry.names if name is not chosen and name.text.strip()]
        if others:
            yield Fact(
                _("Other names"),
                tuple(
                    line(self.telling.spoken(n.text, n.language), f" ({self.telling.language_name(n.language)})")
                    for n in others
                ),
            )
        yield from self._free(_("Part of"), entry.parent)
        if entry.territories:
            yield _fact(_("Works for"), self.telling.join(map(self.telling.state, entry.territories)))
        if entry.designations:
            yield Fact(_("Designated for"), tuple(map(self.designation, entry.designations)))
        if entry.since:
            yield _fact(_("Exists since"), self.telling.day(entry.since))
        if entry.until:
            yield _fact(_("Exists until"), self.telling.day(entry.until))
        if follower := self.listed.get(entry.followed_by):
            yield Fact(_("Followed by"), (self.pointer(follower),))

    def designation(self, designation: Designation) -> Line:
        """What it is designated for: the matter first, then under which article, in which role, within which limits."""
        told = self.telling
        parts: list[str | Span] = [Span(_(designation.competence.label), strong=True)]
        parts.append(f" · {told.citation(designation.provision)} · {_(designation.role.label)}")
        if designation.stages:
            parts.append(" · " + told.join(_(stage.label) for stage in designation.stages))
        if designation.territories:
            parts.append(" · " + told.join(map(told.state, designation.territories)))
        if designation.urgent:
            parts.append(" · " + _("for urgent requests"))
        if scope := told.said(designation.scope):
            parts += [" · ", scope]
        parts += [f" · {part}" for part in self._dates(designation)]
        parts += [part for ref in self._references(designation) for part in ref]
        return line(*parts)

    def _dates(self, designation: Designation) -> Iterator[str]:
        told = self.telling
        begins, ends = designation.valid_from or designation.designated_on, designation.valid_to
        if begins and ends:
            yield _("from %(begin)s until %(end)s") % {"begin": told.day(begins), "end": told.day(ends)}
        elif begins:
            yield _("since %(day)s") % {"day": told.day(begins)}
        elif ends:
            yield _("until %(day)s") % {"day": told.day(ends)}

    def _references(self, designation: Designation) -> Iterator[tuple[str | Span, ...]]:
        if designation.note_verbale:
            label = _("note verbale")
            yield f" · {label} ", span(designation.note_verbale, verbatim=True)
            if designation.notified_on:
                yield (f" ({self.telling.day(designation.notified_on)})",)
        if designation.depositary_ref:
            label = _("depositary")
            yield f" · {label} ", span(designation.depositary_ref, verbatim=True)

    # -- how to reach it ----------------------------------------------------------------------------------------

    def _contact(self, entry: AuthorityEntry) -> Iterator[Fact]:
        yield from self._free(_("Service to contact"), entry.unit)
        yield from self._free(_("Person or function to contact"), entry.function)
        for address in entry.addresses:
            label = _("Visiting address") if address.visiting else _("Postal address")
            rows = tuple(line(span(row)) for row in address.lines if row.strip())
            if rows:
                yield Fact(label, rows)
        for kind in ContactKind:
            rows = tuple(_reached(contact) for contact in entry.contacts if contact.kind is kind)
            if rows:
                yield Fact(_(kind.label), rows)
        if entry.hours:
            yield Fact(_("Office hours, local time"), tuple(line(self.telling.hours(h)) for h in entry.hours))
        yield from self._free(_("Closed on"), entry.holidays)
        if entry.time_zone:
            yield Fact(_("Time zone"), ((span(entry.time_zone, verbatim=True),),))

    def _channels(self, entry: AuthorityEntry) -> Iterator[Fact]:
        for rule in entry.channels:
            notes = self.telling.text(rule.notes)
            if rule.accepted is not Acceptance.UNKNOWN or notes:
                yield Fact(_channel(rule.channel), (line(_(rule.accepted.label)), *notes))

    # -- what it asks -------------------------------------------------------------------------------------------

    def _about(self, requirements: Requirements) -> str:
        if not requirements.competences:
            return _("Requirements of a request")
        matters = self.telling.join(_(each.label) for each in requirements.competences)
        return _("Requirements: %(matters)s") % {"matters": matters}

    def _requirements(self, asked: Requirements) -> Iterator[Fact]:
        if asked.languages:
            yield Fact(_("Languages accepted"), tuple(line(text) for text in self._languages(asked)))
        yield from self._free(_("Form of the request"), asked.formats)
        yield from self._answered(_("Original on paper needed"), asked.original_on_paper)
        yield from self._answered(_("Electronic signature accepted"), asked.electronic_signature)
        yield from self._answered(_("Legalisation or apostille needed"), asked.legalisation)
        yield from self._free(_("Information needed"), asked.information_needed)
        yield from self._free(_("Urgent requests"), asked.urgent_procedure)
        yield from self._free(_("Provisional arrest"), asked.provisional_arrest)
        yield from self._answered(_("Dual criminality needed"), asked.dual_criminality)
        if asked.minimum_penalty_years is not None:
            yield _fact(_("Minimum penalty, years"), number(asked.minimum_penalty_years))
        if asked.evidence_standard is not EvidenceStandard.UNKNOWN:
            yield _fact(_("Evidence to be shown"), _(asked.evidence_standard.label))
        yield from self._answered(_("Own nationals are extradited"), asked.extradites_nationals)
        yield from self._free(_("Limits and assurances"), asked.limits)
        yield from self._free(_("Costs"), asked.costs)
        yield from self._free(_("Confidentiality"), asked.confidentiality)
        if asked.execution_days is not None:
            yield _fact(_("Usual time to execute"), self.telling.days(asked.execution_days))

    def _languages(self, asked: Requirements) -> Iterator[str]:
        for each in asked.languages:
            notes = []
            if each.certified is Answer.YES:
                notes.append(_("certified translation"))
            elif each.certified is Answer.NO:
                notes.append(_("translation need not be certified"))
            if each.urgent_only:
                notes.append(_("in urgent cases only"))
            name = self.telling.language_name(each.code)
            yield f"{name} ({'; '.join(notes)})" if notes else name

    def _policy(self, policy: LegalBasisPolicy) -> Iterator[Fact]:
        if policy.convention_as_basis is not TreatyAsBasis.SILENT:
            yield _fact(_("Convention as the basis of extradition"), _(policy.convention_as_basis.label))
        yield from self._answered(_("A treaty is needed"), policy.treaty_required)
        yield from self._answered(_("Works on reciprocity"), policy.reciprocity)
        yield from self._free(_("Notes"), policy.notes)
        if policy.treaties_url:
            yield Fact(_("Its treaties"), (_address(policy.treaties_url),))

    def _evidence(self, rules: EvidenceRules) -> Iterator[Fact]:
        told = self.telling
        yield from self._answered(_("Data can be preserved before a request"), rules.preservation_before_request)
        yield from self._free(_("Who preserves data"), rules.preserved_by)
        if rules.preservation_days is not None:
            yield _fact(_("Preserved for"), told.days(rules.preservation_days))
        if rules.extension_days is not None:
            yield _fact(_("Can be extended by"), told.days(rules.extension_days))
        for rule in rules.data:
            if lines := tuple(self._data(rule)):
                yield Fact(_(rule.kind.label), lines)
        yield from self._answered(_("Providers may be asked directly"), rules.direct_contact_with_providers)
        yield from self._answered(_("Collection in real time is possible"), rules.real_time_collection)
        yield from self._free(_("In an emergency"), rules.emergency_route)
        yield from self._free(_("Admissibility"), rules.admissibility)
        if rules.form_url:
            yield Fact(_("Form"), (_address(rules.form_url),))

    def _data(self, rule: DataRule) -> Iterator[Line]:
        yield from self.telling.text(rule.order)
        if rule.law:
            yield line(f"{_('Law')}: ", *_address(rule.law))

    def _others(self, entry: AuthorityEntry) -> Iterator[Fact]:
        if entry.networks:
            yield Fact(_("Networks"), tuple(line(self._member(each)) for each in entry.networks))
        for document in entry.documents:
            title = self.telling.said(document.title) or Span(_(document.kind.label))
            leads = document.url if span("", link=document.url).link else ""
            row: list[str | Span] = [self.telling.spoken(title.text, title.language, link=leads)]
            if document.url:
                row += [" · ", *_address(document.url)]
            if document.as_of:
                row.append(f" · {_('as of %(day)s') % {'day': self.telling.day(document.as_of)}}")
            yield Fact(_(document.kind.label), (line(*row),))

    def _member(self, member: NetworkMember) -> str:
        name, day = self.telling.network(member.network), self.telling.day
        if member.until:
            return f"{name} ({_('until %(day)s') % {'day': day(member.until)}})"
        return f"{name} ({_('since %(day)s') % {'day': day(member.since)}})" if member.since else name

    # -- how far it can be relied on ----------------------------------------------------------------------------

    def _standing(self, listed: Listed) -> Line:
        day = self.telling.day
        parts = [
            _("Confirmed on %(day)s") % {"day": day(listed.confirmed_on)}
            if listed.confirmed_on
            else _("Not confirmed yet")
        ]
        if listed.unconfirmed_since:
            parts.append(_("unconfirmed since %(day)s") % {"day": day(listed.unconfirmed_since)})
        if listed.next_review_on:
            parts.append(_("next review on %(day)s") % {"day": day(listed.next_review_on)})
        version = number(listed.version)
        parts.append(_("version %(n)s of %(day)s") % {"n": version, "day": day(listed.published_on)})
        return line(" · ".join(parts))

    def _source(self, entry: AuthorityEntry) -> Line:
        origin = entry.origin
        parts: list[str | Span] = [f"{_('Source')}: "]
        parts.append(span(origin.name or _("not stated"), link=origin.url))
        parts.append(f" · {_('Licence')}: {origin.licence or _('not stated')}")
        as_of = self.telling.day(origin.as_of) if origin.as_of else _("not stated")
        parts.append(f" · {_('As of')}: {as_of}")
        return line(*parts)

    def _free(self, label: str, texts: Texts) -> Iterator[Fact]:
        if lines := self.telling.text(texts):
            yield Fact(label, lines)

    def _answered(self, label: str, value: Answer) -> Iterator[Fact]:
        if says := self.telling.answer(value):
            yield _fact(label, says)


def _fact(label: str, text: str) -> Fact:
    return Fact(label, (line(text),))


def _channel(channel: Channel) -> str:
    return _(channel.label)


def _address(url: str) -> Line:
    return (span(url, link=url, verbatim=True),)


def _reached(contact: Contact) -> Line:
    value = contact.value
    link = {ContactKind.EMAIL: f"mailto:{value}", ContactKind.WEBSITE: value}.get(contact.kind, "")
    shown = span(value, link=link, verbatim=True)
    notes = [note for note in (contact.scheme, contact.label) if note]
    return line(shown, " (", span(", ".join(notes)), ")") if notes else (shown,)
