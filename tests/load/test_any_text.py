"""Whatever stands in a content file, it is an entry or it has faults, and every fault lies inside the file."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.faults import Checked, Fault, Faults
from sitegen.load.entry import read_entry, read_settings
from sitegen.load.yaml_tree import MAX_DEPTH, MAX_NODES, Mapping, Node, Sequence, read
from sitegen.model.kinds import KINDS, Entry
from sitegen.model.site import PartialEntry

PATHS = {kind: f"content/{kind.folder or '.'}/an-entry.md" for kind in KINDS}

KEYS = [
    "title",
    "date",
    "source",
    "topics",
    "via",
    "statements",
    "by",
    "name",
    "draft",
    "changes",
    "lang",
    "titel",
]
VALUES = [
    "2024-03-04",
    "[a, b]",
    "a",
    "",
    "true",
    "yes",
    '"open',
    "'shut'",
    "@x",
    "*x",
    "&x y",
    "!x",
    "{a: b}",
    "[a",
    "a: b",
    "#1",
    "|",
    ">",
]

lines = st.one_of(
    st.builds(
        "{}{}: {}".format,
        st.sampled_from(["", "  ", "- ", "\t", "  - "]),
        st.sampled_from(KEYS),
        st.sampled_from(VALUES),
    ),
    st.builds("{}- {}".format, st.sampled_from(["", "  "]), st.sampled_from(VALUES)),
    st.sampled_from(
        ["---", "----", "...", "", "text", "? a", ": b", "<<: *a", "<<<<<<< HEAD", "=======", ">>>>>>> x"]
    ),
    st.text(max_size=12),
)
headers = st.builds("\n".join, st.lists(lines, max_size=12))
files = st.one_of(
    st.builds("---\n{}\n---\n{}".format, headers, st.text(max_size=40)),
    headers,
    st.text(),
)


def lines_of(raw: bytes) -> list[str]:
    text = raw.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def assert_located(raw: bytes, faults: tuple[Fault, ...]) -> None:
    written = lines_of(raw)
    for fault in faults:
        span = fault.span
        assert 1 <= span.line <= len(written), fault
        room = len(written[span.line - 1])
        if span.column is not None:
            assert 1 <= span.column <= room + 1, fault
            assert 1 <= span.width <= max(1, room - span.column + 1), fault
        assert fault.message, fault
        assert fault.fix, fault


def assert_read_or_told(raw: bytes, read: Checked[Entry | PartialEntry | None]) -> None:
    assert_located(raw, read.faults)
    assert isinstance(read.value, Entry) or any(fault.severity == "error" for fault in read.faults)


@given(files, st.sampled_from(KINDS))
def test_any_text_is_an_entry_or_has_faults_inside_it(text: str, kind: type[Entry]) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    assert_read_or_told(raw, read_entry(PATHS[kind], raw, kind))


@given(st.binary(), st.sampled_from(KINDS))
@example(b"---\r\ntitle: caf\xe9\r\n---\r\n", KINDS[0])
@example(b"\xef\xbb\xbf---\ntitle: \xff\n", KINDS[0])
def test_any_bytes_are_an_entry_or_have_faults_inside_them(raw: bytes, kind: type[Entry]) -> None:
    assert_read_or_told(raw, read_entry(PATHS[kind], raw, kind))


@given(headers)
def test_any_settings_are_read_or_have_faults_inside_them(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    settings = read_settings("content/site.yaml", raw)
    assert_located(raw, settings.faults)
    assert settings.value is not None or settings.faults


@given(headers)
def test_a_tree_never_exceeds_the_limits(text: str) -> None:
    tree = read(text, 1, Faults())
    if tree is not None:
        assert depth_of(tree) <= MAX_DEPTH
        assert count_of(tree) <= MAX_NODES


def below(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    return tuple(part for pair in node.pairs for part in pair) if isinstance(node, Mapping) else ()


def depth_of(node: Node) -> int:
    return 1 + max(map(depth_of, below(node)), default=-1)


def count_of(node: Node) -> int:
    return 1 + sum(map(count_of, below(node)))
