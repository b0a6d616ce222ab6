"""The Council of Europe's list of treaties: what is held is compared, what concerns criminal matters is held anew."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.connectors.coe_index import CoeIndex
from comity.connectors.coe_numbers import CRIMINAL_MATTERS, code_of, of_criminal_matters
from comity.connectors.items import FormatError, Item
from comity.connectors.titles import same_title
from comity.law.instruments import BY_CODE
from comity.law.instruments.types import Gate, Scope
from comity.law.measures import Matter
from comity.law.offences import CrimeType

from .reading import SAMPLES, instruments, only_format_errors_escape, passed, read, refusals, sources

SAMPLE = SAMPLES / "coe_treaties_index.json"
ROWS: list[dict[str, object]] = json.loads(SAMPLE.read_text())


def of(folder: Path, **fields: object) -> list[Item]:
    """The items of a list whose first row, the Convention on Extradition, has other fields."""
    file = folder / "coe_index.json"
    file.write_text(json.dumps([ROWS[0] | fields]))
    return read(CoeIndex(), file)


def test_a_treaty_held_here_is_compared_and_left_as_it_is() -> None:
    held = passed(read(CoeIndex(), SAMPLE))[0]
    assert (held.place, held.reason) == (
        "coe_treaties_index.json, row 1 (ets24)",
        "already held here; title and days agree",
    )


def test_a_treaty_on_criminal_matters_founds_what_its_title_names() -> None:
    (treaty,) = instruments(read(CoeIndex(), SAMPLE))
    assert (treaty.code, treaty.reference, treaty.scope) == ("ets231", "CETS 231", Scope.REGIONAL)
    assert (treaty.gate, treaty.matters) == (Gate.LISTED, {Matter.MLA: ("ets231",)})
    assert (treaty.adopted, treaty.entry.general, treaty.supplements) == (date(2026, 1, 10), None, "ets30")
    assert treaty.crime_types == {CrimeType.CORRUPTION}


def test_a_protocol_that_amends_founds_nothing(tmp_path: Path) -> None:
    title = "Protocol amending the European Convention on Extradition"
    (treaty,) = instruments(of(tmp_path, Numero_traite="231", Libelle_titre_ENG=title))
    assert (treaty.gate, treaty.matters) == (Gate.NONE, {})


def test_the_list_is_known_up_to_its_newest_event() -> None:
    (source,) = sources(read(CoeIndex(), SAMPLE))
    assert source.as_of == date(2026, 1, 10)


def test_another_subject_is_passed(tmp_path: Path) -> None:
    (left,) = passed(of(tmp_path, Numero_traite="104", Libelle_titre_ENG="Convention on Wildlife"))
    assert left.reason == "a subject other than criminal matters"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"Date_ste": "1957-12-14T00:00:00"}, "opened on 1957-12-14, held as 1957-12-13"),
        ({"Date_vigueur_ste": None}, "in force on no day, held as 1960-04-18"),
        ({"Libelle_titre_ENG": "Convention on Wildlife"}, "title 'Convention on Wildlife'"),
        ({"Numero_traite": "twenty"}, "'twenty' is not a treaty number like 024"),
        ({"Date_ste": "13/12/1957"}, "`Date_ste`: '13/12/1957' is not a day"),
        ({"Date_vigueur_ste": "1950-01-01T00:00:00"}, "lies before the day of opening"),
        ({"Libelle_titre_ENG": None}, "gives no title or no day of opening"),
        ({"Libelle_titre_ENG": ["a"]}, "is not a text"),
    ],
)
def test_a_row_that_differs_or_cannot_be_read_is_reported(
    tmp_path: Path, fields: dict[str, object], reason: str
) -> None:
    items = of(tmp_path, **fields)
    (refused,) = refusals(items)
    assert reason in refused.reason
    assert not instruments(items)


def test_a_row_that_is_none_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    file = tmp_path / "coe_index.json"
    file.write_text(json.dumps([ROWS[0], 7, {}]))
    items = read(CoeIndex(), file)
    assert (len(refusals(items)), len(passed(items))) == (2, 1)


def test_numbers_are_read_with_their_zeros_and_letters() -> None:
    assert [code_of(n) for n in ("024", "005", "061A", "230", "", "0", "12.5", "1234")] == [
        "ets24",
        "ets5",
        "ets61a",
        "ets230",
        None,
        None,
        None,
        None,
    ]


def test_what_is_held_of_the_council_of_europe_counts_as_criminal_matters() -> None:
    held = {int(code.removeprefix("ets")) for code in BY_CODE if code.startswith("ets")}
    assert held <= CRIMINAL_MATTERS
    assert not of_criminal_matters("ets5")
    assert of_criminal_matters("ets240", "Convention on Terrorism at Sea")
    assert not of_criminal_matters("ets240", "Convention on Pets")


def test_titles_are_the_same_when_the_telling_words_agree() -> None:
    held = "Single Convention on Narcotic Drugs, 1961, as amended by the Protocol of 1972"
    assert same_title("Single Convention on Narcotic Drugs, 1961, as amended by the Protocol amending the same", held)
    assert not same_title("Convention on Wildlife", "Convention on Extradition")
    assert not same_title("", held)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("[]", "this is not a file of this format"),
        ('{"treaties": []}', "this is not a file of this format"),
        ('[{"Numero_traite": "024"', "line 1, column 25: this is not JSON"),
    ],
)
def test_what_is_no_list_of_treaties_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "coe_index.json"
    file.write_text(content)
    with pytest.raises(FormatError, match=message):
        read(CoeIndex(), file)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), lambda v: st.lists(v, max_size=3))


@given(st.dictionaries(st.sampled_from([*ROWS[0]]), JSON))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_fields_of_a_row_are_taken_refused_or_passed(tmp_path: Path, fields: dict[str, object]) -> None:
    assert len(of(tmp_path, **fields)) == 2


@given(st.binary(max_size=200))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    only_format_errors_escape(CoeIndex(), tmp_path / "coe_index.json", content)
