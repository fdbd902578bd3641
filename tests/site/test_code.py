"""Another generator makes another site: nothing that the last one remembered is believed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.publish.yard import tree
from tests.site.town import HOME, write_town

SPACES = ("sitegen/render/environment.py", "trim_blocks=True", "trim_blocks=False")
"""Shows in every page, and in no value that a page is made of."""
LOSSES = {
    "the code as an input": ("sitegen/commands/command.py", '"sitegen": self.home / "sitegen",', ""),
    "the code behind what is remembered": (
        "sitegen/cache/code.py",
        'return digest("\\n".join([*parts, *versions()]).encode())',
        'return ""',
    ),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A generator of its own, with the small site in its folder."""
    for folder in ("sitegen", "layouts"):
        copytree(HOME / folder, tmp_path / "home" / folder)
    (tmp_path / "home/build.py").write_bytes((HOME / "build.py").read_bytes())
    write_town(tmp_path / "home")
    return tmp_path / "home"


def change(home: Path, path: str, old: str, new: str) -> None:
    text = (home / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (home / path).write_text(text.replace(old, new), encoding="utf-8")


def built(home: Path, *options: str) -> dict[str, bytes | None]:
    command = [sys.executable, str(home / "build.py"), "--today", "2024-05-01", "--no-search", *options]
    subprocess.run(command, check=True, capture_output=True, cwd=home)
    return tree(home / "public")


def built_with_other_code(home: Path) -> tuple[dict[str, bytes | None], dict[str, bytes | None]]:
    """What a build gives once the code has changed, and what it ought to."""
    first = built(home)
    change(home, *SPACES)
    second, clean = built(home), built(home, "--clean")
    assert first != clean
    return second, clean


def test_a_change_of_the_code_makes_the_site_anew(home: Path) -> None:
    second, clean = built_with_other_code(home)
    assert second == clean


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_it_is_missed_when_the_code_does_not_count(home: Path, loss: tuple[str, str, str]) -> None:
    change(home, *loss)
    second, clean = built_with_other_code(home)
    assert second != clean
