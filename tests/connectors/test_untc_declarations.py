"""Declarations as text blocks: what a rule recognises is typed, what none recognises is claimed by nobody.

The sentences here are our own, in the manner of the depositary's.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.items import FormatError, Item, Passed, Refused, Taken
from comity.connectors.untc_blocks import paragraphs, parse
from comity.connectors.untc_declarations import UNRECOGNISED, UntcDeclarations
from comity.connectors.untc_files import Line
from comity.connectors.untc_rules import recognise
from comity.core.statement_wording import AT_TRIAL, BEFORE_TRIAL, OWN_LIMITS, RECIPROCITY
from comity.law.statements import (
    Authority,
    ConfiscationBasis,
    DisputesExcluded,
    ExtraditionBasis,
    Languages,
    RelationsExcluded,
    Statement,
    StatementKind,
    TerritoryExcluded,
    TreatyAsBasis,
    Value,
)
from comity.law.states import Gazetteer, State, StateKind

GAZETTEER = Gazetteer.of(
    [
        State("ALB", {"en": "Albania"}, StateKind.MEMBER),
        State("CHN", {"en": "China"}, StateKind.MEMBER),
        State("ISR", {"en": "Israel"}, StateKind.MEMBER),
        State("HKG", {"en": "Hong Kong"}, StateKind.TERRITORY, sovereign="CHN"),
        State("FRO", {"en": "Faroe Islands"}, StateKind.TERRITORY),
        State("GRL", {"en": "Greenland"}, StateKind.TERRITORY),
    ]
)


def values(text: str, instrument: str = "untoc") -> list[tuple[str, Value]]:
    found = recognise(text, instrument=instrument, gazetteer=GAZETTEER)
    return [(r.provision.code, r.value) for r in found]


def read(folder: Path, text: str, name: str = "18-12.txt") -> list[Item]:
    (folder / name).write_text(text, encoding="utf-8")
    return list(UntcDeclarations().read(folder / name, gazetteer=GAZETTEER))


def statements(items: list[Item]) -> list[Statement]:
    return [i.fact for i in items if isinstance(i, Taken) and isinstance(i.fact, Statement)]


@pytest.mark.parametrize(
    "text",
    [
        "Albania does not consider itself bound by paragraph 2 of article 35 of the Convention.",
        "Under article 35, paragraph 3, Albania is not bound by paragraph 2 of the same article.",
        "Albania shall not be bound by Article 35 (2).",
        "Albania makes a reservation with regard to article 35, para. 2.",
        "In line with article 35.3 Albania declares that it doesn't regard itself as bound by article 35.2.",
        "Albania is bound by all its provisions, with the exception of article 35, paragraph 2.",
    ],
)
def test_a_state_not_bound_by_the_disputes_clause_is_recognised(text: str) -> None:
    assert values(text) == [("untoc:35:2", DisputesExcluded())]


@pytest.mark.parametrize(
    "text",
    [
        "Albania accepts article 35, paragraph 2.",
        "Albania does consider itself bound by article 35, paragraph 2.",
        "Albania does not consider itself bound by article 15, paragraph 1.",
        "Reservations in respect of article 35, paragraph 2:",
        "Albania has a long tradition of settling disputes.",
    ],
)
def test_another_article_acceptance_or_a_heading_excludes_nothing(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("instrument", "text", "provision"),
    [
        ("untoc-tip", "Albania is not bound by paragraph 2 of article 15.", "untoc-tip:15:2"),
        ("untoc-som", "Albania is not bound by article 20, paragraph 2.", "untoc-som:20:2"),
        ("uncac", "Albania is not bound by article 66 (2).", "uncac:66:2"),
        ("drugs1988", "Albania is not bound by article 32, paragraphs 2 and 3.", "drugs1988:32:2"),
        ("hostages1979", "Albania is not bound by paragraph 1 of article 16.", "hostages1979:16:1"),
    ],
)
def test_each_treaty_has_its_own_disputes_clause(instrument: str, text: str, provision: str) -> None:
    assert values(text, instrument) == [(provision, DisputesExcluded())]


TAKES = "Albania takes the Convention as the legal basis for cooperation on extradition"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{TAKES} with other Parties.", ExtraditionBasis(TreatyAsBasis.YES)),
        (f"{TAKES} where no extradition treaty is in force.", ExtraditionBasis(TreatyAsBasis.YES_IF_NO_TREATY)),
        (f"{TAKES}, given reciprocity.", ExtraditionBasis(TreatyAsBasis.YES_CONDITIONAL, RECIPROCITY)),
        (
            f"{TAKES}, subject to the limitations of its domestic law.",
            ExtraditionBasis(TreatyAsBasis.YES_CONDITIONAL, OWN_LIMITS),
        ),
        (
            "Albania does not regard this Convention as the legal basis for extradition.",
            ExtraditionBasis(TreatyAsBasis.NO),
        ),
        (
            # A letter read wrongly by a scanner must not turn a no into a yes.
            "Albania shaII not take this Convention as the direct legal basis for extradition.",
            ExtraditionBasis(TreatyAsBasis.NO),
        ),
        (
            "Albania does not make extradition conditional on the existence of a treaty.",
            ExtraditionBasis(TreatyAsBasis.NOT_REQUIRED),
        ),
    ],
)
def test_the_values_of_the_extradition_notification_are_told_apart(text: str, value: ExtraditionBasis) -> None:
    assert values(text) == [("untoc:16:5", value)]


@pytest.mark.parametrize(
    "text",
    [
        f"{TAKES}, provided that its Parliament agrees.",
        "Albania shall not consider the Convention as the legal basis for extradition of its citizens.",
        "Nor is it so that Albania takes the Convention as the legal basis for extradition.",
        "The Convention may be the legal basis for extradition.",
    ],
)
def test_a_proviso_or_a_part_of_extradition_is_left_for_a_person_to_read(text: str) -> None:
    assert values(text) == []


def test_authorities_split_by_stage_are_two_designations() -> None:
    text = (
        "Under paragraph 13 of article 18 the designated authorities are:1) Prosecutor General's Office - during a "
        "pre-trial investigation2) Ministry of Justice - during a trial."
    )
    assert values(text) == [
        ("untoc:18:13", Authority("Prosecutor General's Office", BEFORE_TRIAL)),
        ("untoc:18:13", Authority("Ministry of Justice", AT_TRIAL)),
    ]


@pytest.mark.parametrize(
    ("instrument", "text", "provision", "name"),
    [
        ("untoc-fa", "Under Article 13 (2) the national body is the %s.", "13:2", "National Arms Bureau"),
        ("uncac", "Under article 46, paragraph 13, the central authority is the %s.", "46:13", "Ministry of Justice"),
        ("drugs1988", "The competent authority under article 7 (8) is the %s.", "7:8", "Attorney-General"),
    ],
)
def test_a_designated_authority_keeps_its_name(instrument: str, text: str, provision: str, name: str) -> None:
    assert values(text % name, instrument) == [(f"{instrument}:{provision}", Authority(name))]


def test_an_authority_under_an_article_not_named_is_not_guessed() -> None:
    assert values("The central authority is the Ministry of Justice.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The acceptable language is English or French.", Languages(("en", "fr"))),
        ("The acceptable languages shall be both Spanish and English.", Languages(("es", "en"), all_required=True)),
        ("The acceptable language is Spanish.", Languages(("es",))),
    ],
)
def test_languages_are_any_of_a_list_or_all_of_it(text: str, value: Languages) -> None:
    assert values(text) == [("untoc:18:14", value)]


def test_a_list_that_may_mean_each_or_any_is_not_guessed() -> None:
    assert values("The acceptable languages are Arabic and French.") == []


def test_the_convention_as_treaty_basis_for_confiscation() -> None:
    text = "Under article 13, paragraph 6, it is the necessary and sufficient treaty basis"
    assert values(f"{text}.") == [("untoc:13:6", ConfiscationBasis(None))]
    assert values(f"{text}, given reciprocity.") == [("untoc:13:6", ConfiscationBasis(None, RECIPROCITY))]
    assert values(f"{text.replace(' is ', ' is not ')}.") == []


def test_relations_and_territories_that_a_state_excludes_by_name() -> None:
    assert values("No treaty relations will arise between Albania and Israel.") == [("untoc", RelationsExcluded("ISR"))]
    territories = values("The Convention shall not apply to the Faroe Islands and Greenland.", "drugs1988")
    assert [v for _, v in territories] == [TerritoryExcluded("FRO"), TerritoryExcluded("GRL")]
    assert values("The Convention shall not apply to Atlantis.") == []


def test_a_statement_says_where_it_stands_and_never_what_it_says(tmp_path: Path) -> None:
    text = "Albania hopes for the best.Albania is not bound by article 35, paragraph 2."
    items = read(tmp_path, f"#China\n\n#Albania\n{text}\n")
    (statement,) = statements(items)
    assert statement.id == "untoc/ALB/35-2/1"
    assert statement.text_ref == "18-12.txt, block 2 (Albania), paragraph 2"
    assert statement.kind is StatementKind.DECLARATION
    assert statement.made_on is None
    assert statement.summary not in text
    assert Passed("18-12.txt, block 2 (Albania), paragraph 1", UNRECOGNISED) in items
    assert Passed("18-12.txt, block 1 (China)", "the block holds no text") in items


def test_what_a_state_says_twice_counts_once(tmp_path: Path) -> None:
    said = "Albania is not bound by article 35, paragraph 2."
    assert len(statements(read(tmp_path, f"#Albania\n{said}{said}\n"))) == 1


def test_a_block_of_an_unknown_participant_is_refused_by_name(tmp_path: Path) -> None:
    items = read(tmp_path, "#Ruritania\nRuritania is not bound by article 35, paragraph 2.\n")
    (refused,) = [i for i in items if isinstance(i, Refused)]
    assert refused.participant == "Ruritania"
    assert not statements(items)


def test_a_treaty_not_held_here_is_passed_as_a_whole(tmp_path: Path) -> None:
    assert read(tmp_path, "#Albania\nText.\n", "22-1.txt") == [Passed("22-1.txt", "not an instrument held here")]


@pytest.mark.parametrize("text", ["", "\n\n", "Albania declares.\n", "<html>\n#Albania\n"])
@pytest.mark.parametrize("name", ["18-12.txt", "22-1.txt"])
def test_a_text_without_blocks_is_refused_with_a_way_out(tmp_path: Path, text: str, name: str) -> None:
    with pytest.raises(FormatError, match=r"#Algeria"):
        read(tmp_path, text, name)


def test_a_block_too_long_for_a_declaration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="too long"):
        read(tmp_path, "#Albania\n" + ("word " * 20_000 + "\n") * 11)


plain = st.text(st.characters(blacklist_categories=("C", "Z"), blacklist_characters="#"), min_size=1, max_size=30)


@given(st.lists(st.tuples(plain, st.lists(plain, max_size=3)), max_size=6))
def test_blocks_written_out_are_read_back(written: list[tuple[str, list[str]]]) -> None:
    rows = [row for name, texts in written for row in (f"#{name}", *texts, "")]
    found = list(parse([Line(n, row, True) for n, row in enumerate(rows, start=1)], "test"))
    assert [(b.number, b.participant) for b in found] == [(n, name) for n, (name, _) in enumerate(written, start=1)]
    assert [b.paragraphs for b in found] == [tuple(p for t in texts for p in paragraphs(t)) for _, texts in written]


words = st.sampled_from(
    (
        *("Albania", "does", "not", "is bound by", "article", "paragraph", "35", "2", "(2)", "13", "6", "reservation"),
        *("takes", "the Convention as the legal basis for", "extradition", "central authority", "is", "the"),
        *("Ministry of Justice", "acceptable languages are", "English", "and", "or", ".", ";", ":", '"', "”", "1)"),
    )
)


def test_a_million_characters_are_ruled_on_in_seconds() -> None:
    for text in (
        "article 35 is. A" * 60_000,
        "central authority Ministry of Ministry " * 25_000,
        "not to. “" * 110_000,
    ):
        started = time.monotonic()
        assert values(text) == []
        assert time.monotonic() - started < 20


@given(st.text(max_size=400) | st.lists(words, max_size=60).map(" ".join))
def test_no_text_crashes_a_rule(text: str) -> None:
    for instrument in ("untoc", "drugs1988", "drugs1961-p1972"):
        for found in recognise(text, instrument=instrument, gazetteer=GAZETTEER):
            assert found.provision.instrument == instrument


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=200))
def test_no_file_crashes_the_reader(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "18-12.txt"
    file.write_bytes(b"#Albania\n" + content)
    try:
        items = list(UntcDeclarations().read(file, gazetteer=GAZETTEER))
    except FormatError:
        return
    assert items
