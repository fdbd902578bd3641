"""How soon search answers, and what its index costs, at a thousand pages: figures, and what is promised of them.

A first result from disk is held to a time, since a reader waits for it; of several runs the quickest counts, which a
busy machine disturbed least. The index is held to its peer: Pagefind's own
program over the same pages, run in turn with it. What is compared is the time of processors, which a busy machine
does not stretch.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import sync_playwright

from sitegen.publish.search import index
from sitegen.publish.search.copies import index_copy
from sitegen.publish.search.pagefind import program
from tests.audit.tools import AuditFailed
from tests.browser.driver import Reader
from tests.browser.found import NAMES, Name
from tests.browser.server import served
from tests.browser.windows import Browsers
from tests.search import large, site

PAGES = 1_000
RUNS = 5
FIRST_RESULT = 0.5  # seconds from disk, from asking to seeing; nothing of search was loaded before
INDEX = 1.75  # times the work of Pagefind's own program over the same pages, whose index is read and put together anew

_ASK = """query => new Promise(done => {
    const field = document.querySelector('input[type=search]');
    const status = document.querySelector('[role=status]');
    const begun = performance.now();
    new MutationObserver(() => {
        if (status.dataset.state === 'done') done((performance.now() - begun) / 1000);
    }).observe(status, { attributes: true });
    field.value = query;
    field.form.requestSubmit();
})"""


def audit() -> None:
    """Print the figures. Raises AuditFailed with each that is worse than promised."""
    with TemporaryDirectory() as name:
        faults = [*_index_faults(Path(name)), *_answer_faults(Path(name) / "site")]
    if faults:
        raise AuditFailed("\n".join(faults))


def _index_faults(place: Path) -> list[str]:
    """Index the pages by both programs in turn; leaves the site in `place`/site."""
    pages = large.records(PAGES)
    for page in pages:
        copy = index_copy(page)
        path = place / "copies" / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(copy.html, encoding="utf-8")
    ours, theirs = partial(index, pages, language="en", work=place / "work"), partial(_stock, place)
    turns = [(_cost(ours), _cost(theirs)) for _ in range(RUNS)]
    work = median(one.work / other.work for one, other in turns)
    for name, costs in zip(("index", "Pagefind alone"), zip(*turns, strict=True), strict=True):
        worked, passed = (median(cost.work for cost in costs), median(cost.passed for cost in costs))
        print(f"{name}, {PAGES} pages: {worked:.2f} s of processors in {passed:.2f} s", flush=True)
    print(f"index, times the work of Pagefind alone: {work:.2f} (promised {INDEX})", flush=True)
    site.write(place / "site", ours(), pages)
    return [f"the index takes {work:.2f} times the work of Pagefind alone"] if work > INDEX else []


def _stock(place: Path) -> None:
    """Into an empty folder: over an index of its own it has less to do."""
    with TemporaryDirectory(dir=place) as output:
        folders = ["--site", str(place / "copies"), "--output-path", output]
        command = [str(program()), *folders, "--force-language", "en"]
        subprocess.run(command, cwd=place, check=True, capture_output=True)


@dataclass(frozen=True, slots=True)
class _Cost:
    """Seconds: the processors' `work`, that of children with it, and what `passed` meanwhile."""

    work: float
    passed: float


def _cost(task: Callable[[], object]) -> _Cost:
    worked, begun = _work(), perf_counter()
    task()
    return _Cost(_work() - worked, perf_counter() - begun)


def _work() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _answer_faults(folder: Path) -> list[str]:
    faults = []
    query = " ".join(large.records(8)[7].title.split()[3:6:2])
    with sync_playwright() as playwright, served(folder) as hosted:
        browsers = Browsers(playwright)
        for name in NAMES:
            disk = min(_first_result(name, browsers, folder.as_uri() + "/", query) for _ in range(RUNS))
            http = min(_first_result(name, browsers, hosted, query) for _ in range(RUNS))
            print(
                f"first result in {name}: {disk:.2f} s from disk (promised {FIRST_RESULT}), {http:.2f} s over http",
                flush=True,
            )
            if disk > FIRST_RESULT:
                faults.append(f"a first result from disk takes {disk:.2f} s in {name}")
        browsers.close()
    return faults


def _first_result(name: Name, browsers: Browsers, address: str, query: str) -> float:
    reader = Reader(name, browsers)
    try:
        reader.open(f"{address}search.html", apart=True)
        seconds: float = reader.evaluate(_ASK, query)
        if not reader.evaluate("document.querySelectorAll('[data-results] > li').length"):
            raise AuditFailed(f"{query} is not found in {name}")
    finally:
        reader.close()
    return seconds
