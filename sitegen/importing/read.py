"""A saved page -> the stories in it, each with what is known of it and how, and what is furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.faults import Checked, Faults, Span
from sitegen.importing import blocks as html_blocks
from sitegen.importing import datelines, headlines, markup, no_story, stated, text_blocks
from sitegen.importing.articles import parts_of_html
from sitegen.importing.bylines import OPENS, is_name, names_in
from sitegen.importing.decode import decode
from sitegen.importing.page import Block, Fact, Found, Furniture, Known, PageFacts, SavedPage, Story
from sitegen.importing.saved_from import is_address
from sitegen.importing.split import SHORTEST, Aside, Part, split
from sitegen.importing.written_dates import of_machine


@dataclass(frozen=True, slots=True)
class Served:
    """How a page came that was asked of a site: the address at which it stands, and the letters that the site names."""

    address: str
    charset: str | None = None


OutletOf = Callable[[str], str | None]
"""The name of the outlet that a text is a name of; None where it is none's."""


def read(
    name: str, raw: bytes, today: date, outlet_of: OutletOf, served: Served | None = None
) -> Checked[Found]:
    """What a file called `name` holds, or what a site `served`. What cannot be read is a fault that says why; never raises."""
    decoded = decode(name, raw, served.charset if served else None)
    page = decoded.value
    if page is None:
        return Checked(Found(), decoded.faults)
    if served:
        page = replace(page, address=page.address or served.address, saved=page.saved or today)
    return read_page(page, today, outlet_of)


def read_page(page: SavedPage, today: date, outlet_of: OutletOf) -> Checked[Found]:
    """What a page holds whose text is known."""
    faults = Faults(page.name)
    reader = _html if page.form == "html" else _text
    try:
        found = reader(page, today, outlet_of, faults)
    except markup.TooMuchMarkup:
        message = f"the page has more than {markup.MOST_MARKUP // 1024 // 1024} MiB of markup, the most that is read"
        faults.add(Span(), "page-too-large", message, "copy the text of the story into a .txt file")
        found = Found()
    return faults.beside(found)


def _html(page: SavedPage, today: date, outlet_of: OutletOf, faults: Faults) -> Found:
    tree = markup.parse(page.text)
    blocks = html_blocks.blocks_of(tree)
    facts = stated.facts_of(page, tree, blocks, today)
    parts, asides = parts_of_html(tree.root, blocks, facts, today)
    cut = page.cut or ("The saved file breaks off." if tree.is_cut else None)
    if not parts or no_story.is_likely(parts):
        headline = facts.headline.value if facts.headline else facts.page_title
        if no_story.report(headline, blocks, tree.root, faults):
            return Found(furniture=_furniture(page, asides))
    if not parts:
        faults.add(
            Span(), "page-no-story", "no story can be found in this page", "copy its text into a .txt file"
        )
    several = len(parts) > 1
    stories = [_story_of_html(page, part, facts, several, today, outlet_of) for part in parts]
    return Found(tuple(replace(s, partial=s.partial or cut) for s in stories), _furniture(page, asides))


def _text(page: SavedPage, today: date, outlet_of: OutletOf, faults: Faults) -> Found:
    keys, offset = text_blocks.front_matter(page.text) if page.form == "markdown" else ({}, 0)
    blocks = text_blocks.blocks_of(page.text, markdown=page.form == "markdown", offset=offset)
    if no_story.report("", blocks, None, faults):
        return Found()
    title, blocks = _page_title(blocks, page.title)
    parts, asides = split(blocks, today)
    if title:
        asides = (Aside(title, "the title of the page"), *asides)
    if sum(b.words for part in parts for b in part.body) < SHORTEST:
        faults.add(
            Span(),
            "page-no-story",
            "no story can be found in this text",
            "leave headline and paragraphs on lines of their own",
        )
        return Found(furniture=_furniture(page, asides))
    facts = _facts_of_text(page, title, parts, keys, today, outlet_of)
    stories = [_story(page, part, facts, len(parts) > 1, today, outlet_of) for part in parts]
    return Found(tuple(stories), _furniture(page, asides))


