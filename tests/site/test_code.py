"""Another generator makes another site: nothing that the last one remembered is believed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.once import once
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


Tree = dict[str, bytes | None]


def write_home(home: Path) -> None:
    """A generator of its own, with the small site in its folder."""
    for folder in ("sitegen", "layouts"):
        copytree(HOME / folder, home / folder)
    (home / "build.py").write_bytes((HOME / "build.py").read_bytes())
    write_town(home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """One that has built nothing yet."""
    write_home(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """What the changed code makes where nothing is remembered."""

    def make(folder: Path) -> None:
        write_home(folder / "home")
        change(folder / "home", *SPACES)
        built(folder / "home")

    return tree(once(tmp_path_factory, "changed code", make) / "home/public")


def change(home: Path, path: str, old: str, new: str) -> None:
    text = (home / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (home / path).write_text(text.replace(old, new), encoding="utf-8")


def built(home: Path) -> Tree:
    command = [sys.executable, str(home / "build.py"), "--today", "2024-05-01", "--no-search"]
    subprocess.run(command, check=True, capture_output=True, cwd=home)
    return tree(home / "public")


def built_with_other_code(home: Path, clean: Tree) -> Tree:
    """What a build gives once the code has changed."""
    assert built(home) != clean
    change(home, *SPACES)
    return built(home)


def test_a_change_of_the_code_makes_the_site_anew(home: Path, clean: Tree) -> None:
    assert built_with_other_code(home, clean) == clean


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_it_is_missed_when_the_code_does_not_count(
    home: Path, clean: Tree, loss: tuple[str, str, str]
) -> None:
    change(home, *loss)
    assert built_with_other_code(home, clean) != clean
