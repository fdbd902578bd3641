"""What who builds says, forgets and remembers while it serves."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from build import build
from sitegen.cache.held import Held
from sitegen.commands.command import Build, Context, Options, Result
from sitegen.commands.progress import Progress
from sitegen.commands.serve.board import Update
from sitegen.commands.serve.builds import Superseded, _build_again_and_again, _Builder, _superseded_by
from sitegen.commands.serve.panel import Link
from sitegen.commands.watch import Stamps, Watcher
from sitegen.faults import BuildRunning, EnvironmentFault, Faults
from sitegen.model.output import LargeFile, Output
from sitegen.publish.output_dirs import put_together_in
from sitegen.publish.staging import Staging
from sitegen.render.outputs import Address, Files, Pages
from sitegen.render.pages import Made, PageRenderer
from tests.faults.case import HOME, write_site
from tests.faults.told import options_for
from tests.publish.yard import tree
from tests.site.editor import Editor

NOTE = "content/notes/why-they-strike.md"
PERSON = "content/people/anna-berg.md"
BLOCKS_OF_AN_ENTRY = 50
"""Blocks of memory that the note takes as it is read; as many more a build would say that each is kept."""


def builder(root: Path, build: Build = build, **more: object) -> tuple[_Builder, Options, list[Update]]:
    """Who builds the site at `root` as `serve` does, with its options, and what the server is told."""
    options = options_for(root)._replace(own="serve", held=Held(), search=False, **more)  # type: ignore[arg-type]
    options = options._replace(out=options.cache_dir / "site")
    posted: list[Update] = []
    context = Context(options, Namespace(), Progress(quiet=True), build)
    return _Builder(context, options, posted.append), options, posted


def add(root: Path, path: str, text: str) -> None:
    (root / path).write_text((root / path).read_text(encoding="utf-8") + text, encoding="utf-8")


def test_what_is_remembered_is_forgotten_once(tmp_path: Path) -> None:
    """--clean is for the first build: an edit after it writes the pages that it changes, and no others."""
    write_site(tmp_path, {})
    builds, _, posted = builder(tmp_path, clean=True)
    builds.build(frozenset())
    add(tmp_path, NOTE, "\nThey wait.\n")
    builds.build(frozenset({NOTE}))
    assert "notes/why-they-strike.html" in posted[-1].changed
    assert "people/anna-berg.html" not in posted[-1].changed


def test_the_home_page_is_there_before_any_other_with_all_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a browser has something to show while the first build goes on."""
    write_site(tmp_path, {})
    builds, options, _ = builder(tmp_path)
    begun = put_together_in(options.out, options.cache_dir)
    there: list[str] = []
    made: list[str] = []
    made_before: list[str] = []
    really_add, really_make = Staging.add, PageRenderer.make

    def add(staging: Staging, file: Output | LargeFile) -> None:
        really_add(staging, file)
        if not any(path.endswith(".html") for path in there):
            there.extend(set(tree(begun)) - set(there))
            made_before[:] = made

    def make(renderer: PageRenderer, row: Pages | Files, address: Address, faults: Faults) -> Made:
        made.append(address[0])
        return really_make(renderer, row, address, faults)

    monkeypatch.setattr(Staging, "add", add)
    monkeypatch.setattr(PageRenderer, "make", make)
    builds.build(frozenset())
    assert made_before == [path for path in there if path.endswith(".html")] == ["index.html"]
    page = (options.out / "index.html").read_text(encoding="utf-8")
    needed = set(re.findall(r"assets/[\w.]+", page))
    assert needed
    assert needed <= set(there)


def test_where_faults_stop_a_build_it_is_said_what_is_shown(tmp_path: Path) -> None:
    write_site(tmp_path, {NOTE: None, PERSON: "---\nname: Anna Berg\n---\n"})
    builds, _, posted = builder(tmp_path)
    builds.build(frozenset())
    assert "<p>There are no pages before this is mended.</p>" in posted[-1].faults
    write_site(tmp_path, {})
    builds.build(frozenset({NOTE, PERSON}))
    add(tmp_path, NOTE, "\n[[nobody]]\n")
    builds.build(frozenset({NOTE}))
    assert "<p>The page shown is the last one without errors.</p>" in posted[-1].faults


def test_a_program_reads_objects_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, {})
    builds, _, _ = builder(tmp_path, form="json")
    builds.build(frozenset())
    builds.index()
    add(tmp_path, NOTE, "\n[[nobody]]\n")
    builds.build(frozenset({NOTE}))
    said = capsys.readouterr()
    assert [json.loads(line)["ok"] for line in said.out.splitlines()] == [True, False]
    assert said.err.startswith("search is up to date, ")


