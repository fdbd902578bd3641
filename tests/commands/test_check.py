"""What `check` finds beyond what stops a build, each word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from build import build
from sitegen.commands import cli
from sitegen.commands.check.content import CHECKS, check_content
from sitegen.faults import Fault, Faults
from tests.faults.case import HOME, sound_site, write_site
from tests.link.small import article, note, organisation, outlet, person, sound

TODAY = date(2024, 6, 1)
DIGEST = "It happened, says the paper, " + "and so on " * 10 + "as far as is known."
GOOD = {
    "sources/the-paper": "name: The Paper\nlabel: {text: state media, basis: It says so itself.}",
    "articles/report": article(DIGEST),
    "people/anna-berg": person("Anna Berg", refs="report"),
}
CLAIM = "question: Who?\nstatements:\n  - {by: anna-berg, says: We., refs: report"


def found(files: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is found in a site that is good but for `files`."""
    faults = Faults()
    check_content(sound({**GOOD, **files}).site, TODAY, faults)
    assert {fault.severity for fault in faults.met} <= {"warning"}
    return [told(fault) for fault in sorted(faults.met)]


def told(fault: Fault) -> tuple[str, str]:
    place = f"{fault.path}:{fault.span.line}:{fault.span.column or ''}"
    return f"{place}: {fault.message} [{fault.code}]", fault.fix


def test_a_good_site_has_no_weakness() -> None:
    assert found({}) == []


def test_an_original_without_an_archived_copy() -> None:
    assert found({"articles/linked": article(DIGEST, url="https://paper.example/1")}) == [
        (
            "content/articles/linked.md:6:6: the original has no archived copy [archive-missing]",
            "save one, and add archive_url: with its address",
        )
    ]
    archived = article(DIGEST, url="https://paper.example/1", archive_url="https://archive.example/1")
    assert found({"articles/linked": archived}) == []


@pytest.mark.parametrize(("day", "due"), [("2024-05-31", True), ("2024-06-01", False), ("2024-06", False)])
def test_a_note_whose_day_of_review_is_past(day: str, due: bool) -> None:
    expected = (
        "content/notes/page.md:5:12: the note was to be reviewed by 2024-05-31 [review-due]",
        "review it, and set a new review_by:",
    )
    assert found({"notes/page": note("Text.", review_by=day)}) == ([expected] if due else [])


def test_a_question_that_one_side_alone_answers() -> None:
    assert found({"claims/who": CLAIM + "}"}) == [
        (
            "content/claims/who.md:4:3: only one side of this question is told [claim-one-side]",
            "add what the others say, or say in the text that nothing is known of it",
        )
    ]


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM + "}\n  - {by: Others, says: Not we., refs: report}",
        CLAIM + ", denied_by: [the-paper]}",
        CLAIM + "}\n---\nThe report holds no answer of the others.",
    ],
)
def test_a_question_that_is_answered_denied_or_explained(claim: str) -> None:
    assert found({"claims/who": claim}) == []


def test_an_outlet_of_which_nothing_says_what_it_is() -> None:
    files = {"articles/of-tv": article(DIGEST, source="tv")}
    assert found({**files, "sources/tv": outlet("State TV")}) == [
        (
            "content/sources/tv.md:2:7: nothing says what kind of source this outlet is [label-missing]",
            "add label: with text: and basis:, or say in the text what is known of it",
        )
    ]
    assert found({**files, "sources/tv": outlet("State TV", "Little is known of it.")}) == []
    assert found({"sources/tv": outlet("State TV")}) == []


def test_an_entity_that_nothing_mentions() -> None:
    assert found({"organisations/union": organisation("Ferry Union")}) == [
        (
            "content/organisations/union.md:2:7: nothing mentions this organisation [entity-unmentioned]",
            "name it in a text, add refs:, or take the entry out",
        )
    ]
    assert (
        found({"organisations/union": organisation("Ferry Union"), "notes/page": note("The [[union]].")})
        == []
    )


@pytest.mark.parametrize(("words", "unusual"), [(29, True), (30, False), (220, False), (221, True)])
def test_a_digest_of_unusual_length(words: int, unusual: bool) -> None:
    expected = (
        f"content/articles/long.md:7:: the digest has {words} words [digest-length]",
        "write between 30 and 220",
    )
    text = "A first paragraph.\n\n" + "word " * (words - 3)
    assert found({"articles/long": article(text)}) == ([expected] if unusual else [])


