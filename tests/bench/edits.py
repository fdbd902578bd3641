"""What an editor does between two builds, and what of it readers must see afterwards.

Each edit is another one: it is of another entry, and its words have its number in them. The words are looked for
before and after the build, so that no build is measured that did not do what it was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.bench.corpus import Corpus, epithet, id_of


class Side(Protocol):
    """A site and its generator: one of the two that are compared."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def root(self) -> Path:
        """Its folder, on the same disk as that of the other."""

    @property
    def out(self) -> Path:
        """The built site."""

    @property
    def alias_key(self) -> str:
        """The key of a person's other names."""

    @property
    def layout(self) -> tuple[str, str]:
        """The layout of articles, and the line in it beneath which the page's own matter begins."""

    def write(self, corpus: Corpus) -> None: ...
    def source(self, folder: str, entry: str) -> Path: ...
    def page(self, folder: str, entry: str) -> Path: ...
    def shows_alias(self, person: str, article: str, alias: str) -> tuple[Path, str]: ...
    def forget(self) -> None: ...
    def commands(self, *, search: bool) -> Sequence[Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that must stand on a page."""

    page: Path
    words: str

    def is_there(self) -> bool:
        """Whether they do."""
        return self.page.exists() and self.words in self.page.read_text(encoding="utf-8")


Edit = Callable[[Side, Corpus, int], Sequence[Shown]]


def everything(side: Side, corpus: Corpus, turn: int) -> Sequence[Shown]:
    """Nothing is there yet."""
    side.forget()
    return nothing(side, corpus, turn)


def nothing(side: Side, corpus: Corpus, _turn: int) -> Sequence[Shown]:
    """Nobody changes anything; all pages are there as before."""
    last = corpus.article(corpus.size - 1)
    return [Shown(side.page("articles", last.id), str(last.keys["headline"]))]


def body(side: Side, corpus: Corpus, turn: int) -> Sequence[Shown]:
    """A sentence more in the last paragraph of an article."""
    article = id_of("articles", (corpus.size // 2 + turn) % corpus.size)
    sentence = f"This is sentence {turn} that an editor has added."
    change(side.source("articles", article), r"\n\Z", f"\n{sentence}\n")
    return [Shown(side.page("articles", article), sentence)]


def title(side: Side, corpus: Corpus, turn: int) -> Sequence[Shown]:
    """Another title for an article that a note cites: it shows on the page of both."""
    number = turn % corpus.count("notes")
    words = f"This is title {turn} that an editor has set"
    change(side.source("articles", id_of("articles", number)), r"(?m)^title: .*$", f"title: {words}")
    pages = (side.page("articles", id_of("articles", number)), side.page("notes", id_of("notes", number)))
    return [Shown(page, words) for page in pages]


def alias(side: Side, corpus: Corpus, turn: int) -> Sequence[Shown]:
    """An epithet that stands in articles here and there becomes the name of a person whom one of them does not name."""
    article, name = corpus.article(turn), epithet(turn)
    known = {other.id for other in article.names}
    people = (id_of("people", number) for number in reversed(range(corpus.count("people"))))
    person = next(one for one in people if one not in known)
    path = side.source("people", person)
    if f"\n{side.alias_key}: [" in path.read_text(encoding="utf-8"):
        change(path, rf"(?m)^{side.alias_key}: \[", f"{side.alias_key}: [{name}, ")
    else:
        change(path, r"(?m)^summary: ", f"{side.alias_key}: [{name}]\nsummary: ")
    return [Shown(*side.shows_alias(person, article.id, name))]


def layout(side: Side, corpus: Corpus, turn: int) -> Sequence[Shown]:
    """A line more at the top of every article."""
    name, begin = side.layout
    words = f"This is line {turn} that an editor has added."
    change(side.root / name, re.escape(begin), f"{begin}<p>{words}</p>\n")
    return [Shown(side.page("articles", id_of("articles", number)), words) for number in (0, corpus.size - 1)]


EDITS: dict[str, Edit] = {
    "cold": everything,
    "no-op": nothing,
    "body": body,
    "title": title,
    "name": alias,
    "layout": layout,
}
"""What is measured, in the order in which it is done; each builds on what the one before left."""


def change(path: Path, pattern: str, new: str) -> None:
    """Replace the one place in a file, as editors save: a new file takes the place of the old one."""
    text, times = re.subn(pattern, lambda _: new, path.read_text(encoding="utf-8"), count=1)
    if times != 1:
        raise ValueError(f"{path.name} has no {pattern}")
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