def _page_title(blocks: tuple[Block, ...], saved_as: str | None) -> tuple[Block | None, tuple[Block, ...]]:
    """The line that is the title of the browser's window: the headline stands again below it, or it names only a site."""
    del saved_as
    if len(blocks) < 3 or blocks[0].words > 30:
        return None, blocks
    first = blocks[0]
    again = any(
        headlines.site_in(first.text, b.text) or headlines.same(first.text, b.text) for b in blocks[1:4]
    )
    return (first, blocks[1:]) if again or headlines.is_site_title(first.text) else (None, blocks)


def _facts_of_text(
    page: SavedPage,
    title: Block | None,
    parts: Sequence[Part],
    keys: dict[str, tuple[str, ...]],
    today: date,
    outlet_of: OutletOf,
) -> PageFacts:
    """What the first lines of a text, and the keys above it, say of all its stories."""

    def key(*names: str) -> str:
        return next((keys[n][0] for n in names if keys.get(n)), "")

    named = key("site", "source", "publisher", "site_name", "publication")
    source: Fact[str] = (
        Known(named, "stated", "the keys above the text") if named and "://" not in named else None
    )
    if source is None and title:
        source = _source_in_title(title.text, parts, outlet_of)
    written = of_machine(key("date", "published", "date_published", "created"), today)
    address = next(
        (v for v in (key("url", "source", "link", "canonical"),) if v.startswith("http")), page.address or ""
    )
    authors = names_in(", ".join(keys.get("author", keys.get("authors", ()))))
    origin = "the keys above the text"
    return PageFacts(
        headline=Known(key("title"), "stated", origin) if key("title") else None,
        date=Known(written, "stated", origin) if written else None,
        source=source,
        authors=Known(authors, "stated", origin) if authors else None,
        url=Known(address, "stated", origin) if address and is_address(address) else None,
        lang=Known(key("lang", "language"), "stated", origin) if key("lang", "language") else None,
        saved=page.saved,
    )


def _source_in_title(title: str, parts: Sequence[Part], outlet_of: OutletOf) -> Fact[str]:
    for part in parts:
        if part.headline and (site := headlines.site_in(title, part.headline.text)):
            return Known(headlines.last_part(site), "inferred", "the title line of the page")
    for piece in headlines.parts(title):
        if outlet_of(piece):
            return Known(piece, "inferred", "the title line of the page")
    last = headlines.last_part(title)
    return Known(last, "inferred", "the title line of the page") if last != title else None


def _story_of_html(
    page: SavedPage, part: Part, facts: PageFacts, several: bool, today: date, outlet_of: OutletOf
) -> Story:
    story = _story(page, part, facts, several, today, outlet_of)
    item = next(
        (f for name, f in facts.items.items() if part.headline and headlines.same(name, part.headline.text)),
        None,
    )
    if several and item:
        story = replace(
            story,
            date=item.date or story.date,
            authors=item.authors or story.authors,
            url=item.url or story.url,
        )
    return story


def _story(
    page: SavedPage, part: Part, facts: PageFacts, several: bool, today: date, outlet_of: OutletOf
) -> Story:
    """A part of a page with all that is known of it; what the page states of itself holds for its only story."""
    whole = (
        PageFacts(source=facts.source, lang=facts.lang, saved=facts.saved, archive_url=facts.archive_url)
        if several
        else facts
    )
    text_of = [b.text for b in part.body if not _is_line_about(b, today)]
    named = _source(part, whole.source if part.glued is None or not several else None, outlet_of)
    reposted = named and facts.source and not headlines.same(named.value, facts.source.value)
    return Story(
        file=page.name,
        start=None if page.in_container else part.blocks[0].start,
        end=None if page.in_container else part.blocks[-1].end,
        text="\n".join(text_of or [b.text for b in part.body]),
        headline=_headline(part, whole, several=several),
        date=_date(part, whole, today),
        source=named,
        authors=whole.authors or _authors(part),
        url=whole.url or _permalink(part),
        lang=whole.lang,
        partial=_partial(part, whole),
        archive_url=whole.archive_url if not several else None,
        accessed=whole.saved,
        via=facts.source.value if reposted and facts.source else None,
    )


def _headline(part: Part, facts: PageFacts, *, several: bool) -> Fact[str]:
    if facts.headline and not several:
        return facts.headline
    if part.headline is None:
        return facts.headline
    title = part.glued.title if part.glued else part.headline.text
    if facts.source:
        title = headlines.without_site(title, (facts.source.value,))
    return Known(
        title, "stated", "the heading of the story" if part.headline.level else "the line above the text"
    )