def topic(summary: str, **keys: str) -> str:
    return "\n".join(
        ["title: Peace", f"summary: {summary}", *(f"{key}: {value}" for key, value in keys.items())]
    )


@pytest.mark.parametrize(
    ("name", "most", "say", "place"),
    [
        ("topics/peace", 65, topic, "3:10: the bottom line"),
        ("topics/peace", 25, lambda words: topic("It comes.", status=f"{{trend: improving, as_of: 2024, why: {words}}}"), "4:46: the reason"),
        ("notes/page", 25, lambda words: note("It is so.", summary=words), "5:10: the summary"),
        ("articles/long", 40, lambda words: article(f"{words}\n\n{DIGEST}"), "7:: the first paragraph"),
    ],
    ids=["bottom line", "reason", "note", "digest"],
)  # fmt: skip
def test_an_opening_of_more_words_than_are_read_elsewhere(
    name: str, most: int, say: Callable[[str], str], place: str
) -> None:
    def saying(words: int) -> list[tuple[str, str]]:
        return found({name: say(("word " * words).strip())})

    assert saying(most) == []
    assert saying(most + 1) == [
        (
            f"content/{name}.md:{place} has {most + 1} words [opening-long]",
            f"write at most {most}; it stands for the whole elsewhere",
        )
    ]


def test_a_gist_of_more_than_a_sentence() -> None:
    assert found({"topics/peace": topic("It comes.", gist="w" * 140)}) == []
    assert found({"topics/peace": topic("It comes.", gist="w" * 141)}) == [
        (
            "content/topics/peace.md:4:7: the gist has 141 characters [opening-long]",
            "say in one sentence of at most 140 where things stand",
        )
    ]


def test_a_case_that_is_told_as_of_a_day_after_its_sources() -> None:
    def held(as_of: str, refs: str) -> list[tuple[str, str]]:
        case = f"[{{status: detained, as_of: {as_of}, refs: {refs}}}]"
        later = {"articles/later": article(DIGEST, date="2021-03~")}
        return found({**later, "people/held": person("Carl Diaz", cases=case)})

    assert held("2020-10", "report") == [
        (
            "content/people/held.md:4:35: the status is as of 2020-10, and its sources were written before that [case-later-than-source]",
            "write up to when they know, or add the text that knows more to its refs",
        )
    ]
    assert held("2020-09-28", "report") == []
    assert held("2020-10", "[report, later]") == []


def test_a_topic_that_leads_to_a_note_which_its_page_lists() -> None:
    told_twice = topic("It comes.") + "\n---\nThe paper says so [@report]. See [[page]]."
    own = {"notes/page": note("Text.", topics="[peace]"), "topics/peace": told_twice}
    assert found(own) == [
        (
            'content/topics/peace.md:5:34: the page lists the note "page" already [note-listed-twice]',
            "say what is in it in the summary of the note, and take the link out here",
        )
    ]
    assert found({**own, "notes/page": note("Text.", topics="[war]")}) == []


@pytest.mark.parametrize(("opened", "closed"), ["“”", '""', "«»", "„“"])
def test_a_quotation_of_more_words_than_the_wording_is_the_news_of(opened: str, closed: str) -> None:
    def quoting(words: int) -> str:
        return note(f"She said {opened}we will *not* come back before {'and ' * (words - 6)}{closed}.")

    assert found({"notes/page": quoting(26)}) == [
        (
            'content/notes/page.md:6:: the quotation "we will not come back before …" has 26 words [quotation-long]',
            "quote at most 25 at a time, and say the rest in words of your own",
        )
    ]
    assert found({"notes/page": quoting(25)}) == []


def test_every_check_can_find_something() -> None:
    files = {
        "articles/linked": article("word", url="https://paper.example/1", source="tv"),
        "notes/page": note(f"“{'word ' * 30}”", review_by="2024-05-31"),
        "claims/who": CLAIM + "}",
        "sources/tv": outlet("State TV"),
        "organisations/union": organisation("Ferry Union"),
        "topics/peace": topic("It comes.", gist="w" * 141),
        "topics/war": topic("It goes on.") + "\n---\nSee [[page]].",
        "people/held": person("Carl Diaz", cases="[{status: detained, as_of: 2026, refs: report}]"),
    }
    site = sound({**GOOD, **files}).site
    for check in CHECKS:
        assert any(check(site, TODAY)), check.__name__


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
