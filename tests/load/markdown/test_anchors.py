"""Anchors of headings: any script, each once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.markdown.parser import parse
from sitegen.load.markdown.writer import Anchors, slug
from tests.load.markdown.shown import shown


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What is it?", "what-is-it"),
        ("Iran’s 2020 – an overview", "irans-2020-an-overview"),
        ("Ünïcode", "ünïcode"),
        ("U\u0308", "ü"),
        ("نیم\u200cفاصله", "نیمفاصله"),
        ("हिन्दी में", "हिन्दी-में"),
        ("東京 2020", "東京-2020"),
        ("İstanbul", "i\u0307stanbul"),
        ("⚙️ How it works", "how-it-works"),
        ("1️⃣ First", "1-first"),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scotland", "scotland"),
        ("👩‍👩‍👧 Families", "families"),
        ("co\xadoperation \u2060now\ufeff", "cooperation-now"),
        ("ㅤ", "section"),
        ("葛󠄀城", "葛城"),
        ("?!", "section"),
        ("", "section"),
    ],
)
def test_a_heading_becomes_an_anchor(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


@given(st.text())
def test_the_anchor_of_an_anchor_is_itself(heading: str) -> None:
    assert slug(slug(heading)) == slug(heading)


@given(st.lists(st.sampled_from(["a", "a-2", "a 2", "A", "a-2-2", "?"])))
def test_no_two_headings_have_one_anchor(headings: list[str]) -> None:
    anchors = Anchors()
    given_out = [anchors.new(heading) for heading in headings]
    assert len(set(given_out)) == len(given_out)


def test_an_anchor_of_former_times_still_leads_to_its_heading() -> None:
    body = parse("## ⚙️ How it works\n\n## Plain\n\n[there](#️-how-it-works)")
    assert shown(body.value).startswith(
        '<h2 id="how-it-works"><span id="️-how-it-works"></span>⚙️ How it works</h2>\n<h2 id="plain">Plain</h2>'
    )
    assert body.faults == ()


def test_an_anchor_of_former_times_gives_way_to_that_of_another_heading() -> None:
    body = parse("## co\xadop\n\n## Co-op").value
    assert shown(body) == '<h2 id="coop">co\xadop</h2>\n<h2 id="co-op">Co-op</h2>\n'


def test_equal_headings_are_numbered_from_two() -> None:
    anchors = Anchors()
    assert [anchors.new("A") for _ in range(3)] == ["a", "a-2", "a-3"]
