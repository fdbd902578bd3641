"""The directory of a site: everything that can be referred to, by id, by name and by the path of its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.link.select import Selection
from sitegen.model.kinds import Entry
from sitegen.names.fold import fold_all
from sitegen.urls import FILES_FOLDER, id_of


@dataclass(frozen=True, slots=True)
class Directory:
    """What references are looked up in.

    `entries` are the published ones by id; `withheld` says of the others, by id, why they are not ("a draft").
    `paths` gives the id for the source path of each of both. `ids_by_name` are the ids that bear a name, alias, spelling or
    native name; `titles` the ids of what has a title instead; `headings` the anchors of an entry by themselves and by
    the words of their headings.

    `doubtful` are ids that two files bear, or one that could not be read; `unread_words` the folded words of the
    latter, but for small ones; `faulty` the paths of all files with errors. Of them nothing is known for sure, so nothing is said.
    """

    entries: Mapping[str, Entry]
    withheld: Mapping[str, str]
    paths: Mapping[str, str]
    ids_by_name: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    headings: Mapping[str, Mapping[str, str]]
    doubtful: frozenset[str]
    unread_words: frozenset[str]
    faulty: frozenset[str]


def directory(selection: Selection, everything: Iterable[Entry], faulty: Iterable[str]) -> Directory:
    """The directory of a selection; `everything` are all entries read, `faulty` the paths of files with errors."""
    published = selection.published
    paths = {entry.origin.path: entry.id for entry in everything}
    unread = {id_of(path) for path in faulty if path not in paths and not path.startswith(FILES_FOLDER)}
    return Directory(
        entries=published,
        withheld=selection.withheld,
        paths=paths,
        ids_by_name=_ids_by_name(published.values()),
        titles={e.display_title: e.id for e in published.values() if not e.every_name},
        headings={e.id: _headings(e) for e in published.values() if e.body.headings},
        doubtful=frozenset(unread.union(entry.id for entry, _ in selection.duplicates)),
        unread_words=frozenset(word for unread_id in unread for word in fold_all(unread_id) if len(word) > 2),
        faulty=frozenset(faulty),
    )


def _ids_by_name(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    ids_by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for name in entry.every_name:
            ids_by_name[name][entry.id] = None
    return {name: tuple(ids) for name, ids in ids_by_name.items()}


def _headings(entry: Entry) -> dict[str, str]:
    by_words = {heading.text: heading.anchor for heading in reversed(entry.body.headings)}
    return by_words | {heading.anchor: heading.anchor for heading in entry.body.headings}
