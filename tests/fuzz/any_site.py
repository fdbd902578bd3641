"""Any little site: entries that name each other rightly or wrongly, in folders that are there or not."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.faults.case import good_site
from tests.fuzz.any_header import entries
from tests.load.markdown.test_any_text import texts

_GOOD = {path: text for path, text in good_site().items() if text is not None}
_IDS = [path.rpartition("/")[2].removesuffix(".md") for path in _GOOD if path.count("/") == 2]
_FOLDERS = [
    "articles",
    "claims",
    "events",
    "notes",
    "organisations",
    "pages",
    "people",
    "places",
    "sources",
    "topics",
]
_PATHS = [*_GOOD, "content/addresses.txt", "content/person/x.md", "content/top.md", "content/notes/UPPER.md"]
_PATHS += [f"content/{folder}/{entry_id}.md" for folder in _FOLDERS for entry_id in ("another", _IDS[0])]

_sentences = st.one_of(
    st.sampled_from([form.format(entry_id) for entry_id in [*_IDS, "another", "nobody"] for form in (
        "[[{}]]", "[[{}|some words]]", "[[{}#part]]", "[@{}, p. 3]", "\n\n![[{}]]\n\n", "[words](../notes/{}.md)",
    )]),
    st.sampled_from(["Anna Berg", "The Gazette", "## Part", "- item", "> said", "| a | b |\n|---|---|\n| 1 |", "[^1]"]),
)  # fmt: skip
_bodies = st.lists(_sentences, max_size=5).map("\n".join) | texts
_lines = st.sampled_from([
    "draft: true", "added: 2030-01-01", "date: 2024-02-30", "part_of: another", "colour: red", "lang: fa", "topics: [another]",
    "aliases: [Anna Berg]", "redirect_from: [notes/another.html]", "changes: [{date: 2024-03-20, kind: update, note: More.}]",
    "refs: nobody", "summary: The Gazette says so.", "autolink: false", "related: [strike]",
])  # fmt: skip


def _file() -> st.SearchStrategy[str]:
    """A good file with a line or a body more, or any entry at all."""
    good = st.sampled_from(sorted(_GOOD.values()))
    added = st.builds(_added, good, st.just("") | _lines, _bodies)
    return added | added | entries().map(lambda pair: pair[1])


def _added(text: str, line: str, body: str) -> str:
    return text.replace("---\n", f"---\n{line}\n" if line else "---\n", 1) + f"\n{body}\n"


def sites() -> st.SearchStrategy[dict[str, str]]:
    """Files by path that are put over those of the good site."""
    return st.dictionaries(st.sampled_from(_PATHS), _file(), max_size=4)
