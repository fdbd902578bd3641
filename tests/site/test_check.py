"""`check` at the front door: what it says of a site without building it, and with which exit code it ends."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site.editor import Editor
from tests.site.town import heard, run

TODAY = ("--today", "2024-05-01")


def test_it_names_what_a_build_would_hold_back(tmp_path: Path) -> None:
    editor = Editor(tmp_path / "site")
    checked, built = (
        json.loads(heard(editor.root, *command, *TODAY, "--format", "json", "--no-search")[1])
        for command in (["check"], [])
    )
    assert checked["held_back"] == built["held_back"] != []


def test_a_weakness_fails_it_only_where_it_is_strict(tmp_path: Path) -> None:
    editor = Editor(tmp_path / "site")
    editor.write("content/people/nobody.md", "---\nname: Nora Nobody\nsummary: Somebody.\n---\n")
    checked = run(editor.root, "check", *TODAY)
    assert "[entity-unmentioned]" in checked.told
    assert checked.code == 0
    assert run(editor.root, "check", "--strict", *TODAY).code == 1
