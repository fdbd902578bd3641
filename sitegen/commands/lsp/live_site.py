"""The site as it is in the hands of an editor: the files on the disk, with what is not saved yet in their places.

A change is answered twice. What is wrong with the text itself, and with what it refers to, is told at once (`quick`), and
of other texts that are open what is wrong with what they refer to, once that is known anew (`know`); all that a build would tell is known when the whole site has been looked at again (`look`): no file is read into an entry
that is as it was, and no site is joined. Of a change by which no other file can be right or wrong that is known at once
(`glance`). A file that is broken stays in `entries` as it was when it was last whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sitegen.link
from sitegen.cache.cache import Cache
from sitegen.cache.code import running_code
from sitegen.cache.held import Held
from sitegen.commands.command import Options
from sitegen.commands.stages import read_layouts
from sitegen.commands.watch import Stamps, Watcher
from sitegen.dates.order import may_be_seen
from sitegen.faults import EnvironmentFault, Fault, Faults
from sitegen.link.again import referred_to
from sitegen.link.resolve import Directory, directory
from sitegen.link.select import select
from sitegen.link.slots import LinkContext
from sitegen.load.content import Read, load, load_entry
from sitegen.load.tree import may_be_read
from sitegen.model.kinds import Entry
from sitegen.model.site import Content, PartialEntry, Settings

_MOST_SECONDS = 3.0
"""Of the processor's time that reading one text may take; editors wait for the answer."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the whole site came to: the faults of a build, and what references are looked up in.

    `unsaved` are the texts it was taken with; `entries` are by path, each as it was when its file was last whole;
    `paths` are by id. `targets` are those of them that others may refer to, by id, with the words by which they are found.
    """

    unsaved: Mapping[str, bytes]
    content: Content
    context: LinkContext
    faults: tuple[Fault, ...]
    entries: Mapping[str, Entry]
    paths: Mapping[str, str]
    targets: Mapping[str, tuple[Entry, str]]

    def faults_of(self, path: str) -> tuple[Fault, ...]:
        """The faults of one file, in the order of their places."""
        return tuple(fault for fault in self.faults if fault.path == path)


class GivenUp(Exception):
    """A look that nobody asks for any more, since the texts are others."""


class LiveSite:
    """`unsaved` are the texts that an editor holds, by path from the site's root; `last` is the last look, None before the first."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.unsaved: dict[str, bytes] = {}
        self.last: Look | None = None
        self._held = Held()
        self._known: tuple[Look | None, Directory | None] = (None, None)
        self._late: tuple[Look | None, dict[str, tuple[Fault, ...]]] = (None, {})
        self._layouts_seen: tuple[Settings, Stamps] | None = None
        self._layouts_faults: list[Fault] = []

    def is_content(self, path: str) -> bool:
        """Whether a path from the site's root is that of a text of the site."""
        return path.startswith("content/") and path.endswith((".md", ".yaml", ".txt"))

    def bytes_of(self, path: str) -> bytes:
        """The bytes of a file as the editor has it; none where there is no such file."""
        return self.unsaved[path] if path in self.unsaved else self._saved(path)

    def look(
        self,
        unsaved: Mapping[str, bytes],
        before: Look | None,
        still_asked: Callable[[], bool] = lambda: True,
    ) -> Look:
        """Look at the whole site with these texts instead of the saved ones. What is found is not yet `last`.

        Raises:
            EnvironmentFault: something cannot be read.
            GivenUp: nobody asks for it any more.
        """
        options, faults = self.options, Faults()
        # What a build has left stays as it is.
        with Cache(options.cache_file, running_code(), write=False, held=self._held) as memory:
            content = faults.take(
                load(options.root, memory, options.jobs, today=options.today, unsaved=unsaved)
            )
            if not still_asked():
                raise GivenUp
            faults.met += self._faults_of_layouts(content.settings, memory)
        checks = faults.take(sitegen.link.check(content, today=options.today, drafts=options.drafts))
        if not still_asked():
            raise GivenUp
        entries = {entry.origin.path: entry for entry in content.entries}
        known = before.entries if before else {}
        broken = set(content.faulty) & known.keys() - entries.keys()
        kept = {path: known[path] for path in broken if path in unsaved or (options.root / path).is_file()}
        there = {**checks.selection.published, **{entry.id: entry for entry in kept.values()}}
        return Look(
            unsaved=unsaved,
            content=content,
            context=checks.context,
            faults=tuple(sorted(set(faults.met))),
            entries=entries | kept,
            paths={entry.id: path for path, entry in sorted((entries | kept).items(), reverse=True)},
            targets={entry_id: (entry, _words(entry)) for entry_id, entry in there.items() if entry.folder},
        )

    def _faults_of_layouts(self, settings: Settings, memory: Cache) -> list[Fault]:
        """What is wrong with the layouts, and with settings beside them. They are read where a file of theirs is another one."""
        places = self.options.places  # of a site that gets layouts of its own, others than before
        seen = settings, Watcher({label: places[label] for label in ("layouts", "words")}).look()
        if self._layouts_seen != seen:
            faults = Faults()
            read_layouts(self.options, settings, memory, faults)
            self._layouts_seen, self._layouts_faults = seen, faults.met
        return self._layouts_faults

    def glance(self) -> bool:
        """Make of the last look what `look` would come to, if what was typed since is nothing to other files; whether it is."""
        look = self.last
        if look is None:
            return False
        paths = self.unsaved.keys() | look.unsaved.keys()
        edited = [path for path in paths if self.unsaved.get(path) != look.unsaved.get(path)]
        read = {path: self._nothing_to_others(path, look) for path in edited}
        entries = {path: entry for path, entry in read.items() if entry}
        if len(entries) < len(edited):
            return False
        others = [fault for fault in look.faults if fault.path not in entries]
        own = [fault for path in entries for fault in self.quick(path, self.unsaved[path])]
        found = (entry for entry in entries.values() if entry.id in look.targets)
        targets = {entry.id: (entry, look.targets[entry.id][1]) for entry in found}
        self.last = replace(
            look,
            unsaved=dict(self.unsaved),
            faults=tuple(sorted({*others, *own})),
            entries={**look.entries, **entries},
            targets={**look.targets, **targets},
        )
        return True

    def _nothing_to_others(self, path: str, look: Look) -> Entry | None:
        """The entry in an edited file, if other files are as right or wrong as they were; and what only a look tells of it is nothing."""
        old, raw = look.entries.get(path), self.unsaved.get(path)
        if old is None or raw is None or path in look.content.faulty:
            return None
        target, _ = look.targets.get(old.id, (None, ""))
        if (target is None and not old.draft) or (target and target.origin.path != path):
            return None  # it waits for its day, or is the second of its id
        try:
            read = self._read(path, raw)
            late = self._late_of(path, look)
        except EnvironmentFault:
            return None
        if late or not isinstance(read.value, Entry) or _is_error(read.faults):
            return None
        same = referred_to(old, look.context) == referred_to(read.value, look.context)
        return read.value if same else None

    def quick(self, path: str, raw: bytes) -> tuple[Fault, ...]:
        """The faults of one file with these bytes: those of its own at once, of others what the last look said of it.

        Where reading it takes too long, that is its only fault.
        """
        if self.last is None:
            return ()
        try:
            if self._known[0] is not self.last:
                self._known = None, None
            own = self._own(path, raw, self.last, self._known[1])
            late = self._late_of(path, self.last)
        except EnvironmentFault as fault:
            return (Fault("environment", fault.message, fault.fix, path=path),)
        return tuple(sorted({*own, *late}))

    def know(self) -> None:
        """Look references up in the entries as they are typed now, until the site has been looked at again."""
        look = self.last
        if look is None:
            return
        edited = [p for p in self.unsaved if p.endswith(".md") and self.unsaved[p] != look.unsaved.get(p)]
        try:
            read = {path: self._read(path, self.unsaved[path]) for path in edited}
        except EnvironmentFault:
            return
        entries = {
            entry.origin.path: entry for entry in look.content.entries if entry.origin.path not in read
        }
        entries |= {path: value for path, (value, _) in read.items() if isinstance(value, Entry)}
        faulty = set(look.content.faulty) - read.keys() | {
            p for p, (_, met) in read.items() if _is_error(met)
        }
        now = tuple(entries.values())
        selection = select(now, self.options.today, self.options.drafts)
        self._known = look, directory(selection, now, sorted(faulty))

    def entry_at(self, path: str) -> Entry | None:
        """The entry in a file as the editor has it; while it is broken, as it was when it was last whole."""
        if self.last is None:
            return None
        try:
            found = self._read(path, self.bytes_of(path)).value
        except EnvironmentFault:
            found = None
        return found if isinstance(found, Entry) else self.last.entries.get(path)

    def _late_of(self, path: str, look: Look) -> tuple[Fault, ...]:
        """What only the look at the whole site could tell of a file."""
        if self._late[0] is not look:
            self._late = look, {}
        known = self._late[1]
        if path not in known:
            told = look.faults_of(path)
            raw = look.unsaved.get(path)
            own = self._own(path, raw if raw is not None else self._saved(path), look) if told else ()
            known[path] = tuple(fault for fault in told if fault not in own)
        return known[path]

    def _saved(self, path: str) -> bytes:
        try:
            return Path(self.options.root, path).read_bytes()
        except OSError:
            return b""

    def _own(self, path: str, raw: bytes, look: Look, known: Directory | None = None) -> tuple[Fault, ...]:
        """What is wrong with a text, and with what it refers to (as `known` says, else the look) where it has a page of its
        own in this build.
        """
        if not path.endswith(".md") or not may_be_read(path, Faults()):
            return ()
        checked = self._read(path, raw)
        if not isinstance(checked.value, Entry | PartialEntry) or not self._is_linked(checked.value):
            return checked.faults
        known = known or look.context.known
        faulty = known.faulty - {path} | ({path} if _is_error(checked.faults) else set())
        context = replace(look.context, known=replace(known, faulty=faulty))
        return (*checked.faults, *sitegen.link.check_entry(checked.value, context))

    def _is_linked(self, entry: Entry | PartialEntry) -> bool:
        if isinstance(entry, PartialEntry):
            return self.options.drafts or not entry.draft
        return may_be_seen(replace(entry, draft=False), self.options.today) and (
            self.options.drafts or not entry.draft
        )

    def _read(self, path: str, raw: bytes) -> Read:
        return load_entry(path, raw, Cache(held=self._held), _MOST_SECONDS, today=self.options.today)


def _is_error(faults: Iterable[Fault]) -> bool:
    return any(fault.severity == "error" for fault in faults)


def _words(entry: Entry) -> str:
    return " ".join((entry.id, entry.display_title, *entry.every_name)).casefold()
