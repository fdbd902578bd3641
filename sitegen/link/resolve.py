"""From what an author wrote to the entry that is meant: by id, by a name, alias or spelling, or by the path of its file.

A reference is right, or a `Fault` without a place, or `None`: it leads to a file that could not be read, and whether it
is right cannot be known before that file is mended. References are looked up in the `Directory` of the site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename

from sitegen.faults import Advice, Edit, Fault, Faults
from sitegen.link.select import Selection
from sitegen.model.body import Block, Body, Handle, Html, Reference, Words
from sitegen.model.fields import Origin
from sitegen.model.kinds import KIND_OF_FOLDER, KINDS, Citable, Entry, Nameable, of_kind
from sitegen.model.schema import NamedId
from sitegen.model.values import ID
from sitegen.names.finder import NameTable, table
from sitegen.names.fold import fold_all
from sitegen.names.nearest import nearest
from sitegen.urls import FILES_FOLDER, folder_of, id_of, path_from

CITABLE = tuple(kind.folder for kind in KINDS if issubclass(kind, Citable))
"""The folders of what can be cited."""

_MOST_HEADINGS = 12
"""How many headings a fix lists."""


@dataclass(frozen=True, slots=True)
class Directory:
    """What references are looked up in.

    `entries` are the published ones by id; `withheld` says of the others, by id, why they are not ("a draft").
    `paths` gives the id for the source path of each of both. `ids_by_name` are the ids that bear a name, alias, spelling or
    native name; `titles` the ids of what has a title instead; `former` the ids that published entries had before.

    `doubtful` are ids that two files bear, or one that could not be read; `unread_words` the folded words of the
    latter, but for small ones, where it may have a name; `faulty` the paths of all files with errors. Of them nothing is known for sure, so nothing is said.
    """

    entries: Mapping[str, Entry]
    withheld: Mapping[str, str]
    paths: Mapping[str, str]
    ids_by_name: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    former: Mapping[str, str]
    doubtful: frozenset[str]
    unread_words: frozenset[str]
    faulty: frozenset[str]


def directory(selection: Selection, everything: Iterable[Entry], faulty: Iterable[str]) -> Directory:
    """The directory of a selection; `everything` are all entries read, `faulty` the paths of files with errors."""
    published = selection.published
    paths = {entry.origin.path: entry.id for entry in everything}
    unread = [path for path in faulty if path not in paths and not path.startswith(FILES_FOLDER)]
    unnamed = (path for path in unread if issubclass(KIND_OF_FOLDER.get(folder_of(path), Nameable), Nameable))
    return Directory(
        entries=published,
        withheld=selection.withheld,
        paths=paths,
        ids_by_name=_ids_by_name(published.values()),
        titles={e.display_title: e.id for e in published.values() if not e.every_name},
        former={id_of(old): entry.id for entry in published.values() for old in entry.redirect_from},
        doubtful=frozenset((*map(id_of, unread), *(entry.id for entry, _ in selection.duplicates))),
        unread_words=frozenset(word for i in map(id_of, unnamed) for word in fold_all(i) if len(word) > 2),
        faulty=frozenset(faulty),
    )


def _ids_by_name(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    ids_by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for name in entry.every_name:
            ids_by_name[name][entry.id] = None
    return {name: tuple(ids) for name, ids in ids_by_name.items()}


def headings_of(entry: Entry, entries: Mapping[str, Entry]) -> dict[str, str]:
    """The anchors of an entry's headings, by themselves, by the words that are written and by those that a reader reads."""
    read = {_read(entry.body, block, entries): h.anchor for h, block in entry.body.headed()}
    written = {heading.text: heading.anchor for heading in reversed(entry.body.headings)}
    return read | written | {heading.anchor: heading.anchor for heading in entry.body.headings}


