"""What a kind of entry is called, wherever a reader meets it."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader

from sitegen.model.kinds import KINDS
from sitegen.render.formats import words
from tests.faults.case import HOME


def test_previews_and_search_call_a_kind_what_the_pages_call_it() -> None:
    layouts = Environment(loader=FileSystemLoader(HOME / "layouts"), autoescape=True)
    called = layouts.get_template("words.html").module.words["kind"]  # type: ignore[attr-defined]
    assert {folder: name.lower() for folder, name in words.KINDS.items()} == called
    assert set(words.KINDS) == {kind.folder for kind in KINDS}
