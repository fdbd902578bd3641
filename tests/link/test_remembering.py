"""Names are looked for again only in texts that are not what they were, or where the names are not; the site is the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.link.small import article, joined, note, person
from tests.memory import Kept

FILES = {
    "articles/report": article("Dr. Ann Envoy spoke.\n\nBob Envoy did not.", title="Report"),
    "articles/other": article("Nothing.", title="Other"),
    "notes/n": note("Ann Envoy had it so [@report], see [[other]].\n\n![[ann]]"),
    "people/ann": person("Ann Envoy"),
    "people/bob": person("Bob Envoy"),
}


@pytest.mark.parametrize(
    ("changed", "more", "searched"),
    [
        ({}, {}, 0),
        ({"articles/other": article("Nothing of Ann Envoy.", title="Other")}, {}, 1),
        ({"people/bob": person("Bob Envoy", summary="He knows Ann Envoy.")}, {}, 1),
        ({"articles/other": article("Nothing.", title="Another")}, {}, len(["the note that links to it"])),
        ({"articles/report": article("Dr. Ann Envoy spoke.", title="Report", date="2020-09-29")}, {}, 1),
        ({"people/cyr": person("Cyr Envoy")}, {}, 8),
        ({"people/bob": person("Bob Legate")}, {}, 7),
        ({}, {"honorifics": ("Dr.",)}, 7),
    ],
    ids=[
        "nothing",
        "a text",
        "a summary",
        "a title",
        "another text",
        "a new name",
        "a changed name",
        "honorifics",
    ],
)
def test_what_was_changed_is_searched_and_the_site_is_what_a_first_look_finds(
    changed: Mapping[str, str], more: Mapping[str, Any], searched: int
) -> None:
    memory = Kept()
    joined(FILES, memory=memory)
    memory.put = 0
    files = {**FILES, **changed}
    assert joined(files, memory=memory, **more) == joined(files, **more)
    assert memory.put == searched


def test_two_entries_with_the_same_text_are_kept_apart() -> None:
    files = FILES | {
        "people/eve": person("Eve Envoy", "Eve Envoy and Fay Envoy."),
        "people/fay": person("Fay Envoy", "Eve Envoy and Fay Envoy."),
    }
    memory = Kept()
    assert joined(files, memory=memory) == joined(files, memory=memory) == joined(files)


def test_faults_are_told_again_of_texts_that_did_not_change() -> None:
    files = FILES | {"notes/n": note("See [[nobody]] and [@nothing].")}
    memory = Kept()
    first = joined(files, memory=memory)
    assert len(first.faults) == 2
    assert joined(files, memory=memory).faults == first.faults
