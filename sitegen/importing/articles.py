"""The stories of an HTML page: by its `<article>` elements, where several hold a story each; else by its main text.

A page that states to be one article holds one story, whatever stands beside it. Which blocks are the main text is asked of
trafilatura, which does that best of what was measured; it runs on the tree that was made here, reads no address and asks no
network.
"""

from __future__ import annotations

import copy
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from lxml import etree

from sitegen.importing import datelines, furniture, headlines
from sitegen.importing.blocks import BOLD
from sitegen.importing.page import Block, PageFacts
from sitegen.importing.split import LONG_TEASER, SHORTEST, SHORTEST_STORY, Aside, Part, split, words_in

_MOSTLY_LINKS = 0.6
_MOST_OF_PAGE = 0.6
"""Of the words of a page, what its stories have together: below a long text, cards that lead on are not the stories."""

_LINKED = 0.8
"""Share of the letters of a heading that leads to its own story: a sign behind it leads only to itself."""

_ONE_OF_SEVERAL = 40
"""Words of a story among several; with fewer it leads to one."""

_LARGE = 0.5
"""What an article beside the largest must have of its words, on a page that states to be one article."""

Parts = tuple[tuple[Part, ...], tuple[Aside, ...]]


def parts_of_html(root: Any, blocks: Sequence[Block], facts: PageFacts, today: date) -> Parts:
    """The stories of a page, and what belongs to none."""
    if several := _by_articles(blocks, facts):
        return several
    readable, rest = _without_library(blocks)
    if several := _by_stated(readable, facts) or _by_headings(readable, facts, today):
        return several[0], _ordered((*rest, *several[1]))
    main = _main_blocks(root, blocks)
    kept, asides = _kept(blocks, main, facts)
    if words_in(kept) < SHORTEST_STORY:
        kept, asides = readable, rest
    if words_in(kept) < SHORTEST:
        return (), tuple(Aside(b, b.furniture or "no text of a story") for b in blocks)
    if not facts.is_article and not any(0 < b.level < BOLD for b in kept):
        parts, spare = split(kept, today)
        if len(parts) > 1 and all(part.headline for part in parts):
            return parts, _ordered((*asides, *spare))
    part, above = _one(kept, facts)
    return (part,), _ordered((*asides, *above))


def _ordered(asides: Sequence[Aside]) -> tuple[Aside, ...]:
    return tuple(sorted(asides, key=lambda aside: aside.block.start))


def _by_stated(readable: Sequence[Block], facts: PageFacts) -> Parts | None:
    """Where a page states several articles, their headlines head the stories."""
    names = {headlines.letters(name) for name in facts.items}
    heads = [i for i, b in enumerate(readable) if b.level and headlines.letters(b.text) in names]
    return _as_parts(_sections(readable, heads), readable[: heads[0]]) if len(heads) > 1 else None


def _sections(readable: Sequence[Block], heads: Sequence[int]) -> list[_Section]:
    """The blocks at `heads`, each with what stands below it up to the next."""
    return [_Section(readable[a], readable[a + 1 : b]) for a, b in pairwise((*heads, len(readable)))]


def _as_parts(sections: Sequence[_Section], above: Sequence[Block]) -> Parts | None:
    """The sections that are long enough as stories; the rest belongs to none."""
    full: list[_Section] = []
    asides = [Aside(b, "stands above the first headline") for b in above]
    for section in sections:
        if words_in(section.body) >= SHORTEST_STORY:
            full.append(section)
        else:
            asides += (Aside(b, "too short to be a story") for b in (section.head, *section.body))
    parts = tuple(Part.of(section.head, tuple(section.body)) for section in full)
    return (parts, tuple(asides)) if len(full) > 1 else None


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
        if head and words_in(text) >= enough:
            stories[number] = (head, tuple(b for b in group if b is not head))
    most = max((words_in(body) for _, body in stories.values()), default=0)
    if facts.is_article:
        stories = {n: s for n, s in stories.items() if words_in(s[1]) >= most * _LARGE}
    if len(stories) < 2:
        return None
    taken = {id(b) for head, body in stories.values() for b in (head, *body)}
    asides = tuple(
        Aside(b, b.furniture or "stands between the stories") for b in blocks if id(b) not in taken
    )
    return tuple(Part.of(head, body) for head, body in stories.values()), asides


