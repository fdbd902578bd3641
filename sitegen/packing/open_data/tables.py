"""The tables of the open data, made from the classes of the content model: a new key is a new column, with its meaning.

Every entry has a row in `entries` and one in the table of its kind. A list of groups of keys (`statements`) is a table of its
own, whose rows are numbered; names stand in `names`, other lists of words in `lists`, and whatever refers to another
entry in `relations`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from sitegen import dates
from sitegen.load.scaffold import meanings_of
from sitegen.model.fields import NativeName
from sitegen.model.kinds import KINDS, Entry
from sitegen.model.schema import Key, keys_of
from sitegen.model.values import Coordinates, Date, Figure, Named

Type = Literal["string", "integer", "number", "boolean", "date"]
Value = str | int | float | bool | None
Read = Callable[[Any], Value]

ENTRIES = "entries"
_EDTF = "the same in EDTF, the Extended Date/Time Format of ISO 8601-2"
_LEFT_OUT = {"editor_note"}
_NAMES = {"aliases", "spellings", "native"}
_COLUMNS: dict[type[Any], tuple[Any, ...]] = {}


class Column(NamedTuple):
    """A column: `read` takes its value from what a row is about. With `is_id` it holds ids of `entries`, and nothing else."""

    name: str
    type: Type
    meaning: str
    read: Read
    is_id: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table: the columns of its `key` tell its rows apart."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _plain(name: str, meaning: str, kind: Type = "string", *, is_id: bool = False) -> Column:
    """A column of rows that are made as tuples: nothing is read of anything."""
    return Column(name, kind, meaning, lambda _: None, is_id, required=True)


_ENTRY = _plain("entry", "The id of the entry.", is_id=True)
_NUMBER = _plain("number", "Its place in the list, from 1.", "integer")

FIXED = (
    Table(
        "names",
        "Every name of what has one, so that it can be found by any of them.",
        (
            _ENTRY,
            _NUMBER,
            _plain("text", "The name as it is written."),
            _plain(
                "kind", "name: its own; alias: another full form; spelling: a short or wrong form; native."
            ),
            _plain("lang", "The language of a native name (BCP 47).")._replace(required=False),
        ),
        ("entry", "number"),
    ),
    Table(
        "lists",
        "Lists of words in the front matter, such as the authors of an article.",
        (_ENTRY, _plain("key", "The key of the list."), _NUMBER, _plain("text", "The words.")),
        ("entry", "key", "number"),
    ),
    Table(
        "relations",
        "Whatever refers from one entry to another.",
        (
            _plain("source", "The id of the entry that refers.", is_id=True),
            _plain(
                "relation",
                "The key of the front matter that names the other; or topic: it is filed under it; "
                "text, citation, embed: its text does.",
            ),
            _plain(
                "part", "The number of the statement, office … that refers; 0: the entry itself.", "integer"
            ),
            _plain("target", "The id of the entry that is referred to.", is_id=True),
        ),
        ("source", "relation", "part", "target"),
    ),
)


@cache
def tables() -> tuple[Table, ...]:
    """Every table, that of all entries first."""
    kinds = [kind for kind in KINDS if kind.folder]
    of_kinds = (Table(kind.folder, _meaning(kind), (ID, *own_columns(kind)), ("id",)) for kind in kinds)
    groups = {key.name: group for kind in kinds for key, group in groups_of(kind)}
    of_groups = (
        Table(name, _meaning(group), (_ENTRY, _NUMBER, *columns_of(group)), ("entry", "number"))
        for name, group in groups.items()
    )
    return (*chain(of_kinds, of_groups), *FIXED)


ID = _plain("id", "The id of the entry, which is never used again for another.", is_id=True)


def own_columns(kind: type[Entry]) -> tuple[Column, ...]:
    """The columns of a kind: its own keys, without those that every entry has."""
    return tuple(column for column in columns_of(kind) if column.name.split("_")[0] not in _common())


def common_columns() -> tuple[Column, ...]:
    """The columns of the keys that every entry has."""
    return columns_of(Entry)


@cache
def _common() -> frozenset[str]:
    return frozenset(keys_of(Entry))


def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """The columns of the keys of a class; a group of keys stands beside them under a longer name, a list in its own table."""
    if kind not in _COLUMNS:
        _COLUMNS[kind] = tuple(_columns(kind, "", lambda value: value))
    return _COLUMNS[kind]


def groups_of(kind: type[Entry]) -> Iterator[tuple[Key, type[Any]]]:
    """The keys of a kind that hold lists of groups, each with the class of those."""
    for key in keys_of(kind).values():
        if key.is_list and key.group and key.group is not NativeName:
            yield key, key.group


def words_of(kind: type[Entry]) -> Iterator[Key]:
    """The keys of a kind that hold lists of words which are no names of it and no ids."""
    for key in keys_of(kind).values():
        if key.is_list and key.single.base is str and not key.ids and key.name not in _NAMES:
            yield key


def _columns(kind: type[Any], before: str, read: Callable[[Any], Any]) -> Iterator[Column]:
    meanings = meanings_of(kind)
    for key in keys_of(kind).values():
        if key.name in _LEFT_OUT or key.is_list:
            continue
        get = _then(read, attrgetter(key.name))
        name, meaning = before + key.name, meanings.get(key.name, "")
        if key.group:
            yield from _columns(key.group, f"{name}_", get)
        else:
            required = key.required and not before
            columns = _of_value(name, key, meaning, get)
            yield from (column._replace(required=required and not n) for n, column in enumerate(columns))


def _then(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """One after the other, unless there is nothing already."""
    return lambda value: None if (found := first(value)) is None else second(found)


def _of_value(name: str, key: Key, meaning: str, get: Callable[[Any], Any]) -> tuple[Column, ...]:
    """The columns of one key: what was written first."""
    if key.base is Date:
        return date_columns(name, meaning, get)
    if key.base is Named:
        return (
            Column(name, "string", f"{meaning} An id, or words.", _then(get, attrgetter("text"))),
            Column(f"{name}_id", "string", "The id, where it has an entry.", _id_in(get), is_id=True),
        )
    if key.base is Figure:
        return (
            Column(name, "string", meaning, _then(get, attrgetter("written"))),
            Column(f"{name}_low", "integer", "The least it can be.", _then(get, attrgetter("low"))),
            Column(f"{name}_high", "integer", "The most it can be.", _then(get, attrgetter("high"))),
            Column(f"{name}_about", "boolean", "Whether it is about right.", _then(get, attrgetter("about"))),
        )
    if key.base is Coordinates:
        degrees = "in degrees, WGS 84"
        return (
            Column(
                "latitude", "number", f"North of the equator, {degrees}.", _then(get, attrgetter("latitude"))
            ),
            Column(
                "longitude", "number", f"East of Greenwich, {degrees}.", _then(get, attrgetter("longitude"))
            ),
        )
    kinds: dict[Any, Type] = {bool: "boolean", int: "integer"}
    is_id = key.ids is not None
    return (Column(name, kinds.get(key.base, "string"), meaning, get, is_id, choices=key.choices),)


def date_columns(name: str, meaning: str, get: Callable[[Any], Date | None]) -> tuple[Column, ...]:
    """A date as it was written, as others write it, and the days between which it lies."""

    def day(which: str) -> Read:
        return _then(_then(get, attrgetter(which)), lambda found: found.isoformat())

    return (
        Column(name, "string", meaning, _then(get, attrgetter("written"))),
        Column(f"{name}_edtf", "string", f"{meaning.removesuffix('.')}: {_EDTF}.", _then(get, dates.edtf)),
        Column(
            f"{name}_earliest",
            "date",
            "The first day it can be; of a stretch, that it can begin.",
            day("earliest"),
        ),
        Column(
            f"{name}_latest", "date", "The last day it can be; of a stretch, that it can end.", day("latest")
        ),
    )


def _id_in(get: Callable[[Any], Named | None]) -> Read:
    return _then(get, lambda named: named.text if named.is_id else None)


def _meaning(kind: type[Any]) -> str:
    """What a class is for, in the sentence with which its docstring begins."""
    return " ".join((kind.__doc__ or "").split("\n\n")[0].split())
