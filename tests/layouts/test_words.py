"""What a kind of entry is called, wherever a reader meets it."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader

from sitegen.model.entries import ENTRY_TYPES
from sitegen.render.formats.words import KINDS
from tests.faults.case import HOME


def test_previews_and_search_call_a_kind_what_the_pages_call_it() -> None:
    layouts = Environment(loader=FileSystemLoader(HOME / "layouts"), autoescape=True)
    called = layouts.get_template("words.html").module.words["kind"]  # type: ignore[attr-defined]
    assert {folder: name.lower() for folder, name in KINDS.items()} == called
    assert set(KINDS) == {kind.folder for kind in ENTRY_TYPES}
