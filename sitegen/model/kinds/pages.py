"""The entries that lead to others: home, plain pages and topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from sitegen.model.fields import Confidence, IdOf, Line, Status, Tempo, TopicId
from sitegen.model.kinds.entry import Entry

ClaimId = Annotated[str, IdOf(("claims",), files=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Entry):
    """The home page's own words: `content/index.md`."""

    folder = ""
    noun = "home page"
    thing_type = "WebSite"
    at_top = True
    embedded_as = None
    searched = False
    title: Line
    """The title of the home page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Entry):
    """A plain page: about, method, corrections policy. `nav` puts it into the navigation."""

    folder = "pages"
    noun = "page"
    thing_type = "WebPage"
    body_required = True
    at_top = True
    embedded_as = None
    title: Line
    """The title of the page."""
    nav: bool = False
    """Whether the menu links to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A topic and its bottom line, the one paragraph a hurried reader takes away; `gist` is its one sentence.

    `claims` are the questions its page begins with, in this order; the others follow by date. `positions` are those to
    which a table says who wants what.
    """

    folder = "topics"
    noun = "topic"
    thing_type = "DefinedTerm"
    below = "home"
    counts_co_mentions = True
    page_type = "CollectionPage"
    of_our_time = ("added", "status.as_of")
    title: Line
    """What the topic is called."""
    summary: str
    """The bottom line: where things stand, in one paragraph of at most 65 words."""
    gist: Line | None = None
    """The same in one sentence of at most 140 characters, for lists and feeds."""
    claims: tuple[ClaimId, ...] = ()
    """The questions its page begins with, in this order; the others follow by date."""
    positions: tuple[ClaimId, ...] = ()
    """The questions in the table of who wants what."""
    order: int = 1000
    """Its place among the topics: the smaller the number, the earlier."""
    group: Line | None = None
    """The heading it is listed under on the home page."""
    related: tuple[TopicId, ...] = ()
    """Related topics; naming it in one of the two is enough."""
    status: Status | None = None
    """Which way things are going."""
    confidence: Confidence | None = None
    """How well it is sourced."""
    tempo: Tempo | None = None
    """What the frequency chart on its page counts."""

    @property
    def summary_shown(self) -> str:
        """Its one sentence; where that is not written, its bottom line."""
        return self.gist or self.summary

    @property
    def search_names(self) -> tuple[str, ...]:
        """Readers look for a topic by its title, as they look for a name."""
        return (self.title,)

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its bottom line, and why things move as they do."""
        yield "summary", self.summary
        if self.status:
            yield "status.why", self.status.why
        if self.confidence:
            yield "confidence.strongest", self.confidence.strongest
            yield "confidence.weakest", self.confidence.weakest
        if self.tempo:
            yield "tempo.caveat", self.tempo.caveat
