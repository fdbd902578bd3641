"""One content file: bytes in, an entry of the model out, with every fault of the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sitegen.errors import Checked, Issue, Span
from sitegen.load import nodes, source
from sitegen.load.front_matter import Reading, read_group
from sitegen.markdown import parse
from sitegen.model.entries import Article, Entry, Event, Note
from sitegen.model.fields import Origin
from sitegen.model.site import Settings
from sitegen.model.values import ID
from sitegen.urls import RESERVED_IDS, id_of

MAX_ID_WORDS = 6


def read_entry(path: str, raw: bytes, kind: type[Entry]) -> Checked[Entry | None]:
    """The entry of class `kind` that the file at `path` holds; None where its front matter cannot be read whole."""
    text = source.decode(path, raw)
    if text.issues:
        return Checked(None, text.issues)
    split = source.split(path, text.value)
    if split.value is None:
        return Checked(None, split.issues)
    tree = nodes.read(path, split.value.header, split.value.header_line)
    reading = Reading(path, issues=[*_id_faults(path, kind), *tree.issues])
    values = read_group(tree.value, kind, reading) if tree.value else None
    body = parse(split.value.body, split.value.body_line)
    reading.issues += (replace(issue, path=path) for issue in body.issues)
    if kind.body_required and not split.value.body.strip():
        reading.report(
            Span(split.value.body_line),
            "body-empty",
            f"the {kind.noun} has no text",
            "write it below the second ---",
        )
    if values is None:
        return Checked(None, tuple(reading.issues))
    origin = Origin(path, tuple(reading.places), split.value.body_line)
    entry = kind(id=id_of(path), origin=origin, body=body.value, **values)
    return Checked(entry, (*reading.issues, *_entry_faults(entry)))


def read_settings(path: str, raw: bytes) -> Checked[Settings | None]:
    """The settings of `content/site.yaml`: YAML without fences."""
    text = source.decode(path, raw)
    if text.issues:
        return Checked(None, text.issues)
    tree = nodes.read(path, text.value, 1)
    reading = Reading(path, issues=list(tree.issues))
    values = read_group(tree.value, Settings, reading) if tree.value else None
    if values and not str(values["base_url"]).endswith("/"):
        values["base_url"] += "/"
    return Checked(Settings(**values) if values else None, tuple(reading.issues))


def _id_faults(path: str, kind: type[Entry]) -> tuple[Issue, ...]:
    name = id_of(path)
    if not kind.folder:
        return ()
    if not ID.fullmatch(name):
        return (_id_fault(path, f'"{name}" is not an id: ids hold only a-z, 0-9 and single hyphens'),)
    if name in RESERVED_IDS:
        return (_id_fault(path, f'the id "{name}" is taken by a page or folder of the site itself'),)
    if name.count("-") >= MAX_ID_WORDS:
        return (_id_fault(path, f"the id has {name.count('-') + 1} words; at most {MAX_ID_WORDS} are read"),)
    return ()


def _id_fault(path: str, message: str) -> Issue:
    return Issue(path, Span(), "id-invalid", message, "rename the file, for example to what-it-reports.md")


def _entry_faults(entry: Entry) -> tuple[Issue, ...]:
    """What the single keys of an entry say of one another."""
    faults: list[Issue] = []

    def fault(key: str, code: str, message: str, fix: str) -> None:
        faults.append(Issue(entry.origin.path, entry.origin.at(key), code, message, fix))

    if isinstance(entry, Note) and entry.added and _before(entry.updated, entry.added):
        fault(
            "updated",
            "date-order",
            "the note was updated before it was added",
            "write the later date, or mend `added`",
        )
    if isinstance(entry, Article) and entry.accessed and _before(entry.accessed, entry.date):
        fault(
            "accessed",
            "date-order",
            "the article was read before it was published",
            "mend `accessed` or `date`",
        )
    if isinstance(entry, Event) and entry.part_of == entry.id:
        fault("part_of", "part-of-circle", "the event is part of itself", "name the larger event")
    return tuple(faults)


def _before(one: Any, other: Any) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
