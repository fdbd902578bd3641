"""What is published on a day: not drafts, and not what lies ahead."""

from __future__ import annotations

from datetime import date

from tests.link.small import article, event, joined, note, person

FILES = {
    "articles/report": article(),
    "articles/draft": article("On Ruhollah Zam.", draft="true"),
    "articles/tomorrow": article("On Ruhollah Zam.", date="2020-10-02"),
    "articles/this-year": article(date="2020"),
    "articles/before-then": article(date="..2020-12-31"),
    "notes/next-month": note("Text.", updated="2020-11"),
    "events/planned": event(date="2020-12-24", status="planned"),
    "people/zam": person(
        "Ruhollah Zam",
        changes="[{date: 2020-10-01, kind: update, note: A.}, {date: 2020-10-02, kind: correction, note: B.}]",
    ),
}


def test_drafts_are_left_out_and_what_lies_ahead_is_held_back_and_named() -> None:
    site = joined(FILES, today=date(2020, 10, 1))
    assert site.told == ""
    assert set(site.site.entries) == {
        "before-then", "planned", "report", "the-paper", "this-year", "war", "zam",
    }  # fmt: skip
    assert site.site.held_back == (
        "content/articles/tomorrow.md",
        "content/notes/next-month.md",
        "content/people/zam.md",
    )
    assert [change.note for change in site.site.entries["zam"].changes] == ["A."]
    assert site["zam"].backlinks == ()


def test_on_its_day_it_is_there() -> None:
    site = joined(FILES, today=date(2020, 10, 2))
    assert "tomorrow" in site.site.entries
    assert site.site.held_back == ("content/notes/next-month.md",)
    assert [change.note for change in site.site.entries["zam"].changes] == ["A.", "B."]


def test_drafts_are_built_when_asked_for() -> None:
    site = joined(FILES, today=date(2020, 10, 1), drafts=True)
    assert "draft" in site.site.entries
    assert [b.source for b in site["zam"].backlinks] == ["draft"]


def test_a_draft_may_refer_to_what_is_not_there_yet_but_not_share_its_id() -> None:
    site = joined({"articles/twice": article("See [[nothing]].", draft="true"), "notes/twice": note("Text.")})
    assert [fault.code for fault in site.faults] == ["id-taken"]


def test_of_two_entries_with_one_id_the_first_path_stands_whichever_was_read_first() -> None:
    one, other = ("people/iran", person("A Man")), ("places/iran", person("Iran"))
    sites = (joined(dict(files)) for files in ((one, other), (other, one)))
    assert [(site.site.entries["iran"].folder, len(site.faults)) for site in sites] == [("people", 1)] * 2


def test_an_old_address_is_none_that_a_list_may_take_when_it_grows() -> None:
    old = "[articles/2019.html, topics/war/undated.html, names/other.html, articles/of-2019.html]"
    assert joined({"articles/report": article(redirect_from=old)}).told == "".join(
        f"content/articles/report.md:6:{column}: error: {path} is the address of a part of a long list,"
        " so it cannot lead on [redirect-taken]\n  remove it" + end
        for column, path, end in (
            (17, "articles/2019.html", "\n"), (37, "topics/war/undated.html", "\n"), (62, "names/other.html", "")
        )
    )  # fmt: skip


def test_what_waits_is_looked_at_as_it_will_be_on_its_day() -> None:
    body = "See [[sooner]], [[same-day]], [[later]], [[nothing]]."
    files = {
        "articles/sooner": article(date="2020-11-01"),
        "articles/same-day": article(date="2020-12-01"),
        "articles/later": article(date="2021-01-01"),
        "articles/waiting": article(
            body, date="2020-12-01", source="no-paper", redirect_from="[articles/later.html]"
        ),
    }
    site = joined(files, today=date(2020, 10, 1))
    assert [(fault.code, fault.message) for fault in sorted(site.faults)] == [
        ("reference-missing", 'there is no entry "no-paper"'),
        (
            "redirect-taken",
            "articles/later.html is the address of content/articles/later.md, so it cannot lead on",
        ),
        ("reference-withheld", '"later" is held back until 2021-01-01, so no page may lead to it'),
        ("reference-missing", 'there is no entry "nothing"'),
    ]
    assert site.told == joined(files, today=date(2020, 12, 1)).told


def test_a_picture_that_only_a_withheld_entry_shows_is_not_published() -> None:
    files = {
        "articles/draft": article("![Crew](../files/draft.png) ![Crew](../files/both.png)", draft="true"),
        "articles/tomorrow": article("[a paper](../files/tomorrow.pdf)", date="2020-10-02"),
        "notes/shows": note("![Crew](../files/both.png)"),
    }
    papers = ("draft.png", "both.png", "tomorrow.pdf", "by-nobody.csv")

    def published(day: date, *, drafts: bool = False) -> list[str]:
        site = joined(files, today=day, drafts=drafts, papers=papers).site
        return [file.path.removeprefix("content/files/") for file in site.files]

    assert published(date(2020, 10, 1)) == ["both.png", "by-nobody.csv"]
    assert published(date(2020, 10, 2)) == ["both.png", "tomorrow.pdf", "by-nobody.csv"]
    assert published(date(2020, 10, 1), drafts=True) == ["draft.png", "both.png", "by-nobody.csv"]
