"""The site of the last build, to which an edit that nobody else sees is done without looking at what it leaves alone.

What was worked out from all entries together is remembered with the stamp of each file. Where none but the texts of some
entries have changed, and what others know of these has not, it holds: it is read again piece by piece, as pages ask for
it. In any other case, and wherever something does not stand as it was remembered, everything is read and linked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache as once
from typing import Any, NamedTuple, TypeVar

from sitegen.cache.cache import Cache
from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import Late
from sitegen.commands import stages
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import LinkedSite
from sitegen.faults import Fault, Faults
from sitegen.link.again import linked_again, recalled, without_texts
from sitegen.link.slots import LinkContext
from sitegen.load import tree
from sitegen.load.content import load_entry
from sitegen.load.source import MAX_BYTES
from sitegen.model.kinds import Entry
from sitegen.model.output import Layouts
from sitegen.model.site import Edited, LinkedEntry, Site
from sitegen.publish.snapshot import BuildOutcome, Inputs, Stamp, Tree, look_of
from sitegen.render import SiteIndex

_SITE, _FILE = "site", "file"
_READ, _NAMED, _JOINED = "entry", "named", "joined"
_ROWS, _REST = "rows", "rest"
_LATE = ("indexes", "listed", "lists", "people")
"""The parts of an index whose values are large."""
_MANY = 50
"""Edited files that are too many to be looked at one by one: a branch was switched."""

V = TypeVar("V")


class _Row(NamedTuple):
    """What is remembered of an entry: its file and the stamp of that, and the keys of what was read and found in it.

    It has no file (`path` is empty) where an edit of that concerns more than the entry: it has a fault, or changes that wait.
    """

    path: str
    stamp: Stamp | None
    entry: bytes
    named: bytes
    joined: bytes


Rows = Mapping[str, _Row]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is remembered beside entries: `site` has none but those that link made others of what was read.

    `others` stands for all files of the content that are none of the rows, `files` are the keys of those that are copied,
    `parts` the names of the mappings of the index, each of which is remembered by itself.
    """

    others: str
    site: Site
    context: LinkContext
    drafts: bool
    faults: tuple[Fault, ...]
    files: tuple[bytes, ...]
    parts: tuple[str, ...]


def load_and_link(options: Options, progress: Progress, cache: Cache, inputs: Inputs) -> LinkedSite:
    """The site as it is understood; `inputs` are what was looked at. Raises as `stages.link` does."""
    content = inputs.trees.get("content")
    if content is None:
        return stages.load_and_link(options, progress, cache)
    last = _LastSite.recalled(content, options, progress, cache)
    if last and (linked := last.with_edits(content)):
        return linked
    linked = stages.load_and_link(options, progress, cache)
    return _remembered(linked, content, options, cache)


def _key(name: str, options: Options) -> bytes:
    """The key of a part of what is remembered."""
    return raw_digest(f"{name}\0{options.today}\0{options.drafts}".encode())


def _site_key(rows: Rows, others: str) -> bytes:
    """The key of a site."""
    return raw_digest(b"".join([others.encode(), *(row.entry + row.joined for row in rows.values())]))


def _others_of(content: Tree, rows: Rows) -> str:
    """Stands for what is none of the files of `rows`."""
    known = {row.path for row in rows.values()}
    files = {path: stamp for path, stamp in content.files.items() if path not in known}
    return look_of(content._replace(files=files))


def _remembered(linked: LinkedSite, content: Tree, options: Options, cache: Cache) -> LinkedSite:
    """The same, remembered for the next build, where it names nothing that is not published."""
    site = linked.site
    if linked.outcome is None or (linked.index.drafts and cache.lasts):
        return linked
    faulty = {fault.path for fault in linked.faults}
    rows = {i: _row(entry, site.linked[i], faulty, content) for i, entry in site.entries.items()}
    others = _others_of(content, rows)
    known = cache.keys(_JOINED)
    fresh = (each for each in site.linked.values() if each.known_key not in known)
    cache.put_many(_JOINED, ((each.known_key, without_texts(each)) for each in fresh))
    cache.keep(_JOINED, (each.known_key for each in site.linked.values()))
    parts = dict(_parts_of(linked.index))
    rest = _Rest(
        others=others,
        site=replace(site, entries={i: e for i, e in site.entries.items() if not e.known_key}, linked={}),
        context=_of_published(linked.context, site),
        drafts=linked.index.drafts,
        faults=tuple(fault for fault in linked.faults if fault.path.startswith("content/")),
        files=tuple(cache.asked(_FILE)),
        parts=tuple(parts),
    )
    stored = {_ROWS: rows, _REST: rest, **parts}
    cache.put_many(_SITE, ((_key(name, options), value) for name, value in stored.items()))
    return replace(linked, edited=Edited(now=_site_key(rows, others)))


