"""The real site, and one with every kind of page, built once by the front door, as an editor builds them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from sitegen.commands.command import Options
from sitegen.link import link
from sitegen.load import load
from sitegen.model.site import Site
from tests.browser.driver import Reader
from tests.browser.server import served
from tests.browser.windows import Browsers
from tests.once import once
from tests.site.pages import samples
from tests.site.visits import Answers, remember, remembered_answers, visit
from tests.site.whole import BASE_URL, kinds_of, remembered, write_whole

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-28"
REFRESH = 'http-equiv="refresh"'


@dataclass(frozen=True)
class Whole:
    """A built site with every kind of page. `kinds` are the output paths of each kind; `samples` show everything
    that layouts write; `address` is where it is served. Of the page that leads on at once, `still` is a copy that stays.
    """

    folder: Path
    address: str
    kinds: list[list[str]]
    samples: list[str]
    still: str


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run build.py on the site at `root`."""
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--root",
        str(root),
        "--today",
        TODAY,
        "--jobs",
        "2",
        *options,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""

    def make(folder: Path) -> None:
        copytree(ROOT / "content", folder / "a site/content")
        done = build(folder / "a site")
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "real", make) / "a site/public"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The site with a page of every kind."""
    root = once(tmp_path_factory, "whole", make_whole)
    known = json.loads((root / "whole.json").read_text(encoding="utf-8"))
    with served(root / "public") as address:
        yield Whole(folder=root / "public", address=address, **known)


@pytest.fixture(scope="session")
def wide_visit(tmp_path_factory: pytest.TempPathFactory, browsers: Browsers, whole: Whole) -> Answers:
    """What a browser said of each sample in a window of 1280 pixels and in light colours."""
    return _visited(tmp_path_factory, browsers, whole, narrow=False)


@pytest.fixture(scope="session")
def narrow_visit(tmp_path_factory: pytest.TempPathFactory, browsers: Browsers, whole: Whole) -> Answers:
    """What a browser said of each sample in a window of 320 pixels and in dark colours."""
    return _visited(tmp_path_factory, browsers, whole, narrow=True)


def _visited(factory: pytest.TempPathFactory, browsers: Browsers, whole: Whole, *, narrow: bool) -> Answers:
    def make(folder: Path) -> None:
        browser = Reader("chromium", browsers)
        remember(visit(browser, whole.address, whole.samples, narrow=narrow), folder / "answers.json")
        browser.close()

    return remembered_answers(once(factory, "narrow" if narrow else "wide", make) / "answers.json")


def make_whole(root: Path) -> None:
    """Build it in `root`, and write down what is known of it."""
    write_whole(root)
    done = build(root, "--base-url", BASE_URL)
    assert done.returncode == 0, done.stderr
    folder = root / "public"
    kinds = kinds_of(Options(root, folder, ROOT, date.fromisoformat(TODAY), BASE_URL))
    shown = samples(folder, kinds)
    moved = next(page for page in shown if REFRESH in (folder / page).read_text(encoding="utf-8"))
    still = moved.replace(".html", "-still.html")
    text = (folder / moved).read_text(encoding="utf-8")
    (folder / still).write_text(
        "\n".join(line for line in text.split("\n") if REFRESH not in line), encoding="utf-8"
    )
    known = {"kinds": kinds, "samples": [still if p == moved else p for p in shown], "still": still}
    (root / "whole.json").write_text(json.dumps(known), encoding="utf-8")


@pytest.fixture(scope="session")
def site(built: Path) -> Site:
    """The real site as the pages are made from it."""
    today = date.fromisoformat(TODAY)
    with remembered(built.parent) as cache:
        read = load(built.parent, cache, 1, today=today)
    assert read.value is not None
    return link(read.value, today=today).value
