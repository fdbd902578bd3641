"""A thousand pages that resemble digests in length, words and names; the same in every run."""

from __future__ import annotations

from hashlib import sha256

from sitegen.model.output import SearchRecord
from tests.chance import chances

_VOCABULARY = 8_000
_BEARERS = 120


def records(pages: int) -> list[SearchRecord]:
    """The first pages are entities with five names each; the others mention eight of them."""
    return [_record(number) for number in range(pages)]


def _record(number: int) -> SearchRecord:
    chance = chances(f"page {number}")
    words = [_word(_common(next(chance))) for _ in range(60 if number % 2 else 190)]
    text = "".join(f"<p>{' '.join(words[at : at + 45])}.</p>" for at in range(0, len(words), 45))
    mentioned = [] if number < _BEARERS else [int(next(chance) * _BEARERS) for _ in range(8)]
    return SearchRecord(
        path=f"articles/page-{number:05}.html",
        title=" ".join(words[:6]).capitalize(),
        kind=("Article", "Note", "Event", "Person")[number % 4],
        summary="",
        body=f'{text}<h2 id="more">More</h2>{text[: len(text) // 4]}</p>',
        names=_names(number) if number < _BEARERS else (),
        mentions=tuple(name for bearer in mentioned for name in _names(bearer)),
        topics=(f"Topic {number % 11}",),
        outlets=(f"Outlet {number % 40}",),
        year=str(2012 + number % 9),
        date=f"{number % 28 + 1} March {2012 + number % 9}",
        order=f"{2012 + number % 9}-03-{number % 28 + 1:02}",
    )


def _names(bearer: int) -> tuple[str, ...]:
    chance = chances(f"bearer {bearer}")
    return tuple(
        f"{_word(int(next(chance) * 8_000))} {_word(int(next(chance) * 8_000))}".title() for _ in range(5)
    )


def _common(chance: float) -> int:
    """The number of a word: few words are common, most are rare."""
    return int(_VOCABULARY**chance)


def _word(number: int) -> str:
    return "".join(
        "bcdfghklmnprstvz"[part % 16] + "aeiou"[part // 16 % 5]
        for part in sha256(b"%d" % number).digest()[: 2 + number % 3]
    )
