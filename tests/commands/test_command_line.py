"""Words of the command line that cannot be meant are refused before anything is done, and say what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.commands import command_line
from sitegen.commands.options import Options
from sitegen.commands.progress import Progress
from sitegen.commands.result import Result


def run(root: Path, *words: str) -> list[Options]:
    """What a command is told; nothing where it is not asked to do anything."""
    told: list[Options] = []

    def command(options: Options, _progress: Progress) -> Result:
        told.append(options)
        return Result()

    (root / "content").mkdir(exist_ok=True)
    code = command_line.run([*words, "--root", str(root)], root, {"build": command, "check": command})
    assert code == (0 if told else 2)
    return told


@pytest.mark.parametrize("address", ["https://harbour.example", "http://localhost:8000/sub/"])
def test_the_address_of_the_site_ends_in_a_slash(address: str, tmp_path: Path) -> None:
    assert [options.base_url for options in run(tmp_path, "--base-url", address)] == [
        f"{address.rstrip('/')}/"
    ]


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
def test_what_no_site_can_stand_at_is_refused(address: str, tmp_path: Path) -> None:
    assert run(tmp_path, "--base-url", address) == []


def test_the_addresses_of_drafts_are_not_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "check", "--drafts", "--record-addresses") == []
    assert capsys.readouterr().err == (
        "error: --record-addresses: the addresses of drafts are not published yet\n  fix: leave out --drafts\n"
    )


@pytest.mark.parametrize("words", [["--out", ""], ["check", "--root", ""]])
def test_a_folder_without_a_name_is_not_another_folder(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in `--out "$SITE"`, where nobody set it."""
    (tmp_path / "content").mkdir()
    assert (
        command_line.run(words, tmp_path, {"build": lambda *_: Result(), "check": lambda *_: Result()}) == 2
    )
    assert "names no folder" in capsys.readouterr().err
