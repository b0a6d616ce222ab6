"""What headings in two languages teach."""

from __future__ import annotations

from pathlib import Path

from comity.search.learning import Pairs, read, write

SAID = [
    ("seizure", "saisie"),
    ("vessel", "bâtiment"),
    ("licence", "permis"),
    ("notice", "avis"),
    ("offence", "infraction"),
]


def test_words_are_learned_and_kept(tmp_path: Path) -> None:
    pairs = Pairs()
    for n in range(400):
        one, other = SAID[n % 5], SAID[(n + 1 + n // 5 % 4) % 5]
        pairs.add({"en": f"{one[0]} {other[0]} {n}", "fr": f"{one[1]} {other[1]} {n}"})
    learned = pairs.learn()
    for english, french in SAID:
        stem = next(iter(key for key in learned["en", "fr"] if english.startswith(key[:5])))
        assert learned["en", "fr"][stem][0] == (french, 1.0)
    write(tmp_path, learned)
    assert read(tmp_path) == learned


def test_few_headings_teach_nothing() -> None:
    pairs = Pairs()
    pairs.add({"en": "seizure", "fr": "saisie"})
    assert pairs.learn() == {}
