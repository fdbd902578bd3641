"""Lighthouse on one page of each kind, as on a middling telephone: the scores that the site promises."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit.tools import NODE_TOOLS, PUBLIC, AuditFailed, run
from tests.browser.found import recorded
from tests.browser.server import served

# Of 100. Performance swings with the machine, the others do not: what else that does makes a page slower, and nothing
# makes one faster. So a page has some trials, and the first that keeps the promise counts.
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TRIALS = 5


def audit() -> None:
    """Raises AuditFailed with every score below what is promised."""
    pages = list(_one_page_of_each_kind())
    if not pages:
        raise AuditFailed("public/ is empty: run make site")
    with served(PUBLIC) as address:
        faults = [fault for page in pages for fault in _faults(address, page)]
    if faults:
        raise AuditFailed("\n".join(faults))


def _one_page_of_each_kind() -> Iterator[str]:
    """The longest page of each folder, and every page at the top, as paths under public/."""
    top = sorted(PUBLIC.glob("*.html"))
    kinds = [sorted(folder.glob("*.html")) for folder in sorted(PUBLIC.iterdir()) if folder.is_dir()]
    for page in [*top, *(max(pages, key=lambda page: page.stat().st_size) for pages in kinds if pages)]:
        if page.name != "404.html":
            yield page.relative_to(PUBLIC).as_posix()


def _faults(address: str, page: str) -> Iterator[str]:
    scores: dict[str, int] = {}
    for _ in range(TRIALS):
        scores = _scores(address + page)
        print(page, *(f"{name} {score}" for name, score in scores.items()), flush=True)
        if scores["performance"] >= LEAST["performance"]:
            break
    for name, least in LEAST.items():
        if scores[name] < least:
            yield f"{page}: {name} {scores[name]}, promised {least}"


def _scores(url: str) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run(
            NODE_TOOLS / ".bin" / "lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(LEAST)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
            environment={"CHROME_PATH": _chromium()},
        )
        found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in LEAST}


def _chromium() -> str:
    if executable := recorded("chromium").executable:
        return executable
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