def test_with_drafts_an_edit_makes_what_it_changes_and_leaves_no_trace(tmp_path: Path) -> None:
    """What a process holds of drafts goes with it: nothing on the disk says it but the pages."""
    write_site(
        tmp_path,
        {NOTE: "---\ntitle: Why\ndraft: true\ntopics: [strike]\nupdated: 2024-03-10\n---\n\nZebras.\n"},
    )
    builds, options, posted = builder(tmp_path, drafts=True)
    builds.build(frozenset())
    add(tmp_path, PERSON, "\nShe waits.\n")
    builds.build(frozenset({PERSON}))
    assert "people/anna-berg.html" in posted[-1].changed
    assert len(posted[-1].changed) < len(posted[0].changed) / 2
    copies = (options.out, options.cache_dir / "output")
    files = (path for path in options.cache_dir.rglob("*") if path.is_file())
    kept = [path for path in files if not any(path.is_relative_to(copy) for copy in copies)]
    assert kept
    assert not any(b"Zebras" in path.read_bytes() for path in kept)


def test_what_is_held_is_what_a_build_from_nothing_gives(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    builds, options, _ = builder(tmp_path)
    builds.build(frozenset())
    for text in ("\nThey wait.\n", "\n[[nobody]]\n", "\n"):
        add(tmp_path, NOTE, text)
        builds.build(frozenset({NOTE}))
    (tmp_path / NOTE).write_text((tmp_path / NOTE).read_text().replace("[[nobody]]", "[[Anna Berg]]"))
    builds.build(frozenset({NOTE}))
    afresh = options_for(tmp_path)._replace(search=False, clean=True)
    build(afresh, Progress(quiet=True))
    assert tree(options.out) == tree(afresh.out)


def test_a_build_more_takes_no_memory_more(tmp_path: Path) -> None:
    """Of no class of ours are there always more values after ten builds than there ever were before; and Python keeps no
    more for them. What other tests have left in this process may come and go meanwhile.
    """
    write_site(tmp_path, {})
    builds, _, posted = builder(tmp_path)
    note = (tmp_path / NOTE).read_text(encoding="utf-8")
    values, blocks = [], []
    for number in range(15):
        (tmp_path / NOTE).write_text(f"{note}\nThey wait, day {number:02} of it.\n", encoding="utf-8")
        builds.build(frozenset({NOTE}))
        assert posted.pop().changed
        gc.collect()
        values.append(Counter(type(each) for each in gc.get_objects() if is_ours(each)))
        blocks.append(sys.getallocatedblocks())
    before, after = values[5:10], values[10:]
    kinds = {kind for counts in after for kind in counts}
    assert [
        kind for kind in kinds if min(each[kind] for each in after) > max(each[kind] for each in before)
    ] == []
    assert min(blocks[10:]) - min(blocks[5:10]) < 5 * BLOCKS_OF_AN_ENTRY


def is_ours(value: object) -> bool:
    return str(type(value).__module__).startswith("sitegen.")


@pytest.mark.parametrize(
    ("stopped_by", "said"),
    [
        (EnvironmentFault("the disk is full", "free some space"), "the disk is full"),
        (EnvironmentFault("content/notes/a.md took 10 seconds of the processor's time"), "took 10 seconds"),
        (BuildRunning(7), "another build is running (process 7)"),
        (RecursionError("too deep"), "this is a bug of the generator"),
        (MemoryError(), "this is a bug of the generator"),
    ],
)
def test_whatever_stops_a_build_is_said_and_the_next_is_made(
    tmp_path: Path, stopped_by: Exception, said: str
) -> None:
    ends = iter([stopped_by])

    def build_once_it_can(options: Options, progress: Progress) -> Result:
        for end in ends:
            raise end
        return build(options, progress)

    write_site(tmp_path, {})
    builds, _, posted = builder(tmp_path, build_once_it_can)
    assert not builds.build(frozenset())
    assert said in posted[-1].faults
    builds.build(frozenset())
    assert posted[-1].changed
    assert not posted[-1].faults


@pytest.mark.parametrize("taken", ["content", "content/site.yaml", "layouts", ".cache"])
def test_what_is_taken_away_is_missed_until_it_is_back(tmp_path: Path, taken: str) -> None:
    """What is remembered may go for good."""
    write_site(tmp_path, {})
    shutil.copytree(HOME / "layouts", tmp_path / "layouts")
    builds, options, posted = builder(tmp_path)
    builds.build(frozenset())
    first = tree(options.out)
    (tmp_path / taken).rename(tmp_path / "away")
    builds.build(frozenset({NOTE}))
    assert bool(posted[-1].faults) == taken.startswith("content")
    assert tree(options.out) == first
    if taken != ".cache":
        (tmp_path / "away").rename(tmp_path / taken)
    builds.build(frozenset({NOTE}))
    assert not posted[-1].faults
    assert tree(options.out) == first


def test_what_was_edited_is_named_by_its_title_and_not_where_it_stood_before(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    builds, _, posted = builder(tmp_path)
    old, new = "content/people/anna-berg.md", "content/people/anna.md"
    text = (
        (tmp_path / old)
        .read_text(encoding="utf-8")
        .replace("---\n", "---\nredirect_from: [people/anna-berg.html]\n", 1)
    )
    for path in (tmp_path / "content").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("anna-berg", "anna"), encoding="utf-8")
    (tmp_path / old).unlink()
    (tmp_path / new).write_text(text, encoding="utf-8")
    builds.build(frozenset({old, new}))
    assert posted[-1].edited == (Link("people/anna.html", "Anna Berg"),)


def test_an_edit_that_nobody_else_sees_reads_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the content; and so does the next."""
    editor = Editor(tmp_path)
    editor.let_a_tick_pass()
    builds, _, posted = builder(tmp_path)
    builds.build(frozenset())
    opened: list[str] = []
    really = os.open

    def noting(path: Path, *arguments: int) -> int:
        opened.extend([str(path)] if Path(path).is_relative_to(tmp_path / "content") else [])
        return really(path, *arguments)

    monkeypatch.setattr(os, "open", noting)
    for _ in range(2):
        editor.append(NOTE, "More of it.")
        editor.let_a_tick_pass()
        builds.build(frozenset({NOTE}))
        assert opened == [str(tmp_path / NOTE)]
        assert "notes/why-they-strike.html" in posted[-1].changed
        opened.clear()


def test_what_is_made_is_given_up_once_the_files_are_others(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    watcher = Watcher({"content": tmp_path / "content"})
    built = watcher.look()
    add(tmp_path, NOTE, "\nThey wait.\n")
    with pytest.raises(Superseded), _superseded_by(watcher, built):
        signal.pause()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_is_saved_during_a_build_is_built_before_search_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def end(_builder: _Builder, edited: frozenset[str]) -> bool:
        done.extend(edited)
        raise KeyboardInterrupt

    write_site(tmp_path, {})
    builds, _, _ = builder(tmp_path)
    watcher = Watcher({"content": tmp_path / "content"}, rest=lambda _: None)
    built = watcher.look()
    add(tmp_path, NOTE, "\nThey wait.\n")
    monkeypatch.setattr(_Builder, "index", lambda _: done.append("search"))
    monkeypatch.setattr(_Builder, "build", end)
    with pytest.raises(KeyboardInterrupt):
        _build_again_and_again(builds, watcher, built, search=True)
    assert done == [NOTE]


def test_pages_that_are_taken_away_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, {})
    builds, options, _ = builder(tmp_path)
    builds.build(frozenset())
    first = tree(options.out)
    meanwhile = iter((lambda: shutil.rmtree(options.cache_dir), lambda: None))
    watcher = Watcher({"content": tmp_path / "content"}, rest=lambda _: next(meanwhile)())
    build_again = _Builder.build

    def end(builds: _Builder, edited: frozenset[str]) -> bool:
        build_again(builds, edited)
        raise KeyboardInterrupt

    monkeypatch.setattr(_Builder, "build", end)
    with pytest.raises(KeyboardInterrupt):
        _build_again_and_again(builds, watcher, watcher.look(), search=False)
    assert tree(options.out) == first


def test_while_something_is_made_looking_is_a_small_part_of_it() -> None:
    """A look at a large site takes longer than the time between two looks at a small one."""
    seconds = 0.1

    def look_long() -> Stamps:
        end = monotonic() + seconds
        while monotonic() < end:
            pass
        return {}

    watcher = Watcher({})
    watcher.look = look_long  # type: ignore[method-assign]
    with _superseded_by(watcher, {}):
        signal.pause()
        until_the_next, _ = signal.getitimer(signal.ITIMER_REAL)
    assert until_the_next > 5 * seconds
