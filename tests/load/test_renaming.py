"""Another id for an entry: only the bytes of references change, in whatever form they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.faults import Checked
from sitegen.load.entry import read_entry
from sitegen.load.renaming import Renaming, moved, references, renamed
from sitegen.model.kinds import KIND_OF_FOLDER, Entry
from sitegen.urls import folder_of

PAPER = Renaming("content/sources/the-paper.md", "gazette")
REPORT = Renaming("content/articles/report.md", "account")


def entry_of(path: str, raw: bytes) -> Entry:
    read = read_entry(path, raw, KIND_OF_FOLDER[folder_of(path)])
    assert [fault for fault in read.faults if fault.severity == "error"] == []
    assert isinstance(read.value, Entry)
    return read.value


def after(text: str, renaming: Renaming = REPORT, path: str = "content/notes/page.md") -> Checked[bytes]:
    raw = text.encode()
    return renamed(raw, entry_of(path, raw), renaming)


def note(body: str) -> str:
    return f"---\ntitle: A note\ntopics: [war]\nupdated: 2020-10-01\n---\n{body}"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("[[report]]", "[[account]]"),
        ("[[report|report]]", "[[account|report]]"),
        ("[[ report #report|the report]]", "[[ account #report|the report]]"),
        ("see\n[[\nreport|the\nreport]]", "see\n[[\naccount|the\nreport]]"),
        ("[@report]", "[@account]"),
        ("[@other, p. 3; @report, report 4]", "[@other, p. 3; @account, report 4]"),
        ("![[report]]", "![[account]]"),
        ("[the report](../articles/report.md)", "[the report](../articles/account.md)"),
        ("[report](<../articles/report.md#report>)", "[report](<../articles/account.md#report>)"),
        ("[report][it]\n\n[it]: ../articles/report.md", "[report][it]\n\n[it]: ../articles/account.md"),
        (
            "[report][report]\n\n[report]: ../articles/report.md",
            "[report][report]\n\n[report]: ../articles/account.md",
        ),
        ("> - [[report]] and\n>   [@report]", "> - [[account]] and\n>   [@account]"),
        ("| a |\n| --- |\n| [[report\\|it]] |", "| a |\n| --- |\n| [[account\\|it]] |"),
        ("A[^report]\n\n[^report]: [@report]", "A[^report]\n\n[^report]: [@account]"),
        (
            "[[a-report]] [[report-a]] report `[[report]]` [[report]]",
            "[[a-report]] [[report-a]] report `[[report]]` [[account]]",
        ),
        ("    [[report]]\n\n[[report]]", "    [[report]]\n\n[[account]]"),
        ("[[report]] \u200f[@report]", "[[account]] \u200f[@account]"),
    ],
)
def test_a_reference_in_a_text(before: str, then: str) -> None:
    assert after(note(before)) == Checked(note(then).encode())
    with_crlf = note(before).replace("\n", "\r\n")
    assert after(f"\ufeff{with_crlf}").value.decode() == "\ufeff" + note(then).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("refs: report", "refs: account"),
        ('refs:   "report"   # the report', 'refs:   "account"   # the report'),
        ("refs: ['report', other] # report", "refs: ['account', other] # report"),
        ("refs:\n  # report\n  - other\n  -   report", "refs:\n  # report\n  - other\n  -   account"),
        ("refs: >-\n  report", "refs: >-\n  account"),
        ("refs: [\n  other,\n  report]", "refs: [\n  other,\n  account]"),
        ("date_note: report\nrefs: report", "date_note: report\nrefs: account"),
    ],
)
def test_a_reference_in_front_matter(before: str, then: str) -> None:
    header = "---\ntitle: report\ndate: 2020\n{}\neditor_note: '[[report]]'\n---\n"
    assert after(header.format(before), path="content/events/it.md") == Checked(header.format(then).encode())


def test_what_stands_under_a_key_of_another_kind_of_value_stays() -> None:
    text = "---\nname: the-paper\nsummary: the-paper\npart_of: the-paper\n---\n"
    raw = text.encode()
    place = entry_of("content/places/it.md", raw)
    changed = renamed(raw, place, Renaming("content/places/the-paper.md", "gazette"))
    assert changed.value.decode() == text.replace("part_of: the-paper", "part_of: gazette")


@pytest.mark.parametrize(
    "body", ["[[re&#112;ort]]", "[it](../articles/re%70ort.md)", "## Of [[report]]\n\nIt."]
)
def test_a_reference_that_cannot_be_renamed_is_named(body: str) -> None:
    (fault,) = after(note(f"[[report]]\n\n{body}")).faults
    assert (fault.code, fault.path) == ("reference-form", "content/notes/page.md")
    assert fault.fix == "write it plainly first; in a heading with words: [[report|words]]"


ARTICLE = "---{0}title: A{0}date: 2020{0}source: x{0}topics: [war]{0}{1}---{0}See [[report#a]] and [it](report.md).{0}"


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("", "redirect_from: [articles/report.html]\n"),
        ("summary: |+\n  It.\n\n", "summary: |+\n  It.\n\nredirect_from: [articles/report.html]\n"),
        ("redirect_from: [notes/a.html]\n", "redirect_from: [notes/a.html, articles/report.html]\n"),
        (
            'redirect_from: ["notes/a.html" ] # old\n',
            'redirect_from: ["notes/a.html", articles/report.html ] # old\n',
        ),
        (
            "redirect_from:\n  - notes/a.html # old\nlang: fa\n",
            "redirect_from:\n  - notes/a.html # old\n  - articles/report.html\nlang: fa\n",
        ),
        ("redirect_from:\n- notes/a.html\n", "redirect_from:\n- notes/a.html\n- articles/report.html\n"),
        ("redirect_from: [\n  notes/a.html]\n", "redirect_from: [\n  notes/a.html, articles/report.html]\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_old_address_is_kept_in_the_form_of_those_before(before: str, then: str, end: str) -> None:
    raw = ARTICLE.format("\n", before).replace("\n", end).encode()
    changed = moved(raw, entry_of(REPORT.path, raw), REPORT, "articles/report.html")
    expected = (
        ARTICLE.format("\n", then)
        .replace("[[report#a]]", "[[account#a]]")
        .replace("(report.md)", "(account.md)")
    )
    assert changed == Checked(expected.replace("\n", end).encode())


def test_front_matter_that_takes_no_more_lines_is_named() -> None:
    raw = b"---\n{name: The Paper}\n---\n"
    (fault,) = moved(raw, entry_of(PAPER.path, raw), PAPER, "sources/the-paper.html").faults
    assert fault.message == "the front matter is written so that `rename` cannot add the old address to it"


_WORD = st.sampled_from(["report", "[[report]]", "[@report]", "`[[report]]`", "[a](../articles/report.md)", "a|b", "*", "_",
    "[[report|a *b*]]", "| - |", "> ", "- ", "\n", "\n\n", "[^1]", "[^1]: ", "    ", "](", "[", "é", "\u0627", "<", "&amp;"])  # fmt: skip


@given(st.lists(_WORD, max_size=20).map(" ".join), st.sampled_from(["\n", "\r\n"]))
def test_only_the_id_changes_in_any_text(body: str, end: str) -> None:
    raw = note(body).replace("\n", end).encode()
    read = read_entry("content/notes/page.md", raw, KIND_OF_FOLDER["notes"])
    if isinstance(read.value, Entry) and not any(fault.severity == "error" for fault in read.faults):
        changed = renamed(raw, read.value, REPORT)
        assert changed.faults or changed.value.replace(b"account", b"report") == raw
        assert changed.faults or references(entry_of("content/notes/page.md", changed.value), REPORT) == ()
