"""Faults that no text file holds: of bytes and rights, of what is too large, of other sites, of the machine.

Each circumstance makes one around the good site below `root`, and gives what the command line writes then.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image

from build import build
from sitegen.commands import cli
from sitegen.commands.check.link_checker import Policy
from sitegen.commands.excerpt import Sources
from sitegen.commands.import_pages.run import bytes_of, fetched
from sitegen.commands.progress import Progress
from sitegen.commands.report import as_text
from sitegen.faults import Faults
from sitegen.importing.decode import MAX_BYTES as PAGE_BYTES
from sitegen.importing.read import read
from sitegen.load.markdown.source import CELLS, FAULTS, SLOTS, SOURCE_LINES
from sitegen.load.source import MAX_BYTES, MAX_HEADER_BYTES
from sitegen.load.yaml_tree import MAX_NODES
from sitegen.publish import staging
from tests.commands.answering import Server
from tests.commands.falsified import forget_reads
from tests.commands.said import said
from tests.faults.case import HOME, sound_site, write_site
from tests.faults.told import TODAY, options_for, told, told_by_check

Circumstance = Callable[[Path, pytest.MonkeyPatch], str]

NOTE = "content/notes/why-they-strike.md"
_HEADER = "---\ntitle: Why they strike\ntopics: [strike]\nupdated: 2024-03-10\n"
_GPS, _LATITUDE_REF, _LATITUDE, _ARTIST = 0x8825, 1, 2, 0x013B


def a_note(body: str, keys: str = "") -> Circumstance:
    """A note with this text and further keys."""

    def tell(root: Path, _: pytest.MonkeyPatch) -> str:
        write_site(root, {NOTE: f"{_HEADER}{keys}---\n\n{body}\n"})
        return told(root)

    return tell


def a_file(path: str, content: bytes) -> Circumstance:
    """A file of these bytes."""

    def tell(root: Path, _: pytest.MonkeyPatch) -> str:
        write_site(root, {path: ""})
        (root / path).write_bytes(content)
        return told(root)

    return tell


def a_word(line: str, instead: str) -> Circumstance:
    """Words with this in the place of a line."""

    def tell(root: Path, _: pytest.MonkeyPatch) -> str:
        write_site(root, {"layouts/scripts/own.js": ""})
        words = root / "layouts/words/en.yaml"
        text = words.read_text(encoding="utf-8")
        assert text.count(line) == 1
        words.write_text(text.replace(line, instead), encoding="utf-8")
        return told(root)

    return tell


def a_picture(
    name: str, size: tuple[int, int], form: str, *, located: bool = False, artist: str = ""
) -> Circumstance:
    """A published picture of this size and form; `located`, it says where it was taken, of an `artist` by whom."""
    exif = Image.Exif()
    if artist:
        exif[_ARTIST] = artist
    if located:
        exif[_GPS] = {_LATITUDE_REF: "N", _LATITUDE: (54.0, 20.0, 0.0)}

    def tell(root: Path, patch: pytest.MonkeyPatch) -> str:
        out = BytesIO()
        Image.new("1", size).save(out, form, exif=exif)
        return a_file(f"content/files/{name}", out.getvalue())(root, patch)

    return tell


def a_symbolic_link(root: Path, _: pytest.MonkeyPatch) -> str:
    write_site(root, {})
    (root / "content/notes/letter.md").symlink_to(root / NOTE)
    return told(root)


def no_right_to_read(root: Path, patch: pytest.MonkeyPatch) -> str:
    """The system refuses to open the note; rights alone would not do, since some run tests with every right."""

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    return _when_opened(refuse, root, patch)


def gone_meanwhile(root: Path, patch: pytest.MonkeyPatch) -> str:
    """The note is removed after the folder was listed."""
    return _when_opened(Path.unlink, root, patch)


def _when_opened(does: Callable[[Path], None], root: Path, patch: pytest.MonkeyPatch) -> str:
    write_site(root, {})
    opened = os.open

    def open_(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == root / NOTE:
            does(path)
        return opened(path, flags, mode)

    patch.setattr(os, "open", open_)
    return told(root)


def other_sites(root: Path, patch: pytest.MonkeyPatch) -> str:
    """Three sites to which the note links: one lost the page, one moved it, one lets no program see it.

    A server on this machine stands in for them, as a proxy does. Each site is asked once, so that nobody waits.
    """
    lost, moved, shut = (f"http://{name}.example/letter" for name in ("crews", "ferries", "gazette"))
    links = f"See [one]({lost}),\n[another]({moved}),\n[a third]({shut})."
    write_site(root, {**sound_site(), NOTE: f"{_HEADER}---\n\n{links}\n"})
    answers = {lost: (404, ""), moved: (301, "http://harbour.example/letters/1"), shut: (403, "")}
    answers["http://harbour.example/letters/1"] = (200, "")
    with Server(answers).running() as server:
        patch.setenv("http_proxy", server.address)
        patch.delenv("no_proxy", raising=False)
        patch.delenv("NO_PROXY", raising=False)
        return told_by_check(root, external=True)


def no_layouts(root: Path, _: pytest.MonkeyPatch) -> str:
    write_site(root, {})
    (root / "layouts").mkdir()
    return told(root)


def a_disk_that_fills_up_at_the_end(root: Path, patch: pytest.MonkeyPatch) -> str:
    """The site is in its place, and what is to be remembered of it finds no room."""

    def full(path: Path, _: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fspath(path.parent))

    write_site(root, {})
    patch.setattr(staging, "save_record", full)
    result = build(options_for(root)._replace(search=False), Progress(quiet=True))
    return _anywhere(as_text(result.faults, Sources(root, HOME)), root)


def a_file_of_which_too_little_is_remembered(root: Path, _: pytest.MonkeyPatch) -> str:
    """The name of a person changes, and nothing says that her preview shows it."""
    write_site(root, sound_site())
    words = ("--root", str(root), "--today", TODAY.isoformat(), "--no-search")
    build(options_for(root)._replace(search=False), Progress(quiet=True))
    forget_reads(root, "previews/anna-berg.js")
    person = root / "content/people/anna-berg.md"
    text = person.read_text(encoding="utf-8")
    person.write_text(text.replace("Anna Berg", "Anna Lund"), encoding="utf-8")
    out = StringIO()
    with redirect_stdout(StringIO()), redirect_stderr(out):
        cli.run(["check", "--rebuild", *words], HOME, build)
    return said(out.getvalue())


def a_wrong_option(root: Path, _: pytest.MonkeyPatch) -> str:
    write_site(root, {})
    return _typed(root, "--today", "tomorrow")


def a_mistake_of_ours(root: Path, patch: pytest.MonkeyPatch) -> str:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("nobody thought of this")

    write_site(root, {})
    patch.setattr("sitegen.link.link_in_context", broken)
    return _typed(root)


def a_rename(path: str, text: str, *ids: str) -> Circumstance:
    """An entry that is renamed where this file stands."""

    def tell(root: Path, _: pytest.MonkeyPatch) -> str:
        write_site(root, {path: text})
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            cli.run(["rename", *ids, "--root", str(root)], HOME, build)
        return out.getvalue()

    return tell


def _typed(root: Path, *words: str) -> str:
    """What `build.py check` with `words` writes, as text and then as annotations on GitHub."""
    out = StringIO()
    for form in ("text", "github"):
        with redirect_stdout(out), redirect_stderr(out):
            cli.run(
                ["check", "--root", str(root), "--format", form, *words],
                HOME,
                build,
            )
    return _anywhere(out.getvalue(), root)


def _anywhere(text: str, root: Path) -> str:
    """`text` as it would be of a site in the folder `/site`."""
    return text.replace(str(root), "/site")


def _keys(size: int) -> str:
    return "".join(f"  - Crew {number}\n" for number in range(size))


def a_saved_page(name: str, content: bytes | int) -> Circumstance:
    """A page that is brought in: its bytes, or how many there are."""

    def tell(root: Path, _: pytest.MonkeyPatch) -> str:
        raw = b"x" * content if isinstance(content, int) else content
        return as_text(read(name, raw, TODAY, lambda _: None).faults, Sources(root, HOME))

    return tell


def a_folder_that_is_no_page(root: Path, _: pytest.MonkeyPatch) -> str:
    """A folder where a saved page is to be read."""
    faults = Faults()
    bytes_of(os.path.relpath(root), faults)
    named = (fault._replace(path="saved/page.html") for fault in faults.met)
    return as_text(named, Sources(root, HOME))


def a_page_that_cannot_be_had(root: Path, patch: pytest.MonkeyPatch) -> str:
    """An address to be brought in, at which a site says that there is nothing."""
    address, faults = "http://gazette.example/story", Faults()
    with Server({address: (404, "")}).running() as server:
        patch.setenv("http_proxy", server.address)
        patch.delenv("no_proxy", raising=False)
        patch.delenv("NO_PROXY", raising=False)
        fetched(address, Policy("a test"), faults)
    return as_text(faults.met, Sources(root, HOME))


_DIGEST = "content/articles/ferries-stand-still.md"
_ORIGINAL = (
    "Ferries stand still\n"
    "The crews of all three ferries refused to leave the pier on Monday morning. "
    "They ask for shorter shifts, and for a second engineer on every boat that sails at night.\n"
)


def _digest(text: str, keys: str = "") -> str:
    return f"---\ntitle: No ferry sails\ndate: 2024-03-04\nsource: gazette\ntopics: [strike]\n{keys}---\n\n{text}\n"


def a_digest_in_the_words_of_its_original(root: Path, _: pytest.MonkeyPatch) -> str:
    """All of a sentence is taken over, and half of the next."""
    taken = (
        "The Gazette reports that the crews of all three ferries refused to leave the pier on Monday morning."
    )
    more = (
        "They ask for shorter shifts, and for a second engineer on each boat, as the paper learned from them."
    )
    write_site(
        root,
        {**sound_site(), _DIGEST: _digest(f"{taken} {more}"), "originals/ferries-stand-still.txt": _ORIGINAL},
    )
    return told_by_check(root)


def originals_that_were_changed(root: Path, patch: pytest.MonkeyPatch) -> str:
    """Of two originals one says something else now, and at the address of the other another text stands."""
    changed, replaced = "http://gazette.example/ferries", "http://gazette.example/shifts"
    other = _DIGEST.replace("ferries-stand-still", "shorter-shifts")
    write_site(
        root,
        {
            **sound_site(),
            _DIGEST: _digest("No ferry sails.", f"url: {changed}\n"),
            other: _digest("Shifts are long.", f"url: {replaced}\n"),
            "originals/ferries-stand-still.txt": _ORIGINAL,
            "originals/shorter-shifts.txt": _ORIGINAL,
        },
    )
    server = Server({changed: (200, ""), replaced: (200, "")})
    now = _ORIGINAL.replace("all three", "two of three").replace("\n", "</p><p>")
    server.pages[changed] = f"<!doctype html><title>Ferries</title><p>{now}</p>".encode()
    server.pages[replaced] = (
        b"<!doctype html><title>Map</title><p>The map of the harbour shows two piers and a mill.</p>"
    )
    with server.running():
        patch.setenv("http_proxy", server.address)
        patch.delenv("no_proxy", raising=False)
        patch.delenv("NO_PROXY", raising=False)
        return told_by_check(root, external=True)


_SHUT = b"<!doctype html><title>%s</title><h1>%s</h1><p>%s</p>"


CIRCUMSTANCES: dict[str, Circumstance] = {
    "a symbolic link": a_symbolic_link,
    "a file of another encoding": a_file(NOTE, f"{_HEADER}---\n\nThe crews of the café.\n".encode("cp1252")),
    "a file that may not be read": no_right_to_read,
    "a file that is gone meanwhile": gone_meanwhile,
    "a character that turns the direction": a_note("The crews\u202e ask for shorter shifts."),
    "a page of too many bytes": a_note("Shift. " * (MAX_BYTES // 6)),
    "a header of too many bytes": a_note("They ask.", f"summary: {'Shift. ' * (MAX_HEADER_BYTES // 6)}\n"),
    "a header of too many values": a_note("They ask.", f"authors:\n{_keys(MAX_NODES)}"),
    "a text of too many lines": a_note("Shift.\n" * SOURCE_LINES),
    "a text that becomes too much": a_note(f"[a]: https://a.example/{'x' * 40_000}\n\n{'[a] ' * 10_000}"),
    "a text of too many references": a_note("[[strike]] " * (SLOTS + 1)),
    "a text of too many cells": a_note("a|" * 250 + "\n" + "-|" * 250 + "\n" + "a\n" * (CELLS // 250)),
    "a text of too many faults": a_note("<b> " * (FAULTS + 1)),
    "a picture under a wrong name": a_picture("quay.png", (30, 20), "JPEG"),
    "a picture of too many pixels": a_picture("quay.png", (10_000, 6_000), "PNG"),
    "a picture that tells its maker": a_picture("quay.jpg", (30, 20), "JPEG", artist="Anna Berg"),
    "a picture that tells its place": a_picture("quay.jpg", (30, 20), "JPEG", located=True),
    "other sites": other_sites,
    "an empty page": a_saved_page("saved/page.html", b" \n"),
    "a picture called a page": a_saved_page("saved/page.html", b"\x89PNG\r\n\x1a\n"),
    "a page of too many bytes to be brought in": a_saved_page("saved/page.html", PAGE_BYTES + 1),
    "a page without a story": a_saved_page("saved/page.html", _SHUT % (b"Map", b"Map", b"Zoom in")),
    "an error page": a_saved_page("saved/page.html", _SHUT % (b"404", b"Page not found", b"Try the search.")),
    "a page to log in": a_saved_page(
        "saved/page.html",
        _SHUT % (b"Log in", b"Log in", b"Password <input type=password> Forgot your password?"),
    ),
    "a wall of consent": a_saved_page(
        "saved/page.html",
        _SHUT
        % (
            b"Gazette",
            b"We value your privacy",
            b"Our partners use cookies. Accept all cookies or reject all.",
        ),
    ),
    "a check for robots": a_saved_page(
        "saved/page.html", _SHUT % (b"Just a moment", b"One more step", b"Are you a human?")
    ),
    "a folder called a page": a_folder_that_is_no_page,
    "a page that cannot be had": a_page_that_cannot_be_had,
    "a digest in the words of its original": a_digest_in_the_words_of_its_original,
    "originals that were changed": originals_that_were_changed,
    "no layouts": no_layouts,
    "a word without a text for one": a_word('    one: "{count} result"\n', ""),
    "a word with a misspelt blank": a_word("Published by {publisher}", "Published by {publsher}"),
    "a disk that fills up at the end": a_disk_that_fills_up_at_the_end,
    "a rename of what stands in a heading": a_rename(
        NOTE, f"{_HEADER}---\n\n## Of [[anna-berg]]\n\nShe asks.\n", "anna-berg", "anna-b"
    ),
    "a rename of what takes no more keys": a_rename(
        "content/sources/gazette.md", "---\n{name: The Gazette}\n---\n", "gazette", "paper"
    ),
    "a file of which too little is remembered": a_file_of_which_too_little_is_remembered,
    "a wrong option": a_wrong_option,
    "a mistake of ours": a_mistake_of_ours,
}
"""Every circumstance, by what it is."""
