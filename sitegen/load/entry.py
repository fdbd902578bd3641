"""One content file: bytes in, an entry of the model out, with every fault of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, get_origin

from sitegen.faults import Checked, Fault, Span
from sitegen.load import nodes, source, yaml_tree
from sitegen.load.consistency import contradictions
from sitegen.load.front_matter import Reading, read_entry_keys
from sitegen.load.markdown.characters import check_characters
from sitegen.load.markdown.parser import parse
from sitegen.model.fields import Origin
from sitegen.model.kinds import Entry
from sitegen.model.schema import keys_of
from sitegen.model.site import Settings
from sitegen.model.values import ID
from sitegen.names.fold import fold_all
from sitegen.urls import RESERVED_IDS, as_base, id_of, is_base

MAX_ID_WORDS = 6
_MAX_ID = 80
_COPY = re.compile(
    r"Copy of (?P<before>.+)"
    r"|(?P<behind>.+?)(?: ?\(\d+\)| - Copy(?: \(\d+\))?| copy(?: \d+)?| \d"
    r"| ?\((?:another |\d+\w\w )?copy\)| ?\([^()]*\b(?:conflicted copy|conflict|sfconflict)\b.*\)"
    r"|[ ._-](?:sync-)?conflict(?:ed)?\b.*)",
    re.IGNORECASE,
)
"""What systems, and services that keep folders alike, call a file that is saved where one of its name stands already."""


@dataclass(frozen=True, slots=True)
class ReadEntry(Checked[Entry | None]):
    """An entry, None where its front matter cannot be read whole, beside every fault of its file.

    `rest` is then what could be read of it, an entry in which needed values are missing (None, or an empty list): good
    for nothing but to look whether what it names is there, so that one fault does not hide the next.
    """

    rest: Entry | None = None


def read_entry(path: str, raw: bytes, kind: type[Entry]) -> ReadEntry:
    """The entry of class `kind` that the file at `path` holds."""
    text = source.decode(path, raw)
    if text.faults:
        return ReadEntry(None, text.faults)
    if conflict := source.conflict(path, text.value):
        return ReadEntry(None, (conflict,))
    split = source.split(path, text.value)
    if split.value is None:
        return ReadEntry(None, split.faults)
    reading = Reading(path, faults=_id_faults(path, kind))
    tree = _read_tree(reading, split.value.header, split.value.header_line)
    keys = read_entry_keys(tree, kind, reading) if tree else None
    body = parse(split.value.body, split.value.body_line)
    reading.faults += (replace(fault, path=path) for fault in body.faults)
    if kind.body_required and not split.value.body.strip():
        fence = Span(split.value.body_line - 1, 1, 3)
        reading.report(fence, "body-empty", f"the {kind.noun} has no text", "write it below this line")
    if keys is None:
        return ReadEntry(None, tuple(reading.faults))
    given: dict[str, Any] = {
        "id": id_of(path),
        "origin": Origin(path, tuple(reading.places), split.value.body_line),
        "body": body.value,
    }
    if not keys.whole:
        return ReadEntry(None, tuple(reading.faults), kind(**given | _stand_ins(kind) | keys.values))
    entry = kind(**given | keys.values)
    return ReadEntry(entry, (*reading.faults, *contradictions(entry)))


def read_settings(path: str, raw: bytes) -> Checked[Settings | None]:
    """The settings of `content/site.yaml`: YAML without fences."""
    text = source.decode(path, raw)
    conflict = source.conflict(path, text.value)
    if text.faults or conflict:
        return Checked(None, text.faults or ((conflict,) if conflict else ()))
    reading = Reading(path)
    tree = _read_tree(reading, text.value, 1)
    keys = read_entry_keys(tree, Settings, reading) if tree else None
    if keys is None or not keys.whole:
        return Checked(None, tuple(reading.faults))
    values = keys.values
    if not is_base(values["base_url"]):
        span = dict(reading.places)["base_url"]
        message = "the address of a site has neither ? nor #"
        reading.report(span, "url-invalid", message, "write only up to the folder the site stands in")
    values["base_url"] = as_base(values["base_url"])
    return Checked(Settings(origin=Origin(path, tuple(reading.places)), **values), tuple(reading.faults))


def _stand_ins(kind: type[Entry]) -> dict[str, Any]:
    """What stands for needed values that could not be read: nothing that names anything."""
    return {
        key.name: () if get_origin(key.base) is tuple else None
        for key in keys_of(kind).values()
        if key.required
    }


def _read_tree(reading: Reading, header: str, first_line: int) -> nodes.Mapping | None:
    """The tree of a header; None where it holds what no text may hold, or is not YAML."""
    if hidden := check_characters(header, first_line):
        reading.faults += (replace(fault, path=reading.path) for fault in hidden)
        return None
    tree = yaml_tree.read(reading.path, header, first_line)
    reading.faults += tree.faults
    return tree.value


def _id_faults(path: str, kind: type[Entry]) -> list[Fault]:
    name = id_of(path)
    if not kind.folder:
        return []
    if not ID.fullmatch(name) or len(name) > _MAX_ID:
        what = f'"{name[:60]}" is not an id: ids hold only a-z, 0-9 and single hyphens'
        fix = f"rename the file {_renamed(name)}.md"
        if copy := _COPY.fullmatch(name):
            fix = f"delete it if it is a second copy of {copy['before'] or copy['behind']}.md; else {fix}"
        return [Fault(path, Span(), "id-invalid", what, fix)]
    if name.replace("-", "").isdecimal():
        what = f'the id "{name}" has no letter, and lists have pages that are called like their years'
        return [
            Fault(path, Span(), "id-invalid", what, "rename the file: an id says what the entry is about")
        ]
    if name in RESERVED_IDS:
        what = f'the id "{name}" is taken by a page or folder of the site itself'
        return [
            Fault(path, Span(), "id-reserved", what, "rename the file: an id says what the entry is about")
        ]
    if name.count("-") >= MAX_ID_WORDS:
        what = f"the id has {name.count('-') + 1} words; an address has at most {MAX_ID_WORDS}"
        shorter = "-".join(name.split("-")[:MAX_ID_WORDS])
        return [Fault(path, Span(), "id-invalid", what, f"rename the file, for example {shorter}.md")]
    return []


def _renamed(name: str) -> str:
    """An id near to what a file is called. A name that is taken, or has no letter of the alphabet, says nothing."""
    letters = " ".join(fold_all(name))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in letters).split()
    near = "-".join(words[:MAX_ID_WORDS])[:_MAX_ID].strip("-")
    return "what-it-reports" if near in RESERVED_IDS or not near.strip("0123456789-") else near
