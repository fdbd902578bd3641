"""Ids of the real site can be renamed: nothing but their references changes, and none is left."""

from __future__ import annotations

import re
from itertools import product

import pytest

from sitegen.cache.cache import Cache
from sitegen.load import load
from sitegen.load.renaming import Renaming, moved, references, renamed
from sitegen.model.kinds import Entry
from sitegen.urls import output_path
from tests.faults.case import HOME
from tests.link.small import TODAY

NEW = "called-otherwise-now"
_BEGINNING = re.compile(r"^\W*(?:\w+:)?")
_LETTER = re.compile(r"\w")


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return load(HOME, Cache(), 1, today=TODAY).value.entries


def forms(raw: bytes, old: str) -> set[tuple[str, ...]]:
    """How an id stands in a file, wherever it does: what its line begins with, and the signs on both sides of it."""
    word = re.compile(rf"(.?.?)(?<![a-z0-9-]){old}(?![a-z0-9-])(.?.?)")
    return {
        (*_BEGINNING.findall(line), *(_LETTER.sub("a", beside) for beside in found.groups()))
        for line in raw.decode().splitlines()
        for found in word.finditer(line)
    }


def test_an_id_can_be_renamed_in_every_form_in_which_one_stands(entries: tuple[Entry, ...]) -> None:
    """Each form is tried in the first file that has it: what is done in thousands of places is the same."""
    raws = {entry.origin.path: (HOME / entry.origin.path).read_bytes() for entry in entries}
    tried: set[tuple[str, ...]] = set()
    for entry, other in product(entries, entries):
        renaming, raw = Renaming(entry.origin.path, NEW), raws[other.origin.path]
        old = renaming.old.encode()
        fresh = forms(raw, renaming.old) - tried if entry.folder and old in raw else set()
        if fresh and references(other, renaming):
            made = renamed(raw, other, renaming)
            assert made.faults == ()
            assert made.value.replace(NEW.encode(), old) == raw
            assert NEW.encode() in made.value
            tried |= fresh
    assert len(tried) > 50


def test_every_entry_keeps_its_old_address(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        if entry.folder:
            raw, address = (HOME / entry.origin.path).read_bytes(), output_path(entry)
            made = moved(raw, entry, Renaming(entry.origin.path, NEW), address)
            assert made.faults == ()
            assert _without(address, made.value).replace(NEW.encode(), entry.id.encode()) == raw


def _without(address: str, raw: bytes) -> bytes:
    """A file before that address was added to it, in whatever form."""
    text = raw.decode()
    for form in (f"redirect_from: [{address}]\n", f"  - {address}\n", f", {address}"):
        text = text.replace(form, "", 1)
    return text.encode()
