"""Where a page stands on the web, and when it was saved: as it says itself, and as browsers and archives note in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from sitegen.importing.page import Fact, Known, SavedPage
from sitegen.importing.written_dates import dates_in
from sitegen.urls import has_credentials, is_web_address

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(r"url:\s*(?P<url>https?://\S+)\s+saved date:\s*\w{3} (?P<date>\w{3} \d\d \d{4})")
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web/(?P<stamp>\d{4,14})(?:[a-z]{2}_)?"
    r"|archive\.(?:today|ph|is|fo|li|md|vn)/(?P<stamp2>\d{4,14}))/(?P<url>https?:/{1,2}\S+)"
)
_ARCHIVE_NOTE = re.compile(r"FILE ARCHIVED ON [\d:]+ (\w{3} \d\d, \d{4})")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The address of a page; that of the archived copy it is and the day of that; the day on which it was saved."""

    address: Fact[str]
    archive_url: str | None
    archived: date | None
    saved: date | None


def whereabouts(
    page: SavedPage, comments: Iterable[str], stated: Iterable[tuple[str, str]], base: str
) -> Whereabouts:
    """By the addresses that the page has `stated`, the surest first, each with where; else by how it was saved."""
    noted, saved, archived = _noted(comments)
    saved_from = page.address or noted or ""
    candidates = (*stated, (saved_from, "where it was saved from"), (base, "base"))
    archive, found = None, None
    for written, origin in candidates:
        address = _absolute(written, base or saved_from)
        match = _ARCHIVED.match(address) if address else None
        if match:
            archive = archive or address
            archived = archived or _stamped(match["stamp"] or match["stamp2"])
            address = _absolute(re.sub(r"^(https?:/)(?!/)", r"\1/", match["url"]), "")
        if found is None and address:
            found = Known(address, "inferred" if origin == "base" else "stated", origin)
    return Whereabouts(found, archive, archived, saved or page.saved)


def _noted(comments: Iterable[str]) -> tuple[str | None, date | None, date | None]:
    """The address, and the days on which the page was saved and archived, as browsers and archives wrote them into it."""
    address, saved, archived = None, None, None
    for comment in comments:
        if single := _SINGLE_FILE.search(comment):
            address, saved = address or single["url"], saved or _day(single["date"])
        elif browser := _SAVED_FROM.search(comment):
            address = address or browser[1]
        elif archive := _ARCHIVE_NOTE.search(comment):
            archived = archived or _day(archive[1])
    return address, saved, archived


def is_address(address: str) -> bool:
    """Whether an address may be written into front matter: none of `javascript:`, of `file:`, or with a password."""
    return is_web_address(address) and not has_credentials(address)


def host_of(address: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _absolute(written: str, base: str) -> str | None:
    try:
        address = urljoin(base, written.strip()[:_LONGEST]) if written else ""
    except ValueError:
        return None
    return address if is_address(address) else None


def _stamped(stamp: str) -> date | None:
    try:
        return date.fromisoformat(f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")
    except ValueError:
        return None


def _day(written: str) -> date | None:
    """A day as programs write it: `Sep 28 2020`, `Sep 28, 2020`."""
    found = next(dates_in(re.sub(r"(\d\d),? (\d{4})", r"\1, \2", written)), None)
    return date.fromisoformat(found.date) if found else None
