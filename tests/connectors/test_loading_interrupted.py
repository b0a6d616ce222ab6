"""A load killed, starved or interrupted at any moment leaves a whole record behind, and completes when run again."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.processes import LOAD, command, copied, facts, make_home, rows, run

from .tables import HEAD, write_tables

Rows = list[list[tuple[object, ...]]]

_DIE = """
import os, signal
def die():
    os.kill(os.getpid(), signal.SIGKILL)
"""
BETWEEN_CHUNKS = (
    LOAD
    + _DIE
    + """
told = []
def progress(name, rows):
    told.append(name)
    if len(told) == int(sys.argv[2]):
        die()
loading.load(reader("untc-csv"), Path(sys.argv[1]), progress=progress)
"""
)
INSIDE_A_CHUNK = (
    LOAD
    + _DIE
    + """
from comity.treaties.domain import recording
count_up, calls = recording.count_up, []
def counting():
    count_up()
    calls.append(None)
    if len(calls) == int(sys.argv[2]):
        die()
recording.count_up = counting
loading.load(reader("untc-csv"), Path(sys.argv[1]))
"""
)
BUNDLED = (
    LOAD
    + _DIE
    + """
told = []
def progress(name, rows):
    told.append(name)
    if len(told) == int(sys.argv[1]):
        die()
loading.load_bundled(progress)
"""
)
WHOLE = LOAD + 'loading.load(reader("untc-csv"), Path(sys.argv[1]))'
STARVED = (
    LOAD
    + """
from django.db.backends.signals import connection_created
def starve(connection, **kwargs):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 60}")
connection_created.connect(starve)
try:
    loading.load(reader("untc-csv"), Path(sys.argv[1]))
except loading.LoadInterrupted as error:
    print(error)
"""
)
BOUND_WRONGLY = """
    SELECT c.instrument FROM treaties_coveragerecord c WHERE c.complete AND
    (SELECT count(*) FROM treaties_actionrecord a WHERE a.instrument = c.instrument) <> 386
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("empty") / "home")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(tmp_path_factory.mktemp("made") / "tables", ["18-12", "18-12-a", "18-14", "6-19"])


