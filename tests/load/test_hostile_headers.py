"""Headers made to hang or crash a reader of YAML are refused at once, each in a few words."""

from __future__ import annotations

import pytest

from sitegen.load.entry import read_entry
from sitegen.load.yaml_tree import MAX_NODES
from sitegen.model.kinds import Entry, Topic

_MERGES = "\n".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}" for i in range(1, 9))

HOSTILE = {
    "nested merges": _MERGES,
    "brackets": "a: " + "[" * 60_000,
    "braces": "a: " + "{" * 60_000,
    "closed brackets": "a: " + "[" * 30_000 + "]" * 30_000,
    "lists in lists": "- " * 30_000,
    "keys in keys": "? " * 30_000,
    "groups in groups": "a: {" + "b: {" * 15_000,
    "single quotes": "a: '" + "''" * 30_000,
    "double quotes": '"' * 60_000,
    "blank lines": "a: >\n" + "\n" * 60_000,
    "anchors": "a: " + "&b " * 20_000,
    "tags": "a: " + "!b " * 20_000,
    "stairs": "\n".join(f"{' ' * n}a:" for n in range(300)),
    "one key": "\n".join("a: b" for _ in range(12_000)),
    "many keys": "\n".join(f"k{n}: b" for n in range(8_000)),
    "many items": "a: [" + "b, " * 20_000 + "]",
    "many groups": "a:\n" + "\n".join("- {}" for _ in range(10_000)),
    "long key": "a" * 60_000 + ": b",
    "long value": "title: " + "b" * 60_000,
    "colons": "a: " + "b: " * 20_000,
    "comment": "#" * 60_000,
    "directive": "%" * 60_000,
    "spaces": "a:" + " " * 60_000 + "b",
}


@pytest.mark.parametrize("header", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_header_is_refused_in_few_words(header: str) -> None:
    raw = f"---\n{header}\n---\n\nText.\n".encode()
    read = read_entry("content/topics/an-entry.md", raw, Topic)
    assert not isinstance(read.value, Entry)
    assert 1 <= len(read.faults) <= MAX_NODES
    assert max(len(fault.message) + len(fault.fix) for fault in read.faults) < 1_000


def test_a_header_of_more_than_64_kib_is_refused_unread() -> None:
    raw = f"---\ntitle: {'b' * 70_000}\n---\n".encode()
    assert [fault.code for fault in read_entry("content/topics/an-entry.md", raw, Topic).faults] == [
        "front-matter-too-large"
    ]


def test_a_file_of_more_than_256_kib_is_refused_unread() -> None:
    raw = b"---\ntitle: [\n---\n" + b"word " * 60_000
    assert [fault.code for fault in read_entry("content/topics/an-entry.md", raw, Topic).faults] == [
        "file-too-large"
    ]
