"""What a plain text or a Markdown file says of all that is in it: by the keys above it, or by a title line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sitegen.importing import headlines
from sitegen.importing.bylines import names_in
from sitegen.importing.page import Block, Fact, Known, PageFacts, SavedPage, T
from sitegen.importing.saved_from import is_address
from sitegen.importing.split import Part
from sitegen.importing.stories import OutletOf
from sitegen.importing.written_dates import of_machine

_KEYS, _TITLE = "the keys above the text", "the title line of the page"
_LONGEST_TITLE = 30
"""Words."""


def title_line(blocks: Sequence[Block]) -> Block | None:
    """The first line, if it is the title of the browser's window: the headline stands again below it, or it names only a site."""
    if len(blocks) < 3 or blocks[0].words > _LONGEST_TITLE:
        return None
    first = blocks[0]
    again = any(
        headlines.site_in(first.text, b.text) or headlines.same(first.text, b.text) for b in blocks[1:4]
    )
    return first if again or headlines.is_site_title(first.text) else None


def facts_of(
    page: SavedPage,
    title: Block | None,
    parts: Sequence[Part],
    keys: Mapping[str, Sequence[str]],
    today: date,
    outlet_of: OutletOf,
) -> PageFacts:
    """What the title line and the keys of a text say of its stories."""

    def key(*names: str) -> str:
        return next((keys[n][0] for n in names if keys.get(n)), "")

    named = key("site", "source", "publisher", "site_name", "publication")
    source = _stated(named if "://" not in named else None)
    address = key("url", "source", "link", "canonical")
    address = address if address.startswith("http") else page.address or ""
    return PageFacts(
        headline=_stated(key("title")),
        date=_stated(of_machine(key("date", "published", "date_published", "created"), today)),
        source=source or (_source_in(title.text, parts, outlet_of) if title else None),
        authors=_stated(names_in(", ".join(keys.get("author", keys.get("authors", ()))))),
        url=_stated(address if is_address(address) else None),
        lang=_stated(key("lang", "language")),
        saved=page.saved,
    )


def _stated(value: T | None) -> Fact[T]:
    return Known(value, "stated", _KEYS) if value else None


def _source_in(title: str, parts: Sequence[Part], outlet_of: OutletOf) -> Fact[str]:
    """The outlet that a title names: beside a headline, or by a name that is known, or else last."""
    for part in parts:
        if part.headline and (site := headlines.site_in(title, part.headline.text)):
            return Known(headlines.last_part(site), "inferred", _TITLE)
    known = (piece for piece in headlines.parts(title) if outlet_of(piece))
    last = headlines.last_part(title)
    site = next(known, last if last != title else "")
    return Known(site, "inferred", _TITLE) if site else None
