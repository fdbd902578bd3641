"""Sites that try to get at what lies outside of them, or to hang whoever builds them."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.audit.tools import ROOT
from tests.faults.case import write_site

OUTSIDE = "/etc/passwd"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile site: `lay` puts it into a folder. Each of `named` stands in the line of a fault of its own;
    `never_opened` are paths that no build may even try to open.
    """

    name: str
    lay: Callable[[Path], None]
    named: tuple[str, ...]
    never_opened: tuple[str, ...] = ()


def _nodes(folder: Path) -> None:
    """All that is no plain file, in one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "link.md").symlink_to(OUTSIDE)
    (folder / "away.md").symlink_to("../" * 40 + OUTSIDE.lstrip("/"))
    (folder / "folder").symlink_to("/etc")
    (folder / "circle").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # the name of a socket may have no more than 107 bytes
        server.bind("socket.md")
        os.chdir(here)
    if os.geteuid() == 0:
        os.mknod(folder / "device.md", 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero, which never ends


_NODES = (
    "link.md",
    "away.md",
    "folder",
    "circle",
    "pipe.md",
    "socket.md",
    *(("device.md",) if os.geteuid() == 0 else ()),
)
_TWINS = (
    "Report.md",
    "REPORT.md",
    "\u00e9.md",
    "e\u0301.md",
)
_SPELLED = "is U+00E9, in the other U+0065 U+0301"
"""By what alone one can tell the last two apart."""
_UNHOLDABLE = (
    "con.md",
    "NUL.txt",
    "what?.md",
    "a:b.md",
    "back\\slash.md",
    "..\\up.md",
    "dot.",
    "space ",
    'quo"te.md',
)


def _content(root: Path) -> None:
    write_site(root, {})
    for folder in ("articles", "files"):
        _nodes(root / "content" / folder)
    for name in (*_TWINS, *_UNHOLDABLE):
        (root / "content/notes" / name).write_text("---\ntitle: A note\n---\n\nWords.\n", encoding="utf-8")


def _layouts(root: Path) -> None:
    write_site(root, {})
    shutil.copytree(ROOT / "layouts", root / "layouts")
    for folder in ("partials", "scripts"):
        _nodes(root / "layouts" / folder)
    (root / "layouts/note.html").unlink()
    (root / "layouts/note.html").symlink_to(OUTSIDE)


def _including(words: str) -> Callable[[Path], None]:
    def lay(root: Path) -> None:
        write_site(root, {})
        shutil.copytree(ROOT / "layouts", root / "layouts")
        with (root / "layouts/article.html").open("a", encoding="utf-8") as layout:
            layout.write(words)

    return lay


_NOTE = """\
---
title: A note
topics: [strike]
updated: 2024-03-10
redirect_from: [../../outside.html, /etc/cron.d/job, con.html, notes/../../up.html]
---

A picture: ![of a file](../../../../../../etc/passwd), and one: ![more](/etc/passwd).

A [link](../../../../etc/passwd.md), a [file](file:///etc/passwd) and an embedding: ![[../../etc/passwd]].
"""
_SETTINGS = """\
title: The Harbour Briefing
base_url: file:///etc/passwd
repository: ../../../etc/passwd
language: ../../etc/passwd
contact: /etc/passwd
layouts: /etc
out: ../../outside
"""


def _references(root: Path) -> None:
    write_site(root, {"content/notes/a-note.md": _NOTE})


def _settings(root: Path) -> None:
    write_site(root, {"content/site.yaml": _SETTINGS})


def _in_the_place_of_files(root: Path) -> None:
    write_site(root, {})
    for name, target in (("site.yaml", OUTSIDE), ("addresses.txt", OUTSIDE)):
        (root / "content" / name).unlink(missing_ok=True)
        (root / "content" / name).symlink_to(target)
    (root / "content/index.md").unlink()
    os.mkfifo(root / "content/index.md")
    shutil.rmtree(root / "content/people")
    (root / "content/people").symlink_to("/")


def _in_the_place_of_folders(root: Path) -> None:
    (root / "content").symlink_to("/etc")
    (root / "layouts").symlink_to("/etc")


_EVERYWHERE = tuple(f"{top}/{name}" for top in ("content/articles", "content/files") for name in _NODES)
_IN_LAYOUTS = tuple(f"{top}/{name}" for top in ("layouts/partials", "layouts/scripts") for name in _NODES)

SITES = (
    Hostile("content", _content, (*_EVERYWHERE, *_UNHOLDABLE[:1], "REPORT.md", _SPELLED), _EVERYWHERE),
    Hostile("layouts", _layouts, (*_IN_LAYOUTS, "layouts/note.html"), (*_IN_LAYOUTS, "layouts/note.html")),
    Hostile(
        "include of what lies above", _including("{% include '../../../../etc/passwd' %}"), ("article.html",)
    ),
    Hostile("include of an absolute path", _including("{% include '/etc/passwd' %}"), ("article.html",)),
    Hostile("references", _references, ("a-note.md:5:", "a-note.md:8:", "a-note.md:10:")),
    Hostile("settings", _settings, tuple(f"site.yaml:{line}:" for line in range(2, 8))),
    Hostile(
        "in the place of files",
        _in_the_place_of_files,
        ("content/site.yaml", "content/index.md", "content/people", "content/addresses.txt"),
        ("content/site.yaml", "content/index.md", "content/addresses.txt"),
    ),
    Hostile("in the place of folders", _in_the_place_of_folders, ("content:", "layouts:")),
)
