"""How long the legal-basis questions take, and how that grows with the number of bilateral treaties.

Run `uv run python benchmarks/basis.py` on an idle machine: it prints one line for each size of the treaty book.
Targets: all ordered pairs of States for one measure within 2 s on one core, one pair within 5 ms.
"""

from __future__ import annotations

import random
import statistics
import timeit
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

from comity.connectors.bundled import BundledFacts, bundled_facts
from comity.core.gazetteer import load_gazetteer
from comity.law.actions import ActionKind, TreatyAction, action_id
from comity.law.basis.procedure import opinion
from comity.law.basis.types import Question
from comity.law.book import TreatyBook
from comity.law.instruments import INSTRUMENTS
from comity.law.instruments.types import Delay, Denunciation, EntryIntoForce, Gate, Instrument, Scope
from comity.law.measures import Matter, Measure
from comity.law.world import askable, world

ON = date(2012, 1, 1)
SIZES = (0, 30, 300, 3000)
MEASURES = (Measure.MLA, Measure.EXTRADITION)
PAIRS = 200  # single questions asked for each size


def bilateral(number: int, parties: tuple[str, str]) -> Instrument:
    """An invented treaty on extradition and assistance between two States."""
    code = f"bilateral-{number}"
    return Instrument(
        code=code,
        title=code,
        short_title=code,
        scope=Scope.BILATERAL,
        depositary="",
        reference="",
        adopted=date(1990, 1, 1),
        place="",
        gate=Gate.ANY,
        entry=EntryIntoForce(code, date(1990, 2, 1), 2, Delay(), Delay()),
        denunciation=Denunciation(None),
        crime_types=frozenset(),
        matters={Matter.EXTRADITION: (code,), Matter.MLA: (code,)},
        source="invented",
        parties=frozenset(parties),
    )


def ratifications(treaty: Instrument) -> Iterator[TreatyAction]:
    """Both States ratified an invented treaty on the day of its adoption."""
    for state in sorted(treaty.parties or ()):
        on = date(1990, 1, 1)
        kind = ActionKind.RATIFICATION
        yield TreatyAction(action_id(treaty.code, state, kind, on), treaty.code, state, kind, on, "invented")


def book_with(facts: BundledFacts, treaties: int) -> TreatyBook:
    """The bundled facts and so many invented bilateral treaties, between pairs drawn the same way every time."""
    gazetteer = load_gazetteer()
    states = sorted(s.code for s in gazetteer.party_candidates() if s.m49)
    pairs = random.Random(1).sample(list(combinations(states, 2)), treaties)
    invented = [bilateral(number, pair) for number, pair in enumerate(pairs)]
    return TreatyBook.of(
        gazetteer=gazetteer,
        instruments=(*INSTRUMENTS, *invented),
        actions=(*(p.fact for p in facts.actions), *(a for treaty in invented for a in ratifications(treaty))),
        statements=(p.fact for p in facts.statements),
        coverage=facts.coverage,
        sources=facts.sources,
    )


def best(call: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of several calls."""
    return min(timeit.repeat(call, number=1, repeat=times))


def single_questions(book: TreatyBook, measure: Measure) -> list[float]:
    """Seconds of each of `PAIRS` questions between States and on days drawn the same way every time."""
    chance = random.Random(2)
    states = askable(book)

    def question() -> Question:
        a, b = chance.sample(states, 2)
        return Question(a, b, measure, ON + timedelta(days=chance.randrange(-3000, 3000)), "drug-trafficking")

    asked = [question() for _ in range(PAIRS)]
    return [timeit.timeit(lambda q=q: opinion(book, q), number=1) for q in asked]  # type: ignore[misc]


def main() -> None:
    """Prints the table."""
    facts = bundled_facts()
    print("measure      bilateral   all pairs   one pair, ms         ordered pairs")
    print("             treaties    s           median  95th  worst")
    for size in SIZES:
        book = book_with(facts, size)
        for measure in MEASURES:
            pairs = len(askable(book)) * (len(askable(book)) - 1)
            opinion(book, Question("NER", "ITA", measure, ON))  # builds the book's indexes, once in its life
            every = best(lambda book=book, measure=measure: world(book, measure, ON))  # type: ignore[misc]
            times = sorted(1000 * t for t in single_questions(book, measure))
            median, high, worst = statistics.median(times), times[int(0.95 * len(times))], times[-1]
            print(f"{measure.value:12} {size:9} {every:11.3f}   {median:6.2f} {high:6.2f} {worst:6.2f}   {pairs:9}")


if __name__ == "__main__":
    main()
