"""What a page is made of, for those who do not see it: landmarks, headings, languages, and no script inside."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

from tests.site.conftest import Whole
from tests.site.pages import HTML, parsed

HEADINGS = [f"{HTML}h{level}" for level in range(1, 7)]
SKIP = "Skip to main content"


def trees(whole: Whole) -> dict[str, Element]:
    """The samples, read."""
    return {page: parsed(whole.folder / page) for page in whole.samples}


def body_of(tree: Element) -> Element:
    found = tree.find(f"{HTML}body")
    assert found is not None
    return found


def label_of(element: Element, tree: Element) -> str | None:
    """The label of an element, by itself or by the text it is labelled with."""
    by = element.get("aria-labelledby")
    words = ("".join(e.itertext()) for e in tree.iter() if by and e.get("id") == by)
    return element.get("aria-label") or next(words, None)


def test_every_page_has_the_landmarks_each_once(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        body = body_of(tree)
        tags = [
            child.tag.removeprefix(HTML) for child in body if child.tag not in (f"{HTML}a", f"{HTML}script")
        ]
        assert tags == (["main"] if page == whole.still else ["header", "main", "footer"]), page
        assert len(list(body.iter(f"{HTML}main"))) == 1, page


def test_navigations_of_a_page_are_told_apart_by_their_labels(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        labels = [label_of(nav, tree) for nav in tree.iter(f"{HTML}nav")]
        assert None not in labels, page
        assert len(set(labels)) == len(labels), page


def test_the_first_link_leads_past_the_header(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        if page == whole.still:
            continue  # it has no header
        first = next(body_of(tree).iter(f"{HTML}a"))
        main = next(tree.iter(f"{HTML}main"))
        assert (first.text, first.get("href")) == (SKIP, f"#{main.get('id')}"), page


def test_headings_begin_with_one_first_and_skip_no_level(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        levels = [HEADINGS.index(e.tag) + 1 for e in tree.iter() if e.tag in HEADINGS]
        assert levels[0] == 1, page
        assert levels.count(1) == 1, page
        assert all(below <= above + 1 for above, below in pairwise(levels)), f"{page}: {levels}"


def test_every_page_says_its_language_and_direction(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr"), page
    persian = [e for e in trees(whole)["notes/from-the-right.html"].iter() if e.get("lang") == "fa"]
    assert persian
    assert {e.get("dir") for e in persian} == {"rtl"}


def test_no_script_or_style_stands_inside_a_page(whole: Whole) -> None:
    """Data does, which no browser runs: what the page is about, and words for the script of the search page."""
    for page, tree in trees(whole).items():
        inside = [e.get("type") for e in tree.iter(f"{HTML}script") if e.get("src") is None]
        assert set(inside) <= {"application/ld+json", "application/json"}, page
        assert list(tree.iter(f"{HTML}style")) == [], page


def test_the_theme_is_chosen_before_anything_is_drawn(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        if page == whole.still:
            continue  # it is gone before it could be read
        (script,) = (e for e in tree.iter(f"{HTML}script") if "/theme." in (e.get("src") or ""))
        assert set(script.attrib) == {"src"}, f"{page}: it neither waits nor comes late"
        assert script in tree.findall(f"{HTML}head/{HTML}script"), page


def test_every_link_that_leads_outside_is_marked_so(whole: Whole) -> None:
    for page, tree in trees(whole).items():
        outward = [a for a in tree.iter(f"{HTML}a") if (a.get("href") or "").startswith(("http:", "https:"))]
        main = set(next(tree.iter(f"{HTML}main")).iter(f"{HTML}a"))
        assert [
            a.get("href") for a in outward if a in main and "external" not in (a.get("rel") or "").split()
        ] == [], page
