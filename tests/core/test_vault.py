"""What is sealed opens only with its key, in its place and whole; a revoked key is named and harms nothing else."""

from __future__ import annotations

import io
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.core import vault
from comity.core.configuration import Configuration, ConfigurationError
from comity.core.startup import make_home
from comity.core.vault import BLOCK, KeyMissing, Tampered, key_of, open_file, open_sealed, seal, seal_file
from comity.core.vault_keys import Keyring, VaultError, VaultKey, make_key_file, parsed, write_key_file

OLD, NEW = VaultKey("aaaa1111", b"o" * 32), VaultKey("bbbb2222", b"n" * 32)
RING = Keyring((NEW, OLD), "the key file")


@given(st.binary(max_size=500), st.text(max_size=40))
def test_what_is_sealed_opens_as_it_was_in_its_place(content: bytes, context: str) -> None:
    sealed = seal(content, context=context, ring=RING)
    assert open_sealed(sealed, context=context, ring=RING) == content
    assert key_of(sealed) == NEW.id
    assert len(content) < 8 or content not in sealed


@given(st.binary(min_size=1, max_size=200), st.data())
def test_one_changed_bit_anywhere_is_never_opened(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(content, context="draft:1", ring=RING))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(VaultError):
        open_sealed(bytes(sealed), context="draft:1", ring=RING)


@given(st.binary(max_size=200), st.data())
def test_what_is_cut_short_is_never_opened(content: bytes, data: st.DataObject) -> None:
    sealed = seal(content, context="draft:1", ring=RING)
    with pytest.raises(VaultError):
        open_sealed(sealed[: data.draw(st.integers(0, len(sealed) - 1))], context="draft:1", ring=RING)


def test_a_text_moved_to_another_draft_does_not_open() -> None:
    with pytest.raises(Tampered, match="draft:2"):
        open_sealed(seal(b"facts", context="draft:1", ring=RING), context="draft:2", ring=RING)


def test_an_older_key_still_opens_and_the_first_seals() -> None:
    before = seal(b"facts", context="c", ring=Keyring((OLD,), "file"))
    assert open_sealed(before, context="c", ring=RING) == b"facts"
    assert key_of(seal(b"facts", context="c", ring=RING)) == NEW.id


def test_a_revoked_key_is_named_with_the_way_out_and_harms_nothing_else() -> None:
    old, new = (seal(b"facts", context="c", ring=Keyring((key,), "file")) for key in (OLD, NEW))
    ring = Keyring((NEW,), "/home/vault-keys")
    with pytest.raises(KeyMissing, match=r"aaaa1111.*put its line back into /home/vault-keys"):
        open_sealed(old, context="c", ring=ring)
    assert open_sealed(new, context="c", ring=ring) == b"facts"


def test_a_vault_without_keys_says_where_they_belong() -> None:
    with pytest.raises(VaultError, match=r"has no key.*the key file"):
        seal(b"", context="c", ring=Keyring((), "the key file"))


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_a_file_comes_back_block_by_block(blocks: list[bytes]) -> None:
    held, key = io.BytesIO(), os.urandom(32)
    assert seal_file(blocks, held, key=key, context="file:1") == sum(map(len, blocks))
    held.seek(0)
    assert b"".join(open_file(held, key=key, context="file:1")) == b"".join(blocks)


def test_a_file_larger_than_a_block_is_never_whole_in_memory() -> None:
    held, key = io.BytesIO(), os.urandom(32)
    seal_file([b"x" * (2 * BLOCK + 5)], held, key=key, context="f")
    held.seek(0)
    assert [len(block) for block in open_file(held, key=key, context="f")] == [BLOCK, BLOCK, 5]


@pytest.mark.parametrize("harm", ["cut", "swapped", "without its end", "empty", "elsewhere"])
def test_a_file_put_together_anew_does_not_open(harm: str) -> None:
    held, key = io.BytesIO(), os.urandom(32)
    seal_file([b"a", b"b", b"c"], held, key=key, context="f")
    sealed = held.getvalue()
    size = 4 + 12 + 1 + 16
    first, second, third = (sealed[n * size : (n + 1) * size] for n in range(3))
    changed = {
        "cut": sealed[:-1],
        "swapped": second + first + third,
        "without its end": first + second,
        "empty": b"",
        "elsewhere": sealed,
    }[harm]
    with pytest.raises(Tampered):
        b"".join(open_file(io.BytesIO(changed), key=key, context="g" if harm == "elsewhere" else "f"))


@given(
    st.lists(
        st.tuples(st.from_regex(r"[0-9a-z]{4,16}", fullmatch=True), st.binary(min_size=32, max_size=32)),
        unique_by=lambda pair: pair[0],
        max_size=5,
    )
)
def test_keys_written_down_are_read_as_they_were(pairs: list[tuple[str, bytes]]) -> None:
    keys = tuple(VaultKey(*pair) for pair in pairs)
    assert parsed("".join(f"{key.line}\n" for key in keys), "file").keys == keys
    assert parsed(",".join(key.line.replace(" ", ":") for key in keys), "file").keys == keys


@given(st.text(max_size=60))
def test_a_key_file_of_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    told = ""
    try:
        parsed(text, "the file")
    except VaultError as error:
        told = str(error)
    assert not told or told.startswith("the file, key ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abcd", "key 1: it is not written as"),
        ("# saved\nabcd c2hvcnQ=", "key 2: the secret of abcd is not 32 bytes"),
        (f"{OLD.line}\n{OLD.line}", "key 2: the id aaaa1111 is there twice"),
    ],
)
def test_a_damaged_key_file_names_the_line(text: str, reason: str) -> None:
    with pytest.raises(VaultError, match=reason):
        parsed(text, "file")


def test_a_key_never_shows_its_secret() -> None:
    assert "ooo" not in repr(OLD)
    assert "secret" not in repr(Configuration(home=Path("/"), vault_keys="secret"))


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Configuration:
    configuration = Configuration(home=tmp_path / "home")
    make_home(configuration)
    settings.CONFIGURATION = configuration  # type: ignore[attr-defined]
    return configuration


def test_a_new_home_has_one_key_of_its_own_for_its_owner_only(home: Configuration) -> None:
    assert stat.S_IMODE(home.vault_key_file.stat().st_mode) == 0o600
    before = home.vault_key_file.read_bytes()
    make_key_file(home.vault_key_file)
    assert home.vault_key_file.read_bytes() == before
    assert len(vault.keyring().keys) == 1


def test_a_key_file_that_was_replaced_is_read_again_at_once(home: Configuration) -> None:
    sealed = seal(b"facts", context="c")
    write_key_file(home.vault_key_file, [NEW, *vault.keyring().keys])
    assert vault.keyring().current == NEW
    assert open_sealed(sealed, context="c") == b"facts"
    assert stat.S_IMODE(home.vault_key_file.stat().st_mode) == 0o600


def test_keys_of_the_environment_go_before_the_file(home: Configuration, settings: object) -> None:
    settings.CONFIGURATION = replace(home, vault_keys=OLD.line.replace(" ", ":"))  # type: ignore[attr-defined]
    assert vault.keyring().current == OLD


def test_days_of_retention_are_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_DRAFT_DAYS", "soon")
    with pytest.raises(ConfigurationError, match="COMITY_DRAFT_DAYS is 'soon'"):
        Configuration.from_environment()
