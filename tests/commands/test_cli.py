"""From words to a command and back to an exit code. Words that cannot be meant are refused, and say what to write."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest

from build import build
from sitegen.commands import COMMANDS, cli
from sitegen.commands.command import Command, Context, Options, Result
from sitegen.faults import BuildRunning, EnvironmentFault, Fault, SiteError, Span

WEAK = Fault("html-raw", "raw HTML", "take it out", "warning", "content/a.md", Span(2, 1))


def command(name: str, run: Callable[[Context], Result], **more: object) -> Command:
    return Command(name, f"does {name}", f"python build.py {name}", run, **more)  # type: ignore[arg-type]


class Told:
    """Commands of which each notes what it is told, for a site at `root`: one more than build.py has."""

    def __init__(self, root: Path) -> None:
        self.contexts: list[Context] = []
        self.root = root
        self.commands = (
            *(command(c.name, self._noted, add_arguments=c.add_arguments) for c in COMMANDS),
            command("bake", self._noted, add_arguments=_of_bake),
        )
        (root / "content").mkdir(exist_ok=True)

    def run(self, *words: str) -> int:
        return cli.run(["--root", str(self.root), *words], self.root, build, self.commands)

    def options(self, *words: str) -> list[Options]:
        """The options that a command is told; nothing where it is not asked to do anything."""
        assert (self.run(*words) == 0) is bool(self.contexts)
        return [context.options for context in self.contexts]

    def _noted(self, context: Context) -> Result:
        self.contexts.append(context)
        return Result()


def _of_bake(parser: ArgumentParser) -> None:
    parser.add_argument("kind")
    parser.add_argument("things", nargs="*")
    parser.add_argument("--heat", type=int, default=200)
    parser.add_argument("--out", help="where the bread goes")


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


@pytest.mark.parametrize("address", ["https://harbour.example", "http://localhost:8000/sub/"])
def test_the_address_of_the_site_ends_in_a_slash(address: str, told: Told) -> None:
    (options,) = told.options("--base-url", address)
    assert options.base_url == f"{address.rstrip('/')}/"


@pytest.mark.parametrize(
    "address",
    [
        "harbour.example",
        "https://",
        "https:///sub/",
        "https://harbour.example/?page=1",
        "https://harbour.example/#top",
        "https://harbour .example/",
        'https://harbour.example/"',
        "https://harbour.example:port/",
        "https://anna@harbour.example/",
    ],
)
def test_what_no_site_can_stand_at_is_refused(address: str, told: Told) -> None:
    assert told.options("--base-url", address) == []


def test_the_addresses_of_drafts_are_not_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    assert cli.run(["check", "--drafts", "--record-addresses"], tmp_path, build) == 2
    assert capsys.readouterr().err == (
        "error: --record-addresses: the addresses of drafts are not published yet\n  fix: leave out --drafts\n"
    )


@pytest.mark.parametrize("words", [["--out", ""], ["check", "--root", ""]])
def test_a_folder_without_a_name_is_not_another_folder(
    words: list[str], told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in `--out "$SITE"`, where nobody set it."""
    assert told.options(*words) == []
    assert "names no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "error", "fix"),
    [
        ("chek", 'there is no command "chek"', 'did you mean "check"?'),
        ("prune", 'there is no command "prune"', "python build.py --help lists what there is"),
        ("--stric", "build has no option --stric", 'did you mean "--strict"?'),
        ("check --strct=yes", "check has no option --strct", 'did you mean "--strict"?'),
        ("check --extern", "check has no option --extern", 'did you mean "--external"?'),
        ("--x=y", "build has no option --x", "python build.py --help lists what there is"),
        ("--external", "build has no option --external", "write it behind its command: check --external"),
        ("check notes", 'check does not take "notes"', "python build.py check --help lists what there is"),
        ("--today", "--today needs a value", "python build.py --help lists what there is"),
        (
            "check --strict=yes",
            "--strict takes no value, but was given 'yes'",
            "python build.py check --help lists what there is",
        ),
        ("--format xml", '--format: "xml" is no form of report', "write text, json or github"),
        ("--today tomorrow", '--today: "tomorrow" is not a day', "write YYYY-MM-DD"),
        ("--jobs 0", '--jobs: "0" is not a number of processes', "write a number from 1 to 256"),
        (
            "bake rye --heat high",
            "--heat: invalid int value: 'high'",
            "python build.py bake --help lists what there is",
        ),
    ],
)
def test_words_that_cannot_be_meant(
    words: str, error: str, fix: str, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told.run(*words.split()) == 2
    assert told.contexts == []
    assert capsys.readouterr() == ("", f"error: {error}\n  fix: {fix}\n")


def test_they_are_told_in_the_form_that_was_asked_for(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    assert told.run("--format", "json", "chek") == 2
    (issue,) = json.loads(capsys.readouterr().out)["issues"]
    assert (issue["code"], issue["message"]) == ("environment", 'there is no command "chek"')
    assert told.run("--format=github", "check", "--today") == 2
    assert capsys.readouterr().out.startswith("::error title=environment::--today needs a value")


def test_the_value_of_an_option_is_no_command(told: Told) -> None:
    (options,) = told.options("--out", "check", "check", "--out", "build")
    assert options.out.name == "build"
    assert told.contexts[0].arguments.external is False


@pytest.mark.parametrize(
    ("words", "things"),
    [("bake rye", []), ("bake rye --strict ginger --heat 220 salt", ["ginger", "salt"])],
)
def test_a_command_has_arguments_of_its_own(words: str, things: list[str], told: Told) -> None:
    assert told.run(*words.split()) == 0
    arguments = told.contexts[0].arguments
    assert (arguments.kind, arguments.things, arguments.out) == ("rye", things, None)
    assert told.contexts[0].options.strict is ("--strict" in words)


def test_no_command_runs_without_content(told: Told, capsys: pytest.CaptureFixture[str]) -> None:
    (told.root / "content").rmdir()
    assert told.run("check") == 2
    assert capsys.readouterr().err == (
        f"error: {told.root} has no folder content/\n  fix: name the site's folder with --root\n"
    )


@pytest.mark.parametrize("name", [None, *(c.name for c in COMMANDS)])
def test_the_help_of_every_command_has_an_example_and_its_options(
    name: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*([name] if name else []), "--help"], tmp_path, build) == 0
    shown = capsys.readouterr().out
    asked = next(c for c in COMMANDS if c.name == (name or "build"))
    parser = ArgumentParser()
    asked.add_arguments(parser)
    assert f"example:\n  {asked.example.splitlines()[0]}\n" in shown
    assert "--format FORM" in shown
    assert all(option in shown for option in parser.format_usage().split() if option.startswith("[--"))
    assert all(c.help in shown for c in COMMANDS) is (asked is COMMANDS[0])


def ended(root: Path, run: Callable[[Context], Result], *words: str) -> int:
    """The exit code of a command that ends so."""
    (root / "content").mkdir(exist_ok=True)
    return cli.run(["--root", str(root), *words], root, build, [command("made", run)])


def _raises(fault: BaseException) -> Callable[[Context], Result]:
    def run(_context: Context) -> Result:
        raise fault

    return run


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (SiteError([WEAK]), 1),
        (EnvironmentFault("the disk is full"), 2),
        (BuildRunning(7), 3),
        (KeyboardInterrupt(), 130),
        (KeyError("nobody thought of this"), 70),
    ],
)
def test_every_way_to_fail_has_its_exit_code(fault: BaseException, code: int, tmp_path: Path) -> None:
    assert ended(tmp_path, _raises(fault)) == code