def _kept(blocks: Sequence[Block], main: frozenset[int], facts: PageFacts) -> tuple[list[Block], list[Aside]]:
    kept: list[Block] = []
    asides: list[Aside] = []
    headline = headlines.letters(facts.headline.value) if facts.headline else ""
    for number, block in enumerate(blocks):
        title = headline and headlines.letters(block.text) == headline
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
            or ("navigation" if block.linked >= _MOSTLY_LINKS and not block.level else "")
        )
        if why:
            asides.append(Aside(block, why))
        else:
            kept.append(block)
    return kept, asides


def _by_headings(readable: Sequence[Block], facts: PageFacts, today: date) -> Parts | None:
    """Headings that are links, or have a date of their own, head a story each; so do those with no heading above them."""
    if facts.is_article:
        return None
    whole = words_in(readable)
    for level in (1, 2, 3):
        heads = [i for i, b in enumerate(readable) if b.level == level]
        sections = _sections(readable, heads)
        full = [section for section in sections if words_in(section.body) >= SHORTEST_STORY]
        if len(full) < 2 or sum(words_in(section.body) for section in full) < whole * _MOST_OF_PAGE:
            continue
        own = sum(section.is_own(today) for section in full)
        if own * 2 > len(full) or _are_top([section.head for section in full], readable, facts):
            return _as_parts(sections, readable[: heads[0]])
    return None


def _are_top(heads: Sequence[Block], readable: Sequence[Block], facts: PageFacts) -> bool:
    """Whether headings read like headlines, and none that could be that of the whole page stands above them."""
    title = facts.page_title or (facts.headline.value if facts.headline else "")
    above = [b for b in readable if 0 < b.level < heads[0].level]
    masthead = all(
        b.words <= 4 and b.start < heads[0].start and headlines.alike(b.text, title) for b in above
    )
    long = sum(head.words >= 5 for head in heads) >= 0.8 * len(heads)
    return masthead and long and not any(title and headlines.alike(head.text, title) for head in heads)


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
    letters = headlines.letters(title)
    at = next((i for i, b in enumerate(kept) if letters and headlines.letters(b.text) == letters), None)
    if at is None:
        at = next((i for i, b in enumerate(kept[:6]) if b.level == 1), None)
    if at is None or words_in(kept[at + 1 :]) < words_in(kept) * 0.5:
        body, head, above = tuple(kept), None, []
    else:
        body, head = tuple(kept[at + 1 :]), kept[at]
        above = [b for b in kept[:at] if b.words <= 30]
        body = (*(b for b in kept[:at] if b.words > 30), *body)
    asides = [Aside(b, furniture.of_line(b.text) or "stands above the headline") for b in above]
    text = []
    for block in body:
        if why := furniture.of_line(block.text):
            asides.append(Aside(block, why))
        else:
            text.append(block)
    return Part.of(head, tuple(replace(b, article=0) for b in text)), asides


_DEAREST = 400_000
"""Elements, each counted as often as others stand around it: its time grows with that. Long pages have a tenth."""

_FEW = 600
"""Letters. Where it finds fewer, it is asked again to try harder, which takes twice as long."""

_MOST_COMPARED = 400_000_000
"""Letters looked through for blocks that do not stand in the main text as they are."""


def _main_blocks(root: Any, blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of those of `blocks` that belong to the main text of the page."""
    if _is_too_dear(root):
        return frozenset()
    lines = _main_lines(root, fast=True)
    if sum(map(len, lines)) < _FEW:
        lines = _main_lines(root, fast=False)
    whole = "\n".join(lines)
    exact = frozenset(lines)
    room = _MOST_COMPARED
    found: set[int] = set()
    for number, block in enumerate(blocks):
        letters = _letters(block.text)
        if letters in exact:
            found.add(number)
        elif len(letters) >= 12 and room > 0:
            room -= len(whole)
            if letters in whole:
                found.add(number)
    return frozenset(found)


def _is_too_dear(root: Any) -> bool:
    depth = cost = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        cost += depth if event == "start" else 0
        if cost > _DEAREST:
            return True
    return False


def _main_lines(root: Any, *, fast: bool) -> list[str]:
    import trafilatura  # noqa: PLC0415 - of the group that only this stage needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(
            copy.deepcopy(root),
            include_comments=False,
            include_tables=True,
            with_metadata=False,
            favor_recall=True,
            fast=fast,
        )
    except Exception:  # noqa: BLE001 - a page that the library stumbles over is read by its blocks alone
        return []
    return [letters for line in (text or "").splitlines() if (letters := _letters(line))]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).lower()
