"""Small sites with what should come of them: `NAME/content/` before, `NAME/expected/` after, `NAME/README.md` on both.

What the README leads to below `expected/` is what is compared: of a page its `<main>`, since all around it is the same on
every page; of any other file the whole.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import rmtree

from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link, render

HERE = Path(__file__).parent
NAMES = sorted(path.name for path in HERE.iterdir() if (path / "content").is_dir())
TODAY = date(2024, 6, 1)

_SHOWN = re.compile(r"\]\(expected/([^)]+)\)")
_MAIN = re.compile(r"<main.*</main>\n", re.DOTALL)


def made(name: str) -> dict[str, str]:
    """What a build of the site makes of the files that its README shows; one that it does not make is left out."""
    root = HERE / name
    options = Options(root=root, out=root / "public", home=HERE.parents[1], today=TODAY)
    linked = load_and_link(options, Progress(quiet=True), Cache())
    files = {file.path: file.content for file in render(linked, options, Progress(quiet=True), Cache())}
    return {path: _shown(path, files[path].decode()) for path in shown_by(name) if path in files}


def shown_by(name: str) -> list[str]:
    """The output paths that the README of the site leads to."""
    return _SHOWN.findall((HERE / name / "README.md").read_text(encoding="utf-8"))


def expected(name: str) -> dict[str, str]:
    """What stands in `expected/`."""
    folder = HERE / name / "expected"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def rewrite(name: str) -> None:
    """Makes what the site gives now what is expected of it."""
    folder = HERE / name / "expected"
    rmtree(folder, ignore_errors=True)
    for path, text in made(name).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())


def _shown(path: str, text: str) -> str:
    main = _MAIN.search(text) if path.endswith(".html") else None
    return main[0] if main else text


if __name__ == "__main__":
    for site in NAMES:
        rewrite(site)
