"""What each page of the built site weighs when a browser opens it for the first time: the figures the site promises.

Loaded in Chromium over http, texts by gzip, nothing in its cache: the page, its styles, scripts, images and icon, as
they came over the wire, headers left out. One line is printed for each kind of page; a page that leads on at once
has none, it is gone before it is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Request, sync_playwright

from tests.audit.tools import PUBLIC, AuditFailed
from tests.browser.found import recorded
from tests.browser.server import served

KB = 1024
HEAVIEST: Mapping[str, int] = {"article": 40 * KB, "topic": 100 * KB}
"""The most a page may weigh, by kind; any other kind what a topic may."""

STYLES = 12 * KB
SCRIPTS = 8 * KB
REQUESTS = 6
SEARCH = "search.html"
"""The page that may bring more scripts: those of the search itself."""

_LEADS_ON = 'http-equiv="refresh"'

# What a browser may put off or not ask for without a window: images further down, the icon.
_THE_REST = """async () => {
    for (const image of document.images) image.loading = 'eager';
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
    await (await fetch(document.querySelector('link[rel=icon]').href)).blob();
}"""


@dataclass(frozen=True, slots=True)
class Weight:
    """Of one page: the sum, and the parts of it that are styles and scripts, in bytes; and how many requests."""

    page: str
    total: int
    styles: int
    scripts: int
    requests: int

    @property
    def kind(self) -> str:
        """The kind of page: its folder, in the singular, else its name."""
        folder, slash, name = self.page.rpartition("/")
        return folder.split("/")[0].removesuffix("s") if slash and name != "index.html" else self.page


def audit() -> None:
    """Raises AuditFailed with everything that is heavier than promised."""
    weights = list(_weights())
    if not weights:
        raise AuditFailed("public/ is empty: run make site")
    _report(weights)
    faults = [fault for weight in weights for fault in faults_of(weight)]
    if faults:
        raise AuditFailed("\n".join(faults))


def faults_of(weight: Weight) -> Iterator[str]:
    """A line for each promise that a page breaks."""
    heaviest = HEAVIEST.get(weight.kind, HEAVIEST["topic"])
    is_search = weight.page == SEARCH
    for name, found, most in (
        ("bytes", weight.total, heaviest),
        ("bytes of styles", weight.styles, STYLES),
        ("bytes of scripts", weight.scripts, heaviest if is_search else SCRIPTS),
        ("requests", weight.requests, REQUESTS),
    ):
        if found > most:
            yield f"{weight.page}: {found} {name}, promised at most {most}"


def _weights() -> Iterator[Weight]:
    pages = sorted(path for path in PUBLIC.rglob("*.html") if _LEADS_ON not in path.read_text("utf-8"))
    with served(PUBLIC, under="", compressed=True) as address, sync_playwright() as playwright:
        browser = recorded("chromium").launch(playwright)
        tab = browser.new_page()
        tab.context.new_cdp_session(tab).send("Network.setCacheDisabled", {"cacheDisabled": True})
        done: list[Request] = []
        tab.on("requestfinished", lambda request: done.append(request))  # noqa: PLW0108 - no built-in can listen
        for path in pages:
            done.clear()
            name = path.relative_to(PUBLIC).as_posix()
            tab.goto(address + name)
            tab.evaluate(_THE_REST)
            yield _weight(name, {request.url: _size(request) for request in done})
        browser.close()


def _weight(page: str, sizes: Mapping[str, int]) -> Weight:
    styles = sum(size for url, size in sizes.items() if urlsplit(url).path.endswith(".css"))
    scripts = sum(size for url, size in sizes.items() if urlsplit(url).path.endswith(".js"))
    return Weight(page, sum(sizes.values()), styles, scripts, len(sizes))


def _size(request: Request) -> int:
    response = request.response()
    if response is None or not response.ok:
        raise AuditFailed(f"{request.url} did not come, so what names it cannot be weighed")
    return request.sizes()["responseBodySize"]


def _report(weights: list[Weight]) -> None:
    kinds: dict[str, list[Weight]] = defaultdict(list)
    for weight in weights:
        kinds[weight.kind].append(weight)
    for kind, found in sorted(kinds.items()):
        totals = [weight.total for weight in found]
        heaviest = max(found, key=lambda weight: weight.total)
        print(
            f"{kind}: {len(found)} pages, median {median(totals):.0f} bytes, at most {heaviest.total} "
            f"({heaviest.page}), {max(w.requests for w in found)} requests, styles {max(w.styles for w in found)}, "
            f"scripts {max(w.scripts for w in found)}"
        )
