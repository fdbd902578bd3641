"""The stories of an HTML page: by its `<article>` elements, where several hold a story each; else by its main text.

A page that states to be one article holds one story, whatever stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from sitegen.importing import datelines, furniture, headlines
from sitegen.importing.main_text import main_blocks
from sitegen.importing.page import Block, PageFacts
from sitegen.importing.split import LONG_TEASER, SHORTEST, SHORTEST_STORY, Aside, Part, split

_MOSTLY_LINKS = 0.6
_LINKED = 0.8
"""Share of the letters of a heading that leads to its own story: a sign behind it leads only to itself."""

_ONE_OF_SEVERAL = 40
"""Words of a story among several; with fewer it leads to one."""

_LARGE = 0.5
"""What an article beside the largest must have of its words, on a page that states to be one article."""

Parts = tuple[tuple[Part, ...], tuple[Aside, ...]]


def parts_of_html(root: Any, blocks: Sequence[Block], facts: PageFacts, today: date) -> Parts:
    """The stories of a page, and what belongs to none."""
    several = _by_articles(blocks, facts)
    if several:
        return several
    main = main_blocks(root, blocks)
    kept, asides = _kept(blocks, main, facts)
    if _words(kept) < SHORTEST_STORY:
        kept, asides = _without_library(blocks)
    if _words(kept) < SHORTEST:
        return (), tuple(Aside(b, b.furniture or "no text of a story") for b in blocks)
    several = _by_headings(kept, facts, today)
    if several:
        return several[0], (*asides, *several[1])
    part, more = _one(kept, facts)
    return (part,), tuple(sorted((*asides, *more), key=lambda a: a.block.start))


def _by_articles(blocks: Sequence[Block], facts: PageFacts) -> Parts | None:
    """Each `<article>` with a heading and a text is a story, if there are several."""
    groups: defaultdict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.article and block.furniture in ("", "a caption"):
            groups[block.article].append(block)
    stories = {}
    for number, group in groups.items():
        text = [b for b in group if b.level == 0 and b.linked < _MOSTLY_LINKS]
        head = next((b for b in group if b.level), None)
        enough = LONG_TEASER if text and furniture.breaks_off(text[-1].text) else _ONE_OF_SEVERAL
        if head and _words(text) >= enough:
            stories[number] = (head, tuple(b for b in group if b is not head))
    most = max((_words(body) for _, body in stories.values()), default=0)
    if facts.is_article:
        stories = {n: s for n, s in stories.items() if _words(s[1]) >= most * _LARGE}
    if len(stories) < 2:
        return None
    taken = {id(b) for head, body in stories.values() for b in (head, *body)}
    asides = tuple(
        Aside(b, b.furniture or "stands between the stories") for b in blocks if id(b) not in taken
    )
    parts = tuple(
        Part(head, body, partial=bool(body) and furniture.breaks_off(body[-1].text))
        for head, body in stories.values()
    )
    return parts, asides


def _kept(blocks: Sequence[Block], main: frozenset[int], facts: PageFacts) -> tuple[list[Block], list[Aside]]:
    kept: list[Block] = []
    asides: list[Aside] = []
    for number, block in enumerate(blocks):
        title = facts.headline is not None and headlines.same(block.text, facts.headline.value)
        if (
            number in main
            and block.furniture not in ("comments", "asks for consent", "the bar of an archive")
        ) or title:
            kept.append(block)
        else:
            asides.append(
                Aside(
                    block, block.furniture or furniture.of_line(block.text) or "stands outside the main text"
                )
            )
    return kept, asides


def _without_library(blocks: Sequence[Block]) -> tuple[list[Block], list[Aside]]:
    """The main text of a page that the library finds none in: all that is no furniture and not mostly links."""
    kept: list[Block] = []
    asides: list[Aside] = []
    for block in blocks:
        why = (
            block.furniture
            or furniture.of_line(block.text)
            or ("navigation" if block.linked >= _MOSTLY_LINKS else "")
        )
        if why:
            asides.append(Aside(block, why))
        else:
            kept.append(block)
    return kept, asides


def _by_headings(kept: Sequence[Block], facts: PageFacts, today: date) -> Parts | None:
    """Headings that are links, or have a date of their own, head a story each; so do those that read like headlines.

    The latter only where no heading is that of the page: below it they would be subheads.
    """
    if facts.is_article:
        return None
    for level in (1, 2, 3):
        heads = [i for i, b in enumerate(kept) if b.level == level]
        sections = [_Section(kept[a], kept[a + 1 : b]) for a, b in pairwise((*heads, len(kept)))]
        full = [section for section in sections if _words(section.body) >= SHORTEST_STORY]
        if len(full) < 2:
            continue
        own = sum(section.is_own(today) for section in sections)
        if own * 2 > len(heads) or (_is_top(level, kept, facts) and _read_like_headlines(kept, heads, today)):
            parts = tuple(
                Part(s.head, tuple(s.body), partial=furniture.breaks_off(s.body[-1].text)) for s in full
            )
            asides = [Aside(b, "stands above the first headline") for b in kept[: heads[0]]]
            asides += [
                Aside(b, "too short to be a story")
                for s in sections
                if s not in full
                for b in (s.head, *s.body)
            ]
            return parts, tuple(asides)
    if any(b.level for b in kept):
        return None
    parts, more = split(kept, today)
    return (parts, more) if len(parts) > 1 and all(part.headline for part in parts) else None


def _is_top(level: int, kept: Sequence[Block], facts: PageFacts) -> bool:
    """Whether no heading of the page stands above those of this level."""
    title = facts.page_title or (facts.headline.value if facts.headline else "")
    heads = [b for b in kept if b.level == level]
    return not any(0 < b.level < level for b in kept) and not any(
        title and headlines.alike(b.text, title) for b in heads
    )


def _read_like_headlines(kept: Sequence[Block], heads: Sequence[int], today: date) -> bool:
    found, _ = split(kept, today)
    like = {id(part.headline) for part in found}
    return sum(id(kept[i]) in like for i in heads) >= 0.8 * len(heads)


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what stands below it."""

    head: Block
    body: Sequence[Block]

    def is_own(self, today: date) -> bool:
        """Whether it shows that it is a story of its own: by a link, a date, or who wrote it."""
        if self.head.linked > _LINKED and not self.head.link.startswith("#"):
            return True
        return any(b.moment or b.mark == "author" or datelines.of_line(b.text, today) for b in self.body[:3])


def _one(kept: Sequence[Block], facts: PageFacts) -> tuple[Part, list[Aside]]:
    """The one story of a page: below the headline, if that is found among its headings."""
    title = facts.headline.value if facts.headline else ""
    at = next((i for i, b in enumerate(kept) if title and headlines.same(b.text, title)), None)
    if at is None:
        at = next((i for i, b in enumerate(kept[:6]) if b.level == 1), None)
    if at is None or _words(kept[at + 1 :]) < _words(kept) * 0.5:
        body, head, above = tuple(kept), None, []
    else:
        body, head = tuple(kept[at + 1 :]), kept[at]
        above = [b for b in kept[:at] if b.words <= 30]
        body = (*(b for b in kept[:at] if b.words > 30), *body)
    asides = [Aside(b, furniture.of_line(b.text) or "stands above the headline") for b in above]
    text = [b for b in body if not furniture.of_line(b.text)]
    asides += [Aside(b, furniture.of_line(b.text)) for b in body if furniture.of_line(b.text)]
    cut = bool(text) and furniture.breaks_off(text[-1].text)
    return Part(head, tuple(replace(b, article=0) for b in text), partial=cut), asides


def _words(blocks: Sequence[Block]) -> int:
    return sum(block.words for block in blocks)
