"""The packages of the real site, given to programs that are not ours: what EPUBCheck says of each book and axe-core of each
document of the whole one, whether Datasette serves every table and finds names in each spelling, whether libzim calls the
file for Kiwix whole, and what becomes of it in Kiwix.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

from libzim.reader import Archive
from playwright.sync_api import sync_playwright

from tests.audit import kiwix
from tests.audit.tools import PROGRAMS, ROOT, AuditFailed, run
from tests.browser.driver import Reader
from tests.browser.windows import Browsers
from tests.packing.packed import dead_links

_WIDTH, _HEIGHT = 400, 800  # of a small reader
_KINDS_OF_NAMES = ("name", "alias", "spelling", "native")
_NAMES = 10  # of each kind that are looked for in Kiwix


def audit() -> None:
    """Raises AuditFailed."""
    with TemporaryDirectory() as folder:
        packs, opened = Path(folder) / "packs", Path(folder) / "site"
        run(sys.executable, "build.py", "pack", "epub", "zim", "data", "--out", packs)
        books = sorted(packs.glob("*.epub"))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(_check_book, books))
        with ZipFile(packs / "site.epub") as whole:
            whole.extractall(opened)
        documents = sorted(opened.rglob("*.xhtml"))
        faults = [
            *_faults(documents, opened),
            *_faults_of_tables(packs / "data" / "site.sqlite"),
            *_faults_of_archive(packs / "site.zim", Path(folder) / "zim"),
            *kiwix.faults(packs / "site.zim", _names(packs / "data" / "site.sqlite")),
        ]
    print(f"{len(books)} books; {len(documents)} documents of the whole one")
    if faults:
        raise AuditFailed("\n".join(faults))


def _check_book(book: Path) -> None:
    found = next((ROOT / ".venv-audit").rglob("epubcheck.jar"), None)
    if found is None:
        raise AuditFailed("EPUBCheck is not installed")
    run("java", "-jar", found, "--failonwarnings", "--quiet", book)


def _faults(documents: list[Path], top: Path) -> Iterator[str]:
    with sync_playwright() as playwright:
        browsers = Browsers(playwright)
        reader = Reader("chromium", browsers)
        reader.open(documents[0], width=_WIDTH, height=_HEIGHT)
        for document in documents:
            reader.go(document)
            for fault in reader.accessibility_faults():
                yield f"{document.relative_to(top).as_posix()}: {fault}"
        reader.close()
        browsers.close()


def _faults_of_tables(database: Path) -> Iterator[str]:
    tables = [table for table in _served(database, "")["tables"] if not table["hidden"]]
    for table in tables:
        rows = _served(database, f"/{table['name']}", _size=1)["filtered_table_rows_count"]
        if rows != table["count"]:
            yield f"Datasette serves {rows} of the {table['count']} rows of {table['name']}"
    for kind in _KINDS_OF_NAMES:
        name = _served(database, "/names", kind=kind, _size=1, _shape="objects")["rows"][0]
        found = _served(database, "/entries", _search=f'"{name["text"]}"', _size="max", _shape="objects")
        if name["entry"] not in {row["id"] for row in found["rows"]}:
            yield f"Datasette does not find {name['entry']} by its {kind} {name['text']}"
    print(f"{len(tables)} tables, and names of {len(_KINDS_OF_NAMES)} kinds looked for")


def _names(database: Path) -> list[kiwix.Name]:
    """Some names of each kind, with the pages of who bears them."""
    asked = """SELECT names.text, replace(entries.url, about.value, '') FROM names
        JOIN entries ON entries.id = names.entry JOIN about ON about.key = 'address' WHERE names.kind = ? LIMIT ?"""
    with closing(sqlite3.connect(database)) as connection:
        rows = [row for kind in _KINDS_OF_NAMES for row in connection.execute(asked, (kind, _NAMES))]
    return [kiwix.Name(*row) for row in rows]


def _served(database: Path, path: str, **asked: str | int) -> Any:
    """What Datasette answers, as JSON, to what one asks of a database."""
    address = f"/{database.stem}{path}.json?{urlencode(asked)}"
    command: list[str | Path] = [PROGRAMS / "datasette", database, "--get", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AuditFailed(f"Datasette refuses {address}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def _faults_of_archive(file: Path, folder: Path) -> Iterator[str]:
    archive = Archive(file)
    if not archive.check():
        yield "site.zim: libzim says that it is damaged"
    paths = [archive._get_entry_by_id(number).path for number in range(archive.all_entry_count)]
    pages = 0
    for path in filter(archive.has_entry_by_path, paths):
        entry = archive.get_entry_by_path(path)
        if not entry.is_redirect:
            pages += entry.get_item().mimetype.startswith("text/html")
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes(entry.get_item().content))
    yield from (f"site.zim: {link} leads to nothing" for link in dead_links(folder))
    print(f"{pages} pages for Kiwix")
