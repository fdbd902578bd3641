"""Citations: the original first, only what is known, and any text read back from each format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from sitegen.model.fields import Via
from sitegen.render.formats.citations import Citations, citations, sure_parts
from tests.link.small import article as article_file
from tests.link.small import person
from tests.render.formats.example import ARTICLE, BASE, CLAIM, NOTE, article, example, on, texts
from tests.render.rendered import index_for

COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "&%$#_"},
}
COMMAND = re.compile("|".join(map(re.escape, COMMANDS)))


def _cited(**keys: Any) -> Citations:
    return citations(example(article(**keys)), ARTICLE.id)


def _bibtex(text: str) -> list[dict[str, str]]:
    """The entries of a BibTeX file, read as BibTeX reads it: by counting braces."""
    entries = []
    for body in re.findall(r"^@misc\{(.*?)^\}$", text, re.MULTILINE | re.DOTALL):
        key, _, rest = body.partition(",\n")
        fields = {"key": key}
        for name, value in re.findall(r"^  (\w+) = (.*),$", rest, re.MULTILINE):
            assert _balanced(value), value
            fields[name] = COMMAND.sub(lambda found: COMMANDS[found[0]], _bare(_bare(value)))
        entries.append(fields)
    return entries


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("{") and value.endswith("}") else value


def _balanced(value: str) -> bool:
    depth = 0
    for position, character in enumerate(value):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0 or (depth == 0 and value[0] == "{" and position < len(value) - 1):
            return False
    return depth == 0


def _ris(text: str) -> list[dict[str, list[str]]]:
    """The records of a RIS file: every line has a tag, and each record runs from TY to ER."""
    records: list[dict[str, list[str]]] = []
    for line in text.removesuffix("\r\n").split("\r\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line, re.DOTALL)
        assert match, line
        if match[1] == "TY":
            records.append({})
        records[-1].setdefault(match[1], []).append(match[2])
    return records


def _csl(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(text)
    return items


def test_the_original_is_cited_before_our_page() -> None:
    original, page = _cited().citation_items
    assert (original.role, page.role) == ("Original", "This page")
    assert original.plain == (
        "Ann Author. “Second Day of Fighting”. The Paper, 28 September 2020. https://paper.example/a?b=1&c=2#top "
        "Archived copy: https://archive.example/1"
    )
    assert page.plain == (
        "The editors. “Fighting goes on for a second day”. A briefing, added 21 November 2026. "
        f"{BASE}articles/fighting-goes-on.html Digest of a piece by The Paper."
    )


def test_every_format_holds_both_in_that_order() -> None:
    cited = _cited()
    titles = ["Second Day of Fighting", "Fighting goes on for a second day"]
    assert [entry["title"] for entry in _bibtex(cited.bibtex)] == titles
    assert [record["TI"] for record in _ris(cited.ris)] == [[title] for title in titles]
    assert [item["title"] for item in _csl(cited.csl_json)] == titles


def test_what_is_not_recorded_is_said_so() -> None:
    cited = _cited(url=None, headline=None, authors=(), archive_url=None)
    assert (
        cited.citation_items[0].plain
        == "“[no headline recorded]”. The Paper, 28 September 2020. No address recorded."
    )
    assert (_bibtex(cited.bibtex)[0].get("url"), _bibtex(cited.bibtex)[0]["note"]) == (
        None,
        "No address recorded",
    )
    assert _ris(cited.ris)[0]["N1"] == ["No address recorded"]
    assert (_csl(cited.csl_json)[0].get("URL"), _csl(cited.csl_json)[0]["note"]) == (
        None,
        "No address recorded",
    )


def test_where_it_was_read_is_told() -> None:
    cited = _cited(url=None, via=Via(name="A blog", url="https://blog.example/", date=on("2021-01")))
    assert "Read via: A blog, https://blog.example/, January 2021" in _ris(cited.ris)[0]["N1"]


def test_a_sure_date_stands_in_the_fields() -> None:
    cited = _cited()
    entry, record, item = _bibtex(cited.bibtex)[0], _ris(cited.ris)[0], _csl(cited.csl_json)[0]
    assert (entry["year"], entry["month"], entry["day"]) == ("2020", "sep", "28")
    assert (record["PY"], record["DA"]) == (["2020"], ["2020/09/28/"])
    assert item["issued"] == {"date-parts": [[2020, 9, 28]]}


def test_a_month_alone_keeps_its_day_open() -> None:
    cited = _cited(date=on("2020-09"))
    assert _ris(cited.ris)[0]["DA"] == ["2020/09//"]
    assert "day" not in _bibtex(cited.bibtex)[0]


def test_of_an_unsure_date_only_the_year_stands_in_the_fields_and_the_words_in_a_note() -> None:
    cited = _cited(date=on("2020-09-27~"))
    entry, record, item = _bibtex(cited.bibtex)[0], _ris(cited.ris)[0], _csl(cited.csl_json)[0]
    assert (entry["year"], entry.get("month")) == ("2020", None)
    assert "Date: about 27 September 2020" in entry["note"]
    assert (record["PY"], record.get("DA")) == (["2020"], None)
    assert item["issued"] == {"date-parts": [[2020]]}
    # A reader of the plain text sees the words once.
    assert cited.citation_items[0].plain.count("about 27 September 2020") == 1


def test_where_it_was_read_is_told_though_that_was_on_its_day() -> None:
    cited = _cited(via=Via(name="A blog", date=on("2020-09-28")))
    assert cited.citation_items[0].plain.endswith("Read via: A blog, 28 September 2020.")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2020-09-28", (2020, 9, 28)),
        ("2020-09", (2020, 9)),
        ("2020", (2020,)),
        ("2020-09-27..2020-09-28", (2020,)),
        ("2020-05-15/2020-05-17", (2020,)),
        ("2019-12-31..2020-01-01", ()),
        ("2017-10-23..", ()),
        ("..2020-09-28", ()),
        ("2020-09-27/..", ()),
        ("2020-09-28~", (2020,)),
        ("2020-01-02~", ()),
        ("2020-12-31~", ()),
        ("2020~", ()),
    ],
)
def test_only_the_sure_parts_of_a_date_are_given(written: str, parts: tuple[int, ...]) -> None:
    assert sure_parts(on(written)) == parts


@pytest.mark.parametrize("entry", [NOTE, CLAIM], ids=["note", "claim"])
def test_any_other_page_cites_itself_alone(entry: Any) -> None:
    cited = citations(example(), entry.id)
    assert [work.role for work in cited.citation_items] == ["This page"]
    assert [item["id"] for item in _csl(cited.csl_json)] == [entry.id]


def test_an_author_of_several_words_stays_one_name() -> None:
    cited = _cited(authors=("Ann and Bo", "Smith, C."))
    assert "author = {{Ann and Bo} and {Smith, C.}}" in cited.bibtex
    assert _ris(cited.ris)[0]["AU"] == ["Ann and Bo", "Smith, C."]


def test_an_address_is_never_altered_but_encoded() -> None:
    cited = _cited(url="https://paper.example/%D8%A2?a=1&b_c=~x#y")
    assert _bibtex(cited.bibtex)[0]["url"] == "https://paper.example/%D8%A2?a=1&b_c=~x#y"
    assert "url = {https://paper.example/%C3%A9}" in _cited(url="https://paper.example/é").bibtex


@given(texts(lines=False), texts())
def test_any_text_is_read_back_from_every_format(headline: str, note: str) -> None:
    index = example(article(headline=headline, url=None, via=Via(name=note)), replace(NOTE, title=note))
    cited, one_line = citations(index, ARTICLE.id), " ".join(note.split())
    shown = " ".join(headline.split())
    entry, record, item = _bibtex(cited.bibtex)[0], _ris(cited.ris)[0], _csl(cited.csl_json)[0]
    assert entry["title"] == shown
    assert record["TI"] == [shown]
    assert item["title"] == headline
    assert entry["note"].endswith(one_line)
    assert record["N1"][-1].endswith(one_line)
    assert item["note"].endswith(note)


def test_an_author_whom_we_know_is_cited_by_family_and_given_name() -> None:
    index = index_for(
        {
            "articles/report": article_file(
                authors="[Ann van der Berg, Nouri al-Maliki, Madonna, Bo Unknown, Kim Il]"
            ),
            "people/ann": person("Anna van der Berg", aliases="[Ann van der Berg]", family="van der Berg"),
            "people/nouri": person("Nouri al-Maliki"),
            "people/madonna": person("Madonna"),
            "people/kim": person("Kim Il", family="Kim"),
        }
    )
    cited = citations(index, "report")
    assert _csl(cited.csl_json)[0]["author"] == [
        {"family": "van der Berg", "given": "Anna"},
        {"family": "al-Maliki", "given": "Nouri"},
        {"literal": "Madonna"},
        {"literal": "Bo Unknown"},
        {"family": "Kim", "given": "Il"},
    ]
    assert _ris(cited.ris)[0]["AU"] == [
        "van der Berg, Anna",
        "al-Maliki, Nouri",
        "Madonna",
        "Bo Unknown",
        "Kim, Il",
    ]
    assert (
        "author = {{van der Berg}, {Anna} and {al-Maliki}, {Nouri} and {Madonna} and {Bo Unknown} and {Kim}, {Il}}"
        in cited.bibtex
    )
    assert cited.citation_items[0].plain.startswith("Ann van der Berg, Nouri al-Maliki, Madonna, Bo Unknown")


def test_a_name_that_two_persons_bear_is_cited_as_it_stands() -> None:
    files = {"articles/report": article_file(authors="[Ann Berg]")}
    index = index_for(files | {"people/ann": person("Ann Berg"), "people/other": person("Ann Berg")})
    assert _csl(citations(index, "report").csl_json)[0]["author"] == [{"literal": "Ann Berg"}]
