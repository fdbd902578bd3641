"""A case as its file writes it: a sentence, files, and the faults they make.

A key stands twice.

--- content/notes/a-note.md ---
...
--- content/people/somebody.md (gone) ---
--- faults ---
...
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

HERE = Path(__file__).parent
HOME = HERE.parent.parent
CASES = sorted((HERE / "cases").glob("**/*.txt"))

_SECTION = re.compile(r"^--- (\S.*) ---\n", re.MULTILINE)
_GONE = " (gone)"


@dataclass(frozen=True, slots=True)
class Case:
    """`files` are texts by path, None where the good site's file is taken away."""

    about: str
    files: Mapping[str, str | None]
    faults: str


def read_case(path: Path) -> Case:
    """The case in the file at `path`."""
    about, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    faults = sections.pop("faults", "")
    files = {
        name.removesuffix(_GONE): None if name.endswith(_GONE) else text for name, text in sections.items()
    }
    return Case(about.strip(), files, faults)


def good_site() -> Mapping[str, str | None]:
    """The files of a small site with nothing wrong in it, one of each kind of entry."""
    return read_case(HERE / "site.txt").files


def sound_site() -> Mapping[str, str | None]:
    """The same site with texts in which `check` finds nothing either."""
    return {**good_site(), **read_case(HERE / "sound.txt").files}


def write_site(root: Path, files: Mapping[str, str | None]) -> None:
    """Write the good site with `files` in their places to `root`; beside a layout, all others as they are."""
    if any(name.startswith("layouts/") for name in files):
        copytree(HOME / "layouts", root / "layouts")
    write_files(root, {**good_site(), **files})


def write_files(root: Path, files: Mapping[str, str | None]) -> None:
    """Write files to `root`; what is None is taken away."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
