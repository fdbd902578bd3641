"""What search is told of a page: the words that a reader reads there, without what leads elsewhere."""

from __future__ import annotations

import pytest

from sitegen.model.kinds import Entry
from sitegen.model.output import SearchRecord
from sitegen.model.site import Edited
from sitegen.render import keyed_records, search
from tests.link.small import article, note, outlet, person
from tests.memory import Kept
from tests.render.rendered import index_for, search_records

FILES = {
    "articles/report": article("Ann Envoy spoke, says [[brief|the brief]]."),
    "people/ann": person("Ann Envoy", aliases="[Envoy Ann]"),
    "notes/brief": note(
        "## What was said\n\nAnn Envoy spoke [@report, p. 3], in [**bold** words](../articles/report.md).\n\n![[report]]"
    ),
    "claims/when": "question: When did she speak?\ntopics: [war]\nstatements:\n"
    "  - {by: ann, says: On a Monday & a <Tuesday>., refs: report}\n"
    "  - {by: A man, says: On a Friday., refs: report}\n---\nAnn Envoy spoke once.",
}


def record(path: str) -> SearchRecord:
    return next(record for record in search_records(index_for(FILES)) if record.path == path)


def test_a_text_has_its_headings_and_words_and_neither_links_nor_numbers_nor_embeds() -> None:
    assert record("notes/brief.html").body == (
        '<h2 id="what-was-said">What was said</h2>\n<p>Ann Envoy spoke, in <strong>bold</strong> words.</p>\n'
    )
    assert record("articles/report.html").body == "<p>Ann Envoy spoke, says the brief.</p>\n"


def test_a_question_has_who_says_what_before_its_text() -> None:
    assert record("claims/when.html").body == (
        "<p>Ann Envoy: On a Monday &amp; a &lt;Tuesday&gt;.</p><p>A man: On a Friday.</p>"
        "<p>Ann Envoy spoke once.</p>\n"
    )


def test_a_page_is_found_by_every_name_of_whom_it_names_and_of_who_made_it() -> None:
    assert record("articles/report.html").mentions == ("Ann Envoy", "Envoy Ann", "The Paper")


def test_only_what_is_in_another_language_says_in_which() -> None:
    files = FILES | {"articles/report": article("سخن گفت.", lang="fa")}
    told = {record.path: record.lang for record in search_records(index_for(files))}
    assert {path for path, lang in told.items() if lang} == {"articles/report.html"}
    assert told["articles/report.html"] == "fa"


def test_home_is_not_told_of() -> None:
    files = FILES | {"sources/other": outlet("Other")}
    assert [r.path for r in search_records(index_for(files))] == sorted(
        f"{name}.html" for name in (*files, "sources/the-paper", "topics/war")
    )


def test_a_callout_is_found_by_its_words() -> None:
    files = FILES | {"notes/brief": note("> [!tip]\n> Ask twice.\n\n- [x] Asked.")}
    bodies = {record.path: record.body for record in search_records(index_for(files))}
    assert '<p class="callout-title">Tip</p>\n<p>Ask twice.</p>' in bodies["notes/brief.html"]


def test_keys_are_remembered_of_all_but_what_was_edited_in_the_very_site_they_were_made_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory, before = Kept(), index_for(FILES)
    keyed_records(before, "words", memory, Edited(now=b"one"))
    after = index_for(FILES | {"articles/report": article("Ann Envoy spoke twice.")})
    asked: list[str] = []
    whole_key = search._Records.key

    def key(records: search._Records, entry: Entry) -> bytes:
        asked.append(entry.id)
        return whole_key(records, entry)

    monkeypatch.setattr(search._Records, "key", key)
    whole = keyed_records(after)
    everything = sorted(asked)
    for words, edited, expected in (
        ("words", Edited(b"another", b"two", frozenset({"report"})), everything),
        ("words", Edited(b"two", b"three", frozenset({"report"})), ["report"]),
        ("other words", Edited(b"three", b"three", frozenset()), everything),
    ):
        asked.clear()
        made = keyed_records(after, words, memory, edited)
        assert [(one.key, one.make()) for one in made] == [(one.key, one.make()) for one in whole]
        assert sorted(asked) == expected
