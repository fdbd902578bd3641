"""Small sites as text: `{path: file}` in, a linked site out, without a disk. Paths are from content/, without `.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import dedent

from sitegen.cache.keys import Memory
from sitegen.faults import Fault, Faults
from sitegen.link import link
from sitegen.load.entry import read_entry
from sitegen.model.kinds import KIND_OF_FOLDER, Entry
from sitegen.model.site import (
    Address,
    Content,
    LinkedEntry,
    NameLink,
    NamesFill,
    PartialEntry,
    Settings,
    Site,
    SourceFile,
)
from sitegen.urls import folder_of

TODAY = date(2026, 11, 21)


BASE = {
    "sources/the-paper": "name: The Paper",
    "topics/war": "title: The war\nsummary: It goes on.",
}
"""What nearly every site here needs: an outlet for its articles, and a topic."""


@dataclass(frozen=True)
class Joined:
    """A linked site, and the faults of reading and linking it."""

    site: Site
    faults: tuple[Fault, ...]

    def __getitem__(self, entry_id: str) -> LinkedEntry:
        return self.site.linked[entry_id]

    @property
    def told(self) -> str:
        """The faults as an editor reads them, in the order of their places: two lines each, the second the fix."""
        return "\n".join(
            f"{i.path}:{i.span.line}:{i.span.column or ''}: {i.severity}: {i.message} [{i.code}]\n  {i.fix}"
            for i in sorted(self.faults)
        )


def joined(  # noqa: PLR0913 - each is something a site may have
    files: Mapping[str, str],
    *,
    today: date = TODAY,
    drafts: bool = False,
    honorifics: tuple[str, ...] = (),
    papers: tuple[str, ...] = (),
    known: tuple[Address, ...] = (),
    memory: Memory | None = None,
) -> Joined:
    """The site of `files` and of those in `BASE`. `papers` are names of files in content/files/, `known` old addresses."""
    faults = Faults()
    texts = {f"content/{name}.md": text_of(text).encode() for name, text in {**BASE, **files}.items()}
    read = [
        faults.take(read_entry(path, raw, KIND_OF_FOLDER[folder_of(path)])) for path, raw in texts.items()
    ]
    settings = Settings(title="A site", base_url="https://briefing.example/", honorifics=honorifics)
    copied = tuple(SourceFile(f"content/files/{paper}", "00", 1, 640, 480) for paper in papers)
    content = Content(
        settings,
        tuple(entry for entry in read if isinstance(entry, Entry)),
        copied,
        known,
        tuple(sorted(faults.faulty)),
        tuple(entry for entry in read if isinstance(entry, PartialEntry)),
    )
    site = faults.take(link(content, today=today, drafts=drafts, memory=memory))
    return Joined(site, tuple(faults.met))


def sound(files: Mapping[str, str], *, honorifics: tuple[str, ...] = ()) -> Joined:
    """The site of `files`, which has no errors."""
    site = joined(files, honorifics=honorifics)
    assert [fault for fault in site.faults if fault.severity == "error"] == []
    return site


def text_of(written: str) -> str:
    """A file: front matter alone, or front matter, a line `---` and a body."""
    header, mark, body = dedent(written).strip("\n").partition("\n---\n")
    return f"---\n{header}\n---\n" + (f"{body}\n" if mark else "")


def article(body: str = "It happened.", **keys: str) -> str:
    """An article with the few keys it needs, over them those given. Its body begins in line 7, after four keys."""
    return _entry(
        {"title": "A report", "date": "2020-09-28", "source": "the-paper", "topics": "[war]"} | keys, body
    )


def note(body: str, **keys: str) -> str:
    """A note. Its body begins in line 6, after three keys."""
    return _entry({"title": "A note", "topics": "[war]", "updated": "2020-10-01"} | keys, body)


def event(**keys: str) -> str:
    """An event without a body."""
    return _entry({"title": "Something happens", "date": "2020-09-28", "refs": "report"} | keys)


def person(name: str, body: str = "", **keys: str) -> str:
    """A person. The body begins in line 5, after two keys."""
    return _entry({"name": name, "summary": "Somebody."} | keys, body)


organisation = place = person


def outlet(name: str, body: str = "", **keys: str) -> str:
    """An outlet."""
    return _entry({"name": name} | keys, body)


def _entry(keys: Mapping[str, str], body: str = "") -> str:
    header = "\n".join(f"{key}: {value}" for key, value in keys.items())
    return f"{header}\n---\n{dedent(body)}" if body else header


def name_links(linked: LinkedEntry) -> list[str]:
    """The names that link by themselves in an entry's texts, as `words>id`: prose first, then the body."""
    texts = (*linked.prose.values(), linked.body)
    fills = (fill for text in texts for _, fill in text.fills if isinstance(fill, NamesFill))
    return [
        f"{part.words}>{part.target}" for fill in fills for part in fill.parts if isinstance(part, NameLink)
    ]
