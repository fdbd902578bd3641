"""A place cuts exactly the text it speaks of, wherever that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from sitegen.faults import Span
from sitegen.load.markdown.parser import parse
from sitegen.model.body import Body, Citation, Embed, Image, Reference

Lines: TypeAlias = list[str]

FILLER = [
    "word",
    "wörd",
    "漢字",
    "🙂",
    "e\u0301",
    "&amp;",
    r"\*",
    "`co de`",
    "*em*",
    "**a b**",
    "a\tb",
    "\u00a0",
    "[sic]",
]
SYNTAX = [
    "[[id]]",
    "[[id#part]]",
    "[[An  Alias]]",
    "[w *o* rds](../x.md#a)",
    "![alt](../x.png)",
    "[@some-id]",
    "[^no]",
    "<b>",
]


def nested(first: str, rest: str) -> Callable[[Lines], Lines]:
    """Puts lines into a container: `first` before the first line, `rest` before those that follow."""
    return lambda lines: [
        (rest if i else first) + line if line else rest.rstrip() for i, line in enumerate(lines)
    ]


CONTAINERS = [
    nested("> ", "> "),
    nested(">", " > "),
    nested("- ", "  "),
    nested("10. ", "    "),
    nested("1)   ", "     "),
    lambda lines: ["Term", *nested(": ", "  ")(lines)],
    lambda lines: ["See[^note].", "", "[^note]: Note.", "", *nested("    ", "    ")(lines)],
]
TABBED = nested("*\t", "\t")

containers = st.lists(st.sampled_from(CONTAINERS), max_size=3, unique=True) | st.just([TABBED])
texts = st.lists(st.sampled_from(FILLER), max_size=3).map(" ".join)
syntax = st.sampled_from(SYNTAX)


@st.composite
def line(draw: st.DrawFn) -> str:
    """Words around a piece of syntax."""
    return f"a {draw(texts)} {draw(syntax)} {draw(texts)} z"


paragraph = st.lists(st.one_of(line(), st.just("plain")), min_size=1, max_size=3).map(
    lambda lines: [text + end for text, end in zip(lines, ["", "  ", ""], strict=False)]
)
indented = line().map(lambda text: ["first", f"   {text}"])
heading = line().map(lambda text: [f"##  {text} ##"])
underlined = line().map(lambda text: [text, "---"])
table = st.tuples(line(), line()).map(
    lambda cells: ["| h \\| | h |", "|---|---|", rf"| \| {cells[0]} |{cells[1]}"]
)
bare_table = st.tuples(line(), line()).map(lambda cells: [f"{cells[0]} | {cells[1]}", "-|-"])
embed = st.just(["![[id]]"])


@st.composite
def body(draw: st.DrawFn) -> str:
    """A block in containers, after another."""
    lines = draw(st.one_of(paragraph, indented, heading, underlined, table, bare_table, embed))
    for container in draw(containers):
        lines = container(lines)
    return "\n".join([*draw(st.sampled_from([[], ["Before.", ""]])), *lines])


@given(body(), st.integers(1, 9))
def test_a_place_cuts_what_is_written_there(text: str, first_line: int) -> None:
    checked = parse(text, first_line)
    spans = [*slot_spans(checked.value), *(fault.span for fault in checked.faults if fault.code in CODES)]
    cut_out = sorted(cut(text, span, first_line) for span in spans)
    assert cut_out == sorted(written(text))


CODES = ("footnote-undefined", "html-raw")


def slot_spans(document: Body) -> Iterator[Span]:
    for slot in document.pieces:
        match slot:
            case Reference() | Embed() | Image():
                yield slot.span
            case Citation():
                yield from (item.span for item in slot.items)


def cut(text: str, span: Span, first_line: int) -> str:
    assert span.column is not None
    return text.split("\n")[span.line - first_line][span.column - 1 :][: span.width]


def written(text: str) -> Iterator[str]:
    """Every piece of syntax in `text`, as a place shall cut it: of a citation the id with its sign."""
    for one in [*SYNTAX, "![[id]]"]:
        count = text.count(one) - (text.count("![[id]]") if one == "[[id]]" else 0)
        yield from [one.strip("[]") if one.startswith("[@") else one] * count


def test_a_place_ends_with_its_line() -> None:
    document = parse("> a [[Popular\n> Mobilization Forces]] b", 1).value
    assert list(slot_spans(document)) == [Span(1, 5, 9)]


def test_the_first_line_of_a_note_has_its_places() -> None:
    text = "See[^a].\n\n[^a]: A [[b]]\n    and [@c]."
    assert [cut(text, span, 1) for span in slot_spans(parse(text, 1).value)] == ["[[b]]", "@c"]


def test_lines_of_exotic_blanks_are_counted() -> None:
    (span,) = slot_spans(parse("> \u2003\n> a [[b]]", 1).value)
    assert span == Span(2, 5, 5)


def test_a_backslash_before_a_bar_counts() -> None:
    text = "| a |\n|---|\n| x\\|y [[a\\|b]] |"
    (span,) = slot_spans(parse(text, 1).value)
    assert cut(text, span, 1) == r"[[a\|b]]"


def test_a_link_is_placed_where_it_opens() -> None:
    (fault,) = parse("- a\n- b **c** [d](javascript:e)", 1).faults
    assert fault.span == Span(2, 11, 17)
