"""The classes of the model are the schema: each of their keys can be read, and is required where it has no default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.faults import Faults
from sitegen.load.fields import PLAIN, RULES
from sitegen.load.front_matter import line_of, read_keys
from sitegen.load.yaml_tree import read
from sitegen.model.kinds import KINDS, Article, Claim, Event, Note, Person, Topic
from sitegen.model.schema import Key, keys_of
from sitegen.model.site import Settings


def every_key(kind: type[Any], name: str) -> Iterator[tuple[str, Key]]:
    """The keys of a class and of the groups in them, by their dotted names."""
    for key in keys_of(kind).values():
        yield f"{name}.{key.name}", key.single
        if key.group:
            yield from every_key(key.group, f"{name}.{key.name}")


KEYS = dict(pair for kind in (*KINDS, Settings) for pair in every_key(kind, kind.__name__))


@pytest.mark.parametrize("name", KEYS)
def test_every_key_has_a_reader(name: str) -> None:
    key = KEYS[name]
    assert key.group or key.choices or key.base in PLAIN
    assert key.form is None or key.form.rule in {"line", "url", *RULES}


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        (Article, {"title", "date", "source", "topics"}),
        (Note, {"title", "topics", "updated"}),
        (Event, {"title", "date", "refs"}),
        (Claim, {"question", "statements"}),
        (Person, {"name", "summary"}),
        (Topic, {"title", "summary"}),
        (Settings, {"title", "base_url"}),
    ],
)
def test_few_keys_are_required(kind: type[Any], required: set[str]) -> None:
    assert {key.name for key in keys_of(kind).values() if key.required} == required


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_fix_tells_to_write_can_be_read(kind: type[Any]) -> None:
    """Editors copy the line that a missing key's fix shows."""
    shown = [
        line_of(key).partition(" (")[0] for key in keys_of(kind).values() if ": and below" not in line_of(key)
    ]
    lines = [line for line in shown if not line.endswith(":")]
    faults = Faults()
    tree = read("\n".join(lines), 2, faults)
    assert tree is not None
    read_keys(tree, kind, faults)
    assert {fault.code for fault in faults.met} <= {"key-missing"}
