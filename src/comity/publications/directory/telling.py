"""How facts of the directory are said in the active language: days, texts, answers, provisions, places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import cached_property

from babel.dates import format_time, get_day_names
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core import wording
from comity.law.authorities.entry import Hours, Texts, said_in
from comity.law.basis.types import Answer
from comity.law.book import TreatyBook
from comity.law.networks import NETWORKS
from comity.law.provisions import Provision, ProvisionError

from ..book import Line, Span, line, span

_ANSWERS = {Answer.YES: "Yes", Answer.NO: "No"}


class Telling:
    """Says facts in the language that is active when it is made; what is asked for twice is worked out once."""

    def __init__(self, book: TreatyBook) -> None:
        self.book = book
        self.language = wording.language()
        self._days: dict[date, str] = {}
        self._citations: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._joined: dict[tuple[str, ...], str] = {}

    def day(self, value: date) -> str:
        """A day in long form."""
        if value not in self._days:
            self._days[value] = wording.day(value)
        return self._days[value]

    def state(self, code: str) -> str:
        """The name of a State or territory."""
        return wording.state_name(code, self.book)

    def join(self, texts: Iterable[str]) -> str:
        """The texts as a list."""
        held = tuple(texts)
        if held not in self._joined:
            self._joined[held] = wording.join(held)
        return self._joined[held]

    def language_name(self, code: str) -> str:
        """The name of a language; its code if it has none."""
        if code not in self._languages:
            self._languages[code] = wording.language_name(code)
        return self._languages[code]

    def citation(self, provision: str) -> str:
        """The full citation of a provision; what is no provision code is shown as it stands."""
        if provision not in self._citations:
            try:
                self._citations[provision] = wording.citation(provision, self.book)
            except ProvisionError:
                self._citations[provision] = provision
        return self._citations[provision]

    def instrument_of(self, provision: str) -> tuple[str, str]:
        """The code and the name of the instrument a provision belongs to."""
        try:
            code = Provision.parse(provision).instrument
        except ProvisionError:
            return provision, provision
        return code, wording.instrument_name(code, self.book)

    def article(self, provision: str) -> str:
        """The citation without the instrument; the whole instrument if no article is named."""
        try:
            return wording.article(provision) or _("the whole instrument")
        except ProvisionError:
            return provision

    @cached_property
    def networks(self) -> dict[str, str]:
        """The names of the networks known here, by code."""
        return {network.code: _(network.name) for network in NETWORKS}

    def network(self, code: str) -> str:
        """The name of a network; those known by their letters alone are written in capitals."""
        return self.networks.get(code) or code.upper()

    def answer(self, value: Answer) -> str:
        """Yes or No; empty where nothing is on record."""
        return _(_ANSWERS[value]) if value in _ANSWERS else ""

    def text(self, texts: Texts) -> tuple[Line, ...]:
        """A free text as the reader gets it: its paragraphs, marked with the language it is in if it is another."""
        chosen = said_in(texts, self.language)
        if chosen is None or not chosen.text.strip():
            return ()
        paragraphs = [part for part in chosen.text.split("\n") if part.strip()]
        lines = [line(self.spoken(part, chosen.language)) for part in paragraphs]
        if chosen.machine:
            note = _("machine translation")
            lines[-1] = (*lines[-1], Span(f" ({note})"))
        return tuple(lines)

    def said(self, texts: Texts) -> Span | None:
        """A free text as one span; None if there is none."""
        chosen = said_in(texts, self.language)
        return self.spoken(chosen.text, chosen.language) if chosen and chosen.text.strip() else None

    def spoken(self, text: str, language: str, *, link: str = "", strong: bool = False) -> Span:
        """Text in a language, marked where it is not the book's."""
        return span(text, language="" if language == self.language else language, link=link, strong=strong)

    def days(self, count: int) -> str:
        """A number of days."""
        return ngettext("%(n)s day", "%(n)s days", count) % {"n": wording.number(count)}

    def hours(self, hours: Hours) -> str:
        """Office hours: the weekdays and the local times."""
        names = get_day_names("wide", context="stand-alone", locale=wording.locale())
        known = sorted({day for day in hours.weekdays if 1 <= day <= 7})
        times = f"{self._clock(hours.opens)}–{self._clock(hours.closes)}"
        weekdays = self._weekdays(known, {day: str(names[day - 1]) for day in known})
        return f"{weekdays} {times}" if weekdays else times

    def _weekdays(self, known: list[int], names: dict[int, str]) -> str:
        if len(known) > 2 and known == list(range(known[0], known[-1] + 1)):
            return f"{names[known[0]]}–{names[known[-1]]}"
        return self.join(names[day] for day in known)

    def _clock(self, at: time) -> str:
        return format_time(at, format="HH:mm", locale=wording.locale())
