"""What the site knows already: its outlets, its names, the addresses it digests, and what its topics are about.

A story is matched with all of it. Outlets are known by name, alias, spelling and address; topics by the words and names of
what is filed under them (cosine of tf-idf), each with a score from 0 to 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from sitegen.model.body import Html, Reference, Words
from sitegen.model.kinds import Article, Entry, Nameable, Outlet, Topic, of_kind
from sitegen.model.site import Site
from sitegen.names.finder import NameTable, find
from sitegen.names.fold import fold_all
from sitegen.names.skeleton import sounding
from sitegen.names.unknown import unknown_names

FEW_TOPICS = 3
LEAST_SCORE = 0.08
"""A topic with less has a word in common by chance."""

SURE_SCORE = 0.24
"""From which on a topic is taken for one of the story's. Measured with the 23 stories that the site was begun with, which have
35 topics, each story scored without its own article: 33 have as much, and 1 that is not theirs; without all that rests on
that article too: 28, and none that is not theirs, where 3 stories have no topic that is sure.
"""

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|src|cmpid|ocid|ns_\w+|amp")
_SHORTEST_WORD, _STEM = 4, 7
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in a story: as it is written, the id of its entry (None: no entry bears it), and how often it stands there.
    `like` is a name that sounds like one that no entry bears, empty where none does: a guess, for a person to judge.
    """

    text: str
    id: str | None
    count: int
    like: str = ""


@dataclass(frozen=True, slots=True)
class Topics:
    """What topics are about: the weight of each word and name by topic, of length 1, and how rare each is."""

    vectors: Mapping[str, Mapping[str, float]]
    rarity: Mapping[str, float]

    def scores(self, text: str, ids: Iterable[str]) -> tuple[tuple[str, float], ...]:
        """The topics that a text with these names is likely about, likeliest first, each with its score."""
        vector = _unit(Counter((*_terms(text), *(f"={i}" for i in ids))), self.rarity)
        scored = [
            (round(sum(weight * of.get(term, 0.0) for term, weight in vector.items()), 3), topic)
            for topic, of in self.vectors.items()
        ]
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:FEW_TOPICS]
        return tuple((topic, score) for score, topic in best if score >= max(LEAST_SCORE, best[0][0] / 2))


@dataclass(frozen=True, slots=True)
class KnownSite:
    """The site as far as a new story is compared with it.

    `outlets` are ids by folded name and by host, `articles` by address; `outlet_of` is the outlet of each article, `bearers`
    what is called so by each name.
    """

    outlets: Mapping[str, str]
    articles: Mapping[str, str]
    outlet_of: Mapping[str, str]
    names: NameTable
    known: frozenset[str]
    bearers: Mapping[str, str]
    topics: Topics
    ids: frozenset[str]

    def outlet(self, name: str, address: str | None = None) -> str | None:
        """The id of the outlet of that name, or else of that address; None where it is not known."""
        found = self.outlets.get("".join(fold_all(name)))
        host = _host(address) if address else ""
        while found is None and "." in host:
            found = self.outlets.get(f"//{host}")
            host = host.partition(".")[2]
        return found

    def names_in(self, text: str) -> tuple[FoundName, ...]:
        """The names in a story, most often named first; those that nobody bears too."""
        bare: Counter[tuple[str, str | None]] = Counter()
        written: dict[str, str] = {}
        for paragraph in text.split("\n"):
            for name in find(paragraph, self.names):
                words = written.setdefault(name.target, paragraph[name.start : name.end])
                bare[words, name.target] += 1
            opening = dict.fromkeys(unknown_names(paragraph, self.known))
            for unknown, opens in opening:
                bare[unknown, None] += (
                    paragraph.count(unknown) if not opens or paragraph.count(unknown) > 1 else 1
                )
        ordered = sorted(bare.items(), key=lambda item: (-item[1], item[0][0]))
        return tuple(
            FoundName(text, target, count, "" if target else self._like(text))
            for (text, target), count in ordered[:_MOST_NAMES]
        )

    def _like(self, name: str) -> str:
        """Who or what the name sounds like; a name of one word is part of too many to be a guess."""
        return next((self.bearers[like] for like in sounding(name, self.bearers) if " " in like), "")


def known_site(site: Site, entries: Iterable[Entry], names: NameTable, known: frozenset[str]) -> KnownSite:
    """What is known by a site; `entries` are all there are, drafts too."""
    entries = tuple(entries)
    outlets: dict[str, str] = {}
    for outlet in of_kind(entries, Outlet):
        for name in outlet.every_name:
            outlets.setdefault("".join(fold_all(name)), outlet.id)
        if outlet.url:
            outlets.setdefault(f"//{_host(outlet.url)}", outlet.id)
    digests = tuple(of_kind(entries, Article))
    return KnownSite(
        outlets=outlets,
        articles={same_address(a.url): a.id for a in digests if a.url},
        outlet_of={a.id: a.source for a in digests},
        names=names,
        known=known,
        bearers={name: e.display_title for e in of_kind(entries, Nameable) for name in e.every_name},
        topics=_topics(site),
        ids=frozenset(entry.id for entry in entries),
    )


def same_address(address: str) -> str:
    """What all ways of writing the address of one page have in common."""
    parts = urlsplit(address.strip())
    query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k.lower())]
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix("/index.html")
    return f"{_host(address)}{path}?{urlencode(sorted(query))}".rstrip("?")


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", host)


def _topics(site: Site) -> Topics:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    frequency: Counter[str] = Counter()
    number = 0
    for entry in site.entries.values():
        linked = site.linked[entry.id]
        topics = (entry.id,) if isinstance(entry, Topic) else linked.topics
        if isinstance(entry, Nameable) or not topics:
            continue
        terms = Counter((*_terms(_prose(entry)), *(f"={name}" for name in linked.names)))
        number += 1
        frequency.update(terms.keys())
        for topic in topics:
            counts[topic].update(terms)
    rarity = {term: math.log(1 + number / count) for term, count in frequency.items()}
    return Topics({topic: _unit(terms, rarity) for topic, terms in counts.items()}, rarity)


def _prose(entry: Entry) -> str:
    pieces = (
        p.text if isinstance(p, Html | Words) else p.words if isinstance(p, Reference) else " "
        for p in entry.body.pieces
    )
    return " ".join((entry.display_title, *(text for _, text in entry.prose()), "".join(pieces)))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in fold_all(text) if len(word) >= _SHORTEST_WORD)


def _unit(counts: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """Weights of length 1: how often a term stands here, dampened, and how rare it is."""
    weights = {t: (1 + math.log(n)) * rarity[t] for t, n in counts.items() if t in rarity}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


SAME = 0.3
"""The share of runs of five words, of the shorter text, from which two texts are the same story. Measured: different stories
share at most 0.009, copies with a twentieth of the words dropped at least 0.70.
"""

_RUN = 5
_SAMPLED = 4
"""One in so many runs stands for a text where texts are looked for; which one, its words decide."""


def shingles(text: str) -> frozenset[int]:
    """The runs of five words of a text, as numbers: equal runs have equal ones, within one process and its forks."""
    words = fold_all(text)
    return frozenset(hash(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def sample(runs: frozenset[int]) -> list[int]:
    """Some of the runs, the same ones of every text."""
    return [run for run in runs if run % _SAMPLED == 0]


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the longer one, from 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
