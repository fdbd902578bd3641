"""What the panel says of faults: as the terminal does, and as safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.commands.excerpt import Sources
from sitegen.commands.serve.panel import faults_as_html, with_panel
from sitegen.faults import Fault, Span

FAULT = Fault(
    "date-invalid",
    '"<30 February>" is not a date',
    "write a real day as YYYY-MM-DD",
    path="content/notes/a b.md",
    span=Span(2, 7, 13),
)
ROW = (
    '<li class="error"><p>{place} <b>error:</b> &quot;&lt;30 February&gt;&quot; is not a date '
    "<code>date-invalid</code></p><pre>  2 | date: &lt;30 February&gt;\n    |       ^^^^^^^^^^^^^</pre>"
    "<p>fix: write a real day as YYYY-MM-DD</p></li>"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    note = tmp_path / "content/notes/a b.md"
    note.parent.mkdir(parents=True)
    note.write_text("---\ndate: <30 February>\n---\n")
    return tmp_path


def test_a_fault_is_shown_with_its_line_its_mark_and_its_fix(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR_URL", raising=False)
    assert faults_as_html([FAULT, FAULT], Sources(root), root, "As it was.") == (
        "<h2>1 error in 1 file</h2><p>As it was.</p><ol>"
        + ROW.format(place="content/notes/a b.md:2:7")
        + "</ol>"
    )


def test_its_place_opens_the_editor_that_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR_URL", "vscode://file/{path}:{line}:{column}")
    shown = faults_as_html([FAULT], Sources(root), root, "As it was.")
    address = f"vscode://file/{root.as_posix()}/content/notes/a%20b.md:2:7"
    assert ROW.format(place=f'<a href="{address}">content/notes/a b.md:2:7</a>') in shown


def test_warnings_are_folded() -> None:
    warning = Fault("text-long", "it is long", "", "warning", "content/index.md", Span(3))
    assert faults_as_html([warning], Sources(), Path()) == (
        "<details><summary>1 warning in 1 file</summary><ol>"
        '<li class="warning"><p>content/index.md:3 <b>warning:</b> it is long <code>text-long</code></p></li>'
        "</ol></details>"
    )


def test_a_page_keeps_all_it_has_and_its_end() -> None:
    page = "<html><body><p>The tag </body> in words</p></body></html>\n"
    shown = with_panel(page, "", 7)
    before, aside, after = shown.partition("<aside")
    assert before == "<html><body><p>The tag </body> in words</p>"
    assert after.endswith("</script></body></html>\n")
    assert 'data-build="7"' in after
    assert aside