def _read(body: Body, block: Block, entries: Mapping[str, Entry]) -> str:
    words = []
    for piece in body.block_pieces(block):
        if isinstance(piece, Html | Words):
            words.append(piece.text)
        elif isinstance(piece, Reference):
            meant = entries.get(piece.target)
            words.append(piece.words or (meant.display_title if meant else piece.target or piece.heading))
    return " ".join("".join(words).split())


def words_of_heading(anchor: str, path: str, known: Directory) -> str:
    """What a reader reads in the heading `anchor` of the published entry at `path`; of a former one, and elsewhere, the anchor."""
    entry = known.entries.get(known.paths.get(path, ""))
    headed = entry.body.headed() if entry and entry.origin.path == path else ()
    found = (_read(entry.body, block, known.entries) for h, block in headed if entry and h.anchor == anchor)
    return next(found, "") or anchor


def by_id(text: str, known: Directory, folders: tuple[str, ...] = (), own: str = "") -> str | Fault | None:
    """The id `text`, where it is that of a published entry in one of `folders` (none named: in any).

    Whoever asks, the entry `own`, does not mean itself.
    """
    if text in known.doubtful:
        return None
    entry = known.entries.get(text)
    if entry is None:
        return _withheld(text, known) if text in known.withheld else _missing(text, known, folders, own)
    if folders and entry.folder not in folders:
        wanted = _joined([_a(KIND_OF_FOLDER[folder].noun) for folder in folders], "or")
        message = f'"{text}" is {_a(entry.noun)}; {wanted} belongs here'
        return _fault("reference-kind", message, *_did_you_mean(text, _ids(known, folders), folders))
    return text


def by_id_or_name(text: str, known: Directory, own: str = "") -> str | Fault | None:
    """The id of the entry that `text` names, asked by that of the id `own`: its id, or the name, alias or spelling of one
    entity or outlet.
    """
    ids_by_name = known.ids_by_name.get(text, ())
    if ID.fullmatch(text) and (text in known.entries or not ids_by_name):
        return by_id(text, known, own=own)
    if len(ids_by_name) == 1:
        return ids_by_name[0]
    if ids_by_name:
        choices = _joined([f"[[{target}|{text}]]" for target in ids_by_name], "or")
        message = f'"{text}" is a name of {_joined(ids_by_name, "and")}'
        edits = (Edit(f"[[{target}|{text}]]", f"[[{text}]]") for target in ids_by_name)
        return _fault("reference-ambiguous", message, f"say which: {choices}", *edits)
    return _unnamed(text, known, own)


def by_path(path: str, known: Directory, folder: str, written: str) -> str | Fault | None:
    """The id of the entry whose source file is `path`, from the site's root; it is `written` from `folder`, that of who refers to it."""
    if path in known.paths:
        return by_id(known.paths[path], known)
    if path in known.faulty:
        return None
    now = known.former.get(id_of(path))
    near = (now,) if now else nearest(id_of(path), tuple(known.entries), 1)
    advice: Advice = ("look for the file's name under content/",)
    if near:
        advice = _meant([path_from(folder, known.entries[near[0]].origin.path)], written)
    elif not path.endswith(".md"):
        advice = ("the path of an entry ends in .md, and a web address begins with https://",)
    return _fault("reference-missing", f"there is no entry in {path}", *advice)


def missing_file(path: str, files: tuple[str, ...], folder: str, written: str) -> Fault:
    """What to say of a path, `written` from `folder`, that leads to none of the site's `files`."""
    names = {basename(file): file for file in files}
    near = nearest(basename(path), tuple(names), 1)
    advice: Advice = ("put it into content/files/, or mend the path",)
    if near:
        advice = _meant([path_from(folder, names[near[0]])], written)
    return _fault("file-missing", f"there is no file {path}", *advice)


