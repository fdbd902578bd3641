"""Each fixture is a page of Markdown beside the HTML that it becomes, slots shown as `{{reference target="x"}}`."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.load.markdown.parser import parse
from tests.load.markdown.shown import shown

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_markdown_becomes_this_html(fixture: Path) -> None:
    document = parse(fixture.read_text(encoding="utf-8"), 1).value
    assert shown(document) == fixture.with_suffix(".html").read_text(encoding="utf-8")
