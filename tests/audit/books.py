"""The books of the real site: what EPUBCheck says of each, and what axe-core finds on every document of the whole one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from tests.audit.tools import ROOT, AuditFailed, run
from tests.browser.driver import Reader
from tests.browser.windows import Browsers

_WIDTH, _HEIGHT = 400, 800  # of a small reader


def audit() -> None:
    """Raises AuditFailed."""
    with TemporaryDirectory() as folder:
        packs, opened = Path(folder) / "packs", Path(folder) / "site"
        run(sys.executable, "build.py", "pack", "epub", "--out", packs)
        books = sorted(packs.glob("*.epub"))
        for book in books:
            run("java", "-jar", _epubcheck(), "--failonwarnings", "--quiet", book)
        with ZipFile(packs / "site.epub") as whole:
            whole.extractall(opened)
        documents = sorted(opened.rglob("*.xhtml"))
        faults = list(_faults(documents, opened))
    print(f"{len(books)} books; {len(documents)} documents of the whole one")
    if faults:
        raise AuditFailed("\n".join(faults))


def _epubcheck() -> Path:
    found = next((ROOT / ".venv-audit").rglob("epubcheck.jar"), None)
    if found is None:
        raise AuditFailed("EPUBCheck is not installed")
    return found


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
