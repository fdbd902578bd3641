"""A saved page -> the stories in it, each with what is known of it and how, and what is furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.faults import Checked, Faults, Span
from sitegen.importing import blocks as html_blocks
from sitegen.importing import furniture, markup, plain_text, stated
from sitegen.importing.articles import parts_of_html
from sitegen.importing.decode import decode
from sitegen.importing.page import Found, Furniture, SavedPage
from sitegen.importing.split import SHORTEST, Aside, Part, split
from sitegen.importing.stories import OutletOf, stories_of


@dataclass(frozen=True, slots=True)
class Served:
    """How a page came that was asked of a site: the address at which it stands, and the letters that the site names."""

    address: str
    charset: str | None = None


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
    passed = _furniture(page, asides)
    if not parts or _words_in(parts) < furniture.FEW:
        headline = facts.headline.value if facts.headline else facts.page_title
        if furniture.is_no_story(headline, blocks, tree.root, faults):
            return Found(furniture=passed)
    if not parts:
        message = "no story can be found in this page"
        faults.add(Span(), "page-no-story", message, "copy its text into a .txt file")
        return Found(furniture=passed)
    stories = stories_of(page, parts, facts, today, outlet_of)
    cut = page.cut or ("The saved file breaks off." if tree.is_cut else None)
    return Found(tuple(replace(s, partial=s.partial or cut) for s in stories), passed)


def _text(page: SavedPage, today: date, outlet_of: OutletOf, faults: Faults) -> Found:
    markdown = page.form == "markdown"
    keys, offset = plain_text.front_matter(page.text) if markdown else ({}, 0)
    blocks = plain_text.blocks_of(page.text, markdown=markdown, offset=offset)
    if furniture.is_no_story("", blocks, None, faults):
        return Found()
    title = plain_text.title_line(blocks)
    parts, asides = split(blocks[1:] if title else blocks, today)
    if title:
        asides = (Aside(title, "the title of the page"), *asides)
    passed = _furniture(page, asides)
    if _words_in(parts) < SHORTEST:
        message = "no story can be found in this text"
        faults.add(Span(), "page-no-story", message, "leave headline and paragraphs on lines of their own")
        return Found(furniture=passed)
    facts = plain_text.facts_of(page, title, parts, keys, today, outlet_of)
    return Found(stories_of(page, parts, facts, today, outlet_of), passed)


def _words_in(parts: Sequence[Part]) -> int:
    return sum(b.words for part in parts for b in part.body)


def _furniture(page: SavedPage, asides: Sequence[Aside]) -> tuple[Furniture, ...]:
    """Neighbours of the same reason are one."""
    found: list[Furniture] = []
    for aside in asides:
        start, end = (None, None) if page.in_container else (aside.block.start, aside.block.end)
        if found and found[-1].why == aside.why:
            found[-1] = replace(found[-1], end=end)
        else:
            found.append(Furniture(page.name, start, end, aside.why))
    return tuple(found)
