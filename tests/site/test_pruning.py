"""What a source made is gone when the source is: from the site, its feeds and its search, and from what is remembered."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sitegen.cache.codec import decode
from tests.faults.case import good_site
from tests.once import once
from tests.publish.yard import tree
from tests.site.editor import Editor
from tests.site.town import Ending, run

ABOUT, MORE = "content/pages/about.md", "It is read by many."
SPILL = "content/articles/spill.md"
MOVED = "content/articles/accident.md"
TEXT = """\
---
title: Quicksilver in the harbour
date: 2024-04-02
source: gazette
topics: [strike]
---

A barrel of quicksilver fell from a ferry, says Anna Berg.
"""


def build(root: Path, *options: str) -> Ending:
    return run(root, "--today", "2024-05-01", *options)


@pytest.fixture(scope="module")
def spilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built with the article, and after another edit once more."""

    def make(folder: Path) -> None:
        editor = Editor(folder / "site")
        editor.write(SPILL, TEXT)
        assert build(editor.root).code == 0
        editor.append(ABOUT, MORE)
        assert build(editor.root).code == 0
        assert b"uicksilver" in cached(editor.root)

    return once(tmp_path_factory, "spilt", make) / "site"


@pytest.fixture
def editor(spilt: Path, tmp_path: Path) -> Editor:
    """Of a copy of it."""
    editor = Editor(copytree(spilt, tmp_path / "site"))
    editor.append(ABOUT, MORE)
    return editor


@pytest.fixture
def never(tmp_path: Path) -> Editor:
    """Of a site that never had the article."""
    editor = Editor(tmp_path / "never")
    editor.append(ABOUT, MORE)
    return editor


_CHECK = 16
"""Bytes before each result, by which the store knows whether it was altered."""


def cached(root: Path) -> bytes:
    """The bytes of all that is kept beside the site."""
    return b"".join(path.read_bytes() for path in sorted((root / ".cache").rglob("*")) if path.is_file())


def remembered(root: Path) -> list[tuple[object, ...]]:
    """All results that the next build may ask for. Equal ones may be written otherwise, where parts of one are one object.

    But for the site as a whole: its key goes by the times of files, and where something waits it is not remembered.
    """
    with closing(sqlite3.connect(root / ".cache/results.sqlite")) as memo:
        rows = memo.execute("SELECT kind, key, value FROM results ORDER BY kind, key").fetchall()
    return [
        (kind, key, _without_site(kind, decode(value[_CHECK:])))
        for kind, key, value in rows
        if kind not in ("site", "joined")
    ]


def _without_site(kind: str, value: Any) -> object:
    of_site = kind in ("made", "record-keys")
    return marshal.loads(value)[1:] if of_site else value  # noqa: S302 - written by the test itself


def _delete(editor: Editor) -> None:
    editor.remove(SPILL)


def _make_a_draft(editor: Editor) -> None:
    editor.set_key(SPILL, "draft", "draft: true")


def _hold_back(editor: Editor) -> None:
    editor.set_key(SPILL, "date", "date: 2024-05-02")


def assert_never_was(word: bytes, editor: Editor, never: Editor) -> None:
    assert tree(editor.root / "public") == tree(never.root / "public")
    assert remembered(editor.root) == remembered(never.root)
    assert word not in cached(editor.root)


@pytest.mark.parametrize("unpublish", [_delete, _make_a_draft, _hold_back])
def test_what_is_no_longer_published_leaves_no_trace(
    editor: Editor, never: Editor, unpublish: Callable[[Editor], None]
) -> None:
    unpublish(editor)
    assert build(editor.root).code == build(never.root).code == 0
    assert_never_was(b"uicksilver", editor, never)


def test_what_waits_for_its_day_again_leaves_no_trace(editor: Editor, never: Editor) -> None:
    for root in (editor.root, never.root):
        assert run(root, "--today", "2024-04-01").code == 0
    assert_never_was(b"uicksilver", editor, never)


def test_what_is_renamed_leaves_nothing_under_its_old_name(editor: Editor, never: Editor) -> None:
    editor.rename(SPILL, "accident", everywhere=False)
    never.write(MOVED, TEXT)
    assert build(editor.root).code == build(never.root).code == 0
    assert_never_was(b"spill", editor, never)


def test_words_taken_out_of_a_text_are_not_kept(editor: Editor) -> None:
    editor.replace(SPILL, "uicksilver", "uince")
    assert build(editor.root).code == 0
    assert b"uicksilver" not in cached(editor.root)
    assert b"uince" in cached(editor.root)


def test_a_build_without_search_keeps_no_index_of_what_was(editor: Editor, never: Editor) -> None:
    editor.remove(SPILL)
    assert build(editor.root, "--no-search").code == build(never.root, "--no-search").code == 0
    assert remembered(editor.root) == remembered(never.root)
    assert b"uicksilver" not in cached(editor.root)


class TestAddresses:
    @pytest.fixture
    def published(self, editor: Editor) -> Editor:
        """The same with its addresses on record."""
        assert build(editor.root, "check", "--record-addresses").code == 0
        assert "\narticles/spill.html\n" in editor.text("content/addresses.txt")
        return editor

    def test_a_lost_address_fails_the_check(self, published: Editor) -> None:
        published.remove(SPILL)
        ending = build(published.root, "check")
        assert ending.code == 1
        assert "articles/spill.html was published and is lost [address-lost]" in ending.told

    def test_one_that_another_entry_takes_over_leads_there(self, published: Editor) -> None:
        published.rename(SPILL, "accident", everywhere=True)
        assert build(published.root, "check").code == build(published.root).code == 0
        assert "accident.html" in published.text("public/articles/spill.html")

    def test_one_that_is_gone_on_purpose_says_why(self, published: Editor) -> None:
        published.remove(SPILL)
        published.replace("content/addresses.txt", "spill.html\n", "spill.html gone: it was a drill\n")
        assert build(published.root, "check").code == build(published.root).code == 0
        page = published.text("public/articles/spill.html")
        assert "it was a drill" in page
        assert "uicksilver" not in page


def test_a_build_with_drafts_keeps_no_word_of_them(tmp_path: Path) -> None:
    editor = Editor(tmp_path / "site")
    editor.write(SPILL, TEXT.replace("---\n", "---\ndraft: true\n", 1))
    assert build(editor.root, "--drafts").code == 0
    assert b"Quicksilver" in (editor.root / "public/topics/strike.html").read_bytes()
    assert b"uicksilver" not in cached(editor.root)
    assert not (editor.root / ".cache/results.sqlite").exists()


def test_a_note_for_editors_leaves_no_word_anywhere(tmp_path: Path) -> None:
    editor = Editor(tmp_path / "site")
    written = [path for path in good_site() if path.endswith(".md")]
    for path in written:
        editor.write(
            path, editor.text(path).replace("---\n", "---\neditor_note: Quicksilver of an informant\n", 1)
        )
    assert build(editor.root).code == 0
    assert b"uicksilver" not in cached(editor.root)
    assert not [path for path, raw in tree(editor.root / "public").items() if raw and b"uicksilver" in raw]
