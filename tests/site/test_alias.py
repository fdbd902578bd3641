"""One alias more in one file of the real site changes the pages that show it, and no other file.

What ought to change is worked out here from the sources and from the pages as they were, not from the generator:

    the entity's own page; the list of names under the alias's first letter;
    the pages whose text has the alias and that did not lead to the entity before;
    the topics, entities and outlets that list one of those pages, where they count the entity among those they appear with;
    of the search data, what speaks of the entity.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from tests.site.conftest import build
from tests.site.pages import HTML, links, pages, parsed, search_records, target_of
from tests.site.test_build import bytes_of

ENTITY = "organisations/popular-mobilization-forces"
OWN = f"{ENTITY}.html"
ALIAS = "Shia militias"
"""It stands in texts and summaries alone, and in none in which the entity is named further down: `gaining` looks at no answers to
questions, and a first mention that moves up changes a page that already led there.
"""

_LINKED = re.compile(r"!?\[\[[^\]]*\]\]|\[[^\]]*\]\([^)]*\)")
_HEADING = re.compile(r"^#.*$", re.MULTILINE)
_PROSE_KEY = re.compile(r"^summary: (.*)$", re.MULTILINE)
_WITH_COMPANY = ("topics/", "people/", "organisations/", "places/", "sources/")


@pytest.fixture(scope="module")
def named_once_more(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site after the edit."""
    root = Path(copytree(built.parent, tmp_path_factory.mktemp("alias") / "a site"))
    file = root / f"content/{ENTITY}.md"
    text = file.read_text(encoding="utf-8")
    edited = re.sub(r"^(aliases: \[.*)\]$", rf"\1, {ALIAS}]", text, count=1, flags=re.MULTILINE)
    assert edited != text
    file.write_text(edited, encoding="utf-8")
    done = build(root)
    assert done.returncode == 0, done.stderr
    return root / "public"


def changed(before: Path, after: Path) -> set[str]:
    """The files that are new, gone or other than they were."""
    was, now = bytes_of(before), bytes_of(after)
    return {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}


def says(source: str) -> bool:
    """Whether the alias stands in a text of a source in which names link: in no link, no heading, as whole words."""
    header, _, body = source.removeprefix("---\n").partition("\n---\n")
    prose = [*_PROSE_KEY.findall(header), _HEADING.sub("", body)]
    return any(re.search(rf"(?<![\w-]){ALIAS}(?![\w-])", _LINKED.sub("", text)) for text in prose)


@cache
def targets(page: str, folder: Path) -> frozenset[str]:
    """The output paths that a page leads to."""
    return frozenset(target_of(page, link)[0] for link in links(parsed(folder / page)))


def leads_to(page: str, folder: Path, target: str) -> bool:
    return target in targets(page, folder)


def appears_with(page: str, folder: Path, target: str) -> bool:
    """Whether a page lists the entity among those that its own entity or topic appears most with."""
    co_mentions = parsed(folder / page).find(f".//{HTML}section[@class='co-mentions']")
    return co_mentions is not None and any(target_of(page, link)[0] == target for link in links(co_mentions))


@pytest.fixture(scope="module")
def gaining(built: Path) -> set[str]:
    """The pages that ought to gain a link."""
    content = built.parent / "content"
    say = {
        file.relative_to(content).with_suffix(".html").as_posix().removeprefix("pages/")
        for file in content.rglob("*.md")
        if says(file.read_text(encoding="utf-8"))
    }
    gain = {page for page in say if not leads_to(page, built, OWN)} - {OWN}
    assert any(page.startswith("articles/") for page in gain)  # or this tries too little: take another alias
    return gain


def test_an_alias_changes_the_pages_that_show_it_and_no_others(
    built: Path, named_once_more: Path, gaining: set[str]
) -> None:
    co_mentions = {
        page
        for page in pages(built)
        if page.startswith(_WITH_COMPANY)
        and any(leads_to(page, built, gained) for gained in gaining - {"index.html"})
        and appears_with(page, named_once_more, OWN)
    }
    assert len(co_mentions) > 10
    found = {path for path in changed(built, named_once_more) if not path.startswith("pagefind")}
    most_mentioned = "names.html"  # it begins with those whom most pages mention, and how many do
    assert found == {OWN, f"names/{ALIAS[0].lower()}.html", most_mentioned} | gaining | co_mentions


def test_a_page_that_gains_a_link_gains_one_and_keeps_its_words(
    built: Path, named_once_more: Path, gaining: set[str]
) -> None:
    link = re.compile(rf'<a class="name" href="[./]*{ENTITY}\.html" data-preview>{ALIAS}</a>')
    for page in gaining:
        after = (named_once_more / page).read_text(encoding="utf-8")
        assert len(link.findall(after)) == 1, page
        assert _body(link.sub(ALIAS, after)) == _body((built / page).read_text(encoding="utf-8")), page


def _body(page: str) -> str:
    return page.partition('<div class="body"')[2].partition("</div>")[0]


def test_of_the_search_data_only_what_speaks_of_the_entity_changes(
    built: Path, named_once_more: Path
) -> None:
    before, after = search_records(built), search_records(named_once_more)
    assert before.keys() == after.keys()
    other = {page for page in before if before[page] != after[page]}
    assert OWN in other
    assert {page for page in other - {OWN} if not leads_to(page, named_once_more, OWN)} == set()
    assert [page for page in other if before[page]["content"] != after[page]["content"]] == []
    was, now = names(built), names(named_once_more)
    assert was.keys() == now.keys()
    assert {title: set(now[title]) - set(was[title]) for title in was if was[title] != now[title]} == {
        "Popular Mobilization Forces": {ALIAS}
    }


def names(folder: Path) -> dict[str, list[str]]:
    """What the search takes for names of an entry, by its title."""
    script = (folder / "pagefind-offline/names.js").read_text(encoding="utf-8")
    rows = json.loads(script.partition("(")[2].rpartition(")")[0])
    return {title: others for _, title, *others in rows}