@pytest.mark.parametrize(
    ("stop", "said"),
    [(KeyboardInterrupt(), "the site is as it was"), (KeyboardInterrupt("two pages stay"), "two pages stay")],
)
def test_a_command_that_is_interrupted_says_what_it_leaves(
    stop: KeyboardInterrupt, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(tmp_path, _raises(stop)) == 130
    assert capsys.readouterr().err == f"interrupted; {said}\n"


def test_a_command_that_ends_with_warnings_has_succeeded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Result(seconds={"read": 1.0}, faults=(WEAK,), summary="3 stories")
    assert ended(tmp_path, lambda _: result) == 0
    said = capsys.readouterr()
    assert said.err == "content/a.md:2:1: warning: raw HTML [html-raw]\n  fix: take it out\n"
    assert said.out == "3 stories, 1.0 s\n"
    assert ended(tmp_path, lambda _: result, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


@pytest.mark.parametrize("option", ["--root", "--out"])
def test_from_a_folder_that_is_gone_only_whole_paths_lead_anywhere(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cli.run([option, "site"], tmp_path, build, [command("made", _raises(OSError()))]) == 2
    assert capsys.readouterr().err == (
        "error: the folder in which you stand is gone\n"
        f"  fix: go to one that is there, or write the whole path behind {option}\n"
    )
