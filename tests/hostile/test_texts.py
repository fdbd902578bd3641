"""No text makes an element, an attribute or an address that the layouts did not write, wherever it stands.

Every text of `payloads` goes through every place of the site: in test number n, place number p holds row n + p of them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import html5lib
import pytest

from sitegen.load.markdown.parser import parse
from tests.hostile.filled import files_of, places, rotated, rows, write
from tests.hostile.payloads import OUT_OF, texts
from tests.hostile.shapes import as_a_browser_reads, is_plain, of_json, shape
from tests.load.markdown.test_any_text import ATTRIBUTES, ELEMENTS, markup_of

TEXTS = texts()
ROWS = rows(TEXTS)


@cache
def harmless() -> dict[str, object]:
    """The shapes of the site with harmless words in all places."""
    with TemporaryDirectory() as folder:
        write(Path(folder), lambda _: "harmless words")
        return shapes_of(Path(folder))


def shapes_of(root: Path) -> dict[str, object]:
    return {path: shape(path, content) for path, content in files_of(root).items()}


def test_there_are_three_hundred_texts_and_a_hundred_places() -> None:
    assert len(set(TEXTS)) >= 300
    assert places() >= 100
    assert all(any(text.strip() in row for row in ROWS) for text in TEXTS)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_a_text_stays_text_in_every_file(number: int, tmp_path: Path) -> None:
    write(tmp_path, rotated(ROWS, number))
    hostile = shapes_of(tmp_path)
    assert hostile.keys() == harmless().keys()
    for path, expected in harmless().items():
        assert hostile[path] == expected, path


@pytest.mark.parametrize("way_out", OUT_OF)
def test_a_text_that_is_read_as_markdown_makes_only_what_markdown_makes(way_out: str) -> None:
    for text in (text for text in TEXTS if text.startswith(OUT_OF[way_out])):
        for body in (
            text,
            f"# {text}",
            f"| {text} |\n|---|\n| {text} |",
            f"[{text}]({text} '{text}')",
            f"![{text}](x)",
        ):
            made = parse(f"Words.\n\n{body}\n\n[id]: <{text}> '{text}'", 1)
            if not any(fault.severity == "error" for fault in made.faults):
                markup = html5lib.parseFragment(
                    "".join(map(markup_of, made.value.pieces)), namespaceHTMLElements=False
                )
                assert {element.tag for element in list(markup.iter())[1:]} <= ELEMENTS
                assert {name for element in markup.iter() for name in element.attrib} <= ATTRIBUTES
                for address in (e.get("href", "") for e in markup.iter() if "href" in e.attrib):
                    assert address.startswith(("#", "https:", "http:", "mailto:", "tel:")), body


def test_a_browser_reads_pages_as_they_are_written(tmp_path: Path) -> None:
    """What it rests on that plain pages are read tag by tag: they are plain, and html5lib sees no difference either."""
    read = []
    for name, fill in (("harmless", lambda _: "harmless words"), ("hostile", rotated(ROWS, 0))):
        write(tmp_path / name, fill)
        pages = {
            path: text.decode() for path, text in files_of(tmp_path / name).items() if path.endswith(".html")
        }
        assert [path for path, text in pages.items() if not is_plain(text)] == []
        read.append({path: tuple(as_a_browser_reads(text)) for path, text in pages.items()})
    assert read[0] == read[1]


def test_shapes_tell_code_from_words() -> None:
    """What the comparison rests on: each of these would be another shape."""
    words, code = (
        "<p title='x'>x</p>",
        [
            "<p title='x' onclick='x'>x</p>",
            "<p title='x'><b>x</b></p>",
            "<p title='x'>x</p><!-- x -->",
            "<a href='https://a.example/'>x</a>",
            "<a href='javascript:x'>x</a>",
            "<meta http-equiv=refresh content=x>",
            "<meta http-equiv=refresh content=y>",
            "<script>x</script>",
            "<script>y</script>",
            '<script type="application/ld+json">{"x": "x"}</script>',
            '<script type="application/ld+json">{"x": ["x"]}</script>',
        ],
    )
    for quotes in "'\"":  # with the latter nearly all are plain
        shapes = [shape("a.html", markup.replace("'", quotes).encode()) for markup in (words, *code)]
        assert len(set(map(str, shapes))) == len(shapes)
        assert shape("a.html", f"<p title={quotes}y{quotes}>y</p>".encode()) == shapes[0]
    assert of_json({"url": "https://a.example/x?y"}) != of_json({"url": "data://a.example/x"})
