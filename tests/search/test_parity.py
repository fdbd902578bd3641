"""The same answers from disk as over http, to the letter, in both browsers."""

from __future__ import annotations

from tests.browser.driver import Reader, each_browser
from tests.search.reading import search_again

QUERIES: tuple[dict[str, str], ...] = (
    # words, beginnings and inflections
    *(
        {"query": query}
        for query in ("rockets", "rocket", "rock", "airport", "met trade", "REFUGEES", "prices weather")
    ),
    *(
        {"query": query}
        for query in ("a", "the", "bulletin", "digest 7", "numbered 12", "drones rockets", "inspector")
    ),
    *({"query": query} for query in ("café", "cafe", "1,176", "1176", "۱۱۷۶", "Who fired", "b", "2020")),
    # phrases
    *(
        {"query": query}
        for query in ('"rockets were fired"', '"fired rockets"', "“in reach”", '"Kata\'ib Hezbollah"', '"')
    ),
    # names in several spellings and scripts
    *(
        {"query": query}
        for query in ("Kadhimi", "al-Kadhimi", "Al Kadhimi", "alkadhimi", "Mustafa Kadhimi", "Kazemi")
    ),
    *(
        {"query": query}
        for query in ("الكاظمي", "کاظمی", "مصطفى الکاظمی", "mustafa al kazemi", "Soleimani", "قاسم سليماني")
    ),
    *(
        {"query": query}
        for query in (
            "Kata'ib Hezbollah",
            "Kataib-Hezbollah",
            "kataibhezbollah",
            "Hezbollah",
            "Asaib Ahl al-Haq",
        )
    ),
    *(
        {"query": query}
        for query in ("ʿAṣāʾib ahl al-ḥaqq", "عصائب اهل الحق", "علی اکبر ولایتی", "علیاکبر ولایتی", "Aliyev")
    ),
    *(
        {"query": query}
        for query in ("Əliyev", "Hewler", "Azadi", "رادیو آزادی", "Israel", "Israeli", "Velayati rockets")
    ),
    # filters and order
    {"topic": "Weather"},
    {"type": "Person"},
    {"source": 'Desk "North"'},
    {"topic": "Karabakh & beyond", "query": "rockets"},
    {"year": "2020", "type": "Article"},
    {"topic": "Weather", "year": "2003", "query": "bulletin"},
    {"query": "rockets", "sort": "newest"},
    {"query": "Kadhimi", "sort": "newest"},
    {"topic": "Militias", "sort": "newest"},
    {"topic": "No such topic", "query": "rockets"},
    # nothing found, and nearly
    *(
        {"query": query}
        for query in (
            "another",
            "xyzzy",
            "rockets xyzzy",
            "Kadhimy",
            "Solaimani",
            "Soleimnai",
            "Hezbolah",
            "!?",
        )
    ),
)


def test_there_are_enough_questions() -> None:
    assert len(QUERIES) >= 60


@each_browser
def test_disk_and_host_answer_alike(browser: Reader, disk: str, hosted: str) -> None:
    answers = []
    for site in (hosted, disk):
        browser.go(f"{site}search.html") if browser.is_open else browser.open(f"{site}search.html")
        answers.append([search_again(browser, **asked) for asked in QUERIES])
    for asked, over_http, from_disk in zip(QUERIES, *answers, strict=True):
        assert from_disk == over_http, asked
        assert over_http["state"] == "done", asked
    assert browser.console_errors == []
    assert browser.failed_requests == []