def _of_published(context: LinkContext, site: Site) -> LinkContext:
    """What of a context may be remembered. What it lacks would be a fault, with which everything is read."""
    paths = {entry.origin.path: i for i, entry in site.entries.items()}
    known = replace(context.known, entries={}, withheld={}, paths=paths)
    return replace(context, known=known, files={file.path: file for file in site.files})


def _row(entry: Entry, linked: LinkedEntry, faulty: set[str], content: Tree) -> _Row:
    path = entry.origin.path.removeprefix("content/")
    alone = entry.known_key and entry.origin.path not in faulty and path in content.files
    row = _Row(path, content.files.get(path), entry.known_key, linked.texts, linked.known_key)
    return row if alone else row._replace(path="")


def _parts_of(index: SiteIndex) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    """The mappings of an index: all that changes from entry to entry, but for the entries themselves."""
    for each in fields(index):
        part = getattr(index, each.name)
        if isinstance(part, Mapping):
            yield each.name, {key: Late(value) for key, value in part.items()} if each.name in _LATE else part


class _Piecemeal(Mapping[str, V]):
    """A mapping of known keys whose values are found one by one, when they are asked for."""

    def __init__(self, keys: Collection[str], find: Callable[[str], V]) -> None:
        self._keys, self._find = keys, find
        self._found: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._found:
            if key not in self._keys:
                raise KeyError(key)
            self._found[key] = self._find(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


class _Part(Mapping[Any, Any]):
    """A mapping of an index, found when it is first asked for something; of its values each is read once."""

    def __init__(self, find: Callable[[], Mapping[Any, Any]]) -> None:
        self._find = once(find)
        self._read: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:
        if key not in self._read:
            value = self._find()[key]
            self._read[key] = value.value if isinstance(value, Late) else value
        return self._read[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())

    def __contains__(self, key: object) -> bool:
        return key in self._find()


@dataclass(slots=True)
class _LastSite:
    """What is remembered: `rows` by id, and the rest. `read` and `joined` are the entries that were edited since."""

    rows: Rows
    rest: _Rest
    options: Options
    progress: Progress
    cache: Cache
    read: dict[str, Entry] = field(default_factory=dict)
    joined: dict[str, LinkedEntry] = field(default_factory=dict)
    _afresh: LinkedSite | None = None

    @classmethod
    def recalled(cls, content: Tree, options: Options, progress: Progress, cache: Cache) -> _LastSite | None:
        """The last site, if the content has the same files, and none but those of entries is another now."""
        keys = [_key(name, options) for name in (_ROWS, _REST)]
        found = cache.get_many(_SITE, keys)
        if len(found) < len(keys):
            return None
        rows, rest = (found[key] for key in keys)
        there = all(not row.path or row.path in content.files for row in rows.values())
        if not there or _others_of(content, rows) != rest.others:
            return None
        return cls(rows, rest, options, progress, cache)

    def with_edits(self, content: Tree) -> LinkedSite | None:
        """The last site with what was edited since; None where that concerns others, or is at fault."""
        edited = {
            i: content.files[row.path]
            for i, row in self.rows.items()
            if row.path and content.files[row.path] != row.stamp
        }
        before = self.rows
        done = len(edited) <= _MANY and self._read(edited) and self._link(edited)
        for kind in (_READ, _NAMED, _JOINED):
            now = {getattr(self.rows[i], kind) for i in edited} if done else set()
            self.cache.discard(kind, {getattr(before[i], kind) for i in edited} - now)
        return self._remembered(before, frozenset(edited)) if done else None

    def _read(self, edited: Iterable[str]) -> bool:
        """Read what was edited; whether all of it is an entry without fault."""
        with self.progress.stage("read"):
            for i in edited:
                path, faults = f"content/{self.rows[i].path}", Faults()
                raw = tree.read(tree.Found(path, self.options.root / path), MAX_BYTES, faults)
                if raw is None:
                    return False
                entry, met = load_entry(path, raw, self.cache, today=self.options.today)
                if met or not isinstance(entry, Entry):
                    return False
                self.read[i] = entry
        return True

    def _link(self, edited: Mapping[str, Stamp]) -> bool:
        """Link what was edited; whether nobody else sees a difference."""
        known = replace(self.rest.context.known, entries=_Piecemeal(self.rows, self._entry))
        context, rows = replace(self.rest.context, known=known), dict(self.rows)
        with self.progress.stage("link"):
            for i, stamp in edited.items():
                row, new = self.rows[i], self.read[i]
                old = self._recall(_READ, row.entry)
                before = old and self._recall_joined(row, old.value)
                joined = before and linked_again(old.value, new, before, context, self.cache)
                if not joined:
                    return False
                self.joined[i] = joined
                rows[i] = _Row(row.path, stamp, new.known_key, joined.texts, joined.known_key)
        self.rows = rows
        return True

    def _remembered(self, before: Rows, edited: frozenset[str]) -> LinkedSite:
        """The site, remembered as it is now."""
        cache, rest = self.cache, self.rest
        cache.put_many(_JOINED, ((each.known_key, without_texts(each)) for each in self.joined.values()))
        if edited:
            cache.put_many(_SITE, [(_key(_ROWS, self.options), self.rows)])
        cache.keep(_SITE, (_key(name, self.options) for name in rest.parts))
        cache.keep(_FILE, rest.files)
        for kind in (_READ, _NAMED, _JOINED):
            cache.keep(kind, (key for row in self.rows.values() if (key := getattr(row, kind))))
        faults = Faults(met=[*rest.faults])
        layouts = stages.read_layouts(self.options, rest.site.settings, self.cache, faults)
        faults.stop(strict=self.options.strict)
        met = tuple(faults.met)
        return LinkedSite(
            self._index(layouts),
            rest.context,
            layouts,
            met,
            BuildOutcome(rest.site.held_back, met),
            Edited(_site_key(before, rest.others), _site_key(self.rows, rest.others), edited),
        )

    def _index(self, layouts: Layouts) -> SiteIndex:
        options, rest = self.options, self.rest
        entries = _Piecemeal(self.rows, self._entry)
        linked = _Piecemeal(self.rows, self._linked)
        parts: dict[str, Any] = {name: self._part(name) for name in rest.parts}
        return SiteIndex(
            site=replace(rest.site, entries=entries, linked=linked),
            words=layouts.words,
            outlines=layouts.outlines,
            today=options.today,
            base_url=options.base_url or rest.site.settings.base_url,
            search=options.search,
            drafts=rest.drafts,
            **parts,
        )

    def _entry(self, i: str) -> Entry:
        if i in self.read:
            return self.read[i]
        if i in self.rest.site.entries:
            return self.rest.site.entries[i]
        found = self._recall(_READ, self.rows[i].entry)
        return found.value if found else self._all().site.entries[i]

    def _linked(self, i: str) -> LinkedEntry:
        if i in self.joined:
            return self.joined[i]
        return self._recall_joined(self.rows[i], self._entry(i)) or self._all().site.linked[i]

    def _part(self, name: str) -> _Part:
        def find() -> Mapping[Any, Any]:
            part: Mapping[Any, Any] | None = self._recall(_SITE, _key(name, self.options))
            return getattr(self._all().index, name) if part is None else part

        return _Part(find)

    def _recall_joined(self, row: _Row, entry: Entry) -> LinkedEntry | None:
        joined = self._recall(_JOINED, row.joined)
        return joined and recalled(entry, joined, row.joined, self.cache)

    def _recall(self, kind: str, key: bytes) -> Any:
        """What is remembered; None where it is lost."""
        return self.cache.get_many(kind, [key]).get(key)

    def _all(self) -> LinkedSite:
        """The site, read and linked afresh, since something that was remembered is lost."""
        self._afresh = self._afresh or stages.load_and_link(self.options, self.progress, self.cache)
        return self._afresh
