"""`check`: weaknesses of the content that stop no build, but that an editor wants to know of.

A check is a function of the site and the day, and a line in `CHECKS`; all it finds are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import TypeAlias

from sitegen.faults import Faults, Span
from sitegen.importing.own_words import LONGEST_QUOTATION
from sitegen.model.body import Html, Reference, Words
from sitegen.model.kinds import (
    Article,
    Citable,
    Claim,
    Entity,
    Entry,
    Note,
    Outlet,
    Person,
    Text,
    Topic,
    of_kind,
)
from sitegen.model.site import LinkFill, Site

Weaknesses: TypeAlias = Iterator[tuple[Entry, str | Span, str, str, str]]
"""Each with its entry, its place there (the key, or where it stands), its code, what is weak, and what to do."""

Check = Callable[[Site, date], Weaknesses]

SHORTEST_DIGEST, LONGEST_DIGEST = 30, 220
LONGEST_BOTTOM_LINE, LONGEST_REASON, LONGEST_SUMMARY, LONGEST_OPENING = 65, 25, 25, 40
"""Words of a topic's summary and of the reason of its status, of a note's summary, and of a digest's first paragraph."""
LONGEST_GIST, LONGEST_ANSWER = 140, 60
"""Characters: what a narrow screen shows in two or three lines, and in one or two as a heading."""

_QUOTATION = re.compile(
    r"\u201c([^\u201c\u201d]+)\u201d"
    r"|\u201e([^\u201c\u201d\u201e]+)[\u201c\u201d]"
    r"|\u00ab([^\u00ab\u00bb]+)\u00bb"
    r"|\"([^\"]+)\""
)


def originals_without_archive(site: Site, _today: date) -> Weaknesses:
    """A text whose original has an address and no archived copy: it will be gone one day."""
    for text in of_kind(site.entries.values(), Citable):
        if text.url and not text.archive_url:
            fix = "save one, and add archive_url: with its address"
            yield text, "url", "archive-missing", "the original has no archived copy", fix


def notes_to_review(site: Site, today: date) -> Weaknesses:
    """A note whose day of review is past."""
    for note in of_kind(site.entries.values(), Note):
        if note.review_by and note.review_by.latest and note.review_by.latest < today:
            message = f"the note was to be reviewed by {note.review_by.written}"
            yield note, "review_by", "review-due", message, "review it, and set a new review_by:"


def claims_with_one_side(site: Site, _today: date) -> Weaknesses:
    """A contested question that one speaker alone answers, and whose text does not say what is known of the others."""
    for claim in of_kind(site.entries.values(), Claim):
        statements = claim.statements
        speakers = {s.by for s in statements} | {other for s in statements for other in s.denied_by}
        if len(speakers) == 1 and not claim.body.word_count:
            fix = "add what the others say, or say in the text that nothing is known of it"
            yield claim, "statements", "claim-one-side", "only one side of this question is told", fix


def outlets_without_label(site: Site, _today: date) -> Weaknesses:
    """An outlet that made articles, of which the reader is not told what kind of source it is."""
    for outlet in of_kind(site.entries.values(), Outlet):
        if site.linked[outlet.id].listed(Article) and not outlet.label and not outlet.body.word_count:
            message = "nothing says what kind of source this outlet is"
            fix = "add label: with text: and basis:, or say in the text what is known of it"
            yield outlet, "name", "label-missing", message, fix


def entities_nobody_mentions(site: Site, _today: date) -> Weaknesses:
    """A person, organisation or place that no other entry mentions, and that names no article itself."""
    for entity in of_kind(site.entries.values(), Entity):
        if not site.linked[entity.id].backlinks and not entity.based_on:
            message = f"nothing mentions this {entity.noun}"
            fix = "name it in a text, add refs:, or take the entry out"
            yield entity, "name", "entity-unmentioned", message, fix


def digests_of_unusual_length(site: Site, _today: date) -> Weaknesses:
    """A digest that says too little to be of use, or so much that it stands for the original."""
    for article in of_kind(site.entries.values(), Article):
        words = article.body.word_count
        if not SHORTEST_DIGEST <= words <= LONGEST_DIGEST:
            message = f"the digest has {words} words"
            fix = f"write between {SHORTEST_DIGEST} and {LONGEST_DIGEST}"
            yield article, Span(article.origin.body_line), "digest-length", message, fix


