"""On the real site everything is connected both ways: mentions, names, events, questions, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from sitegen.model.kinds import Article, Claim, Entry, Event, Nameable, Note, Topic
from sitegen.model.site import Site
from sitegen.urls import output_path
from tests.site.pages import HTML, links, parsed, target_of

EMBEDDED = {"claim", "reported", "timeline", "summary"}
NAMED = ("people/", "organisations/", "places/", "sources/")


@cache
def main(folder: Path, page: str) -> Element:
    found = parsed(folder / page).find(f".//{HTML}main")
    assert found is not None
    return found


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def leads(page: str, part: Element) -> list[str]:
    return [target_of(page, found)[0] for found in links(part)]


def written(page: str, part: Element) -> Iterator[str]:
    """The pages that a text leads to, without what is embedded in it of others."""
    for child in part:
        if EMBEDDED.isdisjoint((child.get("class") or "").split()):
            yield from [target_of(page, child.get("href") or "")[0]] if child.tag == f"{HTML}a" else []
            yield from written(page, child)


def pages_of(site: Site, *kinds: type[Entry]) -> Iterator[tuple[str, Entry]]:
    """The pages of the entries of some kinds; never none."""
    found = [(output_path(entry), entry) for entry in site.entries.values() if isinstance(entry, kinds)]
    assert found
    yield from found


def test_whoever_a_text_leads_to_shows_the_sentence_that_does(built: Path, site: Site) -> None:
    shown = 0
    for page, entry in pages_of(site, Article, Note):
        body = main(built, page).find(".//*[@class='body']")
        assert body is not None, page
        for named in {path for path in written(page, body) if path.startswith(NAMED)}:
            if isinstance(entry, Article) and named == f"sources/{entry.source}.html":
                continue  # listed there as made by it
            listed = main(built, named).find(f".//{HTML}section[@class='backlinks']")
            assert listed is not None, f"{page} > {named}"
            (item,) = (li for li in listed.iter(f"{HTML}li") if page in leads(named, li)[:1])
            sentence = item.find(f"{HTML}p[@class='sentence']")
            assert sentence is not None or getattr(entry, "content_note", None), f"{page} > {named}"
            shown += sentence is not None and sentence.find(f"{HTML}mark") is not None
    assert shown > 100


def test_mentions_stand_under_the_kind_of_page_that_makes_them(built: Path, site: Site) -> None:
    kinds = {"Topics": "topics/", "Articles": "articles/", "Notes": "notes/", "People": "people/"}
    kinds |= {"Organisations": "organisations/", "Places": "places/", "Outlets": "sources/"}
    for page, _ in pages_of(site, Nameable):
        for section in main(built, page).iterfind(f".//{HTML}section[@class='backlinks']"):
            heading = ""
            for part in section.iter():
                if part.tag == f"{HTML}h3":
                    heading = words(part)
                elif part.tag == f"{HTML}li" and heading in kinds:
                    assert leads(page, part)[0].startswith(kinds[heading]), page


def test_the_list_of_names_has_every_name_and_leads_to_who_bears_it(built: Path, site: Site) -> None:
    lines = [
        (words(line).partition(": see ")[0], set(leads(f"names/{path.name}", line)), words(line))
        for path in sorted((built / "names").glob("*.html"))
        for line in main(built, f"names/{path.name}").iterfind(f".//*[@class='letter']//{HTML}li")
    ]
    for page, entry in pages_of(site, Nameable):
        assert isinstance(entry, Nameable)
        for name in (*entry.aliases, *entry.spellings):
            assert any(name == listed and page in to for listed, to, _ in lines), f"{page}: {name}"
        own = [text for listed, to, text in lines if page in to and listed.startswith(entry.name)]
        assert any(all(native.text in text for native in entry.native) for text in own), page


def test_every_event_stands_once_in_the_timeline_and_in_those_of_its_topics(built: Path, site: Site) -> None:
    events = [page for page, _ in pages_of(site, Event)]
    whole = main(built, "timeline.html").find(".//*[@class='timeline']")
    assert whole is not None
    listed = [path for path in leads("timeline.html", whole) if path.startswith("events/")]
    assert sorted(listed) == sorted(events)
    for page, event in pages_of(site, Event):
        for topic in site.linked[event.id].topics:
            timeline = main(built, f"topics/{topic}.html").find(".//*[@class='timeline']")
            assert timeline is not None
            assert page in leads(f"topics/{topic}.html", timeline), f"{page} in {topic}"


def test_an_event_shows_all_its_sources(built: Path, site: Site) -> None:
    for page, event in pages_of(site, Event):
        assert isinstance(event, Event)
        sources = main(built, page).find(f".//{HTML}section[@class='sources']")
        assert sources is not None, page
        assert set(leads(page, sources)) >= {f"articles/{ref}.html" for ref in event.refs}, page


def test_a_part_stands_beneath_its_whole(built: Path, site: Site) -> None:
    parts = {page: e.part_of for page, e in pages_of(site, Event) if isinstance(e, Event) and e.part_of}
    whole = main(built, "timeline.html")
    for page, of in parts.items():
        (above,) = (
            line
            for line in whole.iter(f"{HTML}li")
            if line.find(f"{HTML}ol[@class='parts']") is not None
            and leads("timeline.html", line)[0] == f"events/{of}.html"
        )
        below = above.find(f"{HTML}ol[@class='parts']")
        assert below is not None
        assert page in leads("timeline.html", below)


def test_a_question_has_its_whole_table_and_stands_on_its_topics_with_two_of_its_answers(
    built: Path, site: Site
) -> None:
    shown = 0
    for page, claim in pages_of(site, Claim):
        assert isinstance(claim, Claim)
        says = [statement(cell) for cell in main(built, page).iterfind(".//*[@class='says']")]
        assert all(says), page
        assert len(says) == len(claim.statements), page
        speakers = len({str(said.by) for said in claim.statements})
        for topic in site.linked[claim.id].topics:
            answers = answers_on(f"topics/{topic}.html", built)
            assert page in answers, f"{page} in {topic}"
            assert len(answers[page]) == min(speakers, 2), f"{page} in {topic}"
            assert [one for one in answers[page] if not any(said in one for said in says)] == [], page
            denied = [
                said
                for said in claim.statements
                if said.denied_by and any(said.says in one for one in answers[page])
            ]
            assert sum("Denied by" in one for one in answers[page]) == len(denied), page
            shown += len(answers[page])
    assert shown > 60


def statement(cell: Element) -> str:
    """The words of a cell, without the numbers of their sources and the line on who denies them."""
    said = deepcopy(cell)
    for beside in (*said.findall(f"{HTML}sup"), *said.findall(f"{HTML}p")):
        said.remove(beside)
    return words(said)


def answers_on(topic: str, built: Path) -> dict[str, list[str]]:
    """The answers that the page of a topic gives to each of its questions, by the pages of these."""
    lists = (ul for ul in main(built, topic).iter(f"{HTML}ul") if "questions" in ul.get("class", "").split())
    rows = (row for ul in lists for row in ul.iterfind(f"{HTML}li"))
    return {leads(topic, row)[0]: [words(said) for said in row.iter(f"{HTML}dd")] for row in rows}


NOTES_OUTLETS = (f"{HTML}section[@class='sources']//{HTML}ol/{HTML}li/{HTML}a",)
TOPICS_OUTLETS = (
    f"{HTML}section[@class='outlets']//{HTML}li/{HTML}a",
    f".//{HTML}li/{HTML}span[@class='meta']/{HTML}span/{HTML}a",
)
"""Where the outlets stand that a page rests on: those of its sources; of a topic those of all it lists, too."""


def test_what_rests_on_one_outlet_says_so_and_nothing_else_does(built: Path, site: Site) -> None:
    told = set()
    for page, entry in pages_of(site, Topic, Note):
        places = NOTES_OUTLETS if isinstance(entry, Note) else NOTES_OUTLETS + TOPICS_OUTLETS
        named = [name for place in places for name in main(built, page).iterfind(place)]
        linked = {path for name in named for path in leads(page, name)}
        made = {path for path in linked if path.startswith("sources/")}  # who issues a document is no outlet
        notices = {
            words(p)[:11] for p in main(built, page).iter(f"{HTML}p") if "notice" in (p.get("class") or "")
        }
        assert ("One outlet." in notices) is (len(made) == 1), f"{page}: {made}"
        told.add(len(made) == 1)
    assert told == {True, False}
