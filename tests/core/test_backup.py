"""An archive is whole or it is not there; what is restored is what was saved; nothing else is restored."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from comity.core.backup import BackupError, BackupRefused, back_up, read_archive
from comity.core.configuration import Configuration
from comity.core.home_lock import AlreadyRunning, HomeLock
from comity.core.restoring import restore
from comity.core.startup import make_home


@pytest.fixture
def home(tmp_path: Path) -> Configuration:
    configuration = Configuration(home=tmp_path / "home")
    make_home(configuration)
    with closing(sqlite3.connect(configuration.database_file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        database.execute("INSERT INTO django_migrations VALUES ('accounts', '0001_initial')")
        database.execute("CREATE TABLE acts (state TEXT)")
        database.executemany("INSERT INTO acts VALUES (?)", [("NER",), ("ITA",)])
        database.commit()
    (home := configuration.home / "files" / "notes").mkdir()
    (home / "à lire.txt").write_text("Niger", encoding="utf-8")
    return configuration


@pytest.fixture
def archive(home: Configuration, tmp_path: Path) -> Path:
    return back_up(home, tmp_path / "saved.tar.gz").file


@pytest.fixture
def elsewhere(tmp_path: Path) -> Configuration:
    return Configuration(home=tmp_path / "elsewhere")


def acts(configuration: Configuration) -> list[str]:
    with closing(sqlite3.connect(configuration.database_file)) as database:
        return [state for (state,) in database.execute("SELECT state FROM acts")]


def rewritten(archive: Path, change: dict[str, bytes | None], *, add: tarfile.TarInfo | None = None) -> Path:
    """A copy of the archive with members replaced or (None) left out; `add` comes first."""
    target = archive.with_name("rewritten.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        if add is not None:
            new.addfile(add, io.BytesIO(b"x" * add.size))
        for member in old:
            stream = old.extractfile(member)
            assert stream is not None
            content = change.get(member.name, stream.read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def with_manifest(archive: Path, **changes: object) -> Path:
    with tarfile.open(archive) as tar:
        stream = tar.extractfile("manifest.json")
        assert stream is not None
        manifest = json.load(stream)
    return rewritten(archive, {"manifest.json": json.dumps(manifest | changes).encode()})


def test_what_is_restored_is_what_was_saved(home: Configuration, archive: Path, elsewhere: Configuration) -> None:
    restored = restore(elsewhere, archive)
    assert restored.files == 4
    assert acts(elsewhere) == ["NER", "ITA"]
    assert (elsewhere.home / "files" / "notes" / "à lire.txt").read_text(encoding="utf-8") == "Niger"
    assert elsewhere.secret_key == home.secret_key
    assert stat.S_IMODE(elsewhere.secret_key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(elsewhere.home.stat().st_mode) == 0o700
    assert not (elsewhere.home / ".restoring").exists()


def test_an_archive_is_its_owners_alone_and_ends_with_its_manifest(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with tarfile.open(archive) as tar:
        assert tar.getnames()[-1] == "manifest.json"
    assert [path.name for path in archive.parent.iterdir() if ".part" in path.name] == []


def test_the_keys_of_the_vault_come_back_unless_they_were_left_out(
    home: Configuration, tmp_path: Path, elsewhere: Configuration
) -> None:
    restore(elsewhere, back_up(home, tmp_path / "with.tar.gz").file)
    assert elsewhere.vault_key_file.read_bytes() == home.vault_key_file.read_bytes()
    assert stat.S_IMODE(elsewhere.vault_key_file.stat().st_mode) == 0o600
    other = Configuration(home=tmp_path / "other")
    restore(other, back_up(home, tmp_path / "without.tar.gz", vault_keys=False).file)
    assert not other.vault_key_file.exists()


def test_the_secret_key_can_be_left_out(home: Configuration, tmp_path: Path, elsewhere: Configuration) -> None:
    made = back_up(home, tmp_path / "no-key.tar.gz", secret_key=False)
    restore(elsewhere, made.file)
    assert not elsewhere.secret_key_file.exists()


def test_a_backup_made_while_the_portal_writes_is_consistent(
    home: Configuration, tmp_path: Path, elsewhere: Configuration
) -> None:
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(home.database_file, timeout=30)) as database:
            while not done.is_set():
                # Always in pairs: a consistent copy never holds one without the other.
                database.executemany("INSERT INTO acts VALUES (?)", [("FRA",), ("DEU",)])
                database.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(home, tmp_path / f"{n}.tar.gz") for n in range(3)]
    finally:
        done.set()
        writer.join()
    restore(elsewhere, made[-1].file)
    states = acts(elsewhere)
    assert states.count("FRA") == states.count("DEU")


def test_an_archive_that_is_there_is_not_replaced_unasked(home: Configuration, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(BackupRefused, match="--replace"):
        back_up(home, archive)
    assert archive.read_bytes() == before
    back_up(home, archive, replace=True)


def test_an_archive_is_not_put_into_the_home_it_saves(home: Configuration) -> None:
    with pytest.raises(BackupRefused, match="inside the home"):
        back_up(home, home.home / "files" / "saved.tar.gz")


def test_an_archive_that_cannot_be_written_is_said_so(home: Configuration, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no such file or directory"):
        back_up(home, tmp_path / "missing" / "saved.tar.gz")


def test_there_is_nothing_to_back_up_where_comity_never_was(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nothing to back up"):
        back_up(Configuration(home=tmp_path / "nowhere"), tmp_path / "saved.tar.gz")


_SLOW_BACKUP = """
import sys, time
from pathlib import Path
from comity.core import backup
from comity.core.configuration import Configuration
add = backup._add
def slowly(*words):
    result = add(*words)
    print("one file in", flush=True)
    time.sleep(30)
    return result
