"""What a file about a topic holds: what is filed under it, who is named there, and the outlets it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model.kinds import KINDS, Outlet
from sitegen.render.site_index import SiteIndex


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
