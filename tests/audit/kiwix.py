"""The file for Kiwix as its readers have it: every page is opened in Chromium as kiwix-serve (of Debian's kiwix-tools) shows it,
every link in it is followed, and names of each kind are looked for as one types them.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlencode, urljoin, urlsplit

from libzim.reader import Archive
from playwright.sync_api import APIResponse, sync_playwright

from tests.audit.tools import AuditFailed
from tests.browser.driver import Reader
from tests.browser.windows import Browsers

_PATIENCE = 30  # seconds that the server has to begin
_MOST = 50  # results asked for of a search
_LINKS = "[...document.links].map(link => link.href.baseVal ?? link.href)"


class Name(NamedTuple):
    """A name as somebody types it, and the path of the page that it is to lead to."""

    text: str
    page: str


def faults(file: Path, names: Iterable[Name]) -> Iterator[str]:
    """What is wrong with a ZIM file in which these names are to be found. Raises AuditFailed where nobody can look."""
    archive = Archive(file)
    pages, links = _pages(archive), set[str]()
    with _served(file) as server, sync_playwright() as playwright:
        browsers = Browsers(playwright)
        reader = Reader("chromium", browsers)
        reader.open(f"{server}/{file.stem}")
        top = reader.page.url.removesuffix(archive.main_entry.get_item().path)
        for path in pages:
            reader.go(f"{top}{quote(path)}")
            links |= {urldefrag(link).url for link in reader.evaluate(_LINKS)}
        yield from (f"{file.name}: not loaded in Kiwix: {address}" for address in reader.failed_requests)
        yield from (f"{file.name}: said in Kiwix: {said}" for said in reader.console_errors)
        inside = sorted(link for link in links if link.startswith(top))
        ask = reader.page.request.get
        yield from (f"{file.name}: {link} leads to nothing in Kiwix" for link in inside if not ask(link).ok)
        for name in names:
            yield from (f"{file.name}: {said}" for said in _faults_of_search(name, top, file.stem, ask))
        reader.close()
        browsers.close()
    print(f"{len(pages)} pages and {len(inside)} addresses in Kiwix")


def _pages(archive: Archive) -> list[str]:
    paths = [archive._get_entry_by_id(number).path for number in range(archive.all_entry_count)]
    entries = [archive.get_entry_by_path(path) for path in filter(archive.has_entry_by_path, paths)]
    return [e.path for e in entries if not e.is_redirect and e.get_item().mimetype.startswith("text/html")]


def _faults_of_search(name: Name, top: str, book: str, ask: Callable[[str], APIResponse]) -> Iterator[str]:
    """The ways in which a name does not lead to its page: while it is typed, and by a search of all words."""
    page = f"{top}{quote(name.page)}"
    answer = ask(urljoin(top, f"/suggest?{urlencode({'content': book, 'term': name.text})}"))
    paths = [one["path"] for one in answer.json() if one["kind"] == "path"]
    if page not in {ask(f"{top}{quote(path)}").url for path in paths}:
        yield f"Kiwix does not offer {name.page} for {name.text}"
    asked = {"content": book, "pattern": _without_marks(name.text), "pageLength": _MOST}
    answer = ask(urljoin(top, f"/search?{urlencode(asked)}"))
    if f'href="{urlsplit(page).path}"' not in answer.text():
        yield f"Kiwix answers {answer.status} without {name.page} to {name.text}"


def _without_marks(text: str) -> str:
    """As the words of a file are indexed; kiwix-serve before 3.4 does not take the marks off what is typed in Arabic."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@contextmanager
def _served(file: Path) -> Iterator[str]:
    """The address of a server that has the file."""
    if (program := shutil.which("kiwix-serve")) is None:
        raise AuditFailed(
            "kiwix-serve is not installed: it comes with the package kiwix-tools of Debian and Ubuntu"
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--address=127.0.0.1", f"--port={port}", str(file)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AuditFailed("kiwix-serve does not answer")
