"""`new`: the file that it writes is the one that its kind asks for, and nothing is written over another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import build
from sitegen.cache.cache import Cache
from sitegen.commands import cli
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link
from sitegen.load.entry import read_entry
from sitegen.load.ids import id_from
from sitegen.load.scaffold import scaffold, scalar
from sitegen.model.kinds import KINDS, Entry, Home
from sitegen.model.schema import keys_of
from sitegen.model.values import ID
from tests.faults.case import HOME

TODAY = date(2024, 6, 1)


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The small site that `new site` lays."""
    assert cli.run(["new", "site", str(tmp_path)], HOME, build) == 0
    capsys.readouterr()
    return tmp_path


def new(root: Path, *words: str) -> int:
    return cli.run(["new", *words, "--root", str(root)], HOME, build)


def test_the_path_is_printed_and_the_blanks_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        new(root, "article", "Rocket: kills five", "--set", "date=2020-09-28~", "--set", "topics=bridge") == 0
    )
    path = root / "content/articles/rocket-kills-five.md"
    assert capsys.readouterr() == (f"{path}\n", "to be filled in: source, the text\n")
    assert path.read_text(encoding="utf-8").startswith(
        "---\n"
        'title: "Rocket: kills five"\n'
        "date: 2020-09-28~\n"
        "# The outlet that published it. An id in sources/.\n"
        "source:\n"
        "topics: [bridge]\n"
        "# The rest is optional: remove the # before a key, and fill in its value.\n"
        "#headline: …  # The original's own headline, shown only in the citation.\n"
    )


def test_json_has_the_path_and_the_blanks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(root, "person", "Ben Ash", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["path"], said["blanks"]) == (
        True,
        str(root / "content/people/ben-ash.md"),
        ["summary"],
    )


def test_a_second_one_of_a_name_takes_another_id_and_the_first_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(root, "person", "Anna Berg") == 0
    said = capsys.readouterr().err
    assert said.endswith("there is one of that name already: content/people/anna-berg.md\n")
    assert (root / "content/people/anna-berg-2.md").is_file()


def test_an_id_that_an_entry_once_had_is_not_taken(root: Path) -> None:
    gone = "people/ben-ash.html gone: he asked for it\nclaims/ben-ash-2.html\n"
    (root / "content/addresses.txt").write_text(gone, encoding="utf-8")
    assert new(root, "person", "Ben Ash") == 0
    assert (root / "content/people/ben-ash-3.md").is_file()