def anchor_of(heading: str, target: str, known: Directory) -> str | Fault | None:
    """The anchor of a heading of the entry `target`, named by its anchor or by its words."""
    there = headings_of(known.entries[target], known.entries)
    path = known.entries[target].origin.path
    if heading in there or path in known.faulty:
        return there.get(heading)
    anchors = [f"#{heading.anchor}" for heading in known.entries[target].body.headings]
    shown = ", ".join(anchors[:_MOST_HEADINGS]) + (" ..." if len(anchors) > _MOST_HEADINGS else "")
    fix = f"its headings are {shown}" if anchors else f"it has no headings: write [[{target}]]"
    edits = [] if anchors else [Edit("", f"#{heading}")]
    return _fault("heading-missing", f'{path} has no heading "{heading}"', fix, *edits)


def check_ids(ids: Iterable[NamedId], origin: Origin, known: Directory, faults: Faults) -> None:
    """Looks for ids in the front matter of `origin` that lead nowhere, or to a kind that their key does not want."""
    for item in ids:
        found = by_id(item.id, known, item.folders)
        if isinstance(found, Fault):
            is_known = item.id in known.entries or item.id in known.withheld
            perhaps_words = item.words and "-" not in item.id and not is_known
            fault = _with_words(found, item.id) if perhaps_words else found
            faults.of(origin.path).place(fault, origin.at(item.key))


def check_handles(handles: Iterable[Handle], known: Directory, faults: Faults) -> None:
    """Looks for words behind an @ that cite without brackets, as Pandoc does: ids of what can be cited.

    A word with a hyphen was meant as an id, known or not: handles of people and bodies have none. All others are text.
    """
    for handle in handles:
        id_like = handle.word.replace("_", "-").lower()
        meant = known.former.get(id_like, id_like)
        folder = _folder_of(meant, known)
        message = f'readers see "@{handle.word}" as it is written: a citation stands in brackets'
        begin, end, instead = "write", ";", f"{handle.before}{meant}{handle.after}"
        if folder in CITABLE:
            pass
        elif "-" not in handle.word:
            continue
        elif folder is not None:
            message = f"{meant} is {_a(KIND_OF_FOLDER[folder].noun)}, which is linked to and not cited"
            instead = f"[[{meant}]]"
        elif near := nearest(meant, _ids(known, CITABLE), 1):
            begin, end, instead = "did you mean", "?", f"{handle.before}{near[0]}{handle.after}"
        else:
            instead = f"{handle.before}{handle.word}{handle.after}"
        fix = f"{begin} {instead}{end} an @ as text needs a backslash: \\@"
        faults.add(handle.span, "citation-form", message, fix, Edit(instead))


def _folder_of(entry_id: str, known: Directory) -> str | None:
    """The folder of an entry, published or not, which says its kind; None where there is none."""
    if entry_id in known.entries:
        return known.entries[entry_id].folder
    paths = (path for path, owner in known.paths.items() if owner == entry_id)
    return next(map(folder_of, paths), None) if entry_id in known.withheld else None


def _with_words(fault: Fault, text: str) -> Fault:
    joint = "" if fault.fix.endswith("?") else ";"
    words = f"if it is no id but words, begin it with a capital letter: {text.capitalize()}"
    return fault._replace(fix=f"{fault.fix}{joint} {words}")


def _withheld(target: str, known: Directory) -> Fault:
    state = known.withheld[target]
    wait = "it is published, or build with --drafts" if state == "a draft" else "then"
    message = f'"{target}" is {state}, so no page may lead to it'
    return Fault("reference-withheld", message, f"take this out until {wait}")


def _missing(text: str, known: Directory, folders: tuple[str, ...], own: str) -> Fault:
    message = f'there is no entry "{text}"'
    if now := known.former.get(text):
        message += f": it is called {now} now"
        return _fault("reference-missing", message, f"write {now}", Edit(now, text))
    return _fault("reference-missing", message, *_did_you_mean(text, _ids(known, folders), folders, own))


