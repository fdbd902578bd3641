"""Any front matter: keys of the model with values of all kinds, right and wrong, and letters lost and gained on the way."""

from __future__ import annotations

from hypothesis import strategies as st

from sitegen.model.fields import Form
from sitegen.model.kinds import KINDS, Entry
from sitegen.model.schema import Key, keys_of
from sitegen.model.values import Coordinates, Date, Figure
from tests.load.test_any_text import VALUES, files

_DATES = [
    "2024-03-04", "2020", "2020-09", "2020-09-27/..", "..2020", "2020..", "2024-02-30", "0000", "10000-01-01", "2020-01-01..2019",
    "2020-09-28~", "2020/2021~", "..", "2020-13", "2020-1-1", "\u06f2\u06f0\u06f2\u06f4", "2020-09-28 ", "2024-W05", "99999999999999",
]  # fmt: skip
_ADDRESSES = [
    "https://paper.example/1", "http://[x", "http://x:99999/", "http://x:port/", "https://", "//x", "javascript:x", "https://a@b/",
    "https://\u0438\u0440.example/", "https://x/ y", "ftp://x/", "https://" + "x" * 70 + ".example/", "desk@example.org", "@",
]  # fmt: skip
_FITTING: dict[object, list[str]] = {
    Date: _DATES,
    Figure: ["31", "550..", "..600", "500..600", "600..500", "200~", "1,000", "..", "~", "9" * 40, "\u0661"],
    Coordinates: ["33.31, 44.36", "91, 0", "0, 181", "1e3, 0", "x, y", "33.31"],
    bool: ["true", "no", "True", "1"],
    int: ["10", "-1", "9999999", "\u0661", "1.5"],
    "url": _ADDRESSES,
    "contact": _ADDRESSES,
    "language": ["en", "fa-IR", "English", "x" * 40, "EN"],
    "wikidata": ["Q42", "q42", "Q0", "42"],
    "address": [
        "notes/old.html",
        "../old.html",
        "/old.html",
        "old",
        "[notes/old.html, notes/old.html]",
        "[..]",
    ],
}
"""What is written for a key by somebody who knows, or nearly knows, what belongs there."""

_ANY = [
    "a-name", "Some words", "[strike]", "[a-name, Words]", "gazette", "report", "~", "null", "[[a]]", "{", "0" * 40,
    "{text: state media, basis: It says so.}", "{name: Agency, url: https://a.example/, date: 2020}",
    "{trend: worsening, as_of: 2024, why: So.}", "[{by: anna-berg, says: So., refs: a-report, value: 31}]",
    "[{date: 2024-03-04, kind: correction, note: A name.}]", "[{role: Speaker, date: 2020}]", "[{text: \u0646\u0627\u0645, lang: fa}]",
    '"quoted: text"', "'it''s'", "text # comment", "|\n  two\n  lines", ">-\n  folded", "\n  - one\n  - two",
    "\n  by: x\n  says: y", "\u200c", "\ufeff", "\u202e", "\x07", "&#8238;", *VALUES,
]  # fmt: skip

_hurts = st.tuples(
    st.integers(0, 400), st.integers(0, 4), st.sampled_from(["", "\t", ":", "\n", '"', "[", "  ", "-", "#"])
)


def _values(key: Key) -> st.SearchStrategy[str]:
    rules = [mark.rule for mark in key.marks if isinstance(mark, Form)]
    fitting = _FITTING.get(rules[0] if rules else key.base, _ANY)
    return st.sampled_from(fitting) | st.sampled_from([*fitting, *_ANY]) | st.text(max_size=8)


_VALUES_OF = {
    kind: {key.name: (key.required, _values(key)) for key in keys_of(kind).values()} for kind in KINDS
}


@st.composite
def _of_the_model(draw: st.DrawFn, kind: type[Entry]) -> str:
    """A whole file: the needed keys of `kind` and some of the others, each with any value, and then hurt."""
    others = [name for name, (needed, _) in _VALUES_OF[kind].items() if not needed]
    names = [name for name, (needed, _) in _VALUES_OF[kind].items() if needed]
    names += draw(st.lists(st.sampled_from(others), max_size=4, unique=True))
    text = (
        "---\n"
        + "".join(f"{name}: {draw(_VALUES_OF[kind][name][1])}\n" for name in names)
        + "---\n\nSome words.\n"
    )
    for place, width, instead in draw(st.just([]) | st.lists(_hurts, max_size=2)):
        at = place % len(text)
        text = text[:at] + instead + text[at + width :]
    return text


def entries() -> st.SearchStrategy[tuple[type[Entry], str]]:
    """A kind of entry, and what stands in a file of its folder."""
    one = {kind: _of_the_model(kind) | _of_the_model(kind) | _of_the_model(kind) | files for kind in KINDS}
    kinds = st.sampled_from(KINDS)
    return kinds.flatmap(lambda kind: st.tuples(st.just(kind), one[kind]))
