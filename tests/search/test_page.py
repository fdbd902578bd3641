"""The search page in a reader's hands."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.driver import Reader, each_browser
from tests.search.reading import STATE, address, search, seen, titles

FIELD = "input[type=search]"


def asked(browser: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(browser.page.url).query)


def focused(browser: Reader) -> str:
    text: str = browser.evaluate("document.activeElement.textContent || document.activeElement.name")
    return text


def choose(browser: Reader, name: str, value: str) -> None:
    browser.evaluate("document.querySelector('.search-filters').open = true")
    browser.page.select_option(f"select[name={name}]", value)


@pytest.fixture
def site(request: pytest.FixtureRequest) -> str:
    """Where the small site is."""
    address: str = request.getfixturevalue(request.param)
    return address


everywhere = pytest.mark.parametrize(
    ("browser", "site"), [("chromium", "hosted"), ("firefox", "disk")], indirect=True
)
"""Typing, focus, addresses and ways back, in each browser and from each place. That every browser finds the same from both
is a test of its own (parity); what is shown of it then is seen in one."""


@everywhere
def test_results_come_while_typing_and_the_address_keeps_up(browser: Reader, site: str) -> None:
    browser.open(f"{site}search.html")
    browser.type(FIELD, "rocke")
    assert "Rockets fall near Erbil airport" in titles(seen(browser))
    browser.type(FIELD, "ts er")
    browser.wait_for("document.querySelector('[role=status]').textContent.includes('“rockets er”')")
    assert titles(seen(browser)) == ["Rockets fall near Erbil airport"]
    assert asked(browser) == {"q": ["rockets er"]}


def test_an_emptied_field_shows_nothing(browser: Reader, disk: str) -> None:
    search(browser, disk, "rockets")
    browser.page.fill(FIELD, "")
    browser.wait_for(f"{STATE} === 'idle'")
    assert browser.evaluate("document.querySelectorAll('[data-results] > li').length") == 0
    assert asked(browser) == {}


@everywhere
def test_a_hit_shows_what_it_is(browser: Reader, site: str) -> None:
    (hit,) = search(browser, site, "airport")["hits"]
    assert hit["leads"] == "articles/rockets-erbil.html"
    assert hit["facts"] == ["Article", "on 2020-09-30", "Radio Azadi", "Militias"]
    browser.click("[data-results] .search-title a")
    browser.wait_for("document.title === 'Rockets fall near Erbil airport'")


def test_a_hit_says_in_which_language_it_is_where_that_is_another(browser: Reader, disk: str) -> None:
    said = "[...document.querySelectorAll('[data-results] :is(h2, .search-excerpt, .search-below)')].map(e => e.lang)"
    search(browser, disk, "Shushi")
    assert set(browser.evaluate(said)) == {"az"}
    search(browser, disk, "airport")
    assert set(browser.evaluate(said)) == {""}


def test_words_found_are_marked_and_text_stays_text(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "tag b cheap")
    (excerpt,) = (hit["excerpt"] for hit in shown["hits"])
    assert "<mark>cheap.</mark> <mark>&lt;b&gt;</mark> is no <mark>tag</mark> here." in excerpt


def test_a_hit_leads_to_the_sections_that_have_the_words(browser: Reader, disk: str) -> None:
    hits = {hit["title"]: hit["below"] for hit in search(browser, disk, "rockets")["hits"]}
    assert hits["Weapons without numbers"] == ["notes/weapons.html#rockets", "notes/weapons.html#drones"]


def test_filters_narrow_and_say_how_many_there_are(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "rockets")
    assert shown["filters"]["topic"] == ["All topics", "Karabakh & beyond (1)", "Militias (3)"]
    assert shown["filters"]["type"] == ["All types", "Article (2)", "Note (1)"]
    assert shown["filters"]["year"] == ["All years", "2020 (2)"]
    choose(browser, "type", "Article")
    browser.wait_for("document.querySelector('[role=status]').textContent.startsWith('2 results')")
    shown = seen(browser)
    assert shown["filters"]["topic"] == ["All topics", "Militias (2)"]
    assert shown["filters"]["type"] == ["All types", "Article (2)", "Note (1)"]
    assert asked(browser) == {"q": ["rockets"], "type": ["Article"]}


def test_years_stand_newest_first(browser: Reader, disk: str) -> None:
    years = search(browser, disk, topic="Weather")["filters"]["year"]
    assert years == ["All years", *(f"{year} (8)" for year in (2004, 2003, 2002, 2001, 2000))]


def test_a_shared_address_restores_question_filters_and_order(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "rockets", source="Radio Azadi", sort="newest")
    assert titles(shown) == ["Rockets fall near Erbil airport", "Kadhimi travels to Tehran"]
    values = browser.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")
    assert values == {
        "q": "rockets",
        "topic": "",
        "type": "",
        "source": "Radio Azadi",
        "year": "",
        "sort": "newest",
    }


def test_a_filter_alone_lists_what_it_leaves(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, source='Desk "North"', sort="newest")
    assert titles(shown) == ["Fighting reaches Shushi", "Inspectors return"]


def test_a_filter_value_that_is_not_there_is_shown_with_none(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "rockets", topic="Long gone")
    assert shown["hits"] == []
    assert "Long gone (0)" in shown["filters"]["topic"]


@everywhere
def test_more_are_shown_on_demand_and_the_focus_goes_to_the_first_of_them(browser: Reader, site: str) -> None:
    first = titles(search(browser, site, "bulletin", sort="newest"))
    assert len(first) == 10
    browser.click("[data-more]")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 20")
    after = titles(seen(browser))
    assert after[:10] == first
    assert len(set(after)) == 20
    assert focused(browser) == after[10]
    for expected in (30, 40):
        browser.click("[data-more]")
        browser.wait_for(f"document.querySelectorAll('[data-results] > li').length === {expected}")
    assert not browser.page.locator("[data-more]").is_visible()


@everywhere
def test_who_comes_back_finds_as_many_shown_and_the_place_where_one_was(browser: Reader, site: str) -> None:
    search(browser, site, "bulletin", sort="newest")
    browser.click("[data-more]")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 20")
    opened = "[data-results] > li:nth-child(15) .search-title a"
    browser.click(opened)
    browser.wait_for("!document.querySelector('[data-results]')")
    browser.evaluate(
        "void setTimeout(() => history.back())"
    )  # the page that asks is gone before it could answer
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 20")
    browser.wait_for(
        f"(({{ top }}) => top >= 0 && top < innerHeight)(document.querySelector('{opened}').getBoundingClientRect())"
    )


@everywhere
def test_a_slash_leads_here_from_two_folders_deep(browser: Reader, site: str) -> None:
    browser.open(f"{site}topics/deep/below.html")
    browser.type("input", "a/b")
    assert browser.evaluate("document.querySelector('input').value") == "a/b"
    browser.evaluate("document.activeElement.blur()")
    browser.keys("/")
    browser.wait_for("document.title === 'Search'")
    browser.wait_for("document.activeElement.type === 'search'")
    browser.page.keyboard.type("shushi")
    browser.keys("Enter")
    assert titles(seen(browser)) == ["Fighting reaches Shushi"]


@each_browser
def test_the_arrow_keys_walk_from_the_field_through_the_hits(browser: Reader, disk: str) -> None:
    search(browser, disk, "rockets")
    browser.page.focus(FIELD)
    browser.keys("ArrowDown", "ArrowDown")
    assert focused(browser) == titles(seen(browser))[1]
    browser.keys("ArrowUp", "ArrowUp", "ArrowUp")
    assert focused(browser) == "q"


@everywhere
def test_enter_asks_at_once_and_stays_on_the_page(browser: Reader, site: str) -> None:
    browser.open(f"{site}search.html")
    browser.evaluate("window.stayed = true")
    browser.type(FIELD, "shushi")
    browser.keys("Enter")
    assert titles(seen(browser)) == ["Fighting reaches Shushi"]
    assert browser.evaluate("window.stayed") is True


@everywhere
def test_a_form_sent_from_another_page_arrives(browser: Reader, site: str) -> None:
    browser.open(f"{site}index.html")
    browser.evaluate("""() => {
        const form = Object.assign(document.createElement('form'), { action: 'search.html' });
        form.innerHTML = '<input name=q value=shushi>';
        document.body.append(form);
        form.submit();
    }""")
    browser.wait_for("document.title === 'Search'")
    assert titles(seen(browser)) == ["Fighting reaches Shushi"]


def test_the_status_tells_the_number_in_a_live_region(browser: Reader, disk: str) -> None:
    assert search(browser, disk, "airport")["status"] == "1 result for “airport”."
    assert search(browser, disk, "bulletin")["status"] == "40 results for “bulletin”."
    assert search(browser, disk, topic="Weather")["status"] == "40 results."


def test_nothing_found_is_said_in_plain_words_with_another_way(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "rockets xyzzy")
    assert shown["status"] == "Nothing found for “rockets xyzzy”. No page contains “xyzzy”."
    assert shown["state"] == "done"
    assert "names A–Z" in browser.text("[data-notice] p:not([hidden])")


def test_where_nothing_has_all_words_less_is_offered(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "Aliyev bulletin", sort="newest")
    assert shown["hits"] == []
    assert shown["wider"] == ["bulletin (40 results)", "Aliyev (3 results)"]
    browser.click("[data-wider] li:last-child a")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 3")
    assert asked(browser) == {"q": ["Aliyev"], "sort": ["newest"]}


def test_what_no_page_has_is_left_out_of_what_is_offered(browser: Reader, disk: str) -> None:
    offered = {
        "Rockets xyzzy": ["Rockets (3 results)"],
        '"airport rockets"': ["airport rockets (1 result)"],
        "xyzzy": [],
        "xyzzy plugh": [],
    }
    assert {query: search(browser, disk, query)["wider"] for query in offered} == offered


def test_filters_that_leave_nothing_are_named_and_can_be_cleared(browser: Reader, disk: str) -> None:
    shown = search(browser, disk, "rockets", topic="Weather", sort="newest")
    assert shown["status"] == "Nothing found for “rockets” with these filters."
    assert shown["wider"] == ["rockets without the filters (3 results)"]
    browser.click("[data-all]")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 3")
    assert asked(browser) == {"q": ["rockets"], "sort": ["newest"]}
    assert focused(browser) == "q"
    assert not browser.page.locator("[data-all]").is_visible()


@everywhere
def test_the_way_back_leads_to_the_same_list(browser: Reader, site: str) -> None:
    browser.open(f"{site}search.html")
    browser.type(FIELD, "rockets")
    seen(browser)
    choose(browser, "type", "Article")
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 2")
    before = seen(browser)
    browser.click("[data-results] > li:first-child .search-title a")
    browser.wait_for("document.title !== 'Search'")
    browser.evaluate(
        "void setTimeout(() => history.back())"
    )  # the page that asks is gone before it could answer
    browser.wait_for("document.querySelectorAll('[data-results] > li').length === 2")
    assert seen(browser) == before
    assert browser.evaluate("new FormData(document.querySelector('form')).get('type')") == "Article"


@everywhere
def test_the_way_back_from_a_hint_leads_to_what_was_typed(browser: Reader, site: str) -> None:
    search(browser, site, "Kadhymi rockets")
    browser.click("[data-hint] a >> nth=0")
    led_there = "location.search.includes('kadhimi+rockets')"
    browser.wait_for(f"{led_there} && document.querySelector('[role=status]')?.dataset.state === 'done'")
    browser.evaluate(
        "void setTimeout(() => history.back())"
    )  # the page that asks is gone before it could answer
    browser.wait_for("document.querySelector('[data-hint] a')?.textContent === 'kadhimi rockets'")
    assert browser.evaluate(f"document.querySelector('{FIELD}').value") == "Kadhymi rockets"


@each_browser
def test_the_field_follows_the_script_that_is_typed(browser: Reader, disk: str) -> None:
    for text, direction in (("کاظمی", "rtl"), ("كتائب", "rtl"), ("Kadhimi", "ltr")):
        search(browser, disk, text)
        assert browser.evaluate(f"getComputedStyle(document.querySelector('{FIELD}')).direction") == direction


@each_browser
def test_only_the_answer_to_the_last_question_is_shown(browser: Reader, disk: str) -> None:
    browser.open(f"{disk}search.html")
    browser.evaluate("""() => {
        const field = document.querySelector('input[type=search]');
        const list = document.querySelector('[data-results]');
        window.shown = [];
        new MutationObserver(() => shown.push(list.textContent)).observe(list, { childList: true });
        for (const text of ['rockets', 'bulletin', 'shushi', 'airport']) {
            field.value = text;
            field.form.requestSubmit();
        }
    }""")
    assert titles(seen(browser)) == ["Rockets fall near Erbil airport"]
    assert browser.evaluate("shown.length") == 1


STATES: dict[str, dict[str, str]] = {
    "empty": {},
    "results": {"query": "rockets"},
    "narrowed": {"query": "rockets", "type": "Article", "sort": "newest"},
    "more to show": {"query": "bulletin"},
    "nearly a name": {"query": "Soleimoni"},
    "nothing": {"query": "xyzzy"},
    "nothing but less": {"query": "Aliyev bulletin"},
    "nothing for the filters": {"query": "rockets", "topic": "Weather"},
    "from right to left": {"query": "کاظمی"},
}


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["320 dark", "1280 light"])
def test_axe_finds_nothing_in_any_state(browser: Reader, folder: Path, width: int, dark: bool) -> None:
    faults = {}
    browser.open(f"{address(folder)}search.html", width=width, dark=dark)
    for state, question in STATES.items():
        if question:
            search(browser, address(folder), **question)
        if found := browser.accessibility_faults():
            faults[state] = found
    assert faults == {}


@each_browser
def test_without_scripts_there_are_links_instead_of_the_form(browser: Reader, disk: str) -> None:
    browser.open(f"{disk}search.html", scripts=False)
    assert not browser.page.locator("form").is_visible()
    links = browser.page.locator("noscript a")
    assert [link.get_attribute("href") for link in links.all()] == ["names.html", "articles/index.html"]
    assert links.first.is_visible()