def long_quotations(site: Site, _today: date) -> Weaknesses:
    """A quotation of more words than the wording can be the news of."""
    for entry in of_kind(site.entries.values(), Text):
        for block in entry.body.blocks:
            pieces = entry.body.block_pieces(block)
            text = "".join(piece.text for piece in pieces if isinstance(piece, Html | Words))
            for quotation in _QUOTATION.finditer(text):
                words = next(filter(None, quotation.groups())).split()
                if len(words) > LONGEST_QUOTATION:
                    message = f'the quotation "{" ".join(words[:6])} …" has {len(words)} words'
                    fix = (
                        f"quote at most {LONGEST_QUOTATION} at a time, and say the rest in words of your own"
                    )
                    yield entry, Span(entry.origin.body_line), "quotation-long", message, fix


def long_openings(site: Site, _today: date) -> Weaknesses:
    """What stands for an entry in lists, cards and feeds, and is too long to be read there."""
    for topic in of_kind(site.entries.values(), Topic):
        if topic.gist and len(topic.gist) > LONGEST_GIST:
            message = f"the gist has {len(topic.gist)} characters"
            fix = f"say in one sentence of at most {LONGEST_GIST} where things stand"
            yield topic, "gist", "opening-long", message, fix
    for claim in of_kind(site.entries.values(), Claim):
        for key, answer in claim.repeated_words():
            if len(answer) > LONGEST_ANSWER:
                message = f"the answer has {len(answer)} characters"
                fix = f"say in at most {LONGEST_ANSWER} what is answered; the rest stands in `says`"
                yield claim, key, "opening-long", message, fix
    for entry, place, what, text, most in _openings(site):
        words = len(text.split())
        if words > most:
            fix = f"write at most {most}; it stands for the whole elsewhere"
            yield entry, place, "opening-long", f"{what} has {words} words", fix


def _openings(site: Site) -> Iterator[tuple[Entry, str | Span, str, str, int]]:
    """Texts with their place, what they are called, and how many words they may have."""
    for topic in of_kind(site.entries.values(), Topic):
        yield topic, "summary", "the bottom line", topic.summary, LONGEST_BOTTOM_LINE
        if topic.status:
            yield topic, "status.why", "the reason", topic.status.why, LONGEST_REASON
    for note in of_kind(site.entries.values(), Note):
        yield note, "summary", "the summary", note.summary or "", LONGEST_SUMMARY
    for article in of_kind(site.entries.values(), Article):
        if article.summary_shown is None:
            text = site.linked[article.id].opening
            yield article, Span(article.origin.body_line), "the first paragraph", text, LONGEST_OPENING


def cases_surer_than_their_sources(site: Site, _today: date) -> Weaknesses:
    """What became of somebody as of a day on which none of the texts that it is known from was written yet."""
    for person in of_kind(site.entries.values(), Person):
        for index, case in enumerate(person.cases):
            written = [site.entries[ref].own_date for ref in case.refs]
            latest = max((when.latest or date.max for when in written if when), default=date.max)
            if case.as_of.earliest and case.as_of.earliest > latest:
                message = (
                    f"the status is as of {case.as_of.written}, and its sources were written before that"
                )
                fix = "write up to when they know, or add the text that knows more to its refs"
                yield person, f"cases.{index}.as_of", "case-later-than-source", message, fix


def notes_listed_twice(site: Site, _today: date) -> Weaknesses:
    """A topic whose text leads to a note that its page lists anyway, with a line on what is in it."""
    for topic in of_kind(site.entries.values(), Topic):
        linked = site.linked[topic.id]
        listed, pieces = frozenset(linked.listed(Note)), topic.body.pieces
        for position, fill in linked.body.fills:
            slot = pieces[position]
            if isinstance(fill, LinkFill) and fill.target in listed and isinstance(slot, Reference):
                message = f'the page lists the note "{fill.target}" already'
                fix = "say what is in it in the summary of the note, and take the link out here"
                yield topic, slot.span, "note-listed-twice", message, fix


CHECKS: tuple[Check, ...] = (
    originals_without_archive,
    notes_to_review,
    claims_with_one_side,
    outlets_without_label,
    entities_nobody_mentions,
    digests_of_unusual_length,
    long_quotations,
    long_openings,
    cases_surer_than_their_sources,
    notes_listed_twice,
)
"""Every check of the content."""


def check_content(site: Site, today: date, faults: Faults) -> None:
    """Runs all of them."""
    for entry, place, code, message, fix in chain.from_iterable(check(site, today) for check in CHECKS):
        span = entry.origin.at(place) if isinstance(place, str) else place
        faults.of(entry.origin.path).warn(span, code, message, fix)
