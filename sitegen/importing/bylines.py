"""Who wrote it: names out of a byline, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY = r"(?:written |reported |posted |published |story |words |text )?by|von|por|par|di|av|door|autor(?:en|es)?|author"
OPENS = re.compile(rf"^\W*(?:{_BY})\b\s*:?\s+", re.IGNORECASE)
"""How a byline begins."""

_CUT = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\bfor (?=the\b)|\bin (?=[A-Z])|\b(?:last |first )?(?:updated|published|posted)\b|\bon (?=[A-Z]\w+day\b|\w+ \d)|\d{1,2}[:.]\d\d"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\d{1,2} \w+ \d{4}|\w{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(r"\s*(?:,(?:\s*and\b)?|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_NO_NAME = re.compile(
    r"https?:|www\.|@\S|\d{3}|^(?:admin|administrator|editor|staff|webmaster|unknown|anonymous|null|none|n/?a|guest|author|by|more)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|staff|columnist|contributor|producer|journalist|analyst|photographs?|bureau)\b",
    re.IGNORECASE,
)
_WRITERS = re.compile(r"^(?:ph\.?d\.?|m\.?d\.?|jr\.?|sr\.?|esq\.?|ii|iii)$", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:skip|sign|log|about|follow|share|more|read|news|comments?|views?|home|contact|posts?|content|newsletter|the author|profile)\b",
    re.IGNORECASE,
)
_LONGEST = 70
_MOST = 20


def names_in(byline: str) -> tuple[str, ...]:
    """The names in a byline: `By Ada Holm and Lars Dahl, Staff Writers | 3 May` -> Ada Holm, Lars Dahl."""
    text = " ".join(byline.split()).strip(" ,;:-–—|•")
    text = _CUT.sub("", OPENS.sub("", text, 1)).strip()
    return names_of(_SPLIT.split(text[:400]))


def names_of(written: Iterable[str]) -> tuple[str, ...]:
    """Those of `written` that are names, each once."""
    names: dict[str, None] = {}
    for part in written:
        name = OPENS.sub("", " ".join(part.split()), 1).strip(" .,;:-–—|•\"'()")
        if _WRITERS.match(name) or not name or len(name) > _LONGEST or len(name.split()) > 8:
            continue
        if _NO_NAME.search(name) or (names and _ROLE.search(name)) or not any(c.isalpha() for c in name):
            continue
        names[_in_case(name)] = None
    return tuple(names)[:_MOST]


def _in_case(name: str) -> str:
    """A name that is all capitals, as one writes it."""
    if name.isupper() and " " in name and len(name) > 6:
        return " ".join(part.capitalize() if len(part) > 2 else part for part in name.split())
    return name


def is_name(text: str, *, surely: bool = False) -> bool:
    """Whether `text` looks like the name of a person: two to five words with capitals; one will do where it is `surely` meant."""
    words = text.split()
    capitals = sum(word[0].isupper() or not word[0].isascii() for word in words)
    fewest = 1 if surely or not text.isascii() else 2
    return fewest <= len(words) <= 5 and capitals >= max(1, len(words) - 2) and not _NO_PERSON.search(text)
