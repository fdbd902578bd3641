"""A file of words is checked as content is: every key, every blank, every plural, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sitegen.cache.cache import Cache
from sitegen.faults import Faults
from sitegen.load.words import read_words
from sitegen.model.site import Settings
from sitegen.model.words import Plain, Words
from tests.words import LAYOUTS, layouts

WRITTEN = sorted(path.stem for path in (LAYOUTS / "words").glob("*.yaml"))
LATIN = r"\{\w+\}|BibTeX|CSL-JSON|CSV|EDTF|EPUB|index\.html|iCalendar|ISO|JSON-LD|RIS|SHA-256|SQLite|WCAG|Kiwix|ZIM"
"""Blanks, and names that every language writes so: of formats, of a file, of a standard."""

ENGLISH = """\
frame:
  skip: Skip to the text
  by: Published by {publisher}
  address: "Address: {address}"
pages:
  one: "{count} page"
  other: "{count} pages"
moved:
  title: This page has moved
"""


def read(text: str, tag: str = "en", english: str = ENGLISH) -> tuple[Words, list[str]]:
    """The words of a file of a site's own, and what is wrong in it."""
    faults, path = Faults(), f"layouts/words/{tag}.yaml"
    settings = Settings(title="A site", base_url="https://x.example/", language=tag)
    given = {"layouts/words/en.yaml": english.encode()} if english else {}
    words = read_words({path: text.encode()}, given, settings, Cache(), faults)
    return words, [
        f"{f.span.line}{f':{f.span.column}' if f.span.column else ''}: {f.message}; {f.fix} [{f.code}]"
        for f in faults.met
    ]


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        (
            "  skip: Skip",
            "  skpi: Skip",
            ["2:3: there is no word `frame.skpi`; did you mean `skip`? [key-unknown]"],
        ),
        (
            "moved:\n",
            "banner: Welcome\nmoved:\n",
            ["8:1: there is no word `banner`; remove it: no page says it [key-unknown]"],
        ),
        (
            "  skip: Skip to the text\n",
            "",
            ["2:3: the word `frame.skip` is missing; add the line skip: Skip to the text [key-missing]"],
        ),
        (
            "moved:\n  title: This page has moved\n",
            "",
            ["1: the word `moved` is missing; add `moved:` and below it, indented, title [key-missing]"],
        ),
        (
            "moved:\n  title: This page has moved\n",
            "moved: Moved\n",
            ["8:8: `moved` takes keys of its own; write `moved:` and below it, indented, title [value-shape]"],
        ),
        (
            "{publisher}",
            "{publsher}",
            ["3:7: `frame.by` has nothing that could stand for {publsher}; did you mean {publisher}? [words-blank]"],
        ),
        (
            "Published by {publisher}",
            "Published",
            ["3:7: `frame.by` does not say where {publisher} stands; write {publisher} into it, as in: Published by {publisher} [words-blank]"],
        ),
        (
            "by {publisher}",
            "by {publisher} {",
            ["3:7: `frame.by` holds a brace that is part of no blank; it has {publisher} [words-blank]"],
        ),
        ("Skip to the text", "Skip {this}", ["2:9: `frame.skip` has nothing that could stand for {this}; remove it: it has none [words-blank]"]),
        ("Skip to the text", "''", ["2:9: `frame.skip` has no text; write one: Skip to the text [value-blank]"]),
        (
            '  one: "{count} page"\n',
            "",
            ['6:3: `pages` has no text for `one`: English counts with one, other; add the line one: "{count} pages" [words-plural]'],
        ),
        (
            "  one:",
            "  few:",
            [
                "6:3: `pages` has a text for `few`: English counts with one, other; remove it, or write one of these [words-plural]",
                '6:3: `pages` has no text for `one`: English counts with one, other; add the line one: "{count} pages" [words-plural]',
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(there: str, instead: str, told: list[str]) -> None:
    assert ENGLISH.count(there) == 1
    assert read(ENGLISH.replace(there, instead))[1] == told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(read("frame:\n  skpi: Skip\n  by: By {nobody}\npages: Pages\n")[1]) == 5


def test_the_keys_stand_in_any_order() -> None:
    parts = ["moved:" + ENGLISH.partition("moved:")[2], ENGLISH.partition("moved:")[0]]
    words, told = read("".join(parts))
    assert told == []
    assert words("frame.by", publisher="Ann") == "Published by Ann"


def test_a_number_may_be_said_in_a_word_but_for_other() -> None:
    words, told = read(ENGLISH.replace('one: "{count} page"', "one: A single page"))
    assert told == []
    assert (words("pages", count=1), words("pages", count=2)) == ("A single page", "2 pages")


def test_a_language_counts_with_its_own_categories() -> None:
    polish = ENGLISH.replace('one: "{count} page"', 'one: "{count} strona"').replace(
        'other: "{count} pages"', 'few: "{count} strony"\n  many: "{count} stron"'
    )
    words, told = read(polish, "pl")
    assert told == []
    assert [words("pages", count=count) for count in (1, 2, 5, 22, 1234)] == [
        "1 strona", "2 strony", "5 stron", "22 strony", "1\xa0234 strony",
    ]  # fmt: skip
    assert [line.partition(";")[0] for line in read(ENGLISH, "pl")[1]] == [
        "7:3: `pages` has a text for `other`: polski counts with one, few, many",
        "6:3: `pages` has no text for `few`: polski counts with one, few, many",
        "6:3: `pages` has no text for `many`: polski counts with one, few, many",
    ]


def test_without_the_english_words_nothing_can_be_checked() -> None:
    missing = "the words in English are missing, by which all others are checked"
    assert read(ENGLISH, english="")[1] == [f"1: {missing}; restore the file [words-missing]"]


def test_a_mistake_in_the_english_words_is_told_once() -> None:
    broken = ENGLISH.replace("  by:", "  by")
    told = read(broken, english=broken)[1]
    assert [line.rpartition(" ")[2] for line in told] == ["[yaml-no-key]"]


def test_a_language_of_a_place_has_the_words_of_its_language() -> None:
    faults, files = Faults(), {"layouts/words/en.yaml": ENGLISH.encode()}
    settings = Settings(title="A site", base_url="https://x.example/", language="en-US")
    words = read_words({}, files, settings, Cache(), faults)
    assert (words("frame.skip"), words.locale.tag, faults.met) == ("Skip to the text", "en-US", [])


# The languages that come with the generator


@pytest.mark.parametrize("tag", WRITTEN)
def test_every_language_has_every_word_that_english_has_and_no_other(tag: str) -> None:
    assert layouts(tag).words.locale.tag.partition("-")[0] == tag


def texts(word: Plain, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the words, with its dotted key."""
    if isinstance(word, str):
        yield key, word
    else:
        for name, below in word.items():
            yield from texts(below, f"{key}.{name}".lstrip("."))


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_no_word_of_another_script_is_left_in_a_language(tag: str) -> None:
    said = texts(layouts(tag).words.plain)
    assert [key for key, text in said if re.search("[A-Za-z]", re.sub(LATIN, "", text))] == []


def test_persian_is_written_with_persian_letters() -> None:
    """Keyboards for Arabic have another ya and another kaf, which look the same and are not found."""
    lines = (LAYOUTS / "words/fa.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.search("[يكة٠-٩]", line)] == []
