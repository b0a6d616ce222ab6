# ruff: noqa: E501 - files as they are
"""Readers of laws and judgments: small files of each form, every real file at hand, and any bytes at all."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.catalogue.entries import CaseFacts, ExtractFacts, Kind, LawFacts
from comity.connectors.catalogue.items import FormatError, Found, Refused
from comity.connectors.catalogue.registry import ENTRY_READERS, entry_reader
from comity.vocabulary.bundled import load_bundled
from tests.processes import run

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
LIMS = """<?xml version="1.0"?><Statute xmlns:lims="http://justice.gc.ca/lims" lims:current-date="2025-01-02" xml:lang="{language}"
 in-force="yes"><Identification><ShortTitle>{title}</ShortTitle><BillHistory><Stages stage="assented-to"><Date><YYYY>1999</YYYY>
<MM>6</MM><DD>17</DD></Date></Stages></BillHistory><Chapter><ConsolidatedNumber>X-1</ConsolidatedNumber></Chapter></Identification>
<Body><Heading level="1"><Label>PART 1</Label><TitleText>General</TitleText></Heading><Section><MarginalNote>Note</MarginalNote>
<Label>2</Label><Text>First.</Text><Subsection><Label>(1)</Label><Text>Second.</Text></Subsection></Section></Body></Statute>"""
MARKDOWN = """---
title: "Ley de prueba"
identifier: "UY-ley-1"
country: "uy"
rank: "ley"
promulgation_date: "2001-02-03"
status: "in_force"
---
# Ley de prueba

## Capítulo I

##### Artículo 1

Texto del primero.

##### Artículo 2

Texto <b>del</b> segundo.
"""
CHINESE = "# 测试法\n\n2000年12月28日 通过\n2010年1月2日 修正\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n"
SAUDI = {
    "law_id": "a",
    "law_name": "نظام",
    "status": "ساري",
    "issue_date_hijri": "1439/02/05",
    "issue_date_gregorian": "25/10/2017",
    "articles": [{"number": 1, "number_text": "المادة الأولى", "text": "نص"}, {}],
}
RUSSIAN = """<html><head><meta charset="windows-1251"></head><body><p>УГОЛОВНЫЙ КОДЕКС</p><p>13 июня 1996 года № 63-ФЗ</p>
<p>Глава 1. Задачи</p><p>Статья 1. Законодательство</p><p>1. Текст.</p><p>Статья 2. Задачи</p><p>Другой.</p></body></html>"""
AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><judgment><meta><identification><FRBRWork>
<FRBRuri value="https://example.org/uksc/2020/1"/><FRBRdate date="2020-03-04"/><FRBRcountry value="GB-UKM"/>
<FRBRname value="Rossi v Acme Ltd"/></FRBRWork></identification></meta><header><p><neutralCitation>[2020] T 1</neutralCitation>
<party>Maria Rossi</party><party>Acme Ltd</party></p></header><judgmentBody><decision><p>Reasons.</p></decision></judgmentBody>
</judgment></akomaNtoso>"""
SHERLOC = {
    "found": 2,
    "results": [
        {
            "uri": "/case-law-doc/x/ita/2020/a.html",
            "values": {
                "caseLaw@title_s1": "Invented case",
                "caseLaw@country_s1": "ITA",
                "caseLaw@decisionVerdictDate_d1": "2020-01-02",
                "caseLaw@unodcNo_s1": "ITAx1",
                "en#__el.caseLaw.crimeTypes_s": ["Trafficking in persons", "Planet theft"],
                "factSummary": "<p>One.</p><p>Two.</p>",
            },
        },
        {
            "uri": "/legislation/irl/act/a.html",
            "values": {
                "nationalLawArticle@title_s1": "Act",
                "country": "Ireland",
                "article": "s. 5",
                "originalText": "Text.",
                "untocArticles": ["Article 5", "Article 27, paragraph 1"],
            },
        },
        {"uri": 3},
    ],
}
PAGE = """<html><body><h1 class="caseLawTitle">Invented case</h1><span class="countryNoHighlight">ITA</span>
<span class="trafficking-CrimeType-details-badge">Human trafficking</span><div class="factSummary" lang="en"><p>Facts.</p></div>
<div class="legalSystem">Civil law</div><div class="keywordCategory"><span class="label">Acts:</span><span class="tags">Recruitment</span></div>
<div class="victimsPlaintiffs"><div class="person"><span class="name">Anna Bianchi</span><span class="gender">Child</span></div></div>
<div class="defendantsRespondents"><div class="person"><span class="name">Maria Rossi</span></div></div>
<div class="charges"><div class="person"><span class="name">Maria Rossi</span><div class="charge"><span class="verdict">Guilty</span>
<span class="termOfImprisonment">2 years</span></div></div></div></body></html>"""


def read(name: str, file: Path) -> list[Any]:
    reader = entry_reader(name)
    return [item for each in reader.files(file) for item in reader.read(each)]


