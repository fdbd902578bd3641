"""`import` from the command line: what it says, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build import build
from sitegen.commands import cli
from sitegen.commands.import_pages.writing import Desk
from sitegen.importing.known_site import KnownSite, Topics
from sitegen.names.finder import table
from sitegen.publish.lock import locked
from tests.commands.answering import Server
from tests.faults.case import HOME, sound_site, write_site
from tests.importing.cutting_drafts import STORIES
from tests.importing.structures import json_ld, reader_mode, stories

FERRIES, BRIDGE, *_ = stories()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_site(tmp_path / "site", sound_site())
    return tmp_path / "site"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    return folder


def run(root: Path, *words: str) -> int:
    return cli.run(
        ["import", "--root", str(root), "--today", "2026-11-28", "--jobs", "1", *words], HOME, build
    )


def told(root: Path, capsys: pytest.CaptureFixture[str], *words: str, exit_code: int = 0) -> dict[str, Any]:
    assert run(root, *words, "--format", "json") == exit_code
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def files(root: Path) -> dict[str, str]:
    kept = (p for p in root.rglob("*") if p.is_file() and ".cache" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in kept}


def test_a_dry_run_says_what_is_found_and_writes_nothing(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = saved / "ferries.html"
    page.write_text(json_ld(FERRIES), encoding="utf-8")
    before = files(root)
    said = told(root, capsys, str(page), "--dry-run")
    assert files(root) == before
    assert (said["ok"], said["issues"], len(said["furniture"]) > 0) == (True, [], True)
    (story,) = said["stories"]
    start, end = story.pop("start"), story.pop("end")
    assert "The crews of all three ferries" in page.read_text(encoding="utf-8")[start:end]
    assert story.pop("names")[0] == {"text": "Anna Berg", "id": "anna-berg", "count": 1}
    assert [topic["id"] for topic in story.pop("topics")] == ["strike"]
    assert story == {
        "file": str(page),
        "headline": FERRIES.headline,
        "date": "2017-01-03",
        "date_basis": "stated",
        "source": "The Lune Gazette",
        "authors": ["Ada Holm"],
        "url": FERRIES.address,
        "lang": "en",
        "partial": None,
        "duplicate_of": None,
        "outlet": None,
        "archive_url": None,
        "accessed": None,
        "basis": {
            "headline": {"how": "stated", "from": "JSON-LD headline"},
            "date": {"how": "stated", "from": "JSON-LD datePublished"},
            "source": {"how": "stated", "from": "JSON-LD publisher"},
            "authors": {"how": "stated", "from": "JSON-LD author"},
            "url": {"how": "stated", "from": "JSON-LD url"},
            "lang": {"how": "stated", "from": "html lang"},
        },
    }


def test_a_story_becomes_a_draft_that_passes_check(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "ferries.html").write_text(json_ld(FERRIES), encoding="utf-8")
    assert run(root, str(saved)) == 0
    written = files(root)
    draft = written["content/articles/ferries-stay-in-port.md"]
    assert draft.partition("# The rest is optional")[0] == (
        "---\n"
        "added: 2026-11-28\n"
        "draft: true\n"
        "title: Ferries stay in port for a second day\n"
        "date: 2017-01-03\n"
        "source: the-lune-gazette\n"
        "topics: [strike]\n"
        "headline: Ferries stay in port for a second day\n"
        "url: https://www.thelunegazette.example/news/story-0.html\n"
        "authors: [Ada Holm]\n"
        "date_note: The page states this date in its structured data (JSON-LD datePublished).\n"
        "source_note: The page names the outlet (JSON-LD publisher).\n"
    )
    assert "url: https://www.thelunegazette.example/\n" in written["content/sources/the-lune-gazette.md"]
    assert written["originals/ferries-stay-in-port.txt"].splitlines() == [
        FERRIES.headline,
        *FERRIES.paragraphs,
    ]
    assert written["originals/.gitignore"].endswith("*\n")
    capsys.readouterr()
    assert cli.run(["check", "--root", str(root), "--today", "2026-11-28"], HOME, build) == 0
    assert cli.run(["check", "--root", str(root), "--today", "2026-11-28", "--drafts"], HOME, build) == 0


def test_a_name_that_nobody_bears_is_told_with_the_one_that_it_looks_like(root: Path, saved: Path) -> None:
    story = replace(FERRIES, paragraphs=(f"It was said by Anne Burg. {FERRIES.paragraphs[0]}",))
    (saved / "ferries.html").write_text(json_ld(story), encoding="utf-8")
    run(root, str(saved))
    draft = files(root)["content/articles/ferries-stay-in-port.md"]
    assert "Anne Burg (1, looks like Anna Berg)" in draft
    assert "[[" not in draft


@pytest.mark.parametrize(
    ("topics", "line"),
    [
        ((("strike", 0.4), ("harbour", 0.23)), "topics: [strike]  # perhaps harbour (0.23) too\n"),
        ((("strike", 0.1), ("harbour", 0.09)), "topics: [strike]  # unsure: strike (0.10), harbour (0.09)\n"),
        ((("strike", 0.24),), "topics: [strike]\n"),
    ],
)
def test_a_topic_that_is_hardly_meant_is_told_and_is_chosen_only_where_none_is_better(
    topics: tuple[tuple[str, float], ...], line: str, root: Path
) -> None:
    known = KnownSite({}, {}, {}, table({}, ()), frozenset(), {}, Topics({}, {}), frozenset())
    desk = Desk(root, root / ".cache", known, set(), date(2026, 11, 28), "en")
    with locked(root / ".cache"):
        desk.write("page.html", "a1b2", [(STORIES[0], topics, ())])
    assert line in files(root)["content/articles/ferries-stay-in-port.md"]


def test_a_draft_has_no_sentence_of_the_original(root: Path, saved: Path) -> None:
    (saved / "ferries.html").write_text(json_ld(FERRIES), encoding="utf-8")
    run(root, str(saved))
    draft = files(root)["content/articles/ferries-stay-in-port.md"]
    words = draft.replace(FERRIES.headline, "").split()
    runs = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    original = " ".join(FERRIES.paragraphs).split()
    assert not [original[i : i + 4] for i in range(len(original) - 3) if tuple(original[i : i + 4]) in runs]


def test_what_was_brought_here_before_is_passed_over(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "ferries.html").write_text(json_ld(FERRIES), encoding="utf-8")
    run(root, str(saved))
    before = files(root)
    (saved / "bridge.html").write_text(json_ld(BRIDGE), encoding="utf-8")
    capsys.readouterr()
    run(root, str(saved))
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "1 page read, 1 page brought here before, 1 story, 0 known already, 2 files written"
    assert before.items() < files(root).items()


def test_the_same_story_again_is_told_and_not_written(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "a.html").write_text(json_ld(FERRIES), encoding="utf-8")
    run(root, str(saved))
    (saved / "a.html").unlink()
    copy = "\n\n".join((FERRIES.headline, *FERRIES.paragraphs[:4]))
    (saved / "b.txt").write_text(f"{copy}\n", encoding="utf-8")
    (saved / "c.html").write_text(reader_mode(BRIDGE), encoding="utf-8")
    (saved / "d.txt").write_text("\n\n".join((BRIDGE.headline, *BRIDGE.paragraphs)), encoding="utf-8")
    capsys.readouterr()
    said = told(root, capsys, str(saved))
    assert [story["duplicate_of"] for story in said["stories"]] == [
        "ferries-stay-in-port",
        None,
        f"{saved / 'c.html'}#{said['stories'][1]['start']}",
    ]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (saved / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (saved / "b\nc.html").write_text("", encoding="utf-8")
    (saved / "d.html").write_text(json_ld(BRIDGE), encoding="utf-8")
    said = told(root, capsys, str(saved), exit_code=1)
    assert [(issue["path"], issue["code"]) for issue in said["issues"]] == [
        (str(saved / "a.html"), "page-binary"),
        (str(saved / "b\nc.html"), "page-empty"),
    ]
    assert [story["headline"] for story in said["stories"]] == [BRIDGE.headline]
    assert (root / "content/articles/bridge-repairs-to-take-until-autumn.md").is_file()


def test_nothing_is_written_over(root: Path, saved: Path) -> None:
    """What is left of a draft that was thrown away keeps its name."""
    (saved / "ferries.html").write_text(json_ld(FERRIES), encoding="utf-8")
    (root / "originals").mkdir()
    (root / "originals/ferries-stay-in-port.txt").write_text("Mine.", encoding="utf-8")
    before = files(root)
    assert run(root, str(saved)) == 0
    assert before.items() < files(root).items()
    assert (root / "content/articles/ferries-stay-in-port-2.md").is_file()
    assert (root / "originals/ferries-stay-in-port-2.txt").is_file()


def test_what_the_disk_refuses_is_written_in_no_part(root: Path, saved: Path) -> None:
    (saved / "ferries.html").write_text(json_ld(FERRIES), encoding="utf-8")
    (root / "originals").write_text("No folder.", encoding="utf-8")
    before = files(root)
    assert run(root, str(saved)) == 2
    assert files(root) == before


def test_a_page_is_written_whole_or_not_wherever_the_run_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.importing.cutting_drafts", str(tmp_path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert {"open", "os.rename", "os.mkdir"} <= {ending["event"] for ending in found}
    assert {ending["left"] for ending in found} > {"nothing", "all"}
    assert {(ending["then"], ending["is_noted"]) for ending in found} == {("nothing", False), ("all", True)}
    assert {ending["last"] for ending in found} == {"all"}


def test_a_text_that_another_outlet_carries_is_told_with_both(
    root: Path, saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = json_ld(FERRIES)
    (saved / "a.html").write_text(page, encoding="utf-8")
    elsewhere = replace(FERRIES, site="Harbour Herald", address="https://herald.example/1")
    (saved / "b.html").write_text(json_ld(elsewhere), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    run(root, str(saved))
    copy = f"copy of {saved / 'a.html'}#{page.index('<h1')}"
    assert capsys.readouterr().out.splitlines() == [
        "Ferries stay in port for a second day",
        "  2017-01-03 (stated) · The Lune Gazette (new) · strike 0.45 · new",
        "Ferries stay in port for a second day",
        f"  2017-01-03 (stated) · Harbour Herald (new) · strike 0.45 · {copy}, carried by Harbour Herald",
        "2 pages read, 2 stories, 1 known already, 2 files written",
    ]


def test_a_page_is_asked_of_a_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = Server({"/news": (301, "/news/1"), "/news/1": (200, "")})
    server.pages["/news/1"] = reader_mode(BRIDGE).replace(f'<base href="{BRIDGE.address}">', "").encode()
    with server.running():
        said = told(root, capsys, f"{server.address}/news", "--dry-run")
    (story,) = said["stories"]
    assert (story["url"], story["headline"], story["accessed"]) == (
        f"{server.address}/news/1",
        BRIDGE.headline,
        "2026-11-28",
    )
    assert server.asked == ["GET /news", "GET /news/1"]


def test_nothing_that_a_page_names_is_fetched(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = Server({"/": (200, "")})
    with server.running():
        own = f'<script src="{server.address}/s.js"></script><img src="{server.address}/i.png"><link rel=stylesheet href="{server.address}/c.css">'
        server.pages["/"] = reader_mode(BRIDGE).replace("<h1", f"{own}<h1", 1).encode()
        told(root, capsys, server.address + "/", "--dry-run")
    assert server.asked == ["GET /"]


def test_what_is_not_installed_is_named_with_how_to_install_it(
    root: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert run(root, str(saved)) == 2
    assert capsys.readouterr().err == (
        "error: import needs the package trafilatura, which is not installed\n  fix: run: make commands\n"
    )


def test_what_is_not_there_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "nowhere.html") == 2
    assert capsys.readouterr().err == (
        "error: there is no file or folder nowhere.html\n  fix: name a saved page, a folder of pages, or an address\n"
    )
