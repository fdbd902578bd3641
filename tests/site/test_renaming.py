"""Every id of the real site can be renamed: nothing but its references changes, and none is left."""

from __future__ import annotations

import pytest

from sitegen.cache.cache import Cache
from sitegen.load import load
from sitegen.load.renaming import Renaming, moved, references, renamed
from sitegen.model.kinds import Entry
from sitegen.urls import output_path
from tests.faults.case import HOME
from tests.link.small import TODAY

NEW = "called-otherwise-now"


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return load(HOME, Cache(), 1, today=TODAY).value.entries


def test_every_id_can_be_renamed(entries: tuple[Entry, ...]) -> None:
    raws = {entry.origin.path: (HOME / entry.origin.path).read_bytes() for entry in entries}
    for entry in entries:
        renaming = Renaming(entry.origin.path, NEW)
        old = renaming.old.encode()
        for other in entries if entry.folder else ():
            path = other.origin.path
            if old in raws[path] and references(other, renaming):
                made = renamed(raws[path], other, renaming)
                assert made.faults == ()
                assert made.value.replace(NEW.encode(), old) == raws[path]
                assert NEW.encode() in made.value


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
