"""Where the site goes: which folder may be replaced, and where the next one is put together.

**Only a folder that we made is ever emptied.** Its `.gitignore` is the marker: exactly `MARKER`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from sitegen.cache.digests import digest
from sitegen.faults import EnvironmentFault
from sitegen.publish.disk import disk

MARKER_PATH = ".gitignore"
MARKER = "# The built site: made by build.py, never edited, never committed.\n*\n!.gitignore\n"

OWN_SITE = "site"
"""The folder in the cache of a command that keeps a site of its own: the one that is no one else's."""

_ELSEWHERE = "choose another folder with --out"
_MACHINE = Path(__file__).resolve().parent.parent


class OutputDirs(NamedTuple):
    """The folders of one output: the site (`out`), what becomes the next one (`spare`), and where the old one waits
    while a swap takes two steps (`backup`). The three are on one file system. `kept` is whether the spare stays after
    the build, to be brought up to date by the next; `record` is the file that remembers the last one.
    """

    out: Path
    spare: Path
    backup: Path
    record: Path
    kept: bool


def output_dirs_for(out: Path, cache_dir: Path) -> OutputDirs:
    """The folders for `out`, whose site keeps what it remembers in `cache_dir` (`ROOT/.cache`). Makes those it needs.

    Raises:
        EnvironmentFault: `out` is not ours to replace, or the folders cannot be made.
    """
    out, cache_dir = _absolute(out), _absolute(cache_dir)
    _refuse_by_position(out, cache_dir)
    home = _home_of(out, cache_dir)
    with disk("make", out.parent):
        out.parent.mkdir(parents=True, exist_ok=True)
    with disk("make", home):
        if home.is_symlink() or home.parent.is_symlink():
            raise EnvironmentFault(
                f"{home} is a symbolic link, or leads through one", "remove it, then build again"
            )
        home.mkdir(parents=True, exist_ok=True)
        together = on_one_file_system(out.parent, home)
    if together:
        return OutputDirs(out, home / "spare", home / "backup", home / "record", kept=True)
    beside = out.with_name(f".{out.name}.spare"), out.with_name(f".{out.name}.backup")
    return OutputDirs(out, *beside, home / "record", kept=False)


def put_together_in(out: Path, cache_dir: Path) -> Path:
    """Where the next site of `out` is put together, for an `out` on the file system of its cache."""
    return _home_of(_absolute(out), _absolute(cache_dir)) / "spare"


def _home_of(out: Path, cache_dir: Path) -> Path:
    name = out.relative_to(cache_dir.parent) if out.is_relative_to(cache_dir.parent) else out
    return cache_dir / "output" / digest(os.fsencode(name.as_posix()))[:16]


def on_one_file_system(one: Path, other: Path) -> bool:
    """Whether a folder can be moved between these two."""
    return one.stat().st_dev == other.stat().st_dev


def refuse_unexpected(out: Path) -> None:
    """Stops unless `out` is absent, empty, or a folder that we made.

    Raises:
        EnvironmentFault: it holds something else.
    """
    with disk("read", out):
        if not out.exists():
            return
        if not out.is_dir():
            raise EnvironmentFault(f"{out} is a file, not a folder", f"move it away, or {_ELSEWHERE}")
        names = {path.name for path in out.iterdir()}
        if not names:
            return
        marker = out / MARKER_PATH
        ours = marker.is_file() and not marker.is_symlink() and _text(marker) == MARKER.encode()
    if not ours:
        raise EnvironmentFault(
            f"{out} is not empty and was not made by this generator (it lacks our {MARKER_PATH})",
            f"{_ELSEWHERE}; if this one can go, empty it first",
        )
    if ".git" in names:
        raise EnvironmentFault(f"{out} is a Git checkout of its own, which would be lost", _ELSEWHERE)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link, and a link is refused)


def _text(marker: Path) -> bytes:
    return marker.read_bytes().replace(b"\r\n", b"\n") if marker.stat().st_size < 2 * len(MARKER) else b""


def _refuse_by_position(out: Path, cache_dir: Path) -> None:
    root = cache_dir.parent
    with disk("look at", out):
        if out.is_symlink():
            raise EnvironmentFault(f"{out} is a symbolic link", f"replace it with a folder, or {_ELSEWHERE}")
        if out.is_mount():
            raise EnvironmentFault(f"{out} is a mount point and cannot be replaced as a whole", _ELSEWHERE)
        if out == cache_dir / OWN_SITE:
            return
        for kept, what in (
            (root, "the site's own folder"),
            (Path.home(), "your home folder"),
            (_MACHINE, "the generator"),
        ):
            if _within(kept, out):
                raise EnvironmentFault(f"{out} holds {what}", _ELSEWHERE)
        for kept in (
            root / "content",
            root / "layouts",
            root / ".git",
            cache_dir,
            _MACHINE,
            _MACHINE.parent / "layouts",
        ):
            if _within(kept, out) or _within(out, kept):
                raise EnvironmentFault(f"{out} and {kept} lie one in the other", _ELSEWHERE)


def _within(inner: Path, outer: Path) -> bool:
    """Whether `inner` is `outer` or lies in it, by what they are on the disk and not by how they are written."""
    inner, outer = inner.resolve(), outer.resolve()
    if outer in (inner, *inner.parents):
        return True
    here = _identity(outer)
    return here is not None and here in map(_identity, (inner, *inner.parents))


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from every other, by whatever name it is reached; None where there is none."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino
