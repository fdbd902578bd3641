"""Every page of the real site is sound HTML, and every link of it leads somewhere."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.load.markdown.writer import slug
from tests.site.pages import HTML, ids, leads_on, links, pages, parsed, target_of

NOT_FOUND = "404.html"


def test_no_page_has_a_fault_of_html_or_an_id_twice(built: Path) -> None:
    twice = {}
    for page in pages(built):
        found = ids(parsed(built / page))
        if repeated := {i for i in found if found.count(i) > 1}:
            twice[page] = repeated
    assert twice == {}


def test_no_id_of_a_layout_could_be_that_of_a_heading(built: Path) -> None:
    """Those of headings come from their words: letters, marks, digits and hyphens."""
    could = set()
    for page in pages(built):
        tree = parsed(built / page)
        written = {
            heading.get("id")
            for body in tree.iterfind(".//*[@class='body']")
            for level in range(2, 7)
            for heading in body.iterfind(f".//{HTML}h{level}")
        }
        could |= {f"{page}: {i}" for i in ids(tree) if i not in written and slug(i) == i}
    assert could == set()


def test_every_link_and_fragment_leads_somewhere(built: Path) -> None:
    anchors = {page: set(ids(parsed(built / page))) for page in pages(built)}
    broken = []
    for page in pages(built):
        if page == NOT_FOUND:
            continue  # it is served at any depth, so its links begin with the path of the site
        for link in links(parsed(built / page)):
            path, fragment = target_of(page, link)
            if not (built / path).is_file() or (fragment and fragment not in anchors.get(path, ())):
                broken.append(f"{page}: {link}")
    assert broken == []


def test_links_name_their_file_and_never_begin_at_the_root(built: Path) -> None:
    odd = [
        f"{page}: {link}"
        for page in pages(built)
        if page != NOT_FOUND
        for link in links(parsed(built / page))
        if link.startswith("/") or urlsplit(link).path.endswith("/")
    ]
    assert odd == []


def test_every_page_is_at_most_three_links_from_home(built: Path) -> None:
    far = {"index.html": 0}
    waiting = deque(far)
    while waiting:
        page = waiting.popleft()
        for link in links(parsed(built / page)):
            path, _ = target_of(page, link)
            if path.endswith(".html") and path not in far:
                far[path] = far[page] + 1
                waiting.append(path)
    addresses = (built.parent / "content/addresses.txt").read_text(encoding="utf-8").splitlines()
    gone = {address for address, _, why in (line.partition(" gone: ") for line in addresses) if why}
    unreached = {page for page in pages(built) if far.get(page, 9) > 3} - {NOT_FOUND, *gone}
    assert [page for page in sorted(unreached) if not leads_on(parsed(built / page))] == []


def test_every_page_has_the_policy_and_nothing_inline(built: Path) -> None:
    policy = (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self' file:"
    )
    for page in pages(built):
        text = (built / page).read_text(encoding="utf-8")
        assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text, page
        tree = parsed(built / page)
        inline = [
            e.tag
            for e in tree.iter()
            if e.get("style") is not None or any(key.startswith("on") for key in e.attrib)
        ]
        assert inline == [], page
