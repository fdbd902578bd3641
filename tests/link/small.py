"""Small sites as text: `{path: file}` in, a linked site out, without a disk."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from sitegen.errors import Issue
from sitegen.link import link
from sitegen.load.entry import read_entry
from sitegen.model.entries import ENTRY_TYPES, Entry
from sitegen.model.site import Content, NameLink, NamesFill, Settings, Site
from sitegen.urls import folder_of

TODAY = date(2026, 11, 21)
KINDS = {kind.folder: kind for kind in ENTRY_TYPES}

OUTLET = "content/sources/the-paper.md"
TOPIC = "content/topics/war.md"
BASE = {
    OUTLET: "---\nname: The Paper\n---\n",
    TOPIC: "---\ntitle: The war\nsummary: It goes on.\n---\n",
}


def article(body: str = "It happened.", **keys: str) -> str:
    """An article's file with the few keys it needs, and those given."""
    values = {"title": "A report", "date": "2020-09-28", "source": "the-paper", "topics": "[war]"} | keys
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in values.items()) + f"---\n{dedent(body)}\n"


def person(name: str, **keys: str) -> str:
    """A person's file."""
    values = {"name": name, "summary": "Somebody."} | keys
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in values.items()) + "---\n"


def joined(
    files: dict[str, str], *, today: date = TODAY, drafts: bool = False, honorifics: tuple[str, ...] = ()
) -> tuple[Site, tuple[Issue, ...]]:
    """The site of `files`, beside an outlet and a topic, and the faults of linking it."""
    read: list[Entry] = []
    for path, text in {**BASE, **files}.items():
        checked = read_entry(path, text.encode(), KINDS[folder_of(path)])
        assert checked.value is not None, checked.issues
        read.append(checked.value)
    settings = Settings(title="A site", base_url="https://briefing.example/", honorifics=honorifics)
    checked_site = link(Content(settings, tuple(read)), today=today, drafts=drafts)
    return checked_site.value, checked_site.issues


def name_links(site: Site, entry_id: str) -> list[tuple[str, str]]:
    """The names that link by themselves in an entry's body: the words, and where they lead."""
    fills = (fill for _, fill in site.linked[entry_id].body.fills if isinstance(fill, NamesFill))
    return [(part.words, part.target) for fill in fills for part in fill.parts if isinstance(part, NameLink)]


def told(issues: tuple[Issue, ...]) -> list[str]:
    """Faults as an editor reads them, on one line each."""
    return [
        f"{i.path}:{i.span.line}:{i.span.column}: {i.severity}: {i.message} [{i.code}] {i.fix}"
        for i in sorted(issues)
    ]
