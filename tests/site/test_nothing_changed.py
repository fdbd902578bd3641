"""Where nothing has changed nothing is done, and the same is said; what is remembered is a hint, and stays small."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands import COMMANDS
from sitegen.publish.snapshot import BuildOutcome, load_record
from tests.publish.yard import tree
from tests.site.editor import Editor
from tests.site.town import HOME, heard, run

ARTICLE = "content/articles/ferries-stand-still.md"
DRAFT = "content/notes/half-written.md"
MEMO = ".cache/results.sqlite"
MODULES = """
import sys
before = {*sys.modules}
from pathlib import Path
import build
code = build.cli.run(sys.argv[1:], Path(build.__file__).parent, build.build)
print(code, *sys.modules.keys() - before)
"""
LOOKING = {
    "build",
    "sitegen",
    "sitegen.cache",
    "sitegen.cache.code",
    "sitegen.cache.digests",
    "sitegen.cache.held",
    "sitegen.commands",
    "sitegen.commands.cli",
    "sitegen.commands.command",
    "sitegen.commands.excerpt",
    "sitegen.commands.process",
    "sitegen.commands.progress",
    "sitegen.commands.report",
    "sitegen.commands.session",
    "sitegen.faults",
    "sitegen.publish",
    "sitegen.publish.disk",
    "sitegen.publish.lock",
    "sitegen.publish.output_dirs",
    "sitegen.publish.snapshot",
}
"""What looks whether anything changed; of the commands none is more than its name and options until it is run."""
TODAY = ("--today", "2024-05-01")


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Of a site with a warning and with something held back; built by nobody yet."""
    editor = Editor(tmp_path / "site")
    editor.append(ARTICLE, "A <b>tag</b>.")
    editor.let_a_tick_pass()
    return editor


def told(root: Path) -> dict[str, Any]:
    """What a build says in JSON, but for the work it did."""
    said: dict[str, Any] = json.loads(heard(root, *TODAY, "--format", "json")[1])
    return {key: said[key] for key in said.keys() - {"written", "removed", "seconds"}}


def stamps(root: Path) -> dict[Path, tuple[int, int]]:
    """Inode and time of change of every file but the lock, into which each build writes its number."""
    found = {path: path.lstat() for path in root.rglob("*") if path.is_file() and path.name != "lock"}
    return {path: (status.st_ino, status.st_ctime_ns) for path, status in found.items()}


def test_a_build_that_finds_nothing_to_do_says_what_the_last_one_said(editor: Editor) -> None:
    first = told(editor.root)
    assert first["held_back"]
    assert first["issues"]
    assert told(editor.root) == first


def test_it_writes_nothing(editor: Editor) -> None:
    run(editor.root, *TODAY)
    editor.let_a_tick_pass()
    run(editor.root, *TODAY)  # only now are the dates of all files believed
    before = stamps(editor.root)
    assert "nothing changed" in heard(editor.root, *TODAY)[1]
    assert stamps(editor.root) == before


def test_it_loads_nothing_but_the_standard_library_and_what_looks(editor: Editor) -> None:
    def loaded() -> set[str]:
        command = [sys.executable, "-c", MODULES, "--root", str(editor.root), "--no-search", *TODAY]
        ran = subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True)
        return set(ran.stdout.splitlines()[-1].split())

    dear = {
        "dataclasses",
        "inspect",
        "logging",
        "multiprocessing",
        "shutil",
        "sqlite3",
        "subprocess",
        "tempfile",
    }
    assert {"jinja2", "markdown_it", "yaml", "sitegen.model.site", "sitegen.publish.staging"} <= loaded()
    found = loaded()
    assert dear & found == set()
    code, *modules = sorted(found)
    others = {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}
    commands = {name for name in others if name.startswith("sitegen.commands.")} - LOOKING
    assert (code, others - commands - LOOKING) == ("0", set())
    assert commands == {command.run.__module__ for command in COMMANDS}


def test_what_is_said_of_a_draft_is_said_again_and_kept_nowhere(editor: Editor) -> None:
    editor.append(DRAFT, "A <b>tag</b>.")
    editor.let_a_tick_pass()
    first = told(editor.root)
    assert DRAFT in {fault["path"] for fault in first["issues"]}
    assert told(editor.root) == first
    (record,) = editor.root.glob(".cache/output/*/record")
    assert load_record(record).outcome == BuildOutcome()


def test_a_clean_build_makes_everything_anew_and_believes_nothing_it_remembers(editor: Editor) -> None:
    run(editor.root, *TODAY, "--no-search")
    wanted = tree(editor.root / "public")
    with Cache(editor.root / MEMO, code_digest()) as cache:
        cache.put_many("entry", [(key, b"something else") for key in cache.keys("entry")])
    done = json.loads(heard(editor.root, *TODAY, "--no-search", "--clean", "--format", "json")[1])
    assert {"read", "link", "render"} <= done["seconds"].keys()
    assert tree(editor.root / "public") == wanted


def test_what_a_killed_build_left_half_written_is_mended_though_nothing_changed(editor: Editor) -> None:
    run(editor.root, *TODAY, "--no-search")
    journal = editor.root / f"{MEMO}-journal"
    with closing(sqlite3.connect(editor.root / MEMO)) as dying:
        dying.execute("PRAGMA cache_size = 1")
        dying.execute("DELETE FROM results")
        dying.execute("INSERT INTO results VALUES ('page', x'00', zeroblob(1000000))")
        left = {path: path.read_bytes() for path in (editor.root / MEMO, journal)}
    for path, content in left.items():
        path.write_bytes(content)
    assert run(editor.root, *TODAY, "--no-search").code == 0
    assert not journal.exists()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\0" * 500])
def test_a_memory_that_is_none_is_told_in_one_line(editor: Editor, damage: bytes) -> None:
    run(editor.root, *TODAY, "--no-search")
    (editor.root / MEMO).write_bytes(damage)
    editor.append(ARTICLE, "More of it.")
    code, _, told = heard(editor.root, *TODAY, "--no-search")
    assert code == 0
    assert len([line for line in told.splitlines() if MEMO in line]) == bool(damage)


def test_what_is_remembered_does_not_grow_with_the_number_of_builds(editor: Editor) -> None:
    sizes = []
    for number in range(20):
        editor.put_right(ARTICLE)
        editor.append(ARTICLE, f"This is said on day {number}.")
        assert run(editor.root, *TODAY, "--no-search").code == 0
        sizes.append((editor.root / MEMO).stat().st_size)
    assert max(sizes) < 1.1 * sizes[0]
