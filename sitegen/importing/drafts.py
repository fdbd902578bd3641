"""A story -> what its draft says: every key that is known, with how, in words; never a sentence of the story itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.dates import BadDate, parse
from sitegen.importing.known_site import SURE_SCORE, FoundName
from sitegen.importing.page import Fact, Story
from sitegen.importing.saved_from import is_address

_JOINERS = "\u200c\u200d"
_LONGEST = 200
_MOST_NAMES = 15


@dataclass(frozen=True, slots=True)
class DraftText:
    """The keys of a draft, each with what somebody would give for it (of a list, all items), and its body. `unsure` are those of
    the keys whose value is in doubt, each with what is said of it, for whoever writes the digest to decide.
    """

    values: dict[str, tuple[str, ...]]
    unsure: dict[str, str]
    via: str | None
    body: str


def draft_of(
    story: Story,
    outlet: str,
    topics: Iterable[tuple[str, float]],
    names: Iterable[FoundName],
    today: date,
    language: str,
) -> DraftText:
    """The draft of a digest of `story`, which the outlet of that id made; `topics` have their scores."""
    chosen, doubt = _topics(tuple(topics))
    written, note = _date(story, today)
    headline = clean(story.headline.value) if story.headline else ""
    values: dict[str, tuple[str, ...]] = {
        "title": (headline or "Untitled",),
        "date": (written,),
        "source": (outlet,),
        "topics": chosen,
        "headline": (headline,),
        "url": _address(story.url.value if story.url else None),
        "authors": tuple(map(clean, story.authors.value)) if story.authors else (),
        "accessed": _accessed(story, written, today),
        "archive_url": _address(story.archive_url),
        "partial": (story.partial,) if story.partial else (),
        "date_note": (note,),
        "source_note": (_source_note(story),),
        "lang": (story.lang.value,) if story.lang and _other_language(story.lang.value, language) else (),
        "draft": ("true",),
        "added": (today.isoformat(),),
    }
    kept = {key: given for key, given in values.items() if any(given)}
    unsure = {"topics": doubt} if doubt else {}
    return DraftText(kept, unsure, clean(story.via) if story.via else None, _body(names))


def clean(text: str) -> str:
    """A text on one line, composed, without characters that nobody sees."""
    seen = (
        c
        for c in unicodedata.normalize("NFC", text)
        if c in _JOINERS or c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join("".join(seen).split())[:_LONGEST]


def _topics(scored: Sequence[tuple[str, float]]) -> tuple[tuple[str, ...], str]:
    """The topics that a draft is filed under, and what to say of the others.

    Where none is sure, the likeliest stands there all the same, and is said to be unsure: a draft without a topic would stop
    every build until somebody has written it.
    """
    sure = tuple(topic for topic, score in scored if score >= SURE_SCORE)
    told = [f"{topic} ({score:.2f})" for topic, score in scored if score < SURE_SCORE]
    if not sure and told:
        return (scored[0][0],), f"unsure: {', '.join(told)}"
    return sure, f"perhaps {', '.join(told)} too" if told else ""


def _body(names: Iterable[FoundName]) -> str:
    told = [f"{clean(name.text)} ({_about(name)})" for name in names][:_MOST_NAMES]
    line = "To be written: what the text reports, in our own words, the outlet named first; 80 to 220 words, and at most half of its own."
    return f"{line}\n\nNames in it: {', '.join(told)}." if told else line


def _about(name: FoundName) -> str:
    return f"{name.count}, looks like {clean(name.like)}" if name.like else str(name.count)


def _date(story: Story, today: date) -> tuple[str, str]:
    """The date as the content model has it, no surer than the page, and how it is known in words."""
    fact = story.date
    if fact:
        try:
            parse(fact.value)
        except BadDate:
            fact = None
    if fact:
        return fact.value, _date_note(fact.value, fact.how, fact.origin)
    last = story.accessed or today
    how = "was saved on that day" if story.accessed else "was brought here on that day"
    return f"..{last.isoformat()}", f"The page gives no date. It {how}, and the text is no later."


def _date_note(value: str, how: str, origin: str) -> str:
    where = {
        "time": "The page marks this as the time of the text (its time element).",
        "the line of the date": "The date stands on a line of its own beside the text.",
        "the date beside the headline": "The date appears beside the headline.",
        "the dateline": "The text opens with this date.",
        "the address": "The page gives no date of its own; this one is a part of its address.",
        "the day of its last change": "The page says only when it was last changed; the text is no later.",
        "the day on which the page was made": "The page says only when it was made; the text is no later.",
        "the day on which the page was saved": "The page gives no date. It was saved on that day, and the text is no later.",
        "the keys above the text": "The keys above the saved text give this date.",
    }.get(origin)
    if where is None:
        kind = "structured data" if origin.startswith("JSON-LD") else "metadata"
        where = f"The page states this date in its {kind} ({origin})."
        if how == "inferred":
            where = f"The page does not state its date; it follows from {origin}."
    if (
        how == "inferred"
        and re.fullmatch(r"\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d", value)
        and "which" not in where
    ):
        where += " Which figure is the month cannot be known."
    return where


def _source_note(story: Story) -> str:
    fact = story.source
    if fact is None:
        return "The saved page names no outlet."
    author = "no author is given" if not story.authors else ""
    address = "no address is given" if not story.url else ""
    missing = " and ".join(part for part in (author, address) if part)
    if fact.origin == "the address":
        first = "The page names no outlet; its address does"
    elif fact.how == "inferred":
        first = f"The name of the outlet follows from {fact.origin}"
    else:
        first = f"The page names the outlet ({fact.origin})"
    return f"{first}; {missing}." if missing else f"{first}."


def _accessed(story: Story, written: str, today: date) -> tuple[str, ...]:
    day = story.accessed
    earliest = parse(written).earliest
    if day is None or day > today or (earliest and earliest > day):
        return ()
    return (day.isoformat(),)


def _address(address: str | None) -> tuple[str, ...]:
    return (address,) if address and is_address(address) else ()


def _other_language(found: str, own: str) -> bool:
    return found.partition("-")[0].lower() != own.partition("-")[0].lower()


def outlet_name(fact: Fact[str], headline: str) -> str:
    """What the outlet of a story is called in a draft of its own; one whose name is lost says so."""
    return clean(fact.value) if fact else f"Unidentified outlet of “{clean(headline)[:60].strip()}”"
