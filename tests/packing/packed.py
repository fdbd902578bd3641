"""Packages of a small site, made as somebody makes them who types the command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from build import build
from sitegen.commands import cli
from tests.faults.case import HOME, sound_site, write_site

TODAY = "2026-11-28"


def site_at(root: Path, files: Mapping[str, str | None] | None = None) -> Path:
    """A small site in which nothing is at fault, with `files` beside or instead of its own."""
    write_site(root, {**sound_site(), **(files or {})})
    return root


def pack(root: Path, *words: str, today: str = TODAY) -> int:
    """Type `pack` and these words; the exit code."""
    return cli.run(["pack", "--root", str(root), "--today", today, "--jobs", "1", *words], HOME, build)


def packed(root: Path, *words: str, today: str = TODAY) -> Path:
    """The folder of the packages that come of these words."""
    assert pack(root, *words, today=today) == 0
    return root / "packs"


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for those that Git reads."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".gitignore")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(page)

    def handle_starttag(self, _: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            elif name == "id" and value:
                self.anchors.add(value)


def dead_links(folder: Path) -> list[str]:
    """The links of HTML files below a folder that lead to nothing in it; those to the web are not asked."""
    pages = {path.resolve(): _Links(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    return [f"{page.name}: {link}" for page in pages for link in _dead(page, pages)]


def _dead(page: Path, pages: Mapping[Path, _Links]) -> Iterator[str]:
    for link in pages[page].links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        anchors = pages[target].anchors if target in pages else {""}
        if not target.is_file() or (target.suffix == ".html" and unquote(parts.fragment) not in anchors):
            yield link
