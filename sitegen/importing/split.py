"""The blocks of a page that shows no `<article>` -> its stories, by what headlines are like.

A headline is a line without a full stop, mostly in capitals or taken up again by the words below it, above a text long
enough to be one. Subheads are like that too: what they stand above goes on with the story before, by its first word and
by the names in it. **In doubt, no cut**: a story in two pieces is worse than two stories in one draft, which an editor sees.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

from sitegen.importing import datelines, furniture
from sitegen.importing.bylines import OPENS
from sitegen.importing.page import Block
from sitegen.importing.written_dates import unglued
from sitegen.names.fold import fold_all

SHORTEST_STORY = 25
"""Words below a headline. With fewer it is a teaser, or none at all."""

SHORTEST = 8
"""Words of the text of a page that holds one story: a flash of news has no more."""

LONG_TEASER = 45
"""Words of a text that breaks off, which are enough to be worth a digest."""

_ENOUGH, _ENOUGH_OF_FIRST = 2.0, 1.0
"""The score of a headline. Above the first there is no story which the line could belong to."""

_LOOKED_AT = 90
"""Words below a headline by which it is judged."""

_FEWEST, _MOST = 3, 22
_LONGEST = 400
"""Words, and letters, of a headline."""

_GOES_ON = frozenset(
    [
        "he", "she", "they", "it", "his", "her", "their", "its", "this", "these", "those", "that", "but", "and",
        "also", "however", "meanwhile", "still", "yet", "so", "then", "such", "both",
    ]
)  # fmt: skip
_SMALL = frozenset(
    [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "from", "as", "is",
        "are", "was", "were", "be", "been", "has", "have", "had", "not", "no", "it", "its", "his", "her", "their",
        "that", "this", "over", "after", "before", "if", "than", "into", "up", "out", "who", "what", "when", "where",
        "how", "why", "will", "would", "can", "could", "says", "said", "say", "new",
    ]
)  # fmt: skip
_NO_HEADLINE = re.compile(r"[.,;:]$|^[a-z]|^\W*https?:|\d{1,2}:\d\d|^[“\"'‘].*[.,][”\"'’]$|[.!]\s+[A-Z“\"‘]")
_SENTENCE_ENDS = re.compile(r"[^.]\.[\"”’)]*$|[,;:]$")
_SITE_TITLE = re.compile(r"\s[|–—»·-]\s")
_NAME = re.compile(r"(?<=[^\W\d_,;] )[^\W\d_a-z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A story as a row of blocks: its headline (None: it has none), the blocks of its text, and a date glued to the headline."""

    headline: Block | None
    body: tuple[Block, ...]
    glued: datelines.Dated | None = None
    partial: bool = False

    @classmethod
    def of(
        cls, headline: Block | None, body: tuple[Block, ...], glued: datelines.Dated | None = None
    ) -> Part:
        """The story of these blocks; `partial` if its text breaks off."""
        return cls(headline, body, glued, partial=bool(body) and furniture.breaks_off(body[-1].text))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of them, in order."""
        return (self.headline, *self.body) if self.headline else self.body


@dataclass(frozen=True, slots=True)
class Aside:
    """A block that belongs to no story, and why."""

    block: Block
    why: str


def split(blocks: Sequence[Block], today: date) -> tuple[tuple[Part, ...], tuple[Aside, ...]]:
    """The stories of `blocks`, and what belongs to none."""
    kept, asides, rest = _sorted_out(blocks)
    heads = _heads(kept, today)
    ends = [*heads[1:], len(kept)] if heads else []
    parts = [_part(kept[a:b], today) for a, b in zip(heads, ends, strict=True)]
    before = kept[: heads[0]] if heads else ()
    if before and words_in(before) >= SHORTEST_STORY:
        parts.insert(0, Part(None, tuple(before)))
    else:
        asides += [Aside(block, "stands above the first headline") for block in before]
    teasers, more = _teasers(rest, today)
    if not parts and kept and not heads:
        parts = [Part(None, tuple(kept))] if not before else parts
    ordered = sorted(asides + more, key=lambda aside: aside.block.start)
    return (*parts, *teasers), tuple(ordered)


def _sorted_out(blocks: Sequence[Block]) -> tuple[list[Block], list[Aside], list[Aside]]:
    """What may belong to stories; single lines of furniture; and what stands below a heading such as "Related news"."""
    kept: list[Block] = []
    asides: list[Aside] = []
    below: list[Aside] = []
    section = ""
    for block in blocks:
        opens = furniture.of_section(block.text) if block.words <= 8 else ""
        why = opens or block.furniture or furniture.of_line(block.text)
        if opens and (kept or block.furniture):
            section = opens
            below.append(Aside(block, why))
        elif section:
            below.append(Aside(block, why or section))
        elif why:
            asides.append(Aside(block, why))
        else:
            kept.append(block)
    return kept, asides, below


def _teasers(below: Sequence[Aside], today: date) -> tuple[list[Part], list[Aside]]:
    """The texts among teasers that are long enough to be stories cut short; the rest."""
    parts: list[Part] = []
    rest: list[Aside] = []
    for aside in below:
        block = aside.block
        if (
            block.words < LONG_TEASER
            or not furniture.breaks_off(block.text)
            or (aside.why == "comments" and len(block.text) < 300)
        ):
            rest.append(aside)
            continue
        head: Block | None = None
        glued = datelines.title_and_date(block.text, today)
        if rest and rest[-1].block.words >= 3 and block.text.startswith(rest[-1].block.text):
            head = rest.pop().block
        elif glued:
            head = replace(block, text=glued.title, end=block.start + len(glued.title))
        text = replace(block, text=glued.rest) if glued and glued.rest else block
        parts.append(Part(head, (text,), glued, partial=True))
    return parts, rest


def _heads(blocks: Sequence[Block], today: date) -> list[int]:
    """Which of `blocks` are the headlines of stories: of each row of short lines the one most like a headline."""
    found: list[int] = []
    named, done = set[str](), 0  # the names in the story so far, and up to where
    for row in _rows(blocks):
        below = " ".join(b.text for b in _text_below(blocks, row.stop))
        last_about = max((i for i in row if _is_line_about(blocks[i], today)), default=-1)
        best, most = row.start, -math.inf
        for index in range(done, row.stop):
            if index in row:
                score = _score(blocks[index], below, today, is_dated=index < last_about)
                if score is not None and found:
                    score += _newness(named, below)
                best, most = max((best, most), (index, -1.0 if score is None else score), key=itemgetter(1))
            named |= _names(blocks, index)
        done = row.stop
        if most >= (_ENOUGH if found else _ENOUGH_OF_FIRST):
            found.append(best)
            named = _names(blocks, best, alone=True).union(
                *(_names(blocks, i) for i in range(best + 1, done))
            )
    return found


def _names(blocks: Sequence[Block], index: int, *, alone: bool = False) -> set[str]:
    """The words of a block that may be names: with a capital, and behind another word, be it of the block before."""
    before = "" if alone or not index else f"{blocks[index - 1].text[-1]} "
    return set(_NAME.findall(before + blocks[index].text))


def _is_line_about(block: Block, today: date) -> bool:
    return bool(datelines.of_line(block.text, today) or OPENS.match(block.text))


def _rows(blocks: Sequence[Block]) -> Iterator[range]:
    """Rows of short lines above a text that is long enough."""
    start = None
    for index, block in enumerate(blocks):
        if _is_short(block):
            start = index if start is None else start
            continue
        if start is not None and words_in(_text_below(blocks, index)) >= SHORTEST_STORY:
            yield range(start, index)
        start = None


def _is_short(block: Block) -> bool:
    if block.level or len(block.text) >= _LONGEST:
        return block.level > 0
    return len(unglued(block.text).split()) <= _MOST and not _SENTENCE_ENDS.search(block.text)


def _text_below(blocks: Sequence[Block], index: int) -> list[Block]:
    found: list[Block] = []
    count = 0
    for block in blocks[index:]:
        if count >= _LOOKED_AT or (found and block.level):
            break
        found.append(block)
        count += block.words
    return found


def _score(block: Block, below: str, today: date, *, is_dated: bool) -> float | None:
    """How like the headline of a new story a line is, by its own words and those `below` it; None where it can be none.
    `is_dated` says that a date or a byline stands between.
    """
    glued = datelines.title_and_date(block.text, today)
    title = glued.title if glued else block.text
    words = title.split()
    if not _FEWEST <= len(words) <= _MOST or _NO_HEADLINE.search(title) or OPENS.match(title):
        return None
    if not glued and datelines.of_line(block.text, today):
        return None
    score = _likeness(words, below) + 0.5 * (len(words) >= 6) + 0.5 * (block.mark == "apart")
    score += {0: 0.0, 1: 1.5}.get(block.level, 0.25)
    score -= 1.0 * bool(_SITE_TITLE.search(title))
    return score + 1.0 * bool(glued or is_dated)


def _likeness(words: Sequence[str], below: str) -> float:
    """By its capitals, and by how many of its words the text below takes up again."""
    main = [word for word in words if word.lower().strip("“”\"'‘’,") not in _SMALL]
    capitals = sum(1 for word in main if word.lstrip("“\"'‘(")[:1].isupper() or word[:1].isdigit())
    score = (
        1.5 if main and capitals / len(main) >= 0.75 and len(words) >= 4 else 0.0 if len(words) > 4 else -1.0
    )
    there = {word[:5] for word in fold_all(below)[:_LOOKED_AT]}
    stems = {word[:5] for word in fold_all(" ".join(main))}
    again = len(stems & there) / len(stems) if stems else 0.0
    return score + (1.5 if again >= 0.5 else 1.0 if again >= 0.3 else 0.5 if again >= 0.15 else 0.0)


def _newness(named: Set[str], below: str) -> float:
    """Whether a text tells of something else than the story before: by its first word, and by the names in it."""
    first = below.split(" ", 1)[0].lower().strip("“\"'‘")
    score = -1.5 if first in _GOES_ON else 0.0
    names = set(_NAME.findall(below))
    if len(names) >= 3:
        shared = len(names & named) / len(names)
        score += 0.75 if shared <= 0.25 else -0.5 if shared >= 0.9 else 0.0
    return score


def words_in(blocks: Sequence[Block]) -> int:
    """How many words blocks have together."""
    return sum(block.words for block in blocks)


def _part(blocks: Sequence[Block], today: date) -> Part:
    head, body = blocks[0], tuple(blocks[1:])
    return Part.of(head, body, datelines.title_and_date(head.text, today))
