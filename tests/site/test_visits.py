"""That a visit of a page finds what is wrong with it, and nothing where nothing is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.driver import Reader
from tests.site.visits import visit, wrong

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ferries</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width">
<style>body {{ background: white; color: black }} a {{ color: #00c }} :focus-visible {{ outline: 2px solid }}
@media (forced-colors: none) and (prefers-color-scheme: dark) {{ body {{ background: black; color: white }} a {{ color: #ccf }} }}
.mark {{ fill: CanvasText }} {styles}</style></head>
<body><main><h1>Ferries</h1><p>They wait. <a href="more.html">More about it</a></p>
<svg width="20" height="20" aria-hidden="true"><rect width="9" height="9" class="mark"/></svg>{more}</main></body></html>
"""

FAULTY = """h1 { width: 350px; padding-left: 20px; transition: margin 1s } :focus-visible { outline: none }
@media (forced-colors: none) { p { color: #777 } } .mark { fill: Canvas; forced-color-adjust: none }"""
BROKEN = "<script>console.error('It broke')</script><img src=nothing.png alt=''>"


def found(
    browser: Reader, serve: Callable[[Path], str], folder: Path, styles: str, more: str
) -> list[set[str]]:
    """Which questions find something wrong, in the wide window and in the narrow one."""
    (folder / "index.html").write_text(PAGE.format(styles=styles, more=more), encoding="utf-8")
    address = serve(folder)
    both = [visit(browser, address, ["index.html"], narrow=narrow) for narrow in (False, True)]
    assert both[0]["words"]["index.html"][:3] == ["Ferries", "They", "wait."]
    return [{name for name, answers in each.items() if wrong(answers)} - {"words"} for each in both]


def test_a_visit_finds_nothing_where_nothing_is_wrong(
    browser: Reader, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    assert found(browser, serve, tmp_path, "", "") == [set(), set()]


def test_a_visit_finds_what_is_wrong(browser: Reader, serve: Callable[[Path], str], tmp_path: Path) -> None:
    wide, narrow = found(browser, serve, tmp_path, FAULTY, BROKEN)
    assert wide == {"axe", "unseen focus", "moving", "unlike its mirror", "complaints", "failures"}
    assert narrow == {"axe", "forced colours", "wide", "wide with large letters", "complaints", "failures"}
