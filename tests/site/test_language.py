"""A language of the interface is one file in layouts/words/: with it, no page, feed or script data says an English word, nor writes a digit
that the language does not use.

The content of the site is in Cyrillic, and the words are made by a machine from the English ones, letter by letter, with
as many texts as the language has plurals, and other quotation marks. So a Latin letter that a reader sees stands in the code or in a layout.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link, render
from tests.faults.case import read_case
from tests.publish.yard import tree
from tests.render.rendered import search_records
from tests.site.town import run, write_town
from tests.words import LAYOUTS

HERE = Path(__file__).parent
HOME = LAYOUTS.parent
DAY = ("--today", "2024-06-01")
SETTINGS = "content/site.yaml"
SEEN = {"alt", "aria-label", "content", "label", "placeholder", "title"}
OF_MACHINES = {
    "data-case",
    "data-digits",
    "data-id",
    "data-locale",
    "data-preview",
    "data-show",
    "data-state",
}
SPOKEN = {
    "name",
    "headline",
    "description",
    "text",
    "title",
    "summary",
    "content_text",
    "kind",
    "line",
    "source",
    "date",
    "tags",
}
"""The keys of JSON, and the elements of a feed, under which there are words."""  # fmt: skip

MACHINE = re.compile(
    r"-?\d+\.\d+, -?\d+\.\d+|\bdatapackage\.json|\bsite\.\w+|\S+://\S+|\S+@\S+|\{\w+\}|\bQ\d+|\b\d{4}-\d\d-\d\dT[\d:]+Z|\b(?:en|ru|fa|ar|search)\b"
)
"""Coordinates, names of files, addresses, blanks that scripts fill, ids and moments; languages where they are given as such."""

PLURALS = {
    "ru": ["one", "few", "many"],
    "ar": ["zero", "one", "two", "few", "many", "other"],
    "fa": ["one", "other"],
}
SCRIPTS = {"ru": 0x430, "ar": 0x628, "fa": 0x628}
"""A letter of each script, with 17 others behind it."""


def translated(english: Any, tag: str) -> Any:
    """The words in other letters; of one that goes by a number, a text for each plural of the language."""
    if isinstance(english, str):
        other = {
            ord(letter): SCRIPTS[tag] + number % 18
            for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")
        } | {ord("“"): "«", ord("”"): "»"}
        parts = re.split(r"(\{\w+\})", english)
        return "".join(part if part.startswith("{") else part.lower().translate(other) for part in parts)
    if english.keys() == {"one", "other"}:
        return dict.fromkeys(PLURALS[tag], translated(english["other"], tag))
    return {key: translated(word, tag) for key, word in english.items()}


def files_in(tag: str, folder: Path) -> Mapping[str, str]:
    """Every text file of the site in this language, by output path, and what search knows of its pages."""
    for path, text in read_case(HERE / "in_cyrillic.txt").files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text or "", encoding="utf-8")
    with (folder / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(f"language: {tag}\n")
    copytree(LAYOUTS, folder / "layouts")
    english = yaml.safe_load((LAYOUTS / "words/en.yaml").read_text(encoding="utf-8"))
    words = yaml.safe_dump(translated(english, tag), allow_unicode=True)
    (folder / f"layouts/words/{tag}.yaml").write_text(words, encoding="utf-8")
    options = Options(root=folder, out=folder / "public", home=HOME, today=date(2024, 6, 1))
    linked = load_and_link(options, Progress(quiet=True), Cache())
    assert linked.faults == ()
    files = {
        file.path: file.content.decode() for file in render(linked, options, Progress(quiet=True), Cache())
    }
    return files | {
        f"{r.path} in search": f"{r.kind}\n{r.title}\n{r.date}\n{r.body}"
        for r in search_records(linked.index)
    }


class Readable(HTMLParser):
    """What a reader meets of a page: its texts, but for the citations that are for programs, and its script data."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._element = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._element = tag
        given = dict(attributes)
        said = (
            tag != "meta"
            or given.get("name") == "description"
            or given.get("property") in {"og:title", "og:description"}
        )
        self.texts += [
            value
            for name, value in attributes
            if value and said and (name in SEEN or name.startswith("data-")) and name not in OF_MACHINES
        ]

    def handle_endtag(self, _: str) -> None:
        self._element = ""

    def handle_data(self, data: str) -> None:
        if self._element == "script" and data.strip():
            self.texts += spoken_in_json(json.loads(data), everything="@graph" not in data)
        elif self._element != "code":
            self.texts.append(data)


def spoken_in_json(value: Any, *, everything: bool = False) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                if isinstance(inner, dict | list) or everything or key in SPOKEN:
                    yield from spoken_in_json(inner, everything=everything or key in SPOKEN)
        case list():
            for inner in value:
                yield from spoken_in_json(inner, everything=everything)
        case str():
            yield value


def spoken(path: str, text: str) -> list[str]:
    """The texts of a file that readers meet."""
    if path.endswith((".html", "search")):
        readable = Readable()
        readable.feed(text)
        return readable.texts
    if path.startswith("previews/"):
        return [*spoken_in_json(json.loads(text[text.index("{") : text.rindex("}") + 1]))]
    if path.endswith(".json"):
        return [*spoken_in_json(json.loads(text))]
    if path.endswith(".xml") and path != "sitemap.xml":
        elements = ET.fromstring(text).iter()  # noqa: S314 - our own text
        return [e.text for e in elements if e.text and e.tag.rpartition("}")[2] in SPOKEN]
    return []


@pytest.mark.parametrize(
    ("tag", "direction", "foreign"),
    [("ru", "ltr", "[A-Za-z]{2}"), ("ar", "rtl", "[A-Za-z]{2}"), ("fa", "rtl", "[A-Za-z]{2}|[0-9]")],
)
def test_no_reader_meets_a_word_of_another_language(
    tag: str, direction: str, foreign: str, tmp_path: Path
) -> None:
    files = files_in(tag, tmp_path)
    met = {path: MACHINE.sub("", "\n".join(spoken(path, text))) for path, text in files.items()}
    assert [
        (path, line) for path, text in met.items() for line in text.splitlines() if re.search(foreign, line)
    ] == []
    assert [path for path, text in met.items() if re.search("[“”]", text)] == []
    kinds = {path.partition("/")[0] for path, text in met.items() if text.strip()}
    files_of_every_form = {"404.html", "articles", "corrections.xml", "feed.json", "previews", "search.html"}
    assert files_of_every_form <= kinds
    assert f'<html lang="{tag}" dir="{direction}"' in files["index.html"]


def test_a_word_that_is_changed_changes_every_page_that_shows_it(tmp_path: Path) -> None:
    write_town(tmp_path)
    copytree(LAYOUTS, tmp_path / "layouts")
    words = tmp_path / "layouts/words/en.yaml"
    assert run(tmp_path, *DAY).code == 0
    before = tree(tmp_path / "public")
    text = words.read_text(encoding="utf-8")
    for old, new in [
        ("one: Article,", "one: Report,"),
        ("corrections: corrections", "corrections: mended"),
        ("Skip to main content", "To the text"),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    words.write_text(text, encoding="utf-8")
    assert run(tmp_path, *DAY).code == 0
    after = tree(tmp_path / "public")
    changed = {path for path in after if after[path] != before.get(path)}
    assert {"index.html", "corrections.xml", "previews/fares-rise.js"} <= changed
    assert run(tmp_path, *DAY, "--clean").code == 0
    assert tree(tmp_path / "public") == after
