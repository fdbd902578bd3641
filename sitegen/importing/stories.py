"""A part of a page, and what the page states of itself -> a story with all that is known of it and how.

What a page states holds for its only story. Of several it holds for each who published them and in which language; the
rest each has to say itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sitegen.importing import datelines, headlines
from sitegen.importing.bylines import OPENS, is_name, names_in
from sitegen.importing.page import Block, Fact, Known, PageFacts, SavedPage, Story
from sitegen.importing.saved_from import is_address
from sitegen.importing.split import Part
from sitegen.importing.written_dates import of_machine

OutletOf = Callable[[str], str | None]
"""The name of the outlet that a text is a name of; None where it is none's."""

_DATELINE = r"(?:^|[.!?]\s+)(?P<all>(?P<outlet>[A-Z][^.!?]{2,80}?)\s*[-–—]\s*\w+ \d{1,2}, \d{4}"
_OPENING_DATELINE = re.compile(_DATELINE + ")")
_GLUED_DATELINE = re.compile(_DATELINE + r"\s*[-–—])")
"""`The Institute - December 20, 2017 -`, at the beginning of a sentence."""

_GLUED_BYLINE = re.compile(r"\bBy ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+?)(?= [A-Z])")
_LONGEST_OUTLET = 6
"""Words of the name of an outlet."""

_FIRST_LETTERS = 900
"""Letters of a text within which its dateline stands, if at all."""


def stories_of(
    page: SavedPage, parts: Sequence[Part], facts: PageFacts, today: date, outlet_of: OutletOf
) -> tuple[Story, ...]:
    """The stories that the parts of a page are."""
    if len(parts) == 1:
        return (_story(page, parts[0], facts, facts.source, today, outlet_of),)
    shared = PageFacts(source=facts.source, lang=facts.lang, saved=facts.saved)
    items = {headlines.letters(name): item for name, item in reversed([*facts.items.items()])}
    found = []
    for part in parts:
        # One that has its date glued to it was taken from elsewhere: the page need not be its outlet.
        source = None if part.glued else facts.source
        story = _story(page, part, shared, source, today, outlet_of)
        item = items.get(headlines.letters(part.headline.text)) if part.headline else None
        found.append(_with_own(story, item) if item else story)
    return tuple(found)


def _with_own(story: Story, item: PageFacts) -> Story:
    """A story among several with what the page states of it alone."""
    return replace(
        story,
        date=item.date or story.date,
        authors=item.authors or story.authors,
        url=item.url or story.url,
    )


def _story(
    page: SavedPage, part: Part, facts: PageFacts, source: Fact[str], today: date, outlet_of: OutletOf
) -> Story:
    """One story, of which `facts` hold; `source` is the outlet where it names none itself."""
    text_of = [b.text for b in part.body if not _is_line_about(b, today)]
    named = _source(part, source, outlet_of)
    reposted = named and facts.source and not headlines.same(named.value, facts.source.value)
    return Story(
        file=page.name,
        start=None if page.in_container else part.blocks[0].start,
        end=None if page.in_container else part.blocks[-1].end,
        text="\n".join(text_of or [b.text for b in part.body]),
        headline=_headline(part, facts),
        date=_date(part, facts, today),
        source=named,
        authors=facts.authors or _authors(part),
        url=facts.url or _permalink(part),
        lang=facts.lang,
        partial=_partial(part, facts),
        archive_url=facts.archive_url,
        accessed=facts.saved,
        via=facts.source.value if reposted and facts.source else None,
    )


def _headline(part: Part, facts: PageFacts) -> Fact[str]:
    if facts.headline or part.headline is None:
        return facts.headline
    title = part.glued.title if part.glued else part.headline.text
    if facts.source:
        title = headlines.without_site(title, (facts.source.value,))
    origin = "the heading of the story" if part.headline.level else "the line above the text"
    return Known(title, "stated", origin)


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
    """The first words below the headline, or the dateline of a text that is glued to it."""
    if part.glued and part.glued.rest:
        match = _GLUED_DATELINE.search(part.glued.rest)
        return match["all"] if match else part.glued.rest
    return part.body[0].text if part.body else ""


def _source(part: Part, known: Fact[str], outlet_of: OutletOf) -> Fact[str]:
    """The outlet that the story names itself, in a line of its own or at its opening, if it is known; else that of the page."""
    if part.glued and (opening := _opening_outlet(part.glued.rest, outlet_of)):
        return opening
    for block in part.body[:4]:
        if block.words <= _LONGEST_OUTLET and outlet_of(block.text):
            return Known(block.text, "stated", "the byline")
    if known is None and part.body and (opening := _opening_outlet(part.body[0].text, outlet_of)):
        return opening
    return known


def _opening_outlet(text: str, outlet_of: OutletOf) -> Fact[str]:
    """A known outlet named at the beginning of a text, or right before the date that opens it."""
    words = text[:_FIRST_LETTERS].split()
    for length in range(min(_LONGEST_OUTLET, len(words)), 0, -1):
        name = " ".join(words[:length]).strip(" -–—:,(")
        if outlet_of(name) and name[:1].isupper():
            return Known(name, "stated", "the opening of the text")
    for match in _OPENING_DATELINE.finditer(text[:_FIRST_LETTERS]):
        if outlet_of(match["outlet"]):
            return Known(match["outlet"], "stated", "the dateline")
    return None


def _authors(part: Part) -> Fact[tuple[str, ...]]:
    for block in part.body[:5]:
        if block.mark == "author" and (found := names_in(block.text)):
            return Known(found, "stated", "the byline")
        if block.words <= 14 and (OPENS.match(block.text) or block.mark == "byline"):
            found = names_in(block.text)
            if found and is_name(found[0], surely=True):
                return Known(found, "stated", "the byline")
    if part.glued and (match := _GLUED_BYLINE.search(part.glued.rest)):
        return Known((match[1],), "stated", "the byline")
    return None


def _permalink(part: Part) -> Fact[str]:
    link = part.headline.link if part.headline else ""
    return Known(link, "stated", "the link of the heading") if is_address(link) else None


def _is_line_about(block: Block, today: date) -> bool:
    """Whether a block is no sentence of the story but its date or byline."""
    return (block.words <= 16 and datelines.of_line(block.text, today) is not None) or (
        block.words <= 12 and OPENS.match(block.text) is not None
    )


def _partial(part: Part, facts: PageFacts) -> str | None:
    if part.partial:
        return "Only the opening is known; the saved page shows it as a text that breaks off."
    return "The page says that the rest is for subscribers." if facts.paywalled else None