def entries(items: list[Any]) -> list[Any]:
    return [item.entry for item in items if isinstance(item, Found)]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_lims_of_two_languages_is_one_law(tmp_path: Path) -> None:
    write(tmp_path, "en.xml", LIMS.format(language="en", title="Test Act"))
    write(tmp_path, "fr.xml", LIMS.format(language="fr", title="Loi d’essai"))
    law, section, law_fr, section_fr = entries(read("lims-xml", tmp_path))
    assert (law.source_id, section.source_id) == (law_fr.source_id, section_fr.source_id) == ("act/X-1", "act/X-1#2")
    assert isinstance(law.facts, LawFacts)
    assert str(law.facts.adopted_on) == "1999-06-17"
    assert (section.texts[0].title, section.texts[0].body) == ("Note", "First.\n\n(1) Second.")
    assert section.facts.path == ("PART 1 General",)


def test_markdown_articles_and_path(tmp_path: Path) -> None:
    law, first, second = entries(read("markdown-laws", write(tmp_path, "a.md", MARKDOWN)))
    assert law.facts.status == "in-force"
    assert (first.facts.section, first.facts.path, first.texts[0].body) == (
        "Artículo 1",
        ("Capítulo I",),
        "Texto del primero.",
    )
    assert second.states == ("URY",)


def test_a_line_that_ends_a_sentence_with_an_article_begins_none_where_articles_are_headings(tmp_path: Path) -> None:
    text = MARKDOWN.replace("Texto del primero.", 'Como dice el ordinal 5º del\nartículo 200".\n\nMás texto.')
    assert text != MARKDOWN
    _law, first, _second = entries(read("markdown-laws", write(tmp_path, "a.md", text)))
    assert " ".join(first.texts[0].body.split()) == 'Como dice el ordinal 5º del artículo 200". Más texto.'


def test_articles_that_are_no_headings_begin_with_a_capital(tmp_path: Path) -> None:
    bare = re.sub(r"^#+ *Artículo", "Artículo", MARKDOWN, flags=re.MULTILINE)
    text = bare.replace("Texto del primero.", "Véase el\nartículo 9.")
    _law, first, second = entries(read("markdown-laws", write(tmp_path, "a.md", text)))
    assert [each.facts.section for each in (first, second)] == ["Artículo 1", "Artículo 2"]
    assert first.texts[0].body.endswith("artículo 9.")


def test_chinese_articles_and_versions(tmp_path: Path) -> None:
    law, first, _second = entries(read("chinese-markdown", write(tmp_path, "a.md", CHINESE)))
    assert (law.facts.adopted_on.isoformat(), law.facts.amended_on.isoformat()) == ("2000-12-28", "2010-01-02")
    assert (first.facts.section, first.texts[0].body, first.facts.path) == ("第一条", "甲。", ("第一章 总则",))


def test_saudi_days_stay_in_both_calendars(tmp_path: Path) -> None:
    items = read("saudi-json", write(tmp_path, "a.json", json.dumps(SAUDI)))
    law, article = entries(items)
    assert law.facts.adopted_on.isoformat() == "2017-10-25"
    assert "1439/02/05" in law.facts.official_number
    assert article.facts.section == "المادة الأولى"
    assert sum(isinstance(item, Refused) for item in items) == 1


def test_russian_in_its_old_encoding_packed(tmp_path: Path) -> None:
    packed = gzip.compress(RUSSIAN.encode("windows-1251"))
    law, first, second = entries(read("russian-html", write(tmp_path, "a.html.gz", packed)))
    assert (law.facts.adopted_on.isoformat(), law.facts.official_number) == ("1996-06-13", "63-ФЗ")
    assert (first.facts.section, first.texts[0].title, first.texts[0].body) == (
        "Статья 1",
        "Законодательство",
        "1. Текст.",
    )
    assert second.facts.position == 2


def test_a_judgment_keeps_organizations_and_hides_people(tmp_path: Path) -> None:
    archive = tmp_path / "a.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        info = tarfile.TarInfo("one.xml")
        info.size = len(AKN.encode())
        packed.addfile(info, io.BytesIO(AKN.encode()))
    (case,) = entries(read("akoma-ntoso", archive))
    assert isinstance(case.facts, CaseFacts)
    assert [person.name for person in case.facts.defendants] == ["M.R.", "Acme Ltd"]
    assert (case.facts.latest_ruling, case.states) == ("supreme", ("GBR",))


@pytest.mark.django_db
def test_the_portals_search_answers(tmp_path: Path) -> None:
    load_bundled()
    items = read("sherloc-search", write(tmp_path, "data.json", json.dumps(SHERLOC)))
    case, law, extract = entries(items)
    assert (case.crimes, case.number, case.states) == (("trafficking-in-persons",), "ITAx1", ("ITA",))
    assert case.texts[0].body == "One.\n\nTwo."
    assert (law.kind, extract.provisions, extract.states) == (Kind.LAW, ("untoc:5", "untoc:27:1"), ("IRL",))
    told = [item.reason for item in items if not isinstance(item, Found)]
    assert any("Planet theft" in reason for reason in told)


