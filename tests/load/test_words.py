"""A file of words is checked as content is: every key, every blank, every plural, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from sitegen.cache.cache import Cache
from sitegen.faults import Faults
from sitegen.load import read_layouts
from sitegen.load.words import read_words
from sitegen.model.site import Settings
from sitegen.model.words import Plain, Words
from sitegen.render import render
from sitegen.render.site_index import index_of
from tests.link.small import TODAY, note
from tests.render.rendered import Forgetful, site_of
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


def read(text: str, tag: str = "en", english: str = ENGLISH, **others: str) -> tuple[Words, list[str]]:
    """The words of a file of a site's own, and what is wrong in it; `others` come with the generator too, by language."""
    faults, path = Faults(), f"layouts/words/{tag}.yaml"
    settings = Settings(title="A site", base_url="https://x.example/", language=tag)
    given = {"en": english, **others} if english else {}
    generators = {f"layouts/words/{tag}.yaml": text.encode() for tag, text in given.items()}
    words = read_words({path: text.encode()}, generators, settings, Cache(), faults)
    assert {fault.path for fault in faults.met} <= {path, *generators}
    return words, [
        f"{f.span.line}{f':{f.span.column}' if f.span.column else ''}: {f.message}; {f.fix} [{f.code}]"
        + (" (a warning)" if f.severity == "warning" else "")
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
    assert [line.partition(";")[0] for line in read("frame:\n  skpi: Skip\n  by: By {nobody}\npages: Pages\n", "nl")[1]] == [
        "1: the word `moved` is missing: the English one stands in its place",
        "2:3: there is no word `frame.skpi`",
        "2:3: the word `frame.address` is missing: the English one stands in its place",
        "3:7: `frame.by` has nothing that could stand for {nobody}",
        "4:8: `pages` goes by a number: Nederlands counts with one, other",
    ]  # fmt: skip


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


# What a file lacks

PERSIAN = """\
frame:
  skip: رفتن به متن
  by: "ناشر: {publisher}"
  address: "نشانی: {address}"
pages:
  one: "{count} صفحه"
  other: "{count} صفحه"
moved:
  title: این صفحه جابه‌جا شده است
"""


def lacking(*lines: str) -> str:
    """The Persian words without some lines."""
    return "".join(line for line in PERSIAN.splitlines(keepends=True) if not line.startswith(lines))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("  skip:",),
            ["2:3: the word `frame.skip` is missing: the English one stands in its place; add, translated, the line skip: Skip to the text [words-missing] (a warning)"],
        ),
        (
            ("  skip:", "  address:"),
            ["2:3: the word `frame.skip` is missing: the English one stands in its place; add, translated, the line skip: Skip to the text [words-missing] (a warning)",
             "2:3: the word `frame.address` is missing: the English one stands in its place; add, translated, the line address: \"Address: {address}\" [words-missing] (a warning)"],
        ),
        (
            ("pages:", "  one:", "  other:"),
            ["1: the word `pages` is missing: the English one stands in its place; add, translated, `pages:` and below it, indented, one, other; the English is \"{count} pages\" [words-missing] (a warning)"],
        ),
        (
            ("moved:", "  title:"),
            ["1: the word `moved` is missing: the English one stands in its place; add, translated, `moved:` and below it, indented, title; the English is in layouts/words/en.yaml [words-missing] (a warning)"],
        ),
    ],
)  # fmt: skip
def test_each_word_that_a_language_lacks_is_told_once_with_its_english(
    lines: tuple[str, ...], told: list[str]
) -> None:
    assert read(lacking(*lines), "fa")[1] == told


def test_for_a_word_that_a_language_lacks_stands_the_english_one() -> None:
    words, _ = read(lacking("  skip:", "  address:", "moved:", "  title:"), "fa")
    assert words("frame.skip") == "Skip to the text"
    assert words("frame.address", address="x.example") == "Address: x.example"
    assert words("moved.title") == "This page has moved"
    assert words("frame.by", publisher="آن") == "ناشر: آن"


def test_a_plural_stands_in_as_a_whole_and_counts_as_its_own_language_does() -> None:
    """Nothing is one in Persian, and more than one in English; numbers are written as the page writes them."""
    words, _ = read(lacking("pages:", "  one:", "  other:"), "fa")
    assert [words("pages", count=count) for count in (0, 1, 1234)] == ["۰ pages", "۱ page", "۱٬۲۳۴ pages"]
    assert words.plain["pages"] == {"one": "{count} page", "other": "{count} pages", "lang": "en-001"}
    spoken, _ = read(PERSIAN, "fa")
    assert spoken.plain["pages"] == {"one": "{count} صفحه", "other": "{count} صفحه"}
    assert "no text for `other`" in read(lacking("  other:"), "fa")[1][0], "half of one is no plural"


def test_a_word_is_looked_for_in_the_language_before_it_is_in_english() -> None:
    own = "frame:\n  skip: به متن برو\n"
    words, told = read(own, "fa-Arab-AF", fa=lacking("  address:"))
    assert (words("frame.skip"), words("moved.title")) == ("به متن برو", "این صفحه جابه‌جا شده است")
    assert words("frame.address", address="x.example") == "Address: x.example"
    assert [line.partition(";")[0] for line in told] == [
        "2:3: the word `frame.address` is missing: the English one stands in its place"
    ]
    newer, told = read(own, "fa", fa=PERSIAN)
    assert (newer("frame.skip"), newer("moved.title"), told) == (
        "به متن برو",
        "این صفحه جابه‌جا شده است",
        [],
    )


