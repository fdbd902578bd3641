"""What a run came to, as text, as JSON and as annotations. The forms are relied on by others."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from sitegen.commands import report
from sitegen.commands.command import Form, Options, Result
from sitegen.commands.excerpt import Sources
from sitegen.faults import EnvironmentFault, Fault, Span

NOTE = "content/notes/a.md"
DATE = Fault("date-invalid", '"2024-02-30" is not a date', "write a real day", path=NOTE, span=Span(3, 7, 10))
MISSING = Fault("key-missing", "a note needs the key `title`", "add it", path=NOTE)
WEAK = Fault("html-raw", "raw HTML", "take it out", "warning", "content/a.md", Span(2, 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "notes").mkdir(parents=True)
    (tmp_path / NOTE).write_text("---\ntopics: [a]\ndate: 2024-02-30\n---\n")
    return tmp_path


def options(root: Path, form: Form = "text") -> Options:
    return Options(root=root, out=root / "public", home=root, today=date(2024, 6, 1), form=form)


def test_a_fault_is_told_with_its_line_and_a_fix(root: Path) -> None:
    assert report.as_text([DATE], Sources(root)) == (
        'content/notes/a.md:3:7: error: "2024-02-30" is not a date [date-invalid]\n'
        "  3 | date: 2024-02-30\n"
        "    |       ^^^^^^^^^^\n"
        "  fix: write a real day\n"
    )


def test_faults_stand_in_the_order_of_path_and_line_each_once(root: Path) -> None:
    lines = report.as_text([DATE, WEAK, MISSING, DATE], Sources(root)).splitlines()
    assert [line.partition(" ")[0] for line in lines if not line.startswith(" ")] == [
        "content/a.md:2:1:",
        "content/notes/a.md:1:",
        "content/notes/a.md:3:7:",
    ]


def test_colour_changes_nothing_but_colour(root: Path) -> None:
    plain, coloured = (report.as_text([DATE], Sources(root), colour=colour) for colour in (False, True))
    assert "\x1b[1;31merror:\x1b[0m" in coloured
    for code in ("\x1b[1;31m", "\x1b[1m", "\x1b[36m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "wanted"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_unless_it_is_unwanted(
    stream: io.StringIO, environ: dict[str, str], wanted: bool
) -> None:
    assert report.wants_colour(stream, environ) is wanted


def test_nothing_that_was_written_can_command_a_terminal(root: Path) -> None:
    hostile = Fault("key-unknown", "no key `\x1b[2J\nx`", "\u202efix", path="content/\x1b[2J.md")
    shown = report.as_text([hostile], Sources(root))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.count("\n") == 2


def test_text_goes_to_stderr_and_the_count_to_stdout(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.faults([DATE, MISSING, WEAK], options(root), Result(), ok=False)
    said = capsys.readouterr()
    assert said.err == report.as_text([DATE, MISSING, WEAK], Sources(root))
    assert said.out == "2 errors and 1 warning in 2 files; the site is as it was\n"


def test_json_is_one_object_on_stdout(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(pages=3, written=2, removed=1, held_back=("content/b.md",), seconds={"read": 0.12345})
    report.faults([DATE, MISSING], options(root, "json"), result, ok=False)
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == {
        "ok": False,
        "issues": [
            {"path": NOTE, "line": 1, "column": None, "severity": "error", "code": "key-missing",
             "message": "a note needs the key `title`", "fix": "add it"},
            {"path": NOTE, "line": 3, "column": 7, "severity": "error", "code": "date-invalid",
             "message": '"2024-02-30" is not a date', "fix": "write a real day"},
        ],
        "pages": 3,
        "written": 2,
        "removed": 1,
        "held_back": ["content/b.md"],
        "seconds": {"read": 0.123},
    }  # fmt: skip


def test_json_can_be_printed_anywhere() -> None:
    odd = Fault("file-name", "کافه", path="content/\ud800.md")
    assert report.as_json([odd], Result(), ok=False).isascii()


def test_annotations_name_the_place_and_escape_what_would_end_them() -> None:
    fault = Fault("date-invalid", "100%\nno", "mend: it, now", path="content/a,b:c.md", span=Span(3, 7, 10))
    assert report.as_annotation(fault) == (
        "::error file=content/a%2Cb%3Ac.md,line=3,col=7,endColumn=17,title=date-invalid::"
        "100%25%0Ano%0Afix: mend: it, now"
    )
    assert report.as_annotation(WEAK).startswith("::warning file=content/a.md,line=2,col=1,endColumn=2,")


def test_success_tells_warnings_notes_and_the_summary(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Result(
        377,
        12,
        1,
        ("content/b.md",),
        {"read": 0.5, "link": 0.25},
        (WEAK,),
        ("the cache was damaged",),
        "377 pages, 12 written",
    )
    report.result(result, options(root))
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "content/a.md:2:1: warning: raw HTML [html-raw]",
        "  fix: take it out",
        "the cache was damaged",
        "held back: content/b.md",
    ]
    assert said.out == "377 pages, 12 written, 0.8 s\n"


@pytest.mark.parametrize(
    ("form", "out", "err"),
    [
        ("text", "", "error: the disk is full\n  fix: make room\n"),
        ("github", "::error title=environment::the disk is full%0Afix: make room\n", ""),
    ],
)
def test_a_fault_of_the_machine_is_told(
    form: Form, out: str, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report.environment(EnvironmentFault("the disk is full", "make room"), form)
    assert capsys.readouterr() == (out, err)


def test_a_fault_of_the_machine_is_an_issue_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    report.environment(EnvironmentFault("the disk is full", "make room"), "json")
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [(i["code"], i["message"], i["line"]) for i in told["issues"]] == [
        ("environment", "the disk is full", None)
    ]