@pytest.mark.django_db
def test_the_portals_pages_lose_every_name(tmp_path: Path) -> None:
    load_bundled()
    (case,) = entries(read("sherloc-pages", write(tmp_path, "a.html", PAGE)))
    assert case.facts.victims[0].name == "A.B."
    assert (case.facts.victims[0].child, case.facts.victims[0].gender) == (True, "")
    (defendant,) = case.facts.defendants
    assert (defendant.name, defendant.charges[0].verdict) == ("M.R.", "guilty")
    assert (case.crimes, case.facts.keywords) == (("trafficking-in-persons",), (("acts", "recruitment"),))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ENTRY_READERS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(content=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_items_or_a_clear_error(name: str, content: bytes, tmp_path: Path) -> None:
    for ending in (".xml", ".md", ".json", ".html", ".jsonl", ".csv", ".xlsx", ".tar.xz", ".zip"):
        file = write(tmp_path, f"a{ending}", content)
        with suppress(FormatError):
            assert all(item.place for item in entry_reader(name).read(file))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("lims-xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entities"),
        ("lims-xml", b"<a>", "well-formed"),
        ("markdown-laws", "título".encode("latin-1"), "UTF-8"),
        ("markdown-laws", b"no head", "head"),
        ("saudi-json", b"[" * 10_000, "JSON"),
        ("sections-jsonl", b"{}", "id, lang"),
        ("russian-html", b"<p>nothing</p>", "Статья"),
        ("akoma-ntoso", b"<x/>", "akomaNtoso"),
    ],
)
def test_a_file_of_another_form_says_what_is_needed(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        list(entry_reader(name).read(write(tmp_path, "file.x", content)))


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    row = {"id": "l#1", "lang": "en", "title": "T", "section": "1", "text": "x" * 50}
    whole = gzip.compress("".join(json.dumps(row | {"id": f"l#{n}"}) + "\n" for n in range(5_000)).encode())
    found = []
    file = write(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])
    with pytest.raises(FormatError, match="breaks off"):
        found.extend(entry_reader("sections-jsonl").read(file))
    assert len(found) > 100


PEAK = """
import re, sys
from pathlib import Path
from comity.core import startup
startup.configure()
from comity.connectors.catalogue.items import FormatError
from comity.connectors.catalogue.registry import entry_reader
def peak():  # VmHWM, not ru_maxrss: the latter is inherited from the process that started this one
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
base, count, said = peak(), 0, ""
try:
    for item in entry_reader(sys.argv[1]).read(Path(sys.argv[2])):
        count += 1
except FormatError as error:
    said = str(error)
print(count, peak() - base, said)
"""


def read_apart(home: Path, name: str, file: Path) -> tuple[int, int, str]:
    """Reads a file in a process of its own: how many items, how many megabytes its memory grew, what was wrong."""
    told = run(home, PEAK, name, file)
    assert told.returncode == 0, told.stderr
    count, grown, said = told.stdout.split(" ", 2)
    return int(count), int(grown), said


def test_an_import_of_200_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("w") as stream:
        for n in range(10_500):
            row = {"id": f"l#{n}", "lang": "en", "title": "T", "section": str(n), "text": "word " * 4_000}
            stream.write(json.dumps(row) + "\n")
    assert file.stat().st_size > 200_000_000
    count, grown, said = read_apart(tmp_path / "home", "sections-jsonl", file)
    assert count >= 10_500
    assert not said.strip()
    assert grown < 40


@pytest.mark.parametrize("name", sorted(set(ENTRY_READERS) - {"sections-jsonl"}))
def test_one_law_of_200_megabytes_is_refused_in_bounded_memory(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    with file.open("wb") as stream:
        stream.write(b"<?xml version='1.0'?><a>")
        stream.truncate(200 << 20)
    _count, grown, said = read_apart(tmp_path / "home", name, file)
    assert said.startswith("a.xml: it is larger than")
    assert grown < 200


SAMPLES = [
    ("lims-xml", "legislation_native_samples/ca_en_fr_xml", 22),
    ("markdown-laws", "legislation_native_samples/es_ury_md", 163),
    ("markdown-laws", "legislation_native_samples/fr_fra_md", 2),
    ("chinese-markdown", "legislation_native_samples/zh_md", 28),
    ("saudi-json", "legislation_native_samples/ar_json", 6),
    ("russian-html", "legislation_native_samples/ru_html", 2),
    ("akoma-ntoso", "akn_uk_judgments", 100),
]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not at hand")
@pytest.mark.parametrize(("name", "folder", "wanted"), SAMPLES)
def test_every_real_file_is_taken(name: str, folder: str, wanted: int) -> None:
    counts: Counter[str] = Counter()
    for item in read(name, DATA / folder):
        assert not isinstance(item, Refused), item
        if isinstance(item, Found):
            counts[item.entry.kind.value] += 1
            assert not isinstance(item.entry.facts, ExtractFacts) or item.entry.facts.section
    assert counts["law"] + counts["case"] == wanted
