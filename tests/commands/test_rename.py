"""`rename` and `withdraw` on a small site: what they change, say, and refuse."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from build import build
from sitegen.commands import cli
from tests.faults.case import HOME, write_site

TODAY = "2024-06-01"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_site(tmp_path, {})
    return tmp_path


def run(root: Path, *words: str) -> int:
    return cli.run([*words, "--root", str(root), "--today", TODAY, "--no-search"], HOME, build)


def tree(root: Path) -> dict[str, bytes]:
    """What editors wrote."""
    found = (path for folder in ("content", "originals") for path in (root / folder).rglob("*"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if path.is_file()}


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=Anna", "-c", "user.email=anna@harbour.example"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_a_renamed_entry_is_found_by_its_new_id_and_its_old_address(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    assert run(root, "rename", "ferries-stand-still", "ferries-stop") == 0
    said = capsys.readouterr()
    assert said.out.startswith("ferries-stand-still is now ferries-stop, with 3 references in 3 files, ")
    assert said.err == (
        "content/claims/how-many-walked-out.md: 1 reference\n"
        "content/events/crews-walk-out.md: 1 reference\n"
        "content/notes/why-they-strike.md: 1 reference\n"
    )
    after = tree(root)
    moved = after.pop("content/articles/ferries-stop.md")
    old = before.pop("content/articles/ferries-stand-still.md")
    assert moved == old.replace(
        b"topics: [strike]\n", b"topics: [strike]\nredirect_from: [articles/ferries-stand-still.html]\n"
    )
    assert {
        path: raw.replace(b"ferries-stop", b"ferries-stand-still") for path, raw in after.items()
    } == before
    assert run(root) == 0
    forward = (root / "public/articles/ferries-stand-still.html").read_text(encoding="utf-8")
    assert 'content="0; url=ferries-stop.html"' in forward


def test_a_renamed_topic_keeps_its_feeds_alive(root: Path) -> None:
    assert run(root) == run(root, "check", "--record-addresses") == 0
    assert run(root, "rename", "strike", "ferry-strike") == 0
    assert run(root, "check") == run(root) == 0
    public = root / "public/topics"
    for ending in (".xml", ".json"):
        assert (public / f"strike{ending}").read_bytes() == (public / f"ferry-strike{ending}").read_bytes()
    assert b"topics/ferry-strike.xml" in (public / "strike.xml").read_bytes()


def test_the_kept_original_of_an_article_moves_with_it(root: Path) -> None:
    (root / "originals").mkdir()
    (root / "originals/ferries-stand-still.txt").write_bytes(b"what it said\r\n")
    assert run(root, "rename", "ferries-stand-still", "ferries-stop") == 0
    assert (root / "originals/ferries-stop.txt").read_bytes() == b"what it said\r\n"
    assert not (root / "originals/ferries-stand-still.txt").exists()


def test_a_dry_run_shows_the_difference_and_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    assert run(root, "rename", "gazette", "the-gazette", "--dry-run") == 0
    assert tree(root) == before
    assert capsys.readouterr().out == (
        "--- a/content/articles/ferries-stand-still.md\n"
        "+++ b/content/articles/ferries-stand-still.md\n"
        "@@ -1,7 +1,7 @@\n"
        " ---\n"
        " title: Ferries stand still\n"
        " date: 2024-03-04\n"
        "-source: gazette\n"
        "+source: the-gazette\n"
        " topics: [strike]\n"
        " ---\n"
        " \n"
        "rename from content/sources/gazette.md\n"
        "rename to content/sources/the-gazette.md\n"
        "--- a/content/sources/gazette.md\n"
        "+++ b/content/sources/the-gazette.md\n"
        "@@ -1,3 +1,4 @@\n"
        " ---\n"
        " name: The Gazette\n"
        "+redirect_from: [sources/gazette.html]\n"
        " ---\n"
    )


def test_a_dry_run_of_a_withdrawal_shows_what_comes_and_what_goes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "withdraw", "gazette", "--why", "So.", "--dry-run") == 0
    shown = capsys.readouterr().out.splitlines()
    heads = [line for line in shown if line.startswith(("--- ", "+++ "))]
    assert heads == [
        "--- /dev/null",
        "+++ b/content/addresses.txt",
        "--- a/content/sources/gazette.md",
        "+++ /dev/null",
    ]


def test_json_tells_the_files_and_what_git_has_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "all")
    note = root / "content/notes/why-they-strike.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert run(root, "rename", "ferries-stand-still", "ferries-stop", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"] == [
        "content/articles/ferries-stand-still.md",
        "content/articles/ferries-stop.md",
        "content/claims/how-many-walked-out.md",
        "content/events/crews-walk-out.md",
        "content/notes/why-they-strike.md",
    ]
    assert said["not_committed"] == ["content/notes/why-they-strike.md"]
    assert note.read_text(encoding="utf-8").endswith("\nMore.\n")


DRAFT = "---\nname: Berta Holm\nsummary: She writes.\ndraft: true\n---\n"
WRITTEN = "---\nname: Berta Holm\nsummary: She writes.\n---\n"


@pytest.mark.parametrize("online", ["recorded", "committed", "built", "without Git", "", "draft"])
def test_only_an_address_that_may_be_known_leads_on(
    online: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if online != "without Git":
        git(root, "init", "--quiet")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "all")
    entry = root / "content/people/berta-holm.md"
    entry.write_text(DRAFT if online == "draft" else WRITTEN, encoding="utf-8")
    if online == "recorded":
        (root / "content/addresses.txt").write_text("people/berta-holm.html\n", encoding="utf-8")
    if online == "committed":
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "Add Berta Holm")
    if online == "built":
        assert run(root) == 0
    assert run(root, "rename", "berta-holm", "b-holm") == 0
    is_said = "its old address was never online" in capsys.readouterr().err
    leads_on = "redirect_from: [people/berta-holm.html]" in (root / "content/people/b-holm.md").read_text(
        "utf-8"
    )
    assert leads_on == (online not in ("", "draft")) != is_said


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (
            "rename ferries ferry",
            2,
            'error: there is no entry "ferries"\n  fix: did you mean ferries-stand-still?\n',
        ),
        (
            "rename gazette gazette",
            2,
            "error: gazette is its id already\n  fix: write another one behind it\n",
        ),
        (
            "rename gazette Gazette",
            2,
            'error: "Gazette" is not an id: ids hold only a-z, 0-9 and single hyphens\n  fix: write gazette\n',
        ),
        (
            "rename gazette timeline",
            2,
            (
                'error: the id "timeline" is taken by a page or folder of the site itself\n'
                "  fix: write another one: an id says what the entry is about\n"
            ),
        ),
        (
            "rename gazette anna-berg",
            1,
            (
                'content/people/anna-berg.md:1: error: the id "anna-berg" is taken [id-taken]\n'
                "  fix: choose another: an id belongs to one entry for ever\n"
            ),
        ),
        (
            "rename gazette courier",
            1,
            (
                'content/addresses.txt:1:1: error: the id "courier" was used before [id-taken]\n'
                "  1 | sources/courier.html gone: it was never a paper\n"
                "    | ^^^^^^^^^^^^^^^^^^^^\n"
                "  fix: choose another: an id belongs to one entry for ever\n"
            ),
        ),
        ("rename index other", 2, 'error: there is no entry "index"\n  fix: an id is the name of a file '),
        (
            "withdraw gazette",
            2,
            'error: withdraw needs a reason\n  fix: write it behind the id: --why "at the author\'s request"\n',
        ),
        ("withdraw gazete --why so", 2, 'error: there is no entry "gazete"\n  fix: did you mean gazette?\n'),
    ],
)
def test_what_is_refused_changes_nothing(
    words: str, code: int, error: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses = "sources/courier.html gone: it was never a paper\n"
    (root / "content/addresses.txt").write_text(addresses, encoding="utf-8")
    before = tree(root)
    assert run(root, *words.split()) == code
    assert capsys.readouterr().err.startswith(error)
    assert tree(root) == before


def test_an_id_that_is_somebodys_name_would_change_what_others_mean(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = root / "content/people/anna-berg.md"
    person.write_text(
        person.read_text(encoding="utf-8").replace(
            "name: Anna Berg\n", "name: Anna Berg\nspellings: [berg]\n"
        ),
        encoding="utf-8",
    )
    assert run(root, "rename", "gazette", "berg") == 1
    assert (
        '"berg" is a name of this person: [[berg]] would mean another entry than it does'
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("words", [["rename", "gazette", "paper"], ["withdraw", "gazette", "--why", "So."]])
def test_a_site_with_faults_is_left_alone(
    words: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/notes/broken.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    before = tree(root)
    assert run(root, *words) == 1
    assert "content/notes/broken.md:1: error: a note needs the key `topics`" in capsys.readouterr().err
    assert tree(root) == before


@pytest.mark.parametrize("words", [["rename", "gazette", "paper"], ["withdraw", "gazette", "--why", "So."]])
def test_what_would_be_a_fault_is_told_without_a_site(
    words: list[str], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To join a large one, names in texts included, takes many times as long as everything else."""
    monkeypatch.delattr("sitegen.link.with_names")
    assert run(root, *words) == 0


