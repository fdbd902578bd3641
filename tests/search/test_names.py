"""Any spelling of a name leads to its entry, and a slip of one letter to a did-you-mean that does."""

from __future__ import annotations

from tests.browser.driver import Reader, each_browser
from tests.search.reading import search, seen, titles
from tests.search.site import NAMES
from tests.search.spelling import ask, slips, ways_to_write

TITLES = {page: names[0] for page, names in NAMES.items()}
BORNE_BY: dict[str, set[str]] = {}
for _page, _names in NAMES.items():
    for _name in _names:
        BORNE_BY.setdefault(_name, set()).add(TITLES[_page])


@each_browser
def test_every_way_to_write_a_name_puts_its_entry_first(browser: Reader, disk: str) -> None:
    ways = [(way, name) for name in BORNE_BY for way in dict.fromkeys(ways_to_write(name))]
    for (way, name), answer in zip(ways, ask(browser, disk, [way for way, _ in ways]), strict=True):
        bearers = BORNE_BY[name]
        assert set(answer["titles"][: len(bearers)]) == bearers, way
        assert answer["hints"] == [], way


def test_a_slip_gets_a_hint_that_leads_there(browser: Reader, disk: str) -> None:
    names = ("Soleimani", "Mustafa al-Kadhimi", "Kata'ib Hezbollah", "Hezbollah", "قاسم سلیمانی")
    slipped = [(slip, *BORNE_BY[name]) for name in names for slip in dict.fromkeys(slips(name))]
    answers = ask(browser, disk, [slip for slip, _ in slipped])
    offered = sorted(
        {
            (answer["hints"][0] if answer["hints"] else f"nothing for {slip}", meant)
            for (slip, meant), answer in zip(slipped, answers, strict=True)
        }
    )
    for (hint, meant), answer in zip(offered, ask(browser, disk, [hint for hint, _ in offered]), strict=True):
        assert answer["titles"][:1] == [meant], hint


def test_a_word_of_a_name_and_a_word_of_the_text_find_the_page(browser: Reader, disk: str) -> None:
    expected = {
        "Kazemi rockets": ["Kadhimi travels to Tehran", "Rockets fall near Erbil airport"],
        "كاظمي rockets": ["Kadhimi travels to Tehran", "Rockets fall near Erbil airport"],
        "Sulaimani weather": [],
        "Velâyati drones": ["Weapons without numbers"],
        "ولایتی rockets": ["Kadhimi travels to Tehran", "Weapons without numbers"],
    }
    answers = ask(browser, disk, list(expected))
    assert dict(zip(expected, (sorted(answer["titles"]) for answer in answers), strict=True)) == expected


