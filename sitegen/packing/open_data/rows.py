"""What one entry gives to each table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sitegen import urls
from sitegen.model.kinds import Entry, Nameable
from sitegen.model.schema import ids_in
from sitegen.model.site import LinkedText
from sitegen.packing.open_data.tables import (
    ENTRIES,
    Column,
    Table,
    Value,
    columns_of,
    common_columns,
    date_columns,
    groups_of,
    own_columns,
    words_of,
)
from sitegen.render.formats.structured_data.nodes import thing_id
from sitegen.render.site_index import SiteIndex

Row = Sequence[Value]
Write = Callable[[str, Sequence[Row]], None]
"""Writes rows of a table, which is named."""

Of = Callable[[SiteIndex, Entry], Value]


def _names(_: SiteIndex, entry: Entry) -> Value:
    return "\n".join(entry.every_name) or None


def _text(index: SiteIndex, entry: Entry) -> Value:
    return words_in(index.linked(entry.id).body) or None


_OF_ENTRIES: Mapping[str, tuple[str, Of]] = {
    "id": ("The id of the entry, which is never used again for another.", lambda _, entry: entry.id),
    "kind": ("What kind of entry it is.", lambda _, entry: entry.noun),
    "title": ("Its title, name or question.", lambda _, entry: entry.display_title),
    "url": ("The address of its page.", lambda index, entry: urls.absolute(index.base_url, index.paths[entry.id])),
    "thing": ("The @id of what it is about in the graph; it stays when the entry is renamed.", lambda index, entry: thing_id(index, entry.id)),
    "summary": ("What stands for it in lists.", lambda index, entry: index.summaries[entry.id] or None),
    "names": ("Every name of it, one a line, in whatever spelling.", _names),
    "text": ("The words of its text, without markup.", _text),
}  # fmt: skip


def entries_table() -> Table:
    """The table of all entries."""
    made = [Column(name, "string", meaning, lambda _: None) for name, (meaning, _) in _OF_ENTRIES.items()]
    always = {"id", "kind", "title", "url", "thing"}
    own = date_columns(
        "date", "The date of what it tells, or of its last revision.", lambda entry: entry.own_date
    )
    columns = (*(c._replace(required=c.name in always) for c in made), *own, *common_columns())
    return Table(ENTRIES, "Every entry of the site, of whatever kind.", columns, ("id",))


def rows_of(index: SiteIndex, entry: Entry) -> dict[str, list[Row]]:
    """The rows that an entry gives, by table: that of all entries first, since the others lead to it."""
    made = [of(index, entry) for _, of in _OF_ENTRIES.values()]
    read = entries_table().columns[len(made) :]
    found: dict[str, list[Row]] = {ENTRIES: [(*made, *_values(read, entry, index))]}
    kind = type(entry)
    if kind.folder:
        found[kind.folder] = [(entry.id, *_values(own_columns(kind), entry, index))]
    for key, group in groups_of(kind):
        rows = enumerate(getattr(entry, key.name), 1)
        found[key.name] = [(entry.id, n, *_values(columns_of(group), one, index)) for n, one in rows]
    if isinstance(entry, Nameable):
        found["names"] = list(_every_name(entry))
    lists = ((key.name, enumerate(getattr(entry, key.name), 1)) for key in words_of(kind))
    found["lists"] = [(entry.id, key, number, text) for key, texts in lists for number, text in texts]
    found["relations"] = list(dict.fromkeys(_relations(index, entry)))
    return found


def words_in(text: LinkedText) -> str:
    """The words of a text, its blocks one a line."""
    return "\n".join(filter(None, map(text.words_of, text.source.blocks)))


def _values(columns: Sequence[Column], about: Any, index: SiteIndex) -> Iterator[Value]:
    for column in columns:
        value = column.read(about)
        yield None if column.is_id and value not in index.site.entries else value


def _every_name(entry: Nameable) -> Iterator[tuple[Value, ...]]:
    names = [
        (entry.name, "name", None),
        *((text, "alias", None) for text in entry.aliases),
        *((text, "spelling", None) for text in entry.spellings),
        *((name.text, "native", name.lang) for name in entry.native),
    ]
    return ((entry.id, number, *name) for number, name in enumerate(names, 1))


def _relations(index: SiteIndex, entry: Entry) -> Iterator[tuple[str, str, int, str]]:
    linked, entries = index.linked(entry.id), index.site.entries
    for named in ids_in(entry):
        if named.id in entries:
            steps = named.key.split(".")
            relation = ".".join(step for step in steps if not step.isdigit())
            part = int(steps[1]) + 1 if len(steps) > 2 and steps[1].isdigit() else 0
            yield entry.id, relation, part, named.id
    yield from ((entry.id, "topic", 0, topic) for topic in linked.topics)
    for backlink in linked.backlinks:
        if backlink.how != "front matter":
            yield backlink.source, backlink.how, 0, entry.id
