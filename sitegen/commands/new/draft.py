"""An entry that is not written yet: what is said of it so far, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sitegen.load
from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands.command import Context
from sitegen.faults import EnvironmentFault, Fault, Faults
from sitegen.link.redirects import used_ids
from sitegen.link.resolve import Directory, check_ids, directory
from sitegen.link.select import select
from sitegen.load.entry import read_entry
from sitegen.load.ids import id_from
from sitegen.load.scaffold import Scaffold, scaffold, yaml_of
from sitegen.model.kinds import KINDS, Entry
from sitegen.model.schema import ids_in, keys_of
from sitegen.model.site import PartialEntry
from sitegen.names.nearest import nearest
from sitegen.publish.disk import disk

_BLANK = ("value-blank", "body-empty")
_CALLED = {kind.noun: kind for kind in KINDS if kind.folder} | {
    kind.folder: kind for kind in KINDS if kind.folder
}
"""The kinds by what an editor may call them."""


def kind_called(name: str, others: Iterable[str]) -> type[Entry]:
    """The kind of that noun or folder. Raises `EnvironmentFault`, which names all kinds and the `others`."""
    known = _CALLED | {noun.removesuffix("s"): kind for noun, kind in _CALLED.items() if noun.endswith("s")}
    if kind := known.get(name.lower()):
        return kind
    near = nearest(name, tuple(known), 1)
    nouns = ", ".join((*(kind.noun for kind in KINDS if kind.folder), *others))
    fix = f'did you mean "{near[0]}"? ' if near else ""
    message = f'there is no kind "{name}"' if name else "new what?"
    raise EnvironmentFault(message, f"{fix}write one of: {nouns}")


@dataclass(slots=True)
class Draft:
    """`values` are YAML by key. `taken` are the ids that stand in the site or ever did; `known` is what it may name."""

    kind: type[Entry]
    root: Path
    taken: frozenset[str]
    known: Directory
    values: dict[str, str] = field(default_factory=dict)
    title: str = ""

    @classmethod
    def begin(cls, kind: type[Entry], context: Context) -> Draft:
        """A draft of that kind in the site as it is; what is wrong there is no matter here."""
        options = context.options
        with (
            Cache(options.cache_file, code_digest(), write=False) as cache,
            context.progress.stage("read"),
        ):
            content = sitegen.load.load(options.root, cache, options.jobs, today=options.today).value
        published = select(content.entries, options.today, options.drafts)
        known = directory(published, content.entries, content.faulty)
        return cls(kind, options.root, frozenset(used_ids(content)), known)

    def take(self, pairs: Iterable[str], title: str) -> None:
        """Take `KEY=VALUE` pairs and a title. Raises `EnvironmentFault` for keys that there are not, and values that no key takes."""
        keys, given = keys_of(self.kind), dict[str, list[str]]()
        for pair in ([f"{self.kind.title_key}={title}"] if title else []) + list(pairs):
            name, mark, value = pair.partition("=")
            if name not in keys:
                near = nearest(name, tuple(keys), 1)
                fix = f"did you mean {near[0]}?" if near else f"the keys there are: {', '.join(keys)}"
                raise EnvironmentFault(f"--set: {self.kind.noun} has no key {name}", fix)
            if not mark or not value.strip():
                raise EnvironmentFault(f"--set {name}: there is no value", f"write --set {name}=VALUE")
            given.setdefault(name, []).append(value)
        self.values |= {name: yaml_of(keys[name], values) for name, values in given.items()}
        self.title = given.get(self.kind.title_key, [self.title])[-1]
        if wrong := tuple(self.faults()):
            message = "; ".join(f"--set {key}: {fault.message}" for key, fault in wrong)
            raise EnvironmentFault(message, wrong[0][1].fix)

    def faults(self) -> Iterator[tuple[str, Fault]]:
        """What is wrong with the values so far, with the key of each; that some are missing is not."""
        lines = self._scaffold.text.split("\n")
        path, faults = self._path, Faults()
        entry = faults.take(read_entry(path, self._scaffold.text.encode(), self.kind))
        if isinstance(entry, PartialEntry):
            check_ids(entry.ids, entry.origin, self.known, faults)
        elif entry:
            check_ids(ids_in(entry), entry.origin, self.known, faults)
        for fault in sorted(faults.met):
            if fault.code not in _BLANK and fault.severity == "error":
                above = (line for line in lines[fault.span.line - 1 :: -1] if line[:1].isalpha())
                yield next(above, "").partition(":")[0], fault

    def write(self) -> tuple[str, tuple[str, ...]]:
        """Write the file, and return its path, as one may type it from here, and its blanks."""
        made, path = self._scaffold, self.root / self._path
        with disk("write", path):
            path.parent.mkdir(exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(made.text)
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path), made.blanks

    @property
    def namesakes(self) -> tuple[str, ...]:
        """The files of the entries that are called so already."""
        ids = (*self.known.ids_by_name.get(self.title, ()), self.known.titles.get(self.title))
        return tuple(self.known.entries[i].origin.path for i in ids if i)

    @property
    def _scaffold(self) -> Scaffold:
        return scaffold(self.kind, self.values)

    @property
    def _path(self) -> str:
        return f"content/{self.kind.folder}/{id_from(self.title, self.kind.noun, self.taken)}.md"
