"""What is kept of an entry whose header cannot be read whole."""

from __future__ import annotations

from sitegen.faults import Span
from sitegen.load.entry import read_entry
from sitegen.model.body import Words
from sitegen.model.kinds import Claim, Entry, Note
from sitegen.model.schema import NamedId
from sitegen.model.site import PartialEntry

PATH = "content/notes/a-note.md"


def read(header: str, kind: type[Entry] = Note) -> Entry | PartialEntry | None:
    return read_entry(PATH, f"---\n{header}\n---\n\nText.\n".encode(), kind).value


def test_the_ids_it_names_with_their_places_and_its_body() -> None:
    partial = read("title: A note\ntopics: [war, peace]\ndraft: true")
    assert isinstance(partial, PartialEntry)
    assert partial.origin.path == PATH
    assert partial.ids == (
        NamedId("topics.0", "war", ("topics",), files=True),
        NamedId("topics.1", "peace", ("topics",), files=True),
    )
    assert partial.origin.at("topics.1") == Span(3, 15, 5)
    assert Words("Text.") in partial.body.pieces
    assert partial.draft


def test_ids_in_groups_of_keys_that_are_whole() -> None:
    said = "{by: somebody, says: No., refs: [report]}"
    partial = read(f"statements:\n- {said}\n- {{by: another, says: Yes.}}\nevent: meeting", Claim)
    assert isinstance(partial, PartialEntry)
    assert {(named.key, named.id) for named in partial.ids} == {
        ("statements.0.by", "somebody"),
        ("statements.0.refs.0", "report"),
        ("event", "meeting"),
    }


def test_a_header_that_is_no_yaml_leaves_nothing() -> None:
    assert read("- a list") is None
