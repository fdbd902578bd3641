"""What is remembered is what was computed, whatever happens to the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cache import codec
from sitegen.cache.cache import Cache
from sitegen.commands.session import is_half_written
from sitegen.model.fields import Origin
from sitegen.model.kinds import Topic

_TOPIC = Topic(id="karabakh", origin=Origin("content/topics/karabakh.md"), title="Karabakh", summary="…")


def _never() -> Any:
    raise AssertionError("this was remembered, and needs no computing")


def _fill(path: Path, records: int = 20) -> None:
    with Cache(path, "code 1") as cache:
        cache.put_many("text", [(b"%d" % n, f"value {n} " * 50) for n in range(records)])
        cache.get_many("text", [b"%d" % n for n in range(records)])


def _recall_all(path: Path, records: int = 20) -> list[str]:
    """Asks for everything that `_fill` put there; gives the warnings."""
    with Cache(path, "code 1") as cache:
        for n in range(records):
            right = f"value {n} " * 50
            assert cache.recall("text", b"%d" % n, right.__str__) == right
    return cache.warnings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.sqlite"


def test_a_result_is_computed_once(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        assert cache.recall("document", b"key", lambda: _TOPIC) == _TOPIC
        assert cache.recall("document", b"key", _never) == _TOPIC
    with Cache(path, "code 1") as cache:
        assert cache.recall("document", b"key", _never) == _TOPIC
        assert cache.warnings == []


def test_kinds_and_keys_are_told_apart(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        cache.put_many("a", [(b"bc", 1)])
        cache.put_many("ab", [(b"c", 2)])
        assert cache.get_many("a", [b"bc", b"c"]) == {b"bc": 1}
        assert cache.get_many("ab", [b"bc", b"c"]) == {b"c": 2}


def test_other_code_knows_nothing_of_it(path: Path) -> None:
    _fill(path)
    with Cache(path, "code 2") as cache:
        assert cache.get_many("text", [b"1"]) == {}
        assert cache.warnings == []


def test_none_is_a_result_too(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        cache.recall("nothing", b"key", lambda: None)
        assert cache.recall("nothing", b"key", _never) is None


def test_without_a_file_everything_is_computed() -> None:
    with Cache(None, "code 1") as cache:
        cache.put_many("text", [(b"key", "old")])
        assert cache.recall("text", b"key", lambda: "new") == "new"


def test_forgetting_forgets(path: Path) -> None:
    _fill(path)
    with Cache(path, "code 1", forget=True) as cache:
        assert cache.get_many("text", [b"1"]) == {}


def test_who_only_reads_changes_nothing(path: Path) -> None:
    _fill(path)
    before = path.read_bytes()
    with Cache(path, "code 1", write=False) as cache:
        assert cache.recall("text", b"new", lambda: "fresh") == "fresh"
        assert len(cache.get_many("text", [b"1", b"2"])) == 2
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_who_only_reads_makes_no_file(path: Path) -> None:
    with Cache(path, "code 1", write=False) as cache:
        assert cache.recall("text", b"1", lambda: "fresh") == "fresh"
    assert not path.exists()
    assert cache.warnings == []


def test_many_keys_at_once(path: Path) -> None:
    records = [(b"%d" % n, n) for n in range(3000)]
    with Cache(path, "code 1") as cache:
        cache.put_many("number", records)
        assert cache.get_many("number", [*dict(records), b"unknown"]) == dict(records)


def test_the_keys_of_a_kind_are_known_without_its_values(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        cache.put_many("a", [(b"1", "one"), (b"2", "two")])
        assert cache.keys("a") == {b"1", b"2"}
        assert cache.keys("b") == set()


def test_what_another_process_encoded_is_remembered_as_well(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        cache.put_encoded("document", [(b"key", codec.encode(_TOPIC))])
        assert cache.recall("document", b"key", _never) == _TOPIC


class TestSize:
    def test_what_a_build_did_not_ask_for_is_dropped(self, path: Path) -> None:
        _fill(path, 2000)
        large = path.stat().st_size
        with Cache(path, "code 1") as cache:
            cache.get_many("text", [b"1"])
        assert path.stat().st_size < large / 10
        with Cache(path, "code 1") as cache:
            assert list(cache.get_many("text", [b"1", b"2"])) == [b"1"]

    def test_kinds_a_build_did_not_ask_for_at_all_are_dropped_too(self, path: Path) -> None:
        _fill(path)
        with Cache(path, "code 1") as cache:
            cache.recall("other", b"1", lambda: "")
        with Cache(path, "code 1") as cache:
            assert cache.keys("text") == set()
            assert cache.keys("other") == {b"1"}

    def test_what_is_let_go_is_dropped_though_it_was_asked_for(self, path: Path) -> None:
        _fill(path)
        with Cache(path, "code 1") as cache:
            cache.get_many("text", [b"1", b"2"])
            cache.discard("text", [b"1"])
        with Cache(path, "code 1") as cache:
            assert cache.keys("text") == {b"2"}

    def test_what_is_dropped_leaves_no_word_in_the_file(self, path: Path) -> None:
        _fill(path)
        assert b"value 7 " in path.read_bytes()
        with Cache(path, "code 1") as cache:
            cache.get_many("text", [b"%d" % n for n in range(20) if n != 7])
        assert b"value 7 " not in path.read_bytes()
        assert b"value 8 " in path.read_bytes()

    def test_what_a_build_made_stays_though_it_did_not_ask_for_it(self, path: Path) -> None:
        _fill(path)
        with Cache(path, "code 1") as cache:
            cache.put_many("text", [(b"new", "fresh")])
        with Cache(path, "code 1") as cache:
            assert cache.keys("text") == {b"new"}

    def test_a_failed_build_drops_nothing_and_keeps_what_it_made(self, path: Path) -> None:
        _fill(path)

        def build() -> None:
            with Cache(path, "code 1") as cache:
                cache.recall("text", b"new", lambda: "fresh")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            build()
        with Cache(path, "code 1") as cache:
            assert cache.recall("text", b"new", _never) == "fresh"
            assert len(cache.get_many("text", [b"1", b"2"])) == 2


class TestDamage:
    @given(data=st.data())
    def test_a_changed_byte_costs_time_never_a_wrong_result(self, data: st.DataObject) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "results.sqlite"
            _fill(path)
            content = bytearray(path.read_bytes())
            at = data.draw(st.integers(0, len(content) - 1))
            content[at] ^= data.draw(st.integers(1, 255))
            path.write_bytes(content)
            assert len(_recall_all(path)) <= 1
            assert len(_recall_all(path)) <= 1

    @given(kept=st.floats(0, 1))
    def test_a_file_cut_off_costs_time_never_a_wrong_result(self, kept: float) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "results.sqlite"
            _fill(path)
            content = path.read_bytes()
            path.write_bytes(content[: int(kept * len(content))])
            assert len(_recall_all(path)) <= 1
            assert _recall_all(path) == []

    def test_an_altered_record_is_told_in_one_line_and_made_anew(self, path: Path) -> None:
        _fill(path)
        path.write_bytes(path.read_bytes().replace(b"value 7 ", b"VALUE 7 "))
        (warning,) = _recall_all(path)
        assert "altered" in warning
        assert _recall_all(path) == []

    def test_a_result_under_another_key_is_an_altered_one(self, path: Path) -> None:
        _fill(path)
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE results SET value = (SELECT value FROM results WHERE key = ?)", (b"1",))
        (warning,) = _recall_all(path)
        assert "altered" in warning

    @pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\0" * 500])
    def test_a_foreign_file_is_told_in_one_line_and_replaced(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        (warning,) = _recall_all(path)
        assert "damaged" in warning
        assert _recall_all(path) == []

    def test_a_database_with_other_tables_is_replaced(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE VIEW results AS SELECT 1 AS kind, 2 AS key, 3 AS value")
        (warning,) = _recall_all(path)
        assert "other tables" in warning

    def test_a_folder_in_its_place_is_told_and_left_alone(self, path: Path) -> None:
        path.mkdir()
        (warning,) = _recall_all(path)
        assert "cannot be used" in warning
        assert path.is_dir()

    def test_a_file_that_somebody_else_writes_to_is_told_and_left_alone(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sitegen.cache.sqlite_store._PATIENCE", 0)
        with Cache(path, "code 1") as cache:
            cache.put_many("text", [(b"1", "one")])
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with Cache(path, "code 1") as cache:
                assert cache.recall("text", b"1", lambda: "anew") == "anew"
            assert "cannot be used" in cache.warnings[0]
        with Cache(path, "code 1") as cache:
            assert cache.get_many("text", [b"1"]) == {b"1": "one"}

    def test_a_killed_build_leaves_what_was_remembered_before(self, path: Path) -> None:
        _fill(path)
        code = f"""if True:
            import os, signal
            from pathlib import Path
            from sitegen.cache.cache import Cache
            with Cache(Path({str(path)!r}), "code 1") as cache:
                cache.put_many("text", ((b"new %d" % n, "x" * 5000) for n in range(5000)))
                os.kill(os.getpid(), signal.SIGKILL)
        """
        ran = subprocess.run([sys.executable, "-c", code], check=False)
        assert ran.returncode == -signal.SIGKILL
        assert is_half_written(path)
        with Cache(path, "code 1") as cache:
            assert len(cache.get_many("text", [b"%d" % n for n in range(20)])) == 20
            assert cache.get_many("text", [b"new 1"]) == {}
        assert cache.warnings == []
        assert not is_half_written(path)


def test_a_forked_worker_leaves_the_file_alone(path: Path) -> None:
    with Cache(path, "code 1") as cache:
        cache.put_many("text", [(b"1", "one")])
        child = os.fork()
        if not child:
            cache.put_many("text", [(b"2", "two")])
            known = cache.get_many("text", [b"1"])
            os._exit(len(known))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert cache.get_many("text", [b"1", b"2"]) == {b"1": "one"}