def _unnamed(text: str, known: Directory, own: str) -> Fault | None:
    """What to say of a name that nothing bears. A file that could not be read may bear it, if its id has a word of it."""
    if text.lower() in known.entries:
        message = f'there is no entry "{text}": ids are written in small letters'
        return _fault("reference-missing", message, f"write {text.lower()}", Edit(text.lower(), text))
    if not known.unread_words.isdisjoint(fold_all(text)):
        return None
    message = f'nothing is called "{text}"'
    if titled := known.titles.get(text):
        fix = f"titles are not names: write [[{titled}]]"
        return _fault("reference-missing", message, fix, Edit(titled, text))
    like = nearest(text, tuple(known.ids_by_name))
    advice = _meant(like, text) if like else _did_you_mean(text, _ids(known, ()), (), own)
    return _fault("reference-missing", message, *advice)


def _ids(known: Directory, folders: tuple[str, ...]) -> tuple[str, ...]:
    """What could be meant: published entries of `folders`, or any, those included that cannot be read yet."""
    if not folders:
        return (*known.entries, *sorted(known.doubtful - known.entries.keys()))
    return tuple(i for i, entry in known.entries.items() if entry.folder in folders)


def _fault(code: str, message: str, fix: str, *edits: Edit) -> Fault:
    return Fault(code, message, fix, edits=edits)


def _did_you_mean(text: str, candidates: tuple[str, ...], folders: tuple[str, ...], own: str = "") -> Advice:
    if near := [one for one in nearest(text, candidates) if one != own]:
        return _meant(near, text)
    where = _joined([f"content/{folder}/" for folder in folders] or ["content/"], "or")
    return (f"an id is the name of a file in {where}, without .md",)


def _meant(near: Sequence[str], written: str) -> Advice:
    return f"did you mean {_joined(near, 'or')}?", *(Edit(one, written) for one in near)


def _joined(words: Sequence[str], link: str) -> str:
    return f"{', '.join(words[:-1])} {link} {words[-1]}" if len(words) > 1 else words[0]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def name_table(known: Directory, honorifics: tuple[str, ...]) -> NameTable:
    """The names and aliases of all entities and outlets; those that another also bears, or spells, link nowhere."""
    names: dict[str, str | None] = {}
    for entry in of_kind(known.entries.values(), Nameable):
        for name in entry.full_forms:
            alone = len(known.ids_by_name[name]) == 1
            names[name] = entry.id if alone and entry.autolink else None
    return table(names, honorifics)


def check_names(entries: Mapping[str, Entry], faults: Faults) -> None:
    """Warnings: a full form of two entries links nowhere; an alias of one word that may be an ordinary word, too often."""
    ids_by_name: defaultdict[str, list[tuple[Nameable, str]]] = defaultdict(list)
    for entry in of_kind(entries.values(), Nameable):
        _check_aliases(entry, faults.of(entry.origin.path))
        for key, name in _full_forms(entry):
            ids_by_name[name].append((entry, key))
    for name, borne in ids_by_name.items():
        if len({entry.id for entry, _ in borne}) > 1:
            _report_shared(name, borne, faults)


def _full_forms(entry: Nameable) -> Iterator[tuple[str, str]]:
    yield "name", entry.name
    for index, alias in enumerate(entry.aliases):
        yield f"aliases.{index}", alias


def _check_aliases(entry: Nameable, faults: Faults) -> None:
    for index, alias in enumerate(entry.aliases if entry.autolink else ()):
        if len(alias.split()) == 1 and not alias.isupper() and alias != entry.name:
            message = f'the alias "{alias}" is one word, and links wherever that word stands'
            faults.warn(entry.origin.at(f"aliases.{index}"), "alias-short", message, "move it to `spellings`")


def _report_shared(name: str, borne: Iterable[tuple[Nameable, str]], faults: Faults) -> None:
    for entry, key in borne:
        others = " and ".join(sorted({e.origin.path for e, _ in borne if e.id != entry.id}))
        message = f'"{name}" is also a name in {others}, so it links nowhere by itself'
        fix = "move it to `spellings` in both, or keep it in one"
        faults.of(entry.origin.path).warn(entry.origin.at(key), "alias-shared", message, fix)
