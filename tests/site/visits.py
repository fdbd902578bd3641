"""What a browser shows of the samples. Opening a page is what costs, so each is opened once in a window, and all is asked then.

There are two windows, and each has one set of colours: no style depends on both. Tests say what the answers have to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from tests.browser.driver import Reader

Answers = Mapping[str, Mapping[str, Any]]
"""By question, then by page: what is wrong, or what was found. `complaints` and `failures` are of the whole visit, under ""."""

Question = Callable[[Reader], Any]
Colours = Literal["light", "dark"]

OVERFLOWS = """() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? `${scrollWidth} wide in ${clientWidth}` : '';
}"""

_ENLARGE = """() => {
    document.documentElement.style.fontSize = '200%';
    document.querySelectorAll('details').forEach(folded => { folded.open = true; });
}"""

# The sum of all that moved while nobody did anything.
_SHIFT = """() => new Promise(done => {
    let sum = 0;
    const add = list => list.getEntries().forEach(({ value }) => { sum += value; });
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum)));
})"""

MOVING = """() => [...document.querySelectorAll('*')].flatMap(element => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    const still = animationName === 'none' && transitionDuration === '0s' && scrollBehavior === 'auto';
    return still ? [] : [`${element.tagName} ${element.className}`];
})"""

# Shapes that are drawn in the colour of what is under them, or in none.
_VANISHED = """() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const ofBody = ground === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.documentElement).backgroundColor : ground;
    const seen = (colour, opacity) => colour !== 'none' && colour !== ofBody && !/^rgba.*, 0\\)$/.test(colour) && opacity > 0;
    return [...document.querySelectorAll('main svg :is(line, rect, circle, path, polygon, polyline, text)')]
        .filter(shape => shape.checkVisibility() && !shape.closest('.target, clipPath, defs, mask'))
        .filter(shape => {
            const { fill, fillOpacity, stroke, strokeOpacity } = getComputedStyle(shape);
            return !seen(fill, fillOpacity) && !seen(stroke, strokeOpacity);
        })
        .map(shape => shape.outerHTML.slice(0, 120));
}"""

# Where each box begins, from the side where a line begins. Words run their own way, so only boxes count.
_UNLIKE_ITS_MIRROR = """() => {
    const root = document.documentElement;
    const boxes = [...document.querySelectorAll('body *')]
        .filter(e => e.checkVisibility() && !e.closest('svg, bdi, body [dir], .skip'))
        .filter(e => ['block', 'flex', 'grid', 'list-item', 'table', 'table-cell'].includes(getComputedStyle(e).display));
    const begin = direction => {
        root.dir = direction;
        return boxes.map(e => e.getBoundingClientRect())
            .map(({ left, right }) => Math.round(direction === 'rtl' ? root.clientWidth - right : left));
    };
    const [there, back] = [begin('ltr'), begin('rtl')];
    const unlike = boxes.flatMap((e, at) => Math.abs(there[at] - back[at]) <= 1 ? []
        : [`${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}: ${there[at]}, ${back[at]}`]);
    return boxes.length ? unlike : ['there is no box'];
}"""

# Every element that a reader reaches by Tab, in the order of the page.
STOPS = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0)"""

# After a key was pressed, focus that a script gives shows as if it had come by a key.
_UNSEEN = """() => STOPS.filter(element => {
    element.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\\)$/.test(outlineColor);
    return !(element.matches(':focus-visible') && outlined && width > 1 && height > 1);
}).map(element => element.outerHTML.slice(0, 150))""".replace("STOPS", STOPS)

# Marks texts in whose colours none was seen on earlier pages, with all that makes them stand out or not, in the first
# element that has them: letters, what lies behind them and over them, and what kind of element it is.
_FRESH = """known => {
    const seen = new Set(known);
    const behind = element => {
        if (!element) return '';
        const { backgroundColor, backgroundImage, opacity, position, filter } = getComputedStyle(element);
        return `${behind(element.parentElement)} ${[backgroundColor, backgroundImage, opacity, position, filter]}`;
    };
    const look = element => {
        const { color, fill, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
        const kinds = [element, element.parentElement].map(each => `${each.localName}.${each.getAttribute('class')}`);
        return `${kinds} ${[color, fill, fontSize, fontWeight, textDecorationLine]} on${behind(element)}`;
    };
    const speaks = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const fresh = [];
    document.querySelectorAll('body *').forEach(element => {
        const shown = speaks(element) && element.checkVisibility({ visibilityProperty: true }) ? look(element) : '';
        const isFresh = shown && !seen.has(shown);
        element.toggleAttribute('data-fresh', isFresh);
        if (isFresh) fresh.push(shown);
        seen.add(shown);
    });
    return fresh;
}"""


def moved(browser: Reader) -> float:
    """How far what stands on the page was moved while it loaded (https://web.dev/articles/cls)."""
    shift: float = browser.evaluate(_SHIFT)
    return shift


