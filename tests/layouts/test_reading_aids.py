"""What scripts add for a reader: citations that open in place, a button that copies, what is new since the last visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.render.assets import assets_of
from tests.browser.driver import Reader, each_browser
from tests.link.small import article, note
from tests.render.rendered import site_of, write
from tests.words import layouts, words

FILES = {
    "articles/report": article(headline="Fighting goes on"),
    "articles/second": article(title="A second report"),
    "notes/long": note("It went on [@report] for days.[^why]\n\n[^why]: Nobody says why."),
}
CARD = "document.querySelector('.preview:not([hidden])')"
NEWS = "document.querySelector('.visits')"
NUMBER = ".citation a"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(site_of(FILES), tmp_path)
    return tmp_path


@each_browser
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (
            NUMBER,
            "“Fighting goes on”. The Paper, 28 September 2020. No address recorded.",
        ),
        ("[role=doc-noteref]", "Nobody says why."),
    ],
)
def test_a_number_shows_what_it_leads_to(browser: Reader, site: Path, number: str, said: str) -> None:
    browser.open(site / "notes/long.html")
    browser.page.hover(number)
    browser.wait_for(CARD)
    assert browser.text(".preview").strip() == said
    assert browser.evaluate(f"{CARD}.querySelectorAll('a, [id]').length") == 0
    browser.keys("Escape")
    assert not browser.page.locator(".preview").is_visible()


@each_browser
def test_the_keyboard_opens_a_citation_too(browser: Reader, site: Path) -> None:
    browser.open(site / "notes/long.html")
    browser.page.locator("main a[data-preview]").first.focus()
    while not browser.evaluate(f"document.activeElement.matches('{NUMBER}')"):
        browser.keys("Tab")
    browser.wait_for(CARD)
    assert browser.evaluate(f"document.activeElement.getAttribute('aria-describedby') === {CARD}.id")
    browser.keys("Escape")
    assert not browser.page.locator("[aria-describedby='part:preview']").count()


def test_the_card_goes_when_the_pointer_leaves(browser: Reader, site: Path) -> None:
    browser.open(site / "notes/long.html")
    browser.page.hover(NUMBER)
    browser.wait_for(CARD)
    browser.page.hover("h1")
    browser.wait_for(f"!{CARD}")


@each_browser
def test_a_finger_sees_what_a_number_leads_to_first_and_goes_there_second(
    browser: Reader, site: Path
) -> None:
    tap = "new PointerEvent('click', { bubbles: true, cancelable: true, pointerType: 'touch' })"
    browser.open(site / "notes/long.html")
    browser.evaluate(f"document.querySelector('{NUMBER}').dispatchEvent({tap})")
    browser.wait_for(CARD)
    assert browser.evaluate("location.hash") == ""
    browser.evaluate(f"document.querySelector('{NUMBER}').dispatchEvent({tap})")
    browser.wait_for("location.hash === '#source:1'")


@each_browser
@pytest.mark.parametrize("place", ["disk", "host"])
def test_a_button_copies_the_citation(
    browser: Reader, site: Path, serve: Callable[[Path], str], place: str
) -> None:
    browser.open(site / "notes/long.html" if place == "disk" else serve(site) + "notes/long.html")
    browser.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()) })")
    browser.evaluate(
        "navigator.clipboard && (navigator.clipboard.writeText = async (text) => { window.copied = text })"
    )
    browser.page.locator(".cite .copy").first.click()
    browser.wait_for("document.querySelector('.cite .copy').textContent === 'Copied'")
    assert browser.evaluate("window.copied.trim()") == browser.text(".cite .text").strip()


@each_browser
@pytest.mark.parametrize(
    ("copies", "said"), [(True, "Copied"), (False, "Selected: copy it with the keyboard")]
)
def test_where_the_clipboard_is_refused_the_citation_is_selected_and_copied_as_by_hand(
    browser: Reader, site: Path, copies: bool, said: str
) -> None:
    browser.open(site / "notes/long.html")
    browser.evaluate(
        """(copies) => {
            Object.defineProperty(navigator, 'clipboard', { value: undefined });
            document.execCommand = () => copies;
        }""",
        copies,
    )
    browser.page.locator(".cite .copy").first.click()
    browser.wait_for(f"document.querySelector('.cite .copy').textContent === '{said}'")
    assert browser.evaluate("String(getSelection()).trim()") == browser.text(".cite .text").strip()


def test_without_scripts_nothing_asks_to_be_pressed(browser: Reader, site: Path) -> None:
    browser.open(site / "notes/long.html", scripts=False)
    assert browser.page.locator("main button").count() == 0


def test_a_topic_tells_what_came_since_the_last_visit(
    browser: Reader, site: Path, serve: Callable[[Path], str]
) -> None:
    browser.open(serve(site) + "topics/war.html")
    assert not browser.evaluate(NEWS)
    assert browser.console_errors == []
    visited(browser, "2020-10-01", without="second")
    browser.page.reload()
    assert browser.text(".visits p") == "New since your last visit on 1 October 2020:"
    assert browser.page.locator(".visits li").all_inner_texts() == ["A second report"]
    assert browser.evaluate(
        "document.querySelector('.entries .flag').previousElementSibling.textContent"
    ) == ("A second report")


def test_the_news_stay_for_the_day(browser: Reader, site: Path, serve: Callable[[Path], str]) -> None:
    browser.open(serve(site) + "topics/war.html")
    visited(browser, "2020-10-01", without="second")
    browser.page.reload()
    browser.page.reload()
    assert browser.page.locator(".visits li").all_inner_texts() == ["A second report"]
    visited(browser, "2020-10-02", without="")
    browser.page.reload()
    assert not browser.evaluate(NEWS)


def test_of_many_news_the_first_are_named_and_the_rest_counted(
    browser: Reader, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    write(site_of({f"articles/r{n}": article(title=f"Report {n}") for n in range(8)}), tmp_path)
    browser.open(serve(tmp_path) + "topics/war.html")
    browser.evaluate(
        """() => {
            const key = Object.keys(localStorage).find((name) => name.startsWith('visits '));
            localStorage[key] = JSON.stringify({ day: '2020-10-01', seen: ['r0'] });
        }"""
    )
    browser.page.reload()
    lines = browser.page.locator(".visits li").all_inner_texts()
    assert len(lines) == 6
    assert lines[-1] == "and 2 more, marked below"


def visited(browser: Reader, day: str, *, without: str) -> None:
    """Makes the last visit one on that day, when an entry was not yet there."""
    browser.evaluate(
        """([day, without]) => {
            const key = Object.keys(localStorage).find((name) => name.startsWith('visits '));
            const { seen } = JSON.parse(localStorage[key]);
            localStorage[key] = JSON.stringify({ day, seen: seen.filter((id) => id !== without) });
        }""",
        [day, without],
    )


DIALOG = "document.querySelector('dialog.keys[open]')"


@each_browser
def test_a_question_mark_lists_the_keys_and_escape_leads_back(browser: Reader, site: Path) -> None:
    browser.open(site / "notes/long.html")
    browser.page.locator("main a").first.focus()
    before = "document.activeElement.getAttribute('href')"
    here = browser.evaluate(before)
    browser.keys("?")
    browser.wait_for(DIALOG)
    said = f"{DIALOG}.getAttribute('aria-labelledby')"
    assert browser.evaluate(f"document.getElementById({said}).textContent") == "Keyboard shortcuts"
    assert browser.page.locator("dialog kbd").all_inner_texts() == ["/", "?", "↓", "↑", "Esc"]
    assert browser.evaluate("document.activeElement.textContent") == "Close"
    if browser.name == "chromium":
        assert browser.accessibility_faults() == []
    browser.keys("Escape")
    browser.wait_for(f"!{DIALOG}")
    assert browser.evaluate(before) == here


def test_single_keys_can_be_turned_off_and_on_from_the_foot_of_the_page(
    browser: Reader, site: Path, serve: Callable[[Path], str]
) -> None:
    browser.open(serve(site) + "notes/long.html")
    browser.click(".to-keys button")
    browser.click("dialog input")
    browser.click("dialog button")
    browser.page.reload()
    browser.keys("?", "/")
    assert not browser.evaluate(DIALOG)
    assert browser.evaluate("document.activeElement.localName") == "body"
    browser.click(".to-keys button")
    browser.click("dialog input")
    browser.click("dialog button")
    browser.page.locator("main a").first.focus()
    browser.keys("?")
    browser.wait_for(DIALOG)


CLAIM = "question: Who fired?\nstatements:\n" + "".join(
    f"  - {{by: {by}, says: {says}, refs: report}}\n"
    for by, says in (("The army", "They did."), ("A clerk", "We did."), ("The army", "Nobody did."))
)


def test_headings_and_statements_lead_to_themselves(browser: Reader, tmp_path: Path) -> None:
    write(site_of(FILES | {"claims/fired": CLAIM}), tmp_path)
    browser.open(tmp_path / "notes/long.html")
    assert browser.page.get_by_role("heading", name="Sources", exact=True).count() == 1, "said once"
    browser.click("[id='part:sources'] a")
    assert browser.evaluate("decodeURIComponent(location.hash)") == "#part:sources"
    browser.go(tmp_path / "claims/fired.html")
    links = browser.page.locator(".claim .permalink")
    assert [link.get_attribute("aria-label") for link in links.all()] == [
        "Link to what The army says",
        "Link to what A clerk says",
        "Link to what The army says",
    ]
    assert [link.get_attribute("href") for link in links.all()] == [
        "#part:says:the-army",
        "#part:says:a-clerk",
        "#part:says:the-army:2",
    ]
    links.last.focus()
    assert browser.evaluate("getComputedStyle(document.activeElement, '::after').opacity") == "1"
    browser.keys("Enter")
    assert browser.evaluate("document.querySelector(':target').id") == "part:says:the-army:2"
    browser.page.emulate_media(media="print")
    assert not links.first.is_visible()


def test_a_script_that_asks_for_words_that_are_not_there_is_told() -> None:
    given = replace(layouts(), scripts={"scripts/page/one.js": "go();\nsay(WORDS.nothing);\n"})
    (fault,) = assets_of(given, words()).faults
    assert (fault.path, fault.span.line, fault.code) == ("layouts/scripts/page/one.js", 2, "layout-fault")