@pytest.fixture(scope="module")
def uninterrupted(empty: Path, tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    home = copied(empty, tmp_path_factory.mktemp("whole") / "home")
    assert run(home, WHOLE, tables).returncode == 0
    return facts(home)


@pytest.mark.parametrize(("script", "moment"), [(BETWEEN_CHUNKS, 1), (BETWEEN_CHUNKS, 3), (INSIDE_A_CHUNK, 4)])
def test_a_load_that_was_killed_leaves_whole_chunks_and_completes_when_run_again(
    script: str,
    moment: int,
    empty: Path,
    tables: Path,
    uninterrupted: Rows,
    tmp_path: Path,
) -> None:
    home = copied(empty, tmp_path / "home")
    assert run(home, script, tables, moment).returncode == -signal.SIGKILL
    assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    assert rows(home, "PRAGMA foreign_key_check") == []
    assert rows(home, BOUND_WRONGLY) == []
    assert rows(home, "SELECT count(*) FROM treaties_loadrun WHERE finished_at IS NULL") == [(1,)]
    assert 0 < len(facts(home)[2]) < len(uninterrupted[2])

    assert run(home, WHOLE, tables).returncode == 0
    assert facts(home) == uninterrupted
    assert rows(home, "SELECT count(*) FROM treaties_loadrun WHERE finished_at IS NULL") == [(0,)]


def test_a_first_start_killed_while_it_loads_completes_at_the_next(empty: Path, tmp_path: Path) -> None:
    home, other = copied(empty, tmp_path / "home"), copied(empty, tmp_path / "other")
    assert run(home, BUNDLED, 5).returncode == -signal.SIGKILL
    assert rows(home, "SELECT count(*) FROM treaties_coveragerecord") == [(0,)]
    for place in (home, other):
        assert run(place, BUNDLED, 0).returncode == 0
    assert facts(home) == facts(other)


def test_a_full_disk_is_said_and_the_load_completes_once_there_is_room(
    empty: Path, tables: Path, uninterrupted: Rows, tmp_path: Path
) -> None:
    home = copied(empty, tmp_path / "home")
    starved = run(home, STARVED, tables)
    assert "no space is left for the database" in starved.stdout
    assert "run the same command again" in starved.stdout
    assert rows(home, "PRAGMA integrity_check") == [("ok",)]
    assert rows(home, BOUND_WRONGLY) == []
    assert 0 < len(facts(home)[2]) < len(uninterrupted[2])
    assert run(home, WHOLE, tables).returncode == 0
    assert facts(home) == uninterrupted


READ_WHILE_LOADED = LOAD + (
    """
import subprocess, time
from comity.treaties.interfaces import book, revision
load = subprocess.Popen([sys.executable, "-c", sys.argv[2], sys.argv[1]])
seen = set()
while load.poll() is None:
    held = book()
    acts = [act for found in held.actions.values() for act in found]
    assert all(act.source in held.sources for act in acts)
    seen.add(len(acts))
assert load.returncode == 0
seen.add(sum(map(len, book().actions.values())))
print(len(seen), max(seen))
"""
)


def test_the_book_can_be_read_while_a_load_goes_on(empty: Path, tables: Path, tmp_path: Path) -> None:
    home = copied(empty, tmp_path / "home")
    reading = run(home, READ_WHILE_LOADED, tables, WHOLE)
    assert reading.returncode == 0, reading.stderr
    states, most = map(int, reading.stdout.split())
    assert states > 1
    assert most == 4 * 386


# VmHWM, not ru_maxrss: the latter is inherited from the process that started this one, and would hide any growth.
PEAK = """
import re
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
"""
MEMORY = (
    LOAD
    + PEAK
    + """
loading.load(reader("untc-csv"), Path(sys.argv[1]))
base = peak()
report = loading.load(reader(sys.argv[3]), Path(sys.argv[2]))
print(report.complete, peak() - base)
"""
)


@pytest.mark.parametrize("row", ["Atlantis,1 Jan 2001,1 Jan 2002\n", "," * 60 + "x" * 900 + "\n"])
def test_a_table_of_100_megabytes_is_refused_in_bounded_memory(
    row: str, empty: Path, tables: Path, tmp_path: Path
) -> None:
    home = copied(empty, tmp_path / "home")
    file = tmp_path / "18-12-b.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for _ in range(100_000_000 // len(row) // 1000):
            stream.write(row * 1000)
    loaded = run(home, MEMORY, tables, file, "untc-csv")
    assert loaded.returncode == 0, loaded.stderr
    complete, grown = loaded.stdout.split()
    assert complete == "False"
    assert int(grown) < 60  # megabytes


FLOOD = (
    LOAD
    + PEAK
    + """
from comity.connectors.items import Passed, Refused
class Flood:
    name = "flood"
    def files(self, path):
        return [path]
    def read(self, file, *, gazetteer):
        for number in range(300_000):
            yield Refused(f"line {number}", f"no State {number}", "x" * 200, f"Land {number}")
            yield Passed(f"line {number}", f"column {number}")
report = loading.load(Flood(), Path("here"))
print(len(report.as_json()["refused"]), peak())
"""
)


def test_a_flood_of_damaged_rows_is_reported_in_bounded_memory(empty: Path, tmp_path: Path) -> None:
    loaded = run(copied(empty, tmp_path / "home"), FLOOD)
    assert loaded.returncode == 0, loaded.stderr
    listed, memory = map(int, loaded.stdout.split())
    assert listed == 1_000
    assert memory < 220  # megabytes, of which Django and the rooms themselves take most


# -- the commands ----------------------------------------------------------------------------------------------------


def test_the_command_loads_a_folder_and_its_exit_code_tells(empty: Path, tables: Path, tmp_path: Path) -> None:
    home = copied(empty, tmp_path / "home")
    done = command(home, "load", "treaties", "--from", "untc-csv", tables)
    assert done.returncode == 0, done.stderr
    assert "4 files read: 1549 facts new, 0 changed" in done.stdout

    (tmp_path / "18-12.csv").write_text(HEAD + "Atlantis,1 Jan 2001,\nNiger,1 Jan 2001,1 Jan 2002\n", encoding="utf-8")
    partly = command(home, "load", "treaties", tmp_path / "18-12.csv", "--as-of", "2024-01-31", "--json")
    assert partly.returncode == 1
    report = json.loads(partly.stdout)
    assert report["unmatched"] == ["Atlantis"]
    assert report["refused"][0]["place"] == "18-12.csv, line 2"
    assert report["counts"]["new"] > 0

    told = command(home, "load", "treaties", tmp_path / "18-12.csv")
    assert "Not taken: 1" in told.stdout
    assert "Names that match no State known here: Atlantis." in told.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "papyrus", "."], "'papyrus' is not a format read here; the formats are untc-csv"),
        (["--from", "untc-csv", "nowhere"], "nowhere does not exist"),
        (["--from", "untc-csv", ".", "--as-of", "31 Feb"], "--as-of 31 Feb: write the day like 2024-01-31"),
        (["--from", "untc-csv", ".", "--as-of", "2999-01-01"], "the day lies in the future"),
        (["--from", "coe-index", ".", "--as-of", "2024-01-31"], "tell their day themselves"),
        (["nowhere"], "no format fits it; name one with --from"),
    ],
)
def test_a_call_that_cannot_be_followed_ends_with_the_way_out(empty: Path, words: list[str], said: str) -> None:
    ended = command(empty, "load", "treaties", *words)
    assert ended.returncode == 2
    assert said in ended.stderr


def test_an_update_without_a_network_says_so_and_its_exit_code_tells(empty: Path, tmp_path: Path) -> None:
    script = """
import socket, sys
def nobody(*words, **options):
    raise socket.gaierror(-2, "Name or service not known")
socket.getaddrinfo = nobody
from comity.cli import main
sys.argv[0] = "comity"
main()
"""
    ended = run(copied(empty, tmp_path / "home"), script, "update", "treaties")
    assert ended.returncode == 4
    assert "cannot be reached" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_a_depositary_does_not_give_out_is_said_with_another_way(empty: Path) -> None:
    ended = command(empty, "update", "treaties", "coe")
    assert ended.returncode == 2
    assert "--from coe-signatures" in ended.stderr
