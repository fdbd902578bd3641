"""`pages/TOPIC.html`: a topic in one file that needs no other, to print or to send.

section    a page of the site as a section of such files
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

from sitegen.model.kinds import KINDS, Outlet
from sitegen.packing.edition import Counted, Edition
from sitegen.packing.one_page.section import Sections
from sitegen.render.site_index import SiteIndex

_BREAK = "\f"
"""Stands in the layout where the sections come: no text of a site holds it."""


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes the file of each topic, one section in memory at a time."""
    pages = folder / "pages"
    pages.mkdir()
    groups = {topic: groups_of(edition.index, topic) for topic in edition.topics}
    with TemporaryFile(dir=folder) as file:
        sections = Sections(edition, file)
        sections.fill(
            tuple(dict.fromkeys(i for topic in groups for i in _ids(topic, groups[topic]))), counted
        )
        for topic in edition.topics:
            _write(edition, pages / f"{topic}.html", topic, groups[topic], sections)


class Group(NamedTuple):
    """Entries of a kind in the order in which lists show them; `name` is the folder of the kind."""

    name: str
    ids: tuple[str, ...]


def groups_of(index: SiteIndex, topic: str) -> tuple[Group, ...]:
    """The entries of a file about `topic` besides the topic itself; no group is empty."""
    return tuple(group for group in _groups(index, topic) if group.ids)


def _groups(index: SiteIndex, topic: str) -> Iterator[Group]:
    linked, entries = index.linked(topic), index.site.entries
    named = [entry_id for entry_id, _ in linked.co_mentions]
    outlets = [entry_id for entry_id, _ in linked.outlets]
    for kind in KINDS:
        also = [i for i in (*named, *outlets) if isinstance(entries[i], kind)]
        if kind is Outlet or also:
            yield Group(kind.folder, tuple(dict.fromkeys(also)))
        else:
            yield Group(kind.folder, linked.lists.get(kind.folder, ()))


def _ids(topic: str, groups: tuple[Group, ...]) -> Iterator[str]:
    yield topic
    for group in groups:
        yield from group.ids


def _write(edition: Edition, path: Path, topic: str, groups: tuple[Group, ...], sections: Sections) -> None:
    text = edition.text("topic.html", topic=topic, groups=groups, sections=_BREAK)
    opening, closing = text.split(_BREAK)
    within = frozenset(_ids(topic, groups))
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(opening)
        file.write(sections.of(topic, within))
        for group in groups:
            file.write(edition.text("group.html", group=group))
            file.writelines(sections.of(entry_id, within) for entry_id in group.ids)
        file.write(closing)
