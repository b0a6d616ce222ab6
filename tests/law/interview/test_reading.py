"""Definitions are read whole, and every mistake in one is named with its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.law.interview.definition import Need
from comity.law.interview.problems import DefinitionError
from comity.law.interview.reading import read_definition, try_definition

from .builders import BUNDLED, bundled, data_of, head, library, one, q


def problems(data: Any, **blocks: Any) -> list[str]:
    found = try_definition(
        data, name="test.json", library=lambda name: blocks.get(name.removeprefix("blocks/")) or library(name)
    )[1]
    return [f"{p.place}: {p.message}" for p in found]


@pytest.mark.parametrize("name", BUNDLED)
def test_every_bundled_interview_is_sound(name: str) -> None:
    assert try_definition(data_of(name), name=name, library=library)[1] == ()


def test_every_provision_a_bundled_interview_cites_belongs_to_an_instrument_known_here() -> None:
    from comity.law.instruments import INSTRUMENTS
    from comity.law.provisions import Provision

    known = {i.code for i in INSTRUMENTS}
    cited = {
        w for n in BUNDLED for _s, x in bundled(n).placed() for w in (*x.whys, *(w for f in x.fields for w in f.whys))
    }
    assert cited
    assert {Provision.parse(code).instrument for code in cited} <= known


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        ([], "", "has to be an object"),
        (head(), "sections", "at least one section"),
        (one(q("a", "noise")), "sections[0].questions[0].type", "“noise” is not known"),
        (one({"id": "a", "label": "A"}), "sections[0].questions[0].type", "is missing"),
        (one(q("a", colour="red")), "sections[0].questions[0]", "“colour” is not known here"),
        (one(q("a", why="untoc:eighteen")), "sections[0].questions[0].why", "is not a provision code"),
        (one(q("a", why=["untoc:18", "8"])), "sections[0].questions[0].why[1]", "is not a provision code"),
        (one(q("a", need="must")), "sections[0].questions[0].need", "required, advised, optional"),
        (one(q("a", role="king")), "sections[0].questions[0].role", "“king” is not known"),
        (one(q("a", "choice")), "sections[0].questions[0]", "needs options"),
        (one(q("a", "group")), "sections[0].questions[0]", "needs fields"),
        (one(q("a", identifier="badge")), "sections[0].questions[0].identifier", "“badge” is not known"),
        (one(q("a"), q("a")), "sections[0].questions[0].id", "2 questions “a”"),
        (one(q("a", when={"question": "b", "answered": True})), "sections[0].questions[0].when", "no question “b”"),
        (one(q("a", when={"question": "b"})), "sections[0].questions[0].when", "exactly one of"),
        (one(q("a", when={"all": []})), "sections[0].questions[0].when.all", "no conditions inside"),
        (one(q("a"), q("b", when={"question": "a", "is": "x"})), "sections[0].questions[1].when", "only choices"),
        (
            one(q("a", "yes-no"), q("b", when={"question": "a", "is": "maybe"})),
            "sections[0].questions[1].when",
            "“maybe” is not one of the choices",
        ),
        (one(q("a"), opening=[{"paragraph": "Dear %(b)s"}]), "opening", "no question “b”"),
        (one(q("a"), opening=[{"paragraph": "100% sure"}]), "opening", "%%"),
        (one(q("a"), opening=[{"song": "la"}]), "opening[0]", "one of heading, paragraph"),
        (head(sections=[{"include": "nowhere"}]), "sections[0].include", "no block “nowhere”"),
        (one(q("a", label={"xx": "A"})), "sections[0].questions[0].label", "not one of the languages"),
        (head(sections=7), "sections", "has to be a list, not a number"),
        (one(q("a")) | {"measures": ["tea"]}, "measures[0]", "“tea” is not known"),
        (one(q("a")) | {"comity_interview": 2}, "comity_interview", "has to be 1"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(data: Any, place: str, words: str) -> None:
    found = [p for p in problems(data) if p.startswith(f"{place}: ") and words in p]
    assert found, problems(data)


def test_conditions_that_wait_for_each_other_are_told_as_a_circle() -> None:
    data = one(
        q("a", when={"question": "c", "answered": True}),
        q("b", when={"question": "a", "answered": True}),
        q("c", when={"question": "b", "answered": True}),
    )
    assert any("a → c → b → a" in p for p in problems(data))


def test_a_condition_that_can_never_be_true_is_told() -> None:
    both = {"all": [{"question": "a", "is": "yes"}, {"question": "a", "is": "no"}]}
    assert any("no answers lead to this question" in p for p in problems(one(q("a", "yes-no"), q("b", when=both))))


def test_a_question_that_hangs_on_a_hidden_one_cannot_be_reached() -> None:
    data = one(
        q("a", "yes-no"),
        q("b", "yes-no", when={"question": "a", "is": "yes"}),
        q("c", when={"all": [{"question": "a", "is": "no"}, {"question": "b", "is": "yes"}]}),
    )
    assert any(p.startswith("sections[0].questions[2].when: no answers lead") for p in problems(data))


def test_a_block_that_includes_itself_is_told_with_the_way() -> None:
    loop = {"sections": [{"include": "loop"}]}
    assert any("“loop” includes itself" in p for p in problems(head(sections=[{"include": "loop"}]), loop=loop))


def test_a_mistake_inside_a_block_is_told_with_the_name_of_the_block() -> None:
    block = {"sections": [{"id": "s", "title": "S", "questions": [q("a", "noise")]}]}
    found = try_definition(head(sections=[{"include": "mine"}]), name="t", library={"blocks/mine": block}.get)[1]
    assert [(p.file, p.place) for p in found] == [("blocks/mine", "sections[0].questions[0].type")]


def test_a_state_adapts_an_interview_without_copying_it() -> None:
    data = {
        "comity_interview": 1,
        "code": "mla-xx",
        "version": "1",
        "extends": "mla",
        "change": {"case-number": {"need": "required", "label": {"en": "File number", "fr": "Numéro du dossier"}}},
        "remove": ["grounds", "examination"],
        "add": [{"to": "proceedings", "questions": [q("judge", need="required")]}],
    }
    adapted = read_definition(data, name="mla-xx", library=library)
    assert adapted.questions["case-number"].need is Need.REQUIRED
    assert adapted.questions["case-number"].label.own_in("fr") == "Numéro du dossier"
    assert "grounds" not in adapted.questions
    assert "examination" not in {s.id for s in adapted.sections}
    assert "judge" in {x.id for s in adapted.sections if s.id == "proceedings" for x in s.questions}
    assert len(adapted.sections) == len(bundled("mla").sections) - 1


def test_changing_what_is_not_there_is_told() -> None:
    data = head(extends="mla", change={"colour": {"need": "required"}}, remove=["taste"])
    found = problems(data)
    assert any("there is no question “colour” to change" in p for p in found)
    assert any("“taste” to remove" in p for p in found)


def test_all_problems_come_at_once() -> None:
    with pytest.raises(DefinitionError) as caught:
        read_definition(one(q("a", "noise"), q("b", need="must")), name="test.json")
    assert len(caught.value.problems) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("id", "type", "label", "when", "question", "is", "all", "not", "include", "questions", "fields")
            )
            | st.text(max_size=5),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=200)
def test_no_data_whatever_breaks_the_reader(data: Any) -> None:
    try_definition(data, name="fuzz", library=library)


@given(st.data())
@settings(max_examples=150)
def test_a_bundled_interview_damaged_anywhere_is_read_or_told(draw: st.DataObject) -> None:
    data = copy.deepcopy(data_of(draw.draw(st.sampled_from(BUNDLED))))
    place: Any = data
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = draw.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or draw.draw(st.booleans()):
            place[key] = draw.draw(JSON)
            break
        place = place[key]
    try_definition(data, name="fuzz", library=library)