backup._add = slowly
backup.back_up(Configuration(home=Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_a_killed_backup_leaves_no_archive_and_the_next_one_succeeds(home: Configuration, tmp_path: Path) -> None:
    target = tmp_path / "saved.tar.gz"
    words = [sys.executable, "-c", _SLOW_BACKUP, str(home.home), str(target)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    assert not target.exists()
    back_up(home, target)
    assert read_archive(target).files == 4
    assert {path.name for path in tmp_path.iterdir()} == {"home", "saved.tar.gz"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_archive_is_refused_and_nothing_restored(
    archive: Path, elsewhere: Configuration, share: float
) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BackupError, match=r"cut off|read to its end"):
        restore(elsewhere, archive)
    assert not elsewhere.database_file.exists()
    assert not elsewhere.secret_key_file.exists()


def test_a_changed_file_is_named_and_nothing_restored(archive: Path, elsewhere: Configuration) -> None:
    with pytest.raises(BackupError, match="secret-key does not match its checksum"):
        restore(elsewhere, rewritten(archive, {"secret-key": b"mine"}))
    assert not elsewhere.secret_key_file.exists()


def test_a_file_left_out_is_named(archive: Path, elsewhere: Configuration) -> None:
    with pytest.raises(BackupError, match=r"à lire\.txt does not match"):
        restore(elsewhere, rewritten(archive, {"files/notes/à lire.txt": None}))


def test_a_file_slipped_in_is_named(archive: Path, elsewhere: Configuration) -> None:
    added = tarfile.TarInfo("files/more.txt")
    added.size = 3
    with pytest.raises(BackupError, match=r"more\.txt does not match"):
        restore(elsewhere, rewritten(archive, {}, add=added))


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "elsewhere.txt", "locale/x.mo"])
def test_a_path_outside_the_home_is_refused(archive: Path, elsewhere: Configuration, name: str) -> None:
    added = tarfile.TarInfo(name)
    added.size = 1
    with pytest.raises(BackupError, match="no archive of Comity does"):
        restore(elsewhere, rewritten(archive, {}, add=added))
    assert not (elsewhere.home.parent / "outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(archive: Path, elsewhere: Configuration, kind: bytes) -> None:
    added = tarfile.TarInfo("files/link")
    added.type, added.linkname = kind, "/etc/passwd"
    with pytest.raises(BackupError, match="no archive of Comity does"):
        restore(elsewhere, rewritten(archive, {}, add=added))


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00garbage"])
def test_a_file_that_is_no_archive_is_said_so(tmp_path: Path, elsewhere: Configuration, content: bytes) -> None:
    (tmp_path / "some.tar.gz").write_bytes(content)
    with pytest.raises(BackupError, match=r"some\.tar\.gz"):
        restore(elsewhere, tmp_path / "some.tar.gz")


def test_a_missing_archive_is_said_so(tmp_path: Path, elsewhere: Configuration) -> None:
    with pytest.raises(BackupError, match="no such file"):
        restore(elsewhere, tmp_path / "none.tar.gz")


def test_an_archive_of_a_newer_format_is_refused(archive: Path, elsewhere: Configuration) -> None:
    with pytest.raises(BackupError, match=r"newer Comity \(9\.0\)"):
        restore(elsewhere, with_manifest(archive, format=2, version="9.0"))


def test_a_database_of_a_newer_schema_is_refused(home: Configuration, tmp_path: Path, elsewhere: Configuration) -> None:
    with closing(sqlite3.connect(home.database_file)) as database:
        database.execute("INSERT INTO django_migrations VALUES ('treaties', '0999_tomorrow')")
        database.commit()
    made = back_up(home, tmp_path / "newer.tar.gz")
    with pytest.raises(BackupError, match=r"treaties\.0999_tomorrow"):
        restore(elsewhere, made.file)
    assert not elsewhere.database_file.exists()


def test_a_home_that_is_not_empty_is_left_alone(home: Configuration, archive: Path) -> None:
    with pytest.raises(BackupRefused, match="not empty"):
        restore(home, archive)
    assert acts(home) == ["NER", "ITA"]


def test_a_restore_that_was_killed_can_be_run_again(archive: Path, elsewhere: Configuration) -> None:
    (elsewhere.home / ".restoring" / "files").mkdir(parents=True)
    (elsewhere.home / "up.lock").touch()
    restore(elsewhere, archive)
    assert acts(elsewhere) == ["NER", "ITA"]


def test_a_home_being_started_is_not_restored_into(archive: Path, elsewhere: Configuration) -> None:
    elsewhere.home.mkdir()
    with HomeLock(elsewhere.home), pytest.raises(AlreadyRunning, match=str(os.getpid())):
        restore(elsewhere, archive)


def test_a_database_elsewhere_is_not_ours_to_save(tmp_path: Path) -> None:
    configuration = Configuration(home=tmp_path, database_url="postgresql://host/name")
    with pytest.raises(BackupRefused, match="pg_dump"):
        back_up(configuration, tmp_path / "x.tar.gz")
    with pytest.raises(BackupRefused, match="pg_restore"):
        restore(configuration, tmp_path / "x.tar.gz")


def test_a_file_that_grows_while_it_is_saved_is_saved_as_long_as_it_was(
    home: Configuration, tmp_path: Path, elsewhere: Configuration
) -> None:
    log = home.home / "files" / "log.txt"
    log.write_bytes(b"x" * 1_000_000)
    done = threading.Event()

    def grow() -> None:
        with log.open("ab") as stream:
            while not done.is_set():
                stream.write(b"y" * 1000)
                stream.flush()
                time.sleep(0.0001)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        made = back_up(home, tmp_path / "saved.tar.gz")
    finally:
        done.set()
        writer.join()
    restore(elsewhere, made.file)
    assert (elsewhere.home / "files" / "log.txt").stat().st_size >= 1_000_000