def _date(part: Part, facts: PageFacts, today: date) -> Fact[str]:
    if facts.date and facts.date.how == "stated":
        return facts.date
    for block in part.blocks[:8]:
        if block.moment and (written := of_machine(block.moment, today)):
            return Known(written, "stated", "time")
    opening = datelines.of_opening(_below_title(part), today)
    if part.glued and part.glued.is_bound:
        return opening or Known(f"..{part.glued.date}", "inferred", "the day on which the page was made")
    if part.glued:
        return Known(part.glued.date, "stated", "the date beside the headline")
    found = datelines.of_story(part.blocks, today, saved=facts.saved) or opening or facts.date
    bound = facts.archived or facts.saved
    if found is None and bound:
        return Known(f"..{bound.isoformat()}", "inferred", "the day on which the page was saved")
    return found


def _below_title(part: Part) -> str:
    """The first words below the headline, where a date that is glued to it was taken away."""
    if part.glued and part.glued.rest:
        match = re.search(
            r"(?:^|[.!?]\s+)(?P<name>[A-Z][^.!?]{0,80}?[-–—]\s*\w+ \d{1,2}, \d{4}\s*[-–—])", part.glued.rest
        )
        return match["name"] + " x" if match else part.glued.rest
    return part.body[0].text if part.body else ""


def _source(part: Part, known: Fact[str], outlet_of: OutletOf) -> Fact[str]:
    """The outlet that the story names itself, in a line of its own or at its opening, if it is known; else that of the page."""
    if part.glued and (opening := _opening_outlet(part.glued.rest, outlet_of)):
        return opening
    for block in part.body[:4]:
        if block.words <= 6 and outlet_of(block.text):
            return Known(block.text, "stated", "the byline")
    if known is None and part.body and (opening := _opening_outlet(part.body[0].text, outlet_of)):
        return opening
    return known


def _opening_outlet(text: str, outlet_of: OutletOf) -> Fact[str]:
    """A known outlet named at the beginning of a text, or right before the date that opens it."""
    words = text.split()[:8]
    for length in range(min(6, len(words)), 0, -1):
        name = " ".join(words[:length]).strip(" -–—:,(")
        if outlet_of(name) and name[:1].isupper():
            return Known(name, "stated", "the opening of the text")
    for match in re.finditer(r"(?:^|[.!?]\s+)([A-Z][^.!?]{2,80}?)\s*[-–—]\s*\w+ \d{1,2}, \d{4}", text[:900]):
        if outlet_of(match[1]):
            return Known(match[1], "stated", "the dateline")
    return None


def _authors(part: Part) -> Fact[tuple[str, ...]]:
    for block in part.body[:5]:
        if block.mark == "author" and (found := names_in(block.text)):
            return Known(found, "stated", "the byline")
        if block.words <= 14 and (OPENS.match(block.text) or block.mark == "byline"):
            found = names_in(block.text)
            if found and is_name(found[0], surely=True):
                return Known(found, "stated", "the byline")
    if part.glued and (
        match := re.search(r"\bBy ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+?)(?= [A-Z])", part.glued.rest)
    ):
        return Known((match[1],), "stated", "the byline")
    return None


def _permalink(part: Part) -> Fact[str]:
    link = part.headline.link if part.headline else ""
    return Known(link, "stated", "the link of the heading") if is_address(link) else None


def _is_line_about(block: Block, today: date) -> bool:
    """Whether a block is no sentence of the story but its date or byline."""
    return block.words <= 16 and (
        datelines.of_line(block.text, today) is not None
        or (OPENS.match(block.text) is not None and block.words <= 12)
    )


def _partial(part: Part, facts: PageFacts) -> str | None:
    if part.partial:
        return "Only the opening is known; the saved page shows it as a text that breaks off."
    return "The page says that the rest is for subscribers." if facts.paywalled else None


def _furniture(page: SavedPage, asides: Sequence[Aside]) -> tuple[Furniture, ...]:
    """Neighbours of the same reason are one."""
    found: list[Furniture] = []
    for aside in asides:
        start, end = (None, None) if page.in_container else (aside.block.start, aside.block.end)
        if found and found[-1].why == aside.why and not page.in_container:
            found[-1] = replace(found[-1], end=end)
        elif not (found and found[-1].why == aside.why):
            found.append(Furniture(page.name, start, end, aside.why))
    return tuple(found)