def test_english_words_of_a_site_may_be_those_alone_that_it_says_otherwise() -> None:
    words, told = read("frame:\n  skip: To the text\n")
    assert (words("frame.skip"), words("pages", count=0), told) == ("To the text", "0 pages", [])


def test_what_may_stand_in_lines_that_could_not_be_read_is_not_missing() -> None:
    told = read("frame:\n  skip: رفتن به متن\n  by\n", "fa")[1]
    assert [line.rpartition(" ")[2] for line in told] == ["[yaml-no-key]"]


def test_a_page_says_in_english_what_its_language_lacks(tmp_path: Path) -> None:
    copytree(LAYOUTS, tmp_path / "layouts")
    file = tmp_path / "layouts/words/fa.yaml"
    text = file.read_text(encoding="utf-8")
    skip = layouts("fa").words("frame.skip")
    file.write_text(text.replace(f"  skip: {skip}\n", ""), encoding="utf-8")
    site = site_of({"notes/n": note("متن.")}, language="fa")
    read = read_layouts(tmp_path / "layouts", tmp_path / "layouts", site.settings, Cache())
    missing = "layouts/words/fa.yaml", "the word `frame.skip` is missing: the English one stands in its place"
    assert [(fault.path, fault.message) for fault in read.faults].count(missing) == 1
    index = index_of(site, read.value.words, today=TODAY, base_url=None, search=False, outlines=None)
    (page,) = (file for file in render(index, read.value, cache=Forgetful()) if file.path == "notes/n.html")
    shown = page.content.decode()
    assert '<a class="skip" href="#part:main">Skip to main content</a>' in shown
    assert layouts("fa").words("nav.timeline") in shown


def test_words_that_come_with_the_generator_change_a_site_that_has_its_own(tmp_path: Path) -> None:
    """Its own file may lack what those say."""

    def digest(generators: str) -> str:
        for folder, text in (("own", "moved:\n  title: جابه‌جا\n"), ("generators", generators)):
            (tmp_path / folder / "words").mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / "words/fa.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "generators/words/en.yaml").write_text(ENGLISH, encoding="utf-8")
        settings = Settings(title="A site", base_url="https://x.example/", language="fa")
        return read_layouts(tmp_path / "own", tmp_path / "generators", settings, Cache()).value.digest

    assert digest(PERSIAN) != digest(lacking("  skip:"))


# The languages that come with the generator


@pytest.mark.parametrize("tag", WRITTEN)
def test_every_language_is_without_fault(tag: str) -> None:
    """Which words it lacks, `make audit` tells."""
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
    said = texts(yaml.safe_load((LAYOUTS / f"words/{tag}.yaml").read_text(encoding="utf-8")))
    assert [key for key, text in said if re.search("[A-Za-z]", re.sub(LATIN, "", text))] == []


def test_arabic_agrees_with_a_number_and_says_the_smallest_in_a_word() -> None:
    words = layouts("ar").words
    asked = [words("topic.contested", questions="الأسئلة", count=count) for count in (1, 2, 7)]
    assert asked == [
        "الأسئلة، منها سؤال واحد موضع خلاف",
        "الأسئلة، منها سؤالان موضع خلاف",
        "الأسئلة، منها 7 موضع خلاف",
    ]
    cut = [words("sourcing.partial", count=count) for count in (1, 2, 3, 11)]
    assert cut == [
        "منها مقال واحد نصه غير كامل", "منها مقالان نصهما غير كامل", "منها 3 مقالات نصها غير كامل", "منها 11 مقالًا نصها غير كامل",
    ]  # fmt: skip
    unnamed = [words("claim.not_named_of", speakers="المتحدثون", count=count) for count in (1, 2, 3)]
    assert unnamed == [
        "المتحدثون، منهم واحد لم يُذكر اسمه", "المتحدثون، منهم اثنان لم يُذكر اسماهما", "المتحدثون، منهم 3 لم تُذكر أسماؤهم",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", ["row 5", "rows 2, 5"]),
        ("fa", ["ردیف ۵", "ردیف‌های ۲،\u200f ۵"]),
        ("ar", ["الصف 5", "الصفان 2، 5"]),
    ],
)
def test_one_row_beside_a_map_is_no_plural(tag: str, told: list[str]) -> None:
    words = layouts(tag).words
    rows = [[5], [2, 5]]
    joined = [words.locale.join([words.locale.number(number) for number in each]) for each in rows]
    said = [
        words("overviews.map.rows", count=len(n), rows=text) for n, text in zip(rows, joined, strict=True)
    ]
    assert said == told


def test_persian_is_written_with_persian_letters() -> None:
    """Keyboards for Arabic have another ya and another kaf, which look the same and are not found."""
    lines = (LAYOUTS / "words/fa.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.search("[يكة٠-٩]", line)] == []