@pytest.mark.parametrize(
    ("words", "error", "fix"),
    [
        (
            ["artcle", "A title"],
            'there is no kind "artcle"',
            f'did you mean "article"? write one of: {", ".join(kind.noun for kind in KINDS if kind.folder)}, site',
        ),
        (
            ["article"],
            "new article needs a title",
            'write it behind the type: python build.py new article "Its title"',
        ),
        (["article", "A", "--set", "souce=x"], "--set: article has no key souce", "did you mean source?"),
        (["article", "A", "--set", "source"], "--set source: there is no value", "write --set source=VALUE"),
        (
            ["article", "A", "--set", "date=2024-02-30", "--set", "source=lune"],
            '--set date: "2024-02-30" is not a date: February 2024 has 29 days; --set source: there is no entry "lune"',
            "write a real day as YYYY-MM-DD",
        ),
        (
            ["event", "A", "--set", "actors=anna-burg"],
            '--set actors: there is no entry "anna-burg"',
            "did you mean anna-berg?",
        ),
        (["site"], "new site needs a folder", "name it: python build.py new site my-site"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_writes_nothing(
    words: list[str], error: str, fix: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(root.rglob("*"))
    assert new(root, *words) == 2
    assert capsys.readouterr().err == f"error: {error}\n  fix: {fix}\n"
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not Home], ids=lambda kind: kind.noun)
def test_a_new_file_has_no_fault_but_its_blanks(kind: type[Entry]) -> None:
    made = scaffold(kind, {kind.title_key: "A title"})
    faults = read_entry(f"content/{kind.folder}/an-id.md", made.text.encode(), kind).faults
    assert len(made.blanks) == len(faults)
    assert {fault.code for fault in faults} <= {"value-blank", "body-empty"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
def test_every_key_of_a_kind_stands_in_its_file_and_is_read_without_its_mark(kind: type[Entry]) -> None:
    text = scaffold(kind, {kind.title_key: "A title"}, "Text.").text
    header = text.split("---\n")[1]
    begun = [
        line.lstrip("#").partition(":")[0] for line in header.splitlines() if not line.startswith(("# ", " "))
    ]
    assert sorted(begun) == sorted(keys_of(kind))
    said = "".join(
        f"{line.lstrip('#')}\n" for line in header.splitlines() if line.startswith("#") and line[1] != " "
    )
    faults = read_entry(f"content/{kind.folder}/an-id.md", f"---\n{said}---\nText.\n".encode(), kind).faults
    assert {fault.code for fault in faults} <= {"key-missing", "key-contradicted"}


@given(st.text(max_size=60))
def test_any_title_makes_an_id(title: str) -> None:
    made = id_from(title, "home page", ())
    assert ID.fullmatch(made)
    assert read_entry(f"content/people/{made}.md", b"---\nname: A\nsummary: B\n---\n", KINDS[6]).faults == ()
    assert id_from(title, "home page", {made}) == id_from(title, "home page", (made,)) != made


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Été à l’œuvre", "ete-a-loeuvre"),
        ("حمله به بغداد", "hmlh-bh-bghdd"),
        ("Ереван: переговоры", "erevan-peregovory"),
        ("Iran's army, in more than six words", "irans-army-in-more-than-six"),
        ("Drone falls on a market in Erbil", "drone-falls-on-a-market"),
        ("2020", "note-2020"),
        ("2020 to the of a an it", "note-2020"),
        ("Timeline", "note-timeline"),
        ("…", "note"),
    ],
)
def test_an_id_is_made_of_the_words_of_a_title_in_any_script(title: str, made: str) -> None:
    assert id_from(title, "note", ()) == made


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn")), min_size=1).map(str.strip)
)
def test_a_text_is_read_as_it_was_given(text: str) -> None:
    if text:
        source = f"---\nname: {scalar(text)}\naliases: [{scalar(text, inside='[{}]')}]\n---\n"
        faults = read_entry("content/sources/an-id.md", source.encode(), KINDS[9]).faults
        assert not {fault.code for fault in faults if fault.code.startswith("yaml") or "shape" in fault.code}


def test_the_first_site_has_one_of_each_kind_and_no_fault(root: Path) -> None:
    options = Options(root=root, out=root / "public", home=HOME, today=TODAY)
    linked = load_and_link(options, Progress(quiet=True), Cache())
    assert {type(entry) for entry in linked.site.entries.values()} == set(KINDS)
    assert linked.faults == ()
    assert cli.run(["check", "--strict", "--root", str(root), "--today", "2024-06-01"], HOME, build) == 0


def test_a_site_is_laid_over_no_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new", "site", str(root)], HOME, build) == 2
    assert capsys.readouterr().err == (
        f"error: {root} has a folder content/ already\n  fix: name another folder: nothing is written over what is there\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")  # noqa: TID251 - it has none
def test_on_a_terminal_it_asks_for_what_is_needed(root: Path) -> None:
    """A wrong answer is asked for again, the tabulator key completes an id, the end of the input leaves the rest blank."""
    import pty  # noqa: PLC0415 - other systems have none

    ours, theirs = pty.openpty()
    command = [sys.executable, "build.py", "new", "event", "--root", str(root)]
    with subprocess.Popen(
        command, cwd=HOME, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    ) as asked:
        os.close(theirs)
        said = ""
        for prompt, answer in (
            ("title (", "A walk\n"),
            ("date (", "2024-02-30\n"),
            ("date (", "2024-02-29\n"),
            ("refs (", "bridge-cl\t\n"),
            ("a-walk.md", ""),
        ):
            said = _until(ours, prompt)
            os.write(ours, answer.encode())
        assert said.endswith("content/events/a-walk.md")
        assert asked.wait() == 0
    os.close(ours)
    written = (root / "content/events/a-walk.md").read_text(encoding="utf-8")
    assert "\ntitle: A walk\ndate: 2024-02-29\nrefs: [bridge-closed-to-lorries]\n" in written


def _until(terminal: int, words: str) -> str:
    """What a terminal shows up to and with `words`."""
    shown = ""
    while words not in shown:
        shown += os.read(terminal, 1).decode(errors="replace")
    return shown
