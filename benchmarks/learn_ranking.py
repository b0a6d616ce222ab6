"""Learns the weights of the second reading (`comity.search.ranking`) from marginal notes that no benchmark asks.

For each of 1,500 notes the engine finds a hundred sections; the weights are those under which the right one is most
probable among them (softmax over the hundred, with a small penalty on large weights). Prints the weights for texts in
the language that was asked, and for texts in another.

    uv run python benchmarks/learn_ranking.py ../shared/data --build DIR
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from search_quality import KnownItems, dictionary, hits, thesaurus

from comity.search.ranking import measured
from comity.search.translation import Translator

_STEPS, _PACE, _PENALTY = 400, 0.3, 1e-3

Features = npt.NDArray[np.float64]  # a row for each section found


def examples(known: KnownItems, language: str) -> list[tuple[Features, int]]:
    """For each note whose section was found: what was measured of each, and the place of the right one."""
    translator = Translator(known.generation.lexicons, dictionary(thesaurus()))
    found = []
    for row in known.teaching:
        text, right = known.query(row, language)
        if text:
            held, query = hits(known.generation, translator, text, language, target="fr")
            place = next((n for n, hit in enumerate(held) if hit.key == right), None)
            if place is not None:
                found.append((np.array(measured(held, query, known.generation.rarity, "fr")), place))
    return found


def learn(found: list[tuple[Features, int]]) -> Features:
    """The weights, by gradient descent on measures brought to the same scale."""
    every = np.vstack([features for features, _ in found])
    scale = every.std(axis=0) + 1e-9
    scaled = [(features / scale, place) for features, place in found]
    weights = np.zeros(every.shape[1])
    for _step in range(_STEPS):
        slope = 2 * _PENALTY * weights
        for features, place in scaled:
            scores = features @ weights
            likely = np.exp(scores - scores.max())
            slope = slope + (features.T @ (likely / likely.sum()) - features[place]) / len(scaled)
        weights = weights - _PACE * slope
    learned: Features = weights / scale
    return learned


def main() -> None:
    """Learns both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--build", type=Path, required=True, help="where search_quality.py kept its indexes")
    asked = parser.parse_args()
    known = KnownItems(asked.data, asked.build)
    for name, language in (("as asked", "fr"), ("translated", "en")):
        weights = learn(examples(known, language))
        print(f"{name}: ({', '.join(f'{weight:.2f}' for weight in weights)})", flush=True)


if __name__ == "__main__":
    main()
