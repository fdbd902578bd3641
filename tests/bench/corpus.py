"""What both sites say: a briefing of any size, the same for the same size.

The size is the number of articles, each about 4.4 kB, of ten years. With a thousand of them come 120 events, 60 people,
50 notes, 40 claims, 30 organisations, 30 places, 15 outlets and 11 topics. A few names are in many texts and most in few, as
in the world. Texts are written as ours are, with names that link themselves, `[[id|words]]`, `[@id]` and `![[id]]`;
`peer` says the same in Hugo's words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from tests.bench.phrases import Draw, coined, first_name

Value = str | list[str] | list[dict[str, str]] | dict[str, str]

EPITHETS = 48
"""Articles call somebody by an epithet that no entry knows yet; each epithet is in every 48th article."""

_FIRST_DAY, _DAYS = date(2014, 1, 6), 3_640
_DIGEST = 3_900  # characters; with its front matter an article has about 4.4 kB
_BODIES = ("Council", "Front", "Ministry", "Movement", "Brigade", "Union", "Committee", "Foundation")
_PAPERS = ("Herald", "Gazette", "Monitor", "Post", "Courier")
_GENRES = ("report", "report", "report", "analysis", "opinion", "interview", "statement")
_LABELS = ("state media", "opposition-affiliated", "argues a view", "news agency")
_NAMED = ("people", "organisations", "places", "sources")
_NOUNS = {"articles": "report", "notes": "note", "events": "event", "claims": "claim", "topics": "topic"}
_PER_THOUSAND = {
    "people": 60, "organisations": 30, "places": 30, "sources": 15, "events": 120, "claims": 40, "notes": 50
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something with a name, and the folder of its entry."""

    folder: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: the keys of its front matter, its text, and the names in the text, each once."""

    folder: str
    id: str
    keys: dict[str, Value]
    body: str
    names: tuple[Name, ...] = ()


def id_of(folder: str, number: int) -> str:
    """The id of entry `number` of a folder."""
    return name_of(folder, number).id if folder in _NAMED else f"{_NOUNS[folder]}-{number:05}"


def name_of(folder: str, number: int) -> Name:
    """The name of person, organisation, place or outlet `number`."""
    word = coined(4 * number + _NAMED.index(folder))
    text = {
        "people": f"{first_name(number)} {word}",
        "organisations": f"{word} {_BODIES[number % len(_BODIES)]}",
        "places": word,
        "sources": f"{word} {_PAPERS[number % len(_PAPERS)]}",
    }[folder]
    return Name(folder, text.lower().replace(" ", "-"), text)


def epithet(article: int) -> str:
    """What an article calls somebody. It becomes a name when an editor makes it an alias."""
    return f"Grey {coined(320_000 + article % EPITHETS)}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The entries of a briefing with `size` articles. Each is made when it is asked for, and none is kept."""

    size: int

    def items(self) -> Iterator[Item]:
        """Every entry."""
        makers: dict[str, Callable[[int], Item]] = {
            "topics": self.topic,
            "sources": self.outlet,
            "people": self.person,
            "organisations": self.organisation,
            "places": self.place,
            "articles": self.article,
            "events": self.event,
            "claims": self.claim,
            "notes": self.note,
        }
        return chain.from_iterable(map(make, range(self.count(folder))) for folder, make in makers.items())

    def count(self, folder: str) -> int:
        """How many entries a folder has. There are never a hundred topics."""
        if folder == "topics":
            return 4 + int(self.size**0.5 / 4)
        return self.size if folder == "articles" else max(6, self.size * _PER_THOUSAND[folder] // 1_000)

    @property
    def entries(self) -> int:
        """How many there are of all."""
        return sum(map(self.count, ("articles", "topics", *_PER_THOUSAND)))

    def cited(self, note: int) -> list[int]:
        """The articles that a note cites, nine of them; the first has the note's number."""
        draw = Draw(f"cited {note}")
        return [note, *(draw.below(self.size) for _ in range(8))]

    def topic(self, number: int) -> Item:
        """A topic, with its bottom line and a text that cites."""
        draw = Draw(f"topic {number}")
        names = self._names(draw, 3)
        keys: dict[str, Value] = {"title": f"The matter of {coined(200_000 + number)}"}
        keys |= {"summary": f"{draw.sentence()} {draw.sentence()}", "order": str(number + 1)}
        body = "\n".join(self._citing(draw, draw.below(self.size), name) for name in names)
        return Item("topics", id_of("topics", number), keys, body, names)

    def outlet(self, number: int) -> Item:
        """An outlet, with what kind of source it is."""
        draw = Draw(f"outlet {number}")
        keys: dict[str, Value] = {"summary": draw.sentence()}
        keys["label"] = {"text": draw.one(_LABELS), "basis": draw.sentence()}
        return _named("sources", number, keys, draw.sentence())

    def person(self, number: int) -> Item:
        """A person, with an office and a short form of the name."""
        draw = Draw(f"person {number}")
        role = {"role": "Secretary", "organisation": self._some(draw, "organisations")}
        keys: dict[str, Value] = {"summary": draw.sentence(), "spellings": [coined(4 * number)]}
        keys |= {"roles": [role | {"date": str(2014 + draw.below(10))}], "refs": self._some(draw, "articles")}
        return _named("people", number, keys, draw.paragraph(2))

    def organisation(self, number: int) -> Item:
        """A body; each but the first is part of another."""
        return self._part("organisations", number)

    def place(self, number: int) -> Item:
        """A place; each but the first is within another."""
        return self._part("places", number)

    def article(self, number: int) -> Item:
        """A digest: eight names, a link, a heading, and a list or a quotation."""
        draw = Draw(f"article {number}")
        day = _FIRST_DAY + timedelta(days=number * 1_597 % _DAYS)
        keys: dict[str, Value] = {
            "title": f"{draw.heading()} {draw.phrase()}",
            "date": day.isoformat() + ("~" if number % 10 == 3 else ""),
            "source": id_of("sources", draw.rank(self.count("sources"))),
            "topics": self._topics(draw, 1 + number % 2),
            "headline": f"{draw.heading()} {draw.phrase()}",
            "url": f"https://news.example/{number}",
            "archive_url": f"https://archive.example/{number}",
            "authors": [f"{first_name(draw.below(24))} {coined(300_000 + number % 400)}"],
            "genre": draw.one(_GENRES),
            "added": (day + timedelta(days=9)).isoformat(),
        }
        names = self._names(draw, 8)
        return Item("articles", id_of("articles", number), keys, _digest(draw, number, names), names)

    def event(self, number: int) -> Item:
        """An event at a place, with two actors, known from one article or two."""
        draw = Draw(f"event {number}")
        day = _FIRST_DAY + timedelta(days=draw.below(_DAYS))
        keys: dict[str, Value] = {"title": f"{draw.heading()} {draw.phrase()}", "date": day.isoformat()}
        keys["refs"] = sorted({self._some(draw, "articles") for _ in range(2)})
        keys |= {"topics": self._topics(draw, 1), "place": self._known(draw, "places").id}
        keys["actors"] = sorted({self._known(draw, folder).id for folder in ("people", "organisations")})
        return Item("events", id_of("events", number), keys, draw.sentence())

    def claim(self, number: int) -> Item:
        """A contested figure: three speakers, each with an own number."""
        draw = Draw(f"claim {number}")
        keys: dict[str, Value] = {"question": f"How many {draw.phrase()}?", "kind": "figure"}
        keys |= {"topics": self._topics(draw, 1), "event": self._some(draw, "events")}
        keys["statements"] = [self._statement(draw) for _ in range(3)]
        return Item("claims", id_of("claims", number), keys, draw.sentence())

    def note(self, number: int) -> Item:
        """A longer text of our own: three sections with nine citations, a claim's table, and links to events."""
        draw = Draw(f"note {number}")
        day = (_FIRST_DAY + timedelta(days=draw.below(_DAYS))).isoformat()
        keys: dict[str, Value] = {
            "title": f"What is known of {draw.phrase()}",
            "topics": self._topics(draw, 2),
        }
        keys |= {"kind": "explainer", "updated": day, "added": day, "summary": draw.sentence()}
        names, cited, parts = self._names(draw, 9), self.cited(number), [f"![[{self._some(draw, 'claims')}]]"]
        for section in range(3):
            told = [draw.sentence(name.text) for name in names[section * 3 : section * 3 + 3]]
            rests = [self._citing(draw, article) for article in cited[section * 3 : section * 3 + 3]]
            linked = f"{draw.heading()} [[{self._some(draw, 'events')}|{draw.phrase()}]]."
            parts += [f"## {draw.heading()}", "\n".join([*told, linked]), "\n".join(rests), draw.paragraph(3)]
        return Item("notes", id_of("notes", number), keys, "\n\n".join(parts), names)

    def _part(self, folder: str, number: int) -> Item:
        draw = Draw(f"{folder} {number}")
        keys: dict[str, Value] = {"summary": draw.sentence(), "refs": self._some(draw, "articles")}
        if number:
            keys["part_of"] = id_of(folder, draw.below(number))
        return _named(folder, number, keys, draw.paragraph(2))

    def _some(self, draw: Draw, folder: str) -> str:
        return id_of(folder, draw.below(self.count(folder)))

    def _known(self, draw: Draw, folder: str) -> Name:
        """A name, the well known far more often."""
        return name_of(folder, draw.rank(self.count(folder)))

    def _names(self, draw: Draw, count: int) -> tuple[Name, ...]:
        """Different ones, half of them people."""
        folders = ("people", "organisations", "people", "places")
        return tuple(dict.fromkeys(self._known(draw, folders[at % 4]) for at in range(count)))

    def _topics(self, draw: Draw, count: int) -> list[str]:
        return sorted({id_of("topics", draw.rank(self.count("topics"))) for _ in range(count)})

    def _citing(self, draw: Draw, article: int, name: Name | None = None) -> str:
        """A sentence that rests on an article."""
        return f"{draw.sentence(name.text if name else '')[:-1]} [@{id_of('articles', article)}]."

    def _statement(self, draw: Draw) -> dict[str, str]:
        by, ref = self._known(draw, "people").id, self._some(draw, "articles")
        return {
            "by": by,
            "says": draw.sentence(),
            "value": str(10 + draw.below(900)),
            "unit": "killed",
            "refs": ref,
        }


def _named(folder: str, number: int, keys: dict[str, Value], body: str) -> Item:
    name = name_of(folder, number)
    return Item(folder, name.id, {"name": name.text} | keys, body)


def _digest(draw: Draw, number: int, names: tuple[Name, ...]) -> str:
    """The names first, as news has them; then text until it is long enough."""
    told = [draw.sentence(name.text) for name in names]
    linked = f"{draw.heading()} [[{id_of('articles', draw.below(number + 1))}|{draw.phrase()}]]."
    more = [draw.sentence(epithet(number)), linked if number else draw.sentence()]
    parts = ["\n".join(told[:4]), "\n".join([*told[4:], *more]), f"## {draw.heading()}", draw.paragraph(4)]
    if number % 3 == 0:
        parts.append("\n".join(f"- {draw.sentence()}" for _ in range(3)))
    if number % 3 == 1:
        parts.append(f"> {draw.heading()} *{draw.phrase()}*.")
    while sum(map(len, parts)) < _DIGEST:
        parts.append(draw.paragraph(2))
    return "\n\n".join(parts)
