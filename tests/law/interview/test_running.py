"""The interview function: what is next, what is open, what stands in the document; for any answers at all."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.law.interview.conditions import holds
from comity.law.interview.definition import Kind, Need, Question
from comity.law.interview.document import Gap, Grid, Own, Paragraph, Words
from comity.law.interview.points import State
from comity.law.interview.running import run

from .builders import BUNDLED, CONTEXT, answered, bundled, one, points, q

DEFINITIONS = {name: bundled(name) for name in BUNDLED}
VALID = {
    Kind.TEXT: "words",
    Kind.LONG_TEXT: "words",
    Kind.DATE: "2026-12-30",
    Kind.MOMENT: "2026-10-01 10:00 UTC",
    Kind.NUMBER: "7",
    Kind.MONEY: "EUR 10",
    Kind.STATE: "ITA",
    Kind.LANGUAGE: "it",
    Kind.PROVISION: "untoc:18",
    Kind.INSTRUMENT: "untoc",
    Kind.OFFENCE: "money-laundering",
    Kind.PROVIDER: "example",
    Kind.IDENTIFIER: "+39 06 12345678",
}


def valid(question: Question) -> Any:
    """An answer that can be read."""
    if question.kind is Kind.GROUP:
        return [{field.id: valid(field) for field in question.fields}]
    if question.kind is Kind.CHOICES:
        return [option.code for option in question.options]
    return question.options[0].code if question.options else VALID[question.kind]


def everything(name: str) -> dict[str, Any]:
    return {x.id: valid(x) for x in DEFINITIONS[name].questions.values()}


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=12) | st.sampled_from(("yes", "no", "untoc", "ITA")),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=6), inside, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_no_answers_whatever_break_it(draw: st.DataObject) -> None:
    definition = DEFINITIONS[draw.draw(st.sampled_from(BUNDLED))]
    names = draw.draw(st.lists(st.sampled_from(sorted(definition.questions)), max_size=12, unique=True))
    answers = {
        name: draw.draw(ANY | st.just(valid(definition.questions[name])) | st.lists(st.dictionaries(
            st.sampled_from([f.id for f in definition.questions[name].fields] or ["x"]), ANY, max_size=4), max_size=2))
        for name in names
    }  # fmt: skip
    interview = run(definition, answers, CONTEXT)
    assert interview.steps


@given(st.data())
@settings(max_examples=100)
def test_answering_a_required_open_question_closes_it(draw: st.DataObject) -> None:
    definition = DEFINITIONS[draw.draw(st.sampled_from(BUNDLED))]
    chosen = draw.draw(st.sets(st.sampled_from(sorted(definition.questions)), max_size=25))
    answers = {name: valid(definition.questions[name]) for name in chosen}
    before = run(definition, answers, CONTEXT)
    missing = [p for p in points(before, "answered", State.MISSING) if p.row is None]
    for point in missing[:5]:
        after = run(definition, answers | {point.question: valid(definition.questions[point.question])}, CONTEXT)
        assert not [p for p in after.points if p.question == point.question and p.state is State.MISSING]


@given(st.sampled_from(BUNDLED), st.integers())
@settings(max_examples=40)
def test_the_order_of_the_answers_has_no_part(name: str, seed: int) -> None:
    answers = list(everything(name).items())
    shuffled = answers[:]
    random.Random(seed).shuffle(shuffled)
    one_way, other_way = (run(DEFINITIONS[name], dict(a), CONTEXT) for a in (answers, shuffled))
    assert one_way.points == other_way.points
    assert one_way.document == other_way.document


@given(st.data())
@settings(max_examples=100)
def test_hidden_questions_never_appear_in_the_document(draw: st.DataObject) -> None:
    name = draw.draw(st.sampled_from(BUNDLED))
    definition = DEFINITIONS[name]
    secrets = {x.id: f"secret {x.id}" for x in definition.questions.values() if x.kind in {Kind.TEXT, Kind.LONG_TEXT}}
    kept = draw.draw(st.sets(st.sampled_from(sorted(definition.questions))))
    answers = {n: secrets.get(n, valid(definition.questions[n])) for n in kept}
    interview = run(definition, answers, CONTEXT)
    shown = {x.id for _s, x in interview.given.placed()}
    text = repr(interview.document)
    for hidden in secrets.keys() - shown:
        assert f"'secret {hidden}'" not in text


@pytest.mark.parametrize("name", BUNDLED)
def test_an_interview_answered_in_full_misses_nothing_and_leaves_no_gap(name: str) -> None:
    interview = run(DEFINITIONS[name], everything(name), CONTEXT)
    assert [p.reason for p in interview.points if p.state is State.MISSING] == []
    assert not interview.document.has_gaps


@pytest.mark.parametrize("name", BUNDLED)
def test_every_required_question_shown_stands_open_at_the_beginning(name: str) -> None:
    interview = run(DEFINITIONS[name], {}, CONTEXT)
    required = {x.id for _s, x in interview.given.placed() if x.need is Need.REQUIRED}
    assert {p.question for p in points(interview, "answered", State.MISSING)} == required
    assert interview.next_step is not None


@pytest.mark.parametrize("name", BUNDLED)
def test_every_condition_of_a_bundled_interview_can_come_true(name: str) -> None:
    shown = set()
    for answers in ({}, everything(name), *_each_choice(name)):
        shown |= {x.id for _s, x in run(DEFINITIONS[name], answers, CONTEXT).given.placed()}
    assert shown == set(DEFINITIONS[name].questions)


def _each_choice(name: str) -> list[dict[str, Any]]:
    full = everything(name)
    return [
        full | {x.id: option.code}
        for x in DEFINITIONS[name].questions.values()
        if x.kind in {Kind.CHOICE, Kind.YES_NO}
        for option in x.options
    ]


def test_the_next_step_is_where_something_is_missing_before_where_something_is_doubtful() -> None:
    data = one(q("a", need="advised"))
    data["sections"].append({"id": "second", "title": "Second", "questions": [q("b", need="required")]})
    interview = answered(data, {})
    assert interview.next_step is not None
    assert interview.next_step.section.id == "second"
    after = answered(data, {"b": "words"}).next_step
    assert after is not None
    assert after.section.id == "only"
    assert answered(data, {"a": "x", "b": "y"}).next_step is None


def test_a_paragraph_that_speaks_of_a_hidden_question_is_left_out() -> None:
    hidden = q("b", when={"question": "a", "is": "yes"})
    data = one(q("a", "yes-no"), hidden, opening=[{"paragraph": "It is about %(b)s."}])
    assert not [b for b in answered(data, {"a": "no", "b": "x"}).document.blocks if isinstance(b, Paragraph)]
    assert [b for b in answered(data, {"a": "yes", "b": "x"}).document.blocks if isinstance(b, Paragraph)]


def test_a_missing_answer_leaves_a_gap_that_names_it() -> None:
    data = one(q("a", "long-text", need="required"), opening=[{"paragraph": "The %(a)s asks."}])
    document = answered(data, {}).document
    assert document.has_gaps
    assert document.blocks[0] == Paragraph(document.blocks[0].text, (("a", (Gap(document.blocks[2].label),)),))  # type: ignore[union-attr]


def test_the_drafters_words_stand_as_written() -> None:
    words = "  Le 3 mars,\n\nمحمد said: “no”.  "
    block = next(b for b in answered(one(q("a", "long-text")), {"a": words}).document.blocks if isinstance(b, Words))
    assert block.part == Own(words.strip())


def test_a_field_hidden_in_one_row_is_not_in_the_table_of_that_row() -> None:
    group = q("g", "group", fields=[q("kind", "yes-no"), q("x", when={"question": "kind", "is": "yes"})])
    document = answered(one(group), {"g": [{"kind": "yes", "x": "seen"}, {"kind": "no", "x": "hidden"}]}).document
    [grid] = [b for b in document.blocks if isinstance(b, Grid)]
    assert "seen" in repr(grid)
    assert "hidden" not in repr(grid)


def test_what_cannot_be_read_is_told_and_left_out_of_the_document() -> None:
    interview = answered(one(q("a", "date", need="required")), {"a": "31 February"})
    assert [p.state for p in points(interview, "readable")] == [State.DOUBTFUL]
    assert "31 February" not in repr(interview.document)
    assert points(interview, "answered", State.MISSING)


def test_control_characters_and_lone_surrogates_do_not_reach_the_document() -> None:
    interview = answered(one(q("a", "long-text")), {"a": "a\x00b\ud800c\ufffed\te"})
    assert interview.given.values["a"] == "abcd\te"


def test_a_condition_is_false_of_an_answer_that_is_not_there() -> None:
    from comity.law.interview.conditions import Atom, Compare

    assert not holds(Atom("a", Compare.IS, ("x",)), lambda _name: None)