def words(browser: Reader) -> list[str]:
    """What there is to read, buttons that scripts add apart."""
    browser.evaluate(
        "document.querySelectorAll('main button[type=button]').forEach(button => button.remove())"
    )
    return browser.text("main").split()


def moving(browser: Reader) -> list[str]:
    """What moves although the reader asks that nothing does."""
    browser.page.emulate_media(reduced_motion="reduce")
    found: list[str] = browser.evaluate(MOVING)
    browser.page.emulate_media(reduced_motion="null")
    return found


def unseen_focus(browser: Reader) -> list[str]:
    """What does not show that it has the focus, in the page's own colours and in those of a reader who has some."""
    browser.keys("Tab")
    found = browser.evaluate(_UNSEEN)
    browser.page.emulate_media(forced_colors="active")
    found += browser.evaluate(_UNSEEN)
    browser.page.emulate_media(forced_colors="null")
    return list(found)


def wide_at(*windows: tuple[int, int]) -> Question:
    """In which of the windows, given by width and height, the page is wider than the window."""

    def wide(browser: Reader) -> list[str]:
        found = []
        for width, height in windows:
            browser.resize(width, height)
            found.append(browser.evaluate(OVERFLOWS))
        return [how for how in found if how]

    return wide


def wide_with_large_letters(browser: Reader) -> list[str]:
    """As `wide_at`, with letters twice as large, as a browser can show them while the window stays as it is."""
    browser.evaluate(_ENLARGE)
    return list(wide_at((320, 640), (390, 844), (1280, 900))(browser))


def unlike_its_mirror(browser: Reader) -> list[str]:
    """What does not stand as far from the right, when the page runs from right to left, as else from the left."""
    found = []
    for width in (1280, 360):
        browser.resize(width, 800)
        found += browser.evaluate(_UNLIKE_ITS_MIRROR)
        found += [how for how in [browser.evaluate(OVERFLOWS)] if how]
    return found


class Contrast:
    """Which words do not stand out. A pair of colours that does not contrast is wrong wherever it stands: it is looked for once
    in a visit, in the first text of a kind, a size and a weight that has it.
    """

    def __init__(self) -> None:
        self._known: list[str] = []

    def __call__(self, browser: Reader) -> list[str]:
        fresh = browser.evaluate(_FRESH, self._known)
        self._known += fresh
        return browser.accessibility_faults("cat.color", "[data-fresh]") if fresh else []


class Axe(Contrast):
    """What axe-core finds wrong: contrast as above, all else on every page."""

    def __call__(self, browser: Reader) -> list[str]:
        return browser.accessibility_faults(without="color-contrast") + super().__call__(browser)


class Forced(Contrast):
    """In colours of the reader's own: what vanishes, and which words do not stand out."""

    def __call__(self, browser: Reader) -> list[str]:
        found = []
        schemes: tuple[Colours, ...] = ("dark", "light")
        for scheme in schemes:
            browser.page.emulate_media(forced_colors="active", color_scheme=scheme)
            asked = f"(forced-colors: active) and (prefers-color-scheme: {scheme})"
            assert browser.evaluate(f"matchMedia('{asked}').matches")
            found += browser.evaluate(_VANISHED)
        found += super().__call__(browser)
        browser.page.emulate_media(forced_colors="null")
        return found


def visit(browser: Reader, address: str, pages: Iterable[str], *, narrow: bool) -> Answers:
    """Open each page in a window of 1280 pixels and in light colours, or of 320 pixels (a window of 1280, enlarged to
    400 %) and in dark ones; ask of each what there is to ask there.
    """
    width = 320 if narrow else 1280
    questions = _narrow() if narrow else _wide()
    answers: dict[str, dict[str, Any]] = {name: {} for name in questions}
    browser.open(address, width=width, dark=narrow)
    for page in pages:
        browser.page.emulate_media(color_scheme="dark" if narrow else "light")
        browser.resize(width, 800)
        browser.go(address + page)
        for name, ask in questions.items():
            answers[name][page] = ask(browser)
    answers["complaints"] = {"": browser.console_errors}
    answers["failures"] = {"": browser.failed_requests}
    return answers


def _wide() -> Mapping[str, Question]:
    return {
        "moved": moved,
        "axe": Axe(),
        "unseen focus": unseen_focus,
        "words": words,
        "moving": moving,
        "wide": wide_at((1440, 900), (768, 1024)),
        "unlike its mirror": unlike_its_mirror,
    }


def _narrow() -> Mapping[str, Question]:
    return {
        "moved": moved,
        "axe": Axe(),
        "forced colours": Forced(),
        "wide": wide_at((360, 640), (320, 256)),
        "wide with large letters": wide_with_large_letters,
    }


def remember(answers: Answers, file: Path) -> None:
    """Write them down, for tests that run in another process."""
    file.write_text(json.dumps(answers), encoding="utf-8")


def remembered_answers(file: Path) -> Answers:
    """What `remember` wrote."""
    found: Answers = json.loads(file.read_text(encoding="utf-8"))
    return found


def wrong(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Of what was answered, what is not empty."""
    return {page: answer for page, answer in answers.items() if answer}