def test_a_withdrawn_entry_says_so_at_its_addresses(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = "articles/a.html\nnotes/old.html was: notes/why-they-strike.html\nnotes/why-they-strike.html\r\ntimeline.html"
    (root / "content/addresses.txt").write_text(known, encoding="utf-8", newline="")
    note = root / "content/notes/why-they-strike.md"
    note.write_text(
        note.read_text(encoding="utf-8").replace(
            "---\n", "---\nredirect_from: [notes/old.html, notes/older.html]\n", 1
        ),
        encoding="utf-8",
    )
    assert run(root, "withdraw", "why-they-strike", "--why", "the paper  took it back") == 0
    assert (root / "content/addresses.txt").read_bytes().decode() == (
        "articles/a.html\n"
        "notes/old.html gone: the paper took it back\n"
        "notes/older.html gone: the paper took it back\n"
        "notes/why-they-strike.html gone: the paper took it back\n"
        "timeline.html\n"
    )
    assert not note.exists()
    assert capsys.readouterr().out.startswith("why-they-strike is withdrawn: the paper took it back, ")
    assert run(root) == 0
    gone = (root / "public/notes/older.html").read_text(encoding="utf-8")
    assert "the paper took it back" in gone


def test_what_refers_to_a_withdrawn_entry_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "withdraw", "ferries-stand-still", "--why", "It was wrong.", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"]
    assert {issue["severity"] for issue in said["issues"]} == {"warning"}
    assert [(issue["path"], issue["line"], issue["code"]) for issue in said["issues"]] == [
        ("content/claims/how-many-walked-out.md", 6, "reference-missing"),
        ("content/events/crews-walk-out.md", 4, "reference-missing"),
        ("content/notes/why-they-strike.md", 7, "reference-missing"),
    ]
    assert (
        (root / "content/addresses.txt")
        .read_text(encoding="utf-8")
        .endswith("\narticles/ferries-stand-still.html gone: It was wrong.\n")
    )


def test_every_command_ends_first_what_a_killed_one_began(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("sitegen.publish.file_changes._set", killed)
    with pytest.raises(SystemExit):
        run(root, "rename", "gazette", "the-gazette")
    monkeypatch.undo()
    assert (root / "content/sources/gazette.md").is_file()
    capsys.readouterr()
    assert run(root, "check", "--format", "json") == 0
    assert capsys.readouterr().err == (
        "finished what a command that was killed had begun: gazette is now the-gazette, with 1 reference in 1 file\n"
    )
    assert (root / "content/sources/the-gazette.md").is_file()
    assert not (root / "content/sources/gazette.md").exists()
