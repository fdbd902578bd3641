"""A text is linked by itself where others see no difference; whatever of it they see is compared, and would be missed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sitegen.link import again, context_of, link
from sitegen.link.again import linked_again, recalled, told_to_others, without_texts
from sitegen.link.select import select
from sitegen.load.entry import read_entry
from sitegen.model.kinds import KIND_OF_FOLDER, Entry
from sitegen.model.site import Content, LinkedEntry, Settings, SourceFile
from sitegen.urls import folder_of
from tests.link.small import BASE, TODAY, article, event, note, person, text_of
from tests.memory import Kept

BODY = """\
It was said.

Ann Envoy spoke of the [[other]] and of [a map](../files/map.png).

## What comes

The end.
"""
REPORT, TALKS = "articles/report", "events/talks"
FILES = BASE | {
    REPORT: article(BODY, title="Report"),
    TALKS: event(title="Talks") + "\n---\nAs the [[other]] has it. It ended [@other].",
    "articles/other": article("![[report]]"),
    "notes/n": note("See [[report#What comes]]."),
    "notes/draft": note("[A map](../files/map.png).", draft="true"),
    "people/ann": person("Ann Envoy"),
    "people/bob": person("Bob Envoy"),
}
SEEN: Mapping[str, tuple[str, str]] = {
    "keys": (REPORT, article(BODY, title="Another report")),
    "headings": (REPORT, article(BODY.replace("What comes", "What is to come"), title="Report")),
    "embeds": (REPORT, article(f"{BODY}\n![[other]]\n", title="Report")),
    "files": (REPORT, article(BODY.replace("[a map](../files/map.png)", "a map"), title="Report")),
    "opening": (REPORT, article(BODY.replace("was said", "was so"), title="Report")),
    "mentions": (REPORT, article(f"{BODY}\nThen Bob Envoy.", title="Report")),
    "cited": (TALKS, FILES[TALKS].replace(" [@other]", "")),
}
"""Of each thing that others see of an entry an edit that changes it."""
UNSEEN = {
    "a sentence": article(f"{BODY}\nThat was all.", title="Report"),
    "a name twice": article(f"{BODY}\nThat was all of Ann Envoy, and of [[other]].", title="Report"),
    "a paragraph before": article(BODY.replace("## What", "More of it.\n\n## What"), title="Report"),
    "words": article(BODY.replace("The end", "No end"), title="Report"),
}
every_facet = pytest.mark.parametrize("facet", SEEN)


def content(files: Mapping[str, str]) -> Content:
    papers = (SourceFile("content/files/map.png", "00", 1, 640, 480),)
    entries = tuple(entry_of(path, text) for path, text in sorted(files.items()))
    return Content(Settings(title="A site", base_url="https://briefing.example/"), entries, papers)


def entry_of(path: str, text: str) -> Entry:
    source = f"content/{path}.md"
    read = read_entry(source, text_of(text).encode(), KIND_OF_FOLDER[folder_of(source)])
    assert isinstance(read.value, Entry)
    return read.value


def by_itself(path: str, text: str) -> LinkedEntry | None:
    """An entry that was joined with all others, linked by itself once its file is another."""
    after = content({**FILES, path: text})
    old, new = entry_of(path, FILES[path]), entry_of(path, text)
    joined = link(content(FILES), today=TODAY).value.linked[old.id]
    context = context_of(after, select(after.entries, TODAY, drafts=False))
    return linked_again(old, new, joined, context, Kept())


def seen_by_others(path: str, text: str) -> object:
    """All that the rest of a site is made of, but for what one entry alone shows."""
    site, faults = link(content({**FILES, path: text}), today=TODAY)
    edited = entry_of(path, text).id
    linked = {i: each for i, each in site.linked.items() if i != edited}
    return linked, site.linked[edited].opening, site.entries[edited].display_title, site.files, faults


@pytest.mark.parametrize("edit", UNSEEN)
def test_a_text_of_which_others_see_no_difference_is_what_it_is_if_all_is_linked(edit: str) -> None:
    whole = link(content({**FILES, REPORT: UNSEEN[edit]}), today=TODAY).value.linked["report"]
    again = by_itself(REPORT, UNSEEN[edit])
    assert again == whole
    assert again is not None
    assert (again.known_key, again.texts) == (whole.known_key, whole.texts)
    assert seen_by_others(REPORT, UNSEEN[edit]) == seen_by_others(REPORT, FILES[REPORT])


@every_facet
def test_a_text_of_which_others_see_a_difference_is_not_linked_by_itself(facet: str) -> None:
    path, text = SEEN[facet]
    assert seen_by_others(path, text) != seen_by_others(path, FILES[path])
    assert by_itself(path, text) is None


@every_facet
def test_what_others_see_would_be_missed(facet: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told_to_others
    monkeypatch.setattr(
        again,
        "told_to_others",
        lambda *known: {name: each for name, each in whole(*known).items() if name != facet},
    )
    assert by_itself(*SEEN[facet])


def test_a_text_with_a_fault_is_not_linked_by_itself() -> None:
    assert by_itself(REPORT, article(f"{BODY}\nSee [[nobody-there]].", title="Report")) is None


def test_what_is_remembered_of_an_entry_is_made_whole_with_its_texts() -> None:
    memory = Kept()
    site = link(content(FILES), today=TODAY, memory=memory).value
    for entry_id, linked in site.linked.items():
        kept = without_texts(linked)
        assert recalled(site.entries[entry_id], kept, linked.known_key, memory) == linked
        assert recalled(site.entries[entry_id], kept, linked.known_key, Kept()) is None
