"""A query as every engine gets it: analysed, translated, and without any engine's own syntax."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A stem in a field of text."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems one after another in a field of text."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any stem that begins so, in a field of text."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these values in a field of codes. Scores nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number in a field of numbers, both ends included; None leaves an end open. Scores nothing."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document. Scores nothing."""


@dataclass(frozen=True, slots=True)
class Boost:
    """What matches `node`, its score multiplied."""

    node: Node
    by: float


@dataclass(frozen=True, slots=True)
class Constant:
    """What matches `node`, with this score whatever it matched."""

    node: Node
    score: float


@dataclass(frozen=True, slots=True)
class Best:
    """What matches any of `nodes`; the best score counts, the others add a tenth of theirs."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What matches at least `least` of `nodes`; the scores add up."""

    nodes: tuple[Node, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Every:
    """What matches all of `nodes` and none of `without`; `liked` only adds to the score."""

    nodes: tuple[Node, ...]
    without: tuple[Node, ...] = ()
    liked: tuple[Node, ...] = ()


Node = Term | Phrase | Prefix | OneOf | Between | Everything | Boost | Constant | Best | Some | Every
TIE = 0.1  # what the worse matches of `Best` add


def matching(node: Node) -> Node:
    """A node that finds the same records and scores none: what counting needs."""
    match node:
        case Boost(inner, _) | Constant(inner, _):
            return matching(inner)
        case Best(nodes):
            return Some(tuple(matching(each) for each in nodes), 1)
        case Some(nodes, least):
            return Some(tuple(matching(each) for each in nodes), least)
        case Every(nodes, without, _):
            return Every(tuple(matching(each) for each in nodes), tuple(matching(each) for each in without))
        case _:
            return node
