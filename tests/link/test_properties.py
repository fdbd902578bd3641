"""What holds of any site whose entries refer to each other, rightly or wrongly."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.body import Embed, Image, Reference
from sitegen.model.kinds import Nameable
from sitegen.model.site import CitationFill, EmbedFill, LinkFill
from tests.link.small import Joined, article, event, joined, note, person

IDS = {
    "report": "articles", "other": "articles", "page": "notes", "more": "notes", "meeting": "events",
    "talks": "events", "zam": "people", "alavi": "people",
}  # fmt: skip
TARGETS = (*IDS, "missing")
NAMES = ("Ruhollah Zam", "Heshmat Alavi")

SNIPPETS = st.one_of(
    st.sampled_from(TARGETS).map("[[{}]]".format),
    st.sampled_from(TARGETS).map("[[{}|some words]]".format),
    st.sampled_from(TARGETS).map("[[{}#one]]".format),
    st.sampled_from(TARGETS).map("[@{}]".format),
    st.sampled_from(TARGETS).map("\n\n![[{}]]\n\n".format),
    st.sampled_from(NAMES),
    st.sampled_from(("a word", ". It was.", "**bold**", "Ruhollah", "\n\n## One\n\n", "\n\n- ")),
)
BODIES = st.lists(SNIPPETS, min_size=1, max_size=6).map(lambda parts: "Text " + " ".join(parts))


@st.composite
def sites(draw: st.DrawFn) -> dict[str, str]:
    """A site with some of the entries of `IDS`, each of which may name any."""
    chosen = draw(st.lists(st.sampled_from(sorted(IDS)), min_size=1, unique=True))
    return {f"{IDS[i]}/{i}": _entry(draw, i) for i in chosen}


def _entry(draw: st.DrawFn, entry_id: str) -> str:
    body, other = draw(BODIES), draw(st.sampled_from(TARGETS))
    match IDS[entry_id]:
        case "articles":
            return article(body, date=draw(st.sampled_from(("2020-01-01", "2020", "2019-05~", "2027-01-01"))))
        case "notes":
            return note(body, draft=draw(st.sampled_from(("true", "false"))))
        case "events":
            return event(refs=draw(st.sampled_from(TARGETS)), part_of=other, actors=f"[{other}]")
        case _:
            return person(NAMES[entry_id == "alavi"], body, refs=other)


@given(sites())
def test_every_reference_is_filled_or_reported_once_at_its_place(files: dict[str, str]) -> None:
    site = joined(files)
    assert len({(i.path, i.span, i.code) for i in site.faults}) == len(site.faults)
    for entry in site.site.entries.values():
        linked = site[entry.id]
        told = {fault.span for fault in site.faults if fault.path == entry.origin.path}
        filled = dict(linked.body.fills)
        for index, slot in enumerate(entry.body.pieces):
            if isinstance(slot, Reference | Embed | Image) and index not in filled:
                assert slot.span in told
            for item in getattr(slot, "items", ()):
                marks = getattr(filled.get(index), "marks", ())
                assert (item.span in told) != (item.target in {mark.target for mark in marks})


@given(sites())
def test_whoever_is_named_has_a_backlink_and_whoever_has_one_is_named(files: dict[str, str]) -> None:
    site = joined(files)
    assert {(source, target) for source, target in _named(site) if source != target} <= {
        (backlink.source, target)
        for target, linked in site.site.linked.items()
        for backlink in linked.backlinks
    }
    for target, linked in site.site.linked.items():
        for backlink in linked.backlinks:
            assert backlink.source in site.site.entries
            named = isinstance(site.site.entries[target], Nameable)
            assert (target in site[backlink.source].names) == named


def _named(site: Joined) -> set[tuple[str, str]]:
    """Who is named by whom, as the fills say."""
    pairs = set()
    for source, linked in site.site.linked.items():
        for _, fill in linked.body.fills:
            match fill:
                case LinkFill(target) | EmbedFill(target):
                    pairs.add((source, target))
                case CitationFill(marks):
                    pairs |= {(source, mark.target) for mark in marks}
                case _:
                    pairs |= {
                        (source, part.target)
                        for part in getattr(fill, "parts", ())
                        if not isinstance(part, str)
                    }
    return pairs


@given(sites().flatmap(lambda files: st.tuples(st.just(files), st.permutations(sorted(files)))))
def test_the_order_of_the_files_does_not_matter(site: tuple[dict[str, str], list[str]]) -> None:
    files, order = site
    one, other = joined(files), joined({name: files[name] for name in order})
    assert one.site == other.site
    assert one.told == other.told
    assert list(one.site.entries) == list(other.site.entries)


@given(sites())
def test_an_unrelated_entry_changes_nothing_of_the_others(files: dict[str, str]) -> None:
    alone = joined(files)
    stranger = {
        "topics/elsewhere": "title: Elsewhere\nsummary: Far away.",
        "articles/stranger": article("Nobody known.", topics="[elsewhere]", source="far-paper"),
        "sources/far-paper": "name: Far Paper",
    }
    beside = joined({**files, **stranger})
    assert _without(beside.site.linked, stranger) == dict(alone.site.linked)
    assert [fault for fault in beside.faults if fault.code != "reference-missing"] == [
        fault for fault in alone.faults if fault.code != "reference-missing"
    ]


def _without(linked: Mapping[str, object], files: Mapping[str, str]) -> dict[str, object]:
    gone = {name.partition("/")[2] for name in files}
    return {i: value for i, value in linked.items() if i not in gone}
