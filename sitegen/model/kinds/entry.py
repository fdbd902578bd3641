"""What every kind of entry has and can be asked, and the traits that several kinds share.

The stages never ask an entry what kind it is where one of these answers: a kind states its own facts, as class
variables or as properties over its own fields. Facts are raw (a date, an id, a text); what one stage alone computes
from them stays in that stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, TypeVar

from sitegen.cache.keys import Keyed
from sitegen.model.body import EMPTY, Body
from sitegen.model.fields import Change, Form, Language, Origin, Via
from sitegen.model.values import Date, EditorNote, Named

ListOrder = Literal["newest first", "in time", "by title"]
Parent = Literal["home", "names", "outlets", "topic"]
IndexOrder = Literal["topic", "whole", "year"]
OpenGraphType = Literal["article", "profile", "website"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Keyed):
    """What every entry has. `id`, `origin` and `body` are given by the loader, the rest is front matter."""

    folder: ClassVar[str]
    """The folder below content/ that says the kind; its pages stand in one of the same name, unless `at_top`."""
    noun: ClassVar[str]
    title_key: ClassVar[str] = "title"
    body_required: ClassVar[bool] = False
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of keys with dates, of which the first must not lie after the second."""
    of_our_time: ClassVar[tuple[str, ...]] = ("added",)
    """Keys, dotted, with dates of our own time; those of what is told may lie in any."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """Keys of which it needs one."""
    sources_of_keys: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of a key with reference data and the key that says what these were looked up in."""
    at_top: ClassVar[bool] = False
    view: ClassVar[str] = ""
    """The module of `sitegen.render.views` that shows it, where kinds share one; else it is named as the class is."""
    waits: ClassVar[bool] = False
    """Whether it is held back until its own date is there. Events may lie ahead: they are announced, not shown early."""
    list_order: ClassVar[ListOrder | None] = None
    """How pages list the entries of this kind that concern them; None: they do not, they only mention them."""
    indexed_by: ClassVar[IndexOrder | None] = None
    """Under what the page of all entries of the kind files them: their topic, the outermost of what they are part of, or
    their year. None: there is no such page.
    """
    embedded_as: ClassVar[Literal["claim", "event", "summary"] | None] = "summary"
    """What of it stands in another's text (`![[id]]`); None: nothing can."""
    searched: ClassVar[bool] = True
    below: ClassVar[Parent] = "topic"
    """The page above its own; `topic`: that of its first topic, of home where it has none."""
    counts_co_mentions: ClassVar[bool] = False
    """Whether its page tells who is named together with it."""
    thing_type: ClassVar[str] = "CreativeWork"
    """The schema.org type of what it is about, or of the text it is."""
    is_agent: ClassVar[bool] = False
    """Whether schema.org lets it be an author."""
    page_type: ClassVar[str] = "WebPage"
    """The schema.org type of its page."""
    open_graph_type: ClassVar[OpenGraphType] = "website"

    id: str = field(metadata={"given": True})
    origin: Origin = field(metadata={"given": True}, compare=False)
    body: Body = field(default=EMPTY, metadata={"given": True})
    added: Date | None = None
    """The day it was added here: orders feeds and the latest entries."""
    draft: bool = False
    """Whether it is a draft, kept off the site."""
    lang: Language | None = None
    """The language of its text, if not that of the site (BCP 47)."""
    redirect_from: tuple[Annotated[str, Form("address")], ...] = ()
    """Old addresses that redirect to its page."""
    changes: tuple[Change, ...] = ()
    """What was changed after publication, when and why."""
    editor_note: EditorNote | None = None
    """A note for editors only, never published. Always None: the file has it, and nothing that is made of the file."""

    @property
    def display_title(self) -> str:
        """The words that stand for the entry in lists and links: its title, name or question."""
        return str(getattr(self, self.title_key))

    @property
    def schema_type(self) -> str:
        """Its `thing_type`, unless its own keys say that it is something else."""
        return self.thing_type

    @property
    def own_date(self) -> Date | None:
        """The date of what it tells or of its last revision, which lists print beside it; None: it has none.

        The day it came here says nothing of its subject.
        """
        return None

    @property
    def list_date(self) -> Date | None:
        """The date by which lists order it: its own, else the day it came here."""
        return self.own_date or self.added

    @property
    def year_dates(self) -> tuple[Date, ...]:
        """The dates of which the latest says under which year it is filed."""
        return (self.list_date,) if self.list_date else ()

    @property
    def arrival(self) -> Date | None:
        """When it came here, as far as its keys tell."""
        return self.added or self.own_date

    @property
    def revised(self) -> Date | None:
        """When it was last gone over as a whole; single changes stand in `changes`."""
        return None

    @property
    def summary_shown(self) -> str | None:
        """The plain text that stands for it in lists, feeds and previews; None: the first paragraph of its body."""
        return None

    @property
    def warning(self) -> str | None:
        """The content note that stands before its text, and instead of whatever lists show of it."""
        return None

    @property
    def sort_of(self) -> str:
        """Which sort of its kind it is (`report`, `explainer`); empty where nothing says so."""
        return ""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Keys whose value the rest of its front matter does not bear out, each with the reason."""
        return iter(())

    def repeated_words(self) -> Iterator[tuple[str, str]]:
        """Keys, dotted, whose words bring together what has the same, with those words: one slip would part it."""
        return iter(())

    @property
    def own_topics(self) -> tuple[str, ...]:
        """The topics it names itself."""
        return ()

    @property
    def topics_from(self) -> tuple[tuple[str, ...], ...]:
        """Where it has no topics of its own: groups of ids; those of the first group that has some are its topics."""
        return ()

    @property
    def based_on(self) -> tuple[str, ...]:
        """The articles on whose word its front matter stands, each once."""
        return ()

    @property
    def maker(self) -> Named | None:
        """Who made what it is a record of: the outlet of an article."""
        return None

    @property
    def whole(self) -> str | None:
        """The id of what it is part of."""
        return None

    @property
    def every_name(self) -> tuple[str, ...]:
        """Every name by which others may refer to it; empty for what has a title."""
        return ()

    @property
    def search_names(self) -> tuple[str, ...]:
        """What a reader who looks for it may call it."""
        return self.every_name

    def prose(self) -> Iterator[tuple[str, str]]:
        """The texts of its front matter in which names link, with their dotted keys, in the order of its page."""
        return iter(())


class Dated(Entry):
    """What tells of one time."""

    __slots__ = ()
    date: Date

    @property
    def own_date(self) -> Date:
        """Its date."""
        return self.date


class Summarised(Entry):
    """What a summary of its own stands for, if it has one; names link in it."""

    __slots__ = ()
    summary: str | None

    @property
    def summary_shown(self) -> str | None:
        """Its summary."""
        return self.summary

    def prose(self) -> Iterator[tuple[str, str]]:
        """Its summary."""
        if self.summary:
            yield "summary", self.summary


class Filed(Entry):
    """What is filed under topics, whose pages list it."""

    __slots__ = ()
    list_order: ClassVar[ListOrder | None] = "by title"
    topics: tuple[str, ...]

    @property
    def own_topics(self) -> tuple[str, ...]:
        """Its topics."""
        return self.topics


class Fact(Filed):
    """What is drawn from articles: the page of an article lists those that rest on it."""

    __slots__ = ()


class Text(Filed):
    """What the site publishes as a text: feeds carry it, topics list it, and it waits for its date."""

    __slots__ = ()
    body_required = True
    waits = True
    list_order = "newest first"
    open_graph_type = "article"


class Citable(Text, Dated):
    """A text of ours on an original that somebody else made, which `[@id]` cites; `archive_url` is a copy of that."""

    __slots__ = ()
    thing_type = "Article"
    maker_key: ClassVar[str]
    """The key that says who made the original: an id, or words."""
    maker_is_author: ClassVar[bool] = False
    """Whether who made it speaks in it; else they only published it."""
    headline: str | None
    url: str | None
    archive_url: str | None

    @property
    def maker(self) -> Named:
        """Who made the original."""
        made = getattr(self, self.maker_key)
        return made if isinstance(made, Named) else Named(made)

    @property
    def original_title(self) -> str | None:
        """The title under which the original is cited; None: none is recorded."""
        return self.headline

    @property
    def original_type(self) -> str:
        """The schema.org type of the original."""
        return "CreativeWork"

    @property
    def citation_type(self) -> str:
        """The type of the original in CSL, the Citation Style Language."""
        return "document"

    @property
    def authors(self) -> tuple[str, ...]:
        """Whom the original names as its authors, besides who published it."""
        return ()

    @property
    def accessed(self) -> Date | None:
        """When the original was read."""
        return None

    @property
    def via(self) -> Via | None:
        """Where it was read, if not where it was published."""
        return None

    @property
    def partial(self) -> str | None:
        """Why only part of it is known, where that is so."""
        return None


E = TypeVar("E", bound=Entry)


def of_kind(entries: Iterable[Entry], *kinds: type[E]) -> Iterator[E]:
    """Those of `entries` that are of one of `kinds`, which may be traits, in their order."""
    return (entry for entry in entries if isinstance(entry, kinds))
