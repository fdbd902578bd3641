"""Where each check begins and ends to find something. What is told then, word for word, stands in tests/faults/cases/check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from build import build
from sitegen.commands import cli
from sitegen.commands.check.content import check_content
from sitegen.faults import Faults
from tests.faults.case import HOME, sound_site, write_site
from tests.link.small import article, note, organisation, outlet, person, sound

TODAY = date(2024, 6, 1)
DIGEST = "It happened, says the paper, " + "and so on " * 10 + "as far as is known."
GOOD = {
    "sources/the-paper": "name: The Paper\nlabel: {text: state media, basis: It says so itself.}",
    "articles/report": article(DIGEST),
    "articles/later": article(DIGEST, date="2021-03~"),
    "people/anna-berg": person("Anna Berg", refs="report"),
}
URL = "https://paper.example/1"
CLAIM = "question: Who?\nstatements:\n  - {by: anna-berg, says: We., refs: report"
UNION = organisation("Ferry Union")


def found(files: Mapping[str, str]) -> str:
    """The codes of what is found in a site that is good but for `files`."""
    faults = Faults()
    check_content(sound({**GOOD, **files}).site, TODAY, faults)
    assert {fault.severity for fault in faults.met} <= {"warning"}
    return " ".join(fault.code for fault in faults.met)


def topic(summary: str = "It comes.", text: str = "", **keys: str) -> str:
    lines = ["title: Peace", f"summary: {summary}", *(f"{key}: {value}" for key, value in keys.items())]
    return "\n".join([*lines, "---", text] if text else lines)


def words(number: int) -> str:
    return ("word " * number).strip()


def digest_of(number: int) -> str:
    return article(f"A first paragraph.\n\n{words(number - 3)}")


def from_tv(text: str = "") -> dict[str, str]:
    return {"articles/of-tv": article(DIGEST, source="tv"), "sources/tv": outlet("State TV", text)}


def held(as_of: str, refs: str) -> str:
    return person("Carl Diaz", cases=f"[{{status: detained, as_of: {as_of}, refs: {refs}}}]")


def leading_to_note(topic_of_note: str) -> dict[str, str]:
    text = "The paper says so [@report]. See [[page]]."
    return {"notes/page": note("Text.", topics=topic_of_note), "topics/peace": topic(text=text)}


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({}, ""),
        ({"articles/linked": article(DIGEST, url=URL)}, "archive-missing"),
        ({"articles/linked": article(DIGEST, url=URL, archive_url="https://archive.example/1")}, ""),
        ({"notes/page": note("Text.", review_by="2024-05-31")}, "review-due"),
        ({"notes/page": note("Text.", review_by="2024-06-01")}, ""),
        ({"notes/page": note("Text.", review_by="2024-06")}, ""),
        ({"claims/who": CLAIM + "}"}, "claim-one-side"),
        ({"claims/who": CLAIM + "}\n  - {by: Others, says: Not we., refs: report}"}, ""),
        ({"claims/who": CLAIM + ", denied_by: [the-paper]}"}, ""),
        ({"claims/who": CLAIM + "}\n---\nThe report holds no answer of the others."}, ""),
        (from_tv(), "label-missing"),
        (from_tv("Little is known of it."), ""),
        ({"sources/tv": outlet("State TV")}, ""),
        ({"organisations/union": UNION}, "entity-unmentioned"),
        ({"organisations/union": UNION, "notes/page": note("The [[union]].")}, ""),
        ({"articles/long": digest_of(29)}, "digest-length"),
        ({"articles/long": digest_of(30)}, ""),
        ({"articles/long": digest_of(220)}, ""),
        ({"articles/long": digest_of(221)}, "digest-length"),
        ({"topics/peace": topic(gist="w" * 140)}, ""),
        ({"topics/peace": topic(gist="w" * 141)}, "opening-long"),
        ({"people/held": held("2020-10", "report")}, "case-later-than-source"),
        ({"people/held": held("2020-09-28", "report")}, ""),
        ({"people/held": held("2020-10", "[report, later]")}, ""),
        (leading_to_note("[peace]"), "note-listed-twice"),
        (leading_to_note("[war]"), ""),
    ],
)
def test_a_weakness_is_found_from_its_limit_on(files: Mapping[str, str], codes: str) -> None:
    assert found(files) == codes


@pytest.mark.parametrize(
    ("name", "most", "say"),
    [
        ("topics/peace", 65, topic),
        ("topics/peace", 25, lambda said: topic(status=f"{{trend: improving, as_of: 2024, why: {said}}}")),
        ("notes/page", 25, lambda said: note("It is so.", summary=said)),
        ("articles/long", 40, lambda said: article(f"{said}\n\n{DIGEST}")),
    ],
    ids=["bottom line", "reason", "note", "digest"],
)
def test_an_opening_of_more_words_than_are_read_elsewhere(
    name: str, most: int, say: Callable[[str], str]
) -> None:
    assert found({name: say(words(most))}) == ""
    assert found({name: say(words(most + 1))}) == "opening-long"


@pytest.mark.parametrize(("opened", "closed"), ["“”", '""', "«»", "„“"])
def test_a_quotation_of_more_words_than_the_wording_is_the_news_of(opened: str, closed: str) -> None:
    def quoting(number: int) -> str:
        return note(f"She said {opened}we will *not* come back before {'and ' * (number - 6)}{closed}.")

    assert found({"notes/page": quoting(25)}) == ""
    assert found({"notes/page": quoting(26)}) == "quotation-long"


def test_what_asks_originals_again_says_that_it_needs_the_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_site(tmp_path, sound_site())
    assert cli.run(["check", "--stale", "--root", str(tmp_path)], HOME, build) == 2
    assert capsys.readouterr().err == (
        "error: --stale fetches the originals again, which needs the network\n  fix: write check --stale --external\n"
    )


def test_what_has_no_original_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_site(tmp_path, sound_site())
    assert cli.run(["check", "--own-words", "--root", str(tmp_path)], HOME, build) == 0
    assert "not compared, for want of an original in originals/: 1\n" in capsys.readouterr().err
