"""What readers come with, and how far the answer is from home: at most two clicks, most of them without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.driver import Reader

AGED = """() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('visits '));
    const kept = JSON.parse(localStorage[key]);
    localStorage[key] = JSON.stringify({ ...kept, day: '2026-01-02', seen: kept.seen.slice(1) });
}"""


def follow(browser: Reader, *steps: tuple[str, str]) -> None:
    """Click links from home on, each by the part of the page it stands in and its words."""
    assert len(steps) <= 2
    for part, words in steps:
        browser.page.locator(part).get_by_role("link", name=words, exact=True).click()


def test_who_is_blamed_for_the_rockets(browser: Reader, built: Path) -> None:
    browser.open(built / "index.html", scripts=False)
    follow(browser, ("header", "Who says what"), ("main", "Who fires the rockets at US interests in Iraq?"))
    speakers = browser.page.locator(".claim tbody th[scope=row]")
    assert speakers.count() >= 2
    assert browser.page.locator(".claim .says").count() == speakers.count()


def test_what_is_new_since_i_was_here(browser: Reader, built: Path, serve: Callable[[Path], str]) -> None:
    home = serve(built) + "index.html"
    browser.open(home)
    topic = browser.page.locator(".rows h3 a").first
    title = topic.inner_text()
    topic.click()
    browser.wait_for("document.readyState === 'complete'")
    browser.evaluate(AGED)
    browser.go(home)
    assert browser.page.locator(".latest li, .changes li").count() > 0, "of the site as a whole, home says it"
    follow(browser, (".rows", title))
    browser.wait_for("document.querySelector('.visits li')")
    assert browser.text(".visits p") == "New since your last visit on 2 January 2026:"
    assert browser.page.locator(".visits li").count() == 1


def test_where_is_borazjan(browser: Reader, built: Path) -> None:
    browser.open(built / "index.html", scripts=False)
    follow(browser, ("footer", "Places"), ("main", "Borazjan"))
    assert browser.page.locator(".mapped").is_visible()
    assert browser.page.locator("dl.facts div", has_text="Part of").inner_text().endswith("Iran")


def test_which_claims_rest_on_one_outlet(browser: Reader, built: Path) -> None:
    browser.open(built / "index.html", scripts=False)
    follow(browser, ("header", "Who says what"))
    every = browser.page.locator(".questions > li:visible .meta").all_inner_texts()
    browser.page.get_by_label("From one outlet").check()
    shown = browser.page.locator(".questions > li:visible .meta").all_inner_texts()
    assert 0 < len(shown) < len(every)
    assert [words for words in every if words.endswith("1 outlet")] == shown
    assert browser.page.locator("main section:visible").count() > 0
    assert browser.page.locator("main section:visible:not(:has(li:visible))").count() == 0


def test_cite_this(browser: Reader, built: Path) -> None:
    browser.open(built / "index.html")
    title = browser.page.locator(".latest li > a").first.inner_text()
    follow(browser, (".latest", title))
    assert title in browser.text(".cite .text")
    browser.page.locator(".cite .copy").first.click()
    browser.wait_for("document.querySelector('.cite .copy').textContent.match(/^(Copied|Selected)/)")