def test_a_page_found_by_another_spelling_shows_where_the_name_stands(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Kazemi")
    assert titles(shown)[1:] == ["Rockets fall near Erbil airport", "Kadhimi travels to Tehran"]
    assert "<mark>Kadhimi</mark>" in shown["hits"][1]["excerpt"]


def test_entries_half_named_come_after_those_named_and_the_closest_first(browser: Reader, disk: str) -> None:
    browser.open(f"{disk}search.html")
    rows = [
        ["far", "Families of the Victims of Flight 12"],
        ["near", "Flight 12"],
        ["alias", "The crash", "Crash of Flight 12"],
        ["title", "Report of Flight 12"],
        ["exact", "Twelve", "12"],
        ["other", "Flight 13"],
    ]
    first = """([rows, words, named]) => {
        const names = new SearchNames(rows);
        const ranks = names.first({ words, named: named ? names.exact(named) : [] });
        return [...ranks.keys()].sort((one, other) => ranks.get(one) - ranks.get(other));
    }"""
    assert browser.evaluate(first, [rows, ["flight", "12"], "Flight 12"]) == ["near", "title", "alias", "far"]
    assert browser.evaluate(first, [rows, ["12"], "12"]) == ["exact", "near"]
    assert browser.evaluate(first, [rows, ["the"], ""]) == []


def test_of_two_who_bear_a_name_the_better_hit_comes_first(browser: Reader, disk: str) -> None:
    shorter, longer = "Heydar Aliyev", "Ilham Aliyev"  # the name is more of the first one's page
    assert titles(search(browser, disk, "Aliyev"))[:2] == [shorter, longer]


def test_a_name_that_two_bear_is_offered_once(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Aliyef")
    assert shown["offers"] == ["Showing results for Aliyev. Search instead for Aliyef."]
    assert set(titles(shown)[:2]) == {"Ilham Aliyev", "Heydar Aliyev"}
    browser.click("[data-hint] a >> nth=0")
    assert set(titles(seen(browser))[:2]) == {"Ilham Aliyev", "Heydar Aliyev"}


def test_a_possessive_is_no_slip(browser: Reader, disk: str) -> None:
    for query in ("Kadhimi's", "Kadhimi’s rockets", "KADHIMI'S"):
        shown = search(browser, disk, query)
        assert "Kadhimi" in titles(shown)[0], query
        assert shown["hints"] == [], query


def test_a_slip_in_one_word_is_mended_and_the_others_stay(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Kadhymi rockets")
    assert shown["offers"] == ["Showing results for kadhimi rockets. Search instead for Kadhymi rockets."]
    assert titles(shown) == ["Kadhimi travels to Tehran", "Rockets fall near Erbil airport"]
    assert shown["status"] == "2 results for “kadhimi rockets”."


@each_browser
def test_a_spelling_that_no_entry_lists_shows_the_entry_that_it_sounds_like(
    browser: Reader, disk: str
) -> None:
    shown = search(browser, disk, "Soleymany")
    assert shown["offers"] == ["Showing results for Soleimani. Search instead for Soleymany."]
    assert titles(shown)[0] == "Qassem Soleimani"
    assert shown["status"].endswith(" for “Soleimani”.")
    assert browser.evaluate("location.search") == "?q=Soleymany"
    browser.click("[data-hint] a >> nth=1")
    assert seen(browser)["status"] == 'Nothing found for “"Soleymany"”.'


def test_two_who_sound_alike_are_both_shown_with_what_they_are(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Khamaini")
    assert titles(shown)[0] == "Ali Khamenei"
    assert shown["offers"] == [
        "Showing results for Khamenei. Search instead for Khamaini.",
        "Did you mean:",
        "Khomeini: Ruhollah Khomeini is known here by 2 names.",
    ]


def test_a_part_of_a_name_is_heard_in_any_order(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Velayaty Akber")
    assert shown["offers"] == ["Showing results for Ali Akbar Velayati. Search instead for Velayaty Akber."]
    assert titles(shown)[0] == "Ali Akbar Velayati"


def test_a_name_in_other_letters_is_found_where_none_is_listed(browser: Reader, disk: str) -> None:
    assert titles(search(browser, disk, "خامنه‌ای"))[0] == "Ali Khamenei"


def test_a_word_of_a_name_sounds_alike_and_a_word_of_the_text_stays(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Kadhemi rockets")
    assert shown["offers"] == ["Showing results for kadhimi rockets. Search instead for Kadhemi rockets."]
    assert titles(shown) == ["Kadhimi travels to Tehran", "Rockets fall near Erbil airport"]


def test_what_stands_on_a_page_or_is_far_from_any_name_gets_no_hint(browser: Reader, disk: str) -> None:
    for query in ("Israeli", "rockets", "bulletin weather", "Kadhimi", "xyzzy", "Iran"):
        assert search(browser, disk, query)["hints"] == [], query


def test_a_word_that_no_page_has_finds_no_page_with_its_beginning(browser: Reader, disk: str) -> None:
    for query in ("another", "rocketeer another", "weatherman"):
        assert search(browser, disk, query)["hits"] == [], query


def test_names_are_not_put_first_when_the_newest_are_asked(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Kadhimi", sort="newest")
    assert titles(shown) == [
        "Rockets fall near Erbil airport",
        "Kadhimi travels to Tehran",
        "Mustafa al-Kadhimi",
    ]
