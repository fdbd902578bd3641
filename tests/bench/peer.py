"""The same matter as a site of Hugo's, made as somebody who knows Hugo would make it.

What it does as ours does: a page for each entry, links between them checked while building, numbered citations with a
list of sources, claims as tables and within notes, who mentions a name and what names an article (each kind of name is a
taxonomy, articles that are referred to another), articles by topic, outlet and year, citations in four forms, JSON-LD,
Open Graph, a feed of the site and of each topic, a sitemap, neighbours. The lines of lists are cached by their page, as
Hugo's manual advises, and no layout calls `GetTerms`, which looks through a whole taxonomy for each page.

What it does not: find names in texts (the generator writes their links into Hugo's texts), the sentence of a mention,
drawings, previews, dates that are not sure, JSON feeds, the A to Z of spellings, links relative to the page, use from
disk, lists split by year, and the checks of the content: it stops at its first fault. What ours does there is in the
time of ours.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.publish.search.pagefind import program as pagefind
from tests.bench.corpus import Corpus, Item, Value
from tests.bench.ours import ROOT, front_matter, write_text

_SITE = Path(__file__).parent / "hugo"
_NAMED = ("people", "organisations", "places")
_LISTS = ("topics", "sources", *_NAMED)
_KEYS = {"name": "title", "question": "title", "url": "original", "refs": "known_from"}


class ToolMissing(Exception):
    """A program that the benchmark needs is not installed. Says how to install it."""


@dataclass(frozen=True, slots=True)
class Hugo:
    """A site at `root`, built into `root`/public."""

    root: Path
    label = "Hugo"
    alias_key = "also"
    layout = "layouts/page.html", '{{ define "main" }}\n'

    @property
    def out(self) -> Path:
        """The built site."""
        return self.root / "public"

    def write(self, corpus: Corpus) -> None:
        """Write the site."""
        shutil.copytree(_SITE, self.root)
        write_text(self.root / "content" / "_index.md", "---\ntitle: The Large Briefing\n---\n")
        for item in corpus.items():
            write_text(self.source(item.folder, item.id), as_hugo(item))

    def source(self, folder: str, entry: str) -> Path:
        """The file of an entry: a folder where others are listed under it."""
        name = f"{entry}/_index.md" if folder in _LISTS else f"{entry}.md"
        return self.root / "content" / folder / name

    def page(self, folder: str, entry: str) -> Path:
        """The page of an entry."""
        return self.out / folder / entry / "index.html"

    def shows_alias(self, person: str, _article: str, alias: str) -> tuple[Path, str]:
        """An alias stands on the page of the person; Hugo finds no names in texts."""
        return self.page("people", person), alias

    def forget(self) -> None:
        """Leave nothing that was made."""
        shutil.rmtree(self.out, ignore_errors=True)

    def commands(self, *, search: bool) -> Sequence[Sequence[str]]:
        """What builds the site; search is Pagefind, run over what Hugo made."""
        hugo = [str(program()), "--quiet", "--source", str(self.root), "--destination", str(self.out)]
        index = [str(pagefind()), "--quiet", "--site", str(self.out), "--force-language", "en"]
        return [hugo, index] if search else [hugo]


def program() -> Path:
    """Where Hugo is, the program itself, without Python around it. Raises ToolMissing."""
    found = next((ROOT / ".venv-bench").glob("[Ll]ib/**/hugo/binaries/hugo*"), None)
    if found is None:
        raise ToolMissing(
            "Hugo, which ours is measured against, is not installed here. Install it: make .venv-bench/bench.stamp"
        )
    return found


def as_hugo(item: Item) -> str:
    """An entry as a file of Hugo's."""
    return f"{front_matter(_keys(item))}{_text(item)}\n"


def _keys(item: Item) -> dict[str, Value]:
    """The front matter, with what the entry is listed under and a date as Hugo reads dates."""
    keys = {_KEYS.get(key, key): value for key, value in item.keys.items()}
    if item.folder == "topics":
        return keys | {"outputs": ["html", "rss"]}
    if item.folder in _LISTS:
        return keys
    day = str(item.keys.get("date") or item.keys.get("updated") or "2013-01-01")[:10]
    refs = sorted(set(re.findall(r"report-\d{5}", f"{item.keys} {item.body}")) - {item.id})
    keys |= {folder: [name.id for name in item.names if name.folder == folder] for folder in _NAMED}
    for key, folder in (("source", "sources"), ("place", "places")):
        if key in item.keys:
            keys[folder] = [str(item.keys[key])]
    return keys | {"date": day, "years": [day[:4]] if item.folder == "articles" else [], "refs": refs}


def _text(item: Item) -> str:
    """Links, citations and tables in Hugo's words; the first mention of a name is a link to it."""
    text = item.body
    for name in item.names:
        text = text.replace(name.text, f"[{name.text}](/{name.folder}/{name.id})", 1)
    text = re.sub(r"!\[\[(claim-\d+)\]\]", r'{{< claim "\1" >}}', text)
    text = re.sub(r"\[\[report-(\d+)\|([^\]]+)\]\]", r"[\2](/articles/report-\1)", text)
    text = re.sub(r"\[\[event-(\d+)\|([^\]]+)\]\]", r"[\2](/events/event-\1)", text)
    return re.sub(r"\[@(report-\d+)\]", r'{{< cite "\1" >}}', text)
