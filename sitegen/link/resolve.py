"""From what an author wrote to the entry that is meant: by id, or by a name, alias or spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitegen.errors import Issue, Span
from sitegen.link.select import Selection
from sitegen.model.entries import Entry, Nameable
from sitegen.model.schema import ids_in
from sitegen.model.values import ID
from sitegen.names.nearest import nearest


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that can be referred to: published entries by id and by source path, names by the ids that bear them."""

    entries: Mapping[str, Entry]
    paths: Mapping[str, str]
    withheld: Mapping[str, str]
    withheld_paths: Mapping[str, str]
    bearers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a reference leads nowhere: a fault's code, message and fix, without its place."""

    code: str
    message: str
    fix: str

    def at(self, path: str, span: Span) -> Issue:
        """The fault at a place."""
        return Issue(path, span, self.code, self.message, self.fix)


def directory(selection: Selection, everything: Iterable[Entry]) -> Directory:
    """The directory of a selection; `everything` are all entries read, published or not."""
    bearers: dict[str, dict[str, None]] = {}
    for entry in selection.published.values():
        if isinstance(entry, Nameable):
            for name in (entry.name, *entry.aliases, *entry.spellings, *(n.text for n in entry.native)):
                bearers.setdefault(name, {})[entry.id] = None
    return Directory(
        selection.published,
        {entry.origin.path: entry.id for entry in selection.published.values()},
        selection.withheld,
        {e.origin.path: e.id for e in everything if e.id in selection.withheld},
        {name: tuple(ids) for name, ids in bearers.items()},
    )


def by_id(text: str, known: Directory, folders: tuple[str, ...] = ()) -> str | Miss:
    """The id `text`, where it is that of a published entry in one of `folders` (none named: in any)."""
    entry = known.entries.get(text)
    if entry is None:
        return _missing(text, known, folders)
    if folders and entry.folder not in folders:
        wanted = " or ".join(f"content/{folder}/" for folder in folders)
        return Miss(
            "reference-kind",
            f'"{text}" is {_a(entry.noun)}, and an entry of {wanted} is wanted here',
            _did_you_mean(text, known, folders),
        )
    return text


def by_id_or_name(text: str, known: Directory) -> str | Miss:
    """The id of the entry that `text` names: its id, or the name, alias or spelling of one entity or outlet."""
    if text in known.entries:
        return text
    bearers = known.bearers.get(text, ())
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        choices = " or ".join(f"[[{target}|{text}]]" for target in bearers)
        return Miss("reference-ambiguous", f'"{text}" is a name of {_and(bearers)}', f"say which: {choices}")
    return _missing(text, known, ())


def by_path(path: str, known: Directory) -> str | Miss:
    """The id of the entry whose source file is `path`, from the site's root."""
    if path in known.paths:
        return known.paths[path]
    if path in known.withheld_paths:
        return _withheld(known.withheld_paths[path], known)
    near = nearest(path, known.paths, 1)
    return Miss(
        "reference-missing",
        f"there is no file {path}",
        f"did you mean {near[0]}?" if near else "look for the file's name under content/",
    )


def check_front_matter(known: Directory) -> Iterator[Issue]:
    """A fault for every id in front matter that leads nowhere, or to another kind of entry than the key wants."""
    for entry in known.entries.values():
        for named in ids_in(entry):
            found = by_id(named.id, known, named.folders)
            if isinstance(found, Miss):
                yield found.at(entry.origin.path, entry.origin.at(named.key))


def _missing(text: str, known: Directory, folders: tuple[str, ...]) -> Miss:
    if text in known.withheld:
        return _withheld(text, known)
    what = f'there is no entry "{text}"' if ID.fullmatch(text) else f'nothing is called "{text}"'
    return Miss("reference-missing", what, _did_you_mean(text, known, folders))


def _withheld(target: str, known: Directory) -> Miss:
    state = known.withheld[target]
    fix = (
        "take the link out until it is published, or build with --drafts"
        if state == "a draft"
        else "take the link out until then"
    )
    return Miss("reference-withheld", f'"{target}" is {state}, so no page leads to it', fix)


def _did_you_mean(text: str, known: Directory, folders: tuple[str, ...]) -> str:
    ids = (i for i, e in known.entries.items() if not folders or e.folder in folders)
    names = () if folders or ID.fullmatch(text) else known.bearers
    near = nearest(text, (*ids, *names))
    if near:
        return f"did you mean {_or(near)}?"
    return "look for the id among the file names under content/" + (f"{folders[0]}/" if folders else "")


def _or(words: tuple[str, ...]) -> str:
    return ", ".join(words[:-1]) + (" or " if len(words) > 1 else "") + words[-1]


def _and(words: tuple[str, ...]) -> str:
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
