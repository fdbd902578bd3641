"""What this stage passes on: a page as it was saved, its blocks of text, what is known and how, the stories found in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

How = Literal["stated", "inferred", "unknown"]
Form = Literal["html", "text", "markdown"]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Known(Generic[T_co]):
    """A value with how it is known: the page says so (`stated`), or we conclude it (`inferred`). `origin` names from what."""

    value: T_co
    how: How
    origin: str


Fact = Known[T] | None
"""None stands for what the page does not tell."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was saved: `name` in messages, its decoded text, and what the way it was saved tells.

    `in_container` says that the text was taken out of another format, so that no place in it is one in the file.
    `address` and `saved` are where it was saved from and when; `title` is what a container calls it; `cut` says why the
    file is known to break off.
    """

    name: str
    text: str
    form: Form
    in_container: bool = False
    address: str | None = None
    saved: datetime.date | None = None
    title: str | None = None
    cut: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: its text, and where it stands in the page (characters).

    `tag` is that of HTML (`p`, `h2`, `li`); `level` that of a heading, 0 for others. `furniture` says why it belongs to
    no story, where its place on the page says so. `article` numbers the innermost `<article>` around it, 0 for none.
    `linked` is the share of its letters that are links, `link` the address of a heading that is one.
    `mark` says that it is marked as a `byline`, the `author` or a `date`, `who` what is marked so, `moment` the time that a
    program wrote into it; `apart` that blank lines stand above it.
    """

    text: str
    start: int
    end: int
    tag: str = "p"
    level: int = 0
    furniture: str = ""
    article: int = 0
    linked: float = 0.0
    link: str = ""
    mark: str = ""
    moment: str = ""
    who: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page states about itself as a whole. `items` are the headlines of its articles with the facts of each."""

    headline: Fact[str] = None
    date: Fact[str] = None
    source: Fact[str] = None
    authors: Fact[tuple[str, ...]] = None
    url: Fact[str] = None
    lang: Fact[str] = None
    archive_url: str | None = None
    saved: datetime.date | None = None
    archived: datetime.date | None = None
    paywalled: bool = False
    is_article: bool = False
    page_title: str = ""
    items: Mapping[str, PageFacts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a page: where it stands, what is known of it, and its text, a paragraph a line.

    `date` is written as in the content model. `partial` says why only a part of it is there. `via` names the site that
    reposts it, where it is not the outlet's own.
    """

    file: str
    start: int | None
    end: int | None
    text: str
    headline: Fact[str] = None
    date: Fact[str] = None
    source: Fact[str] = None
    authors: Fact[tuple[str, ...]] = None
    url: Fact[str] = None
    lang: Fact[str] = None
    partial: str | None = None
    archive_url: str | None = None
    accessed: datetime.date | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a page that belongs to no story, and why."""

    file: str
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a page holds."""

    stories: tuple[Story, ...] = ()
    furniture: tuple[Furniture, ...] = ()
