"""What is read of pages that are saved in many ways: letters, containers, several stories, mistakes, and what is meant to harm."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from quopri import encodestring
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.faults import Checked
from sitegen.importing.page import Found, Story
from sitegen.importing.read import read
from tests.importing.structures import Told, in_words, json_ld, reader_mode, stories

TODAY = date(2026, 11, 28)
FERRIES, BRIDGE, SCHOOL, *_ = stories()


def result(raw: bytes | str, name: str = "saved/page.html") -> Checked[Found]:
    outlets = {"The Lune Gazette", "Harbour Herald"}
    given = raw.encode() if isinstance(raw, str) else raw
    return read(name, given, TODAY, lambda words: words if words in outlets else None)


def found(raw: bytes | str, name: str = "saved/page.html") -> tuple[Story, ...]:
    checked = result(raw, name)
    assert checked.faults == ()
    return checked.value.stories


def headlines(told: tuple[Story, ...]) -> list[str | None]:
    return [story.headline.value if story.headline else None for story in told]


def text_of(*told: Told, between: str = "\n\n") -> str:
    return "\n\n\n".join(f"{t.headline}{between}{(chr(10) * 2).join(t.paragraphs)}" for t in told) + "\n"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
        ("windows-1252", "utf-8"),
    ],
)
def test_letters_are_read_as_they_are_and_then_as_they_are_declared(declared: str, codec: str) -> None:
    page = f"<!doctype html><meta charset='{declared}'><title>Café</title><h1>A café reopens at last</h1><p>{FERRIES.paragraphs[0]} “Yes.” Élan.</p>"
    (story,) = found(page.encode(codec))
    assert headlines((story,)) == ["A café reopens at last"]
    assert story.text.endswith("“Yes.” Élan.")


def mhtml(body: bytes, encoding: str) -> bytes:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://gazette.example/ferries\nSubject: =?utf-8?Q?Ferries?=\n"
        "Date: Sat, 28 Nov 2026 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\n\n------b\n'
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\nContent-Location: https://gazette.example/ferries\n\n"
    )
    return (
        head.encode()
        + body
        + b"\n------b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n------b--\n"
    )


@pytest.mark.parametrize(
    ("encoding", "encode"), [("quoted-printable", encodestring), ("base64", b64encode), ("binary", bytes)]
)
def test_a_web_archive_is_read_and_says_when_it_was_saved(encoding: str, encode: type[bytes]) -> None:
    page = reader_mode(FERRIES).replace(f'<base href="{FERRIES.address}">', "").encode()
    (story,) = found(mhtml(encode(page), encoding), "saved/page.mhtml")
    assert (story.start, story.end, story.accessed) == (None, None, date(2026, 11, 28))
    assert story.url is not None
    assert (story.url.value, headlines((story,))) == ("https://gazette.example/ferries", [FERRIES.headline])


def test_a_text_with_several_stories_is_split_at_its_headlines() -> None:
    text = text_of(FERRIES, BRIDGE, SCHOOL).replace("1998", "1998")
    told = found(text, "saved/page.txt")
    assert headlines(told) == [FERRIES.headline, BRIDGE.headline, SCHOOL.headline]
    assert [text[s.start : s.end] for s in told] == [text_of(t).strip() for t in (FERRIES, BRIDGE, SCHOOL)]


def test_subheads_do_not_split_a_story() -> None:
    first, *rest = FERRIES.paragraphs
    text = f"{FERRIES.headline}\n\n{first}\n\nWhat comes next\n\n{rest[0]}\n\nA long night\n\nIt was cold. {rest[1]}\n\n{rest[2]}\n"
    assert headlines(found(text, "saved/page.txt")) == [FERRIES.headline]
    page = (
        f"<!doctype html><title>{FERRIES.headline}</title><h1>{FERRIES.headline}</h1><p>{first}</p>"
        + "".join(f"<h2>A Part With a Heading of Its Own</h2><p>{text}</p>" for text in rest)
    )
    assert headlines(found(page)) == [FERRIES.headline]


def test_each_article_of_a_page_is_a_story_with_its_own_date_author_and_address() -> None:
    articles = "".join(
        f'<article><h2><a href="{t.address}">{t.headline}</a></h2><p class="byline">By {t.byline}</p><time datetime="{t.date}">{in_words(t.date)}</time>{t.words}</article>'
        for t in (FERRIES, BRIDGE)
    )
    page = f"<!doctype html><html lang=en><title>The Lune Gazette</title><nav><a href=/>Home</a></nav>{articles}<footer>All rights reserved</footer></html>"
    told = found(page)
    assert [(s.headline, s.date, s.authors, s.url) != (None,) * 4 for s in told] == [True, True]
    assert headlines(told) == [FERRIES.headline, BRIDGE.headline]
    assert [s.date.value for s in told if s.date] == [FERRIES.date, BRIDGE.date]
    assert [s.authors.value for s in told if s.authors] == [FERRIES.authors, BRIDGE.authors]
    assert [s.url.value for s in told if s.url] == [FERRIES.address, BRIDGE.address]


def test_cards_beside_a_story_are_no_stories() -> None:
    cards = "".join(
        f"<article><h3><a href=/{n}>{t.headline}</a></h3><p>{t.paragraphs[0]}</p></article>"
        for n, t in enumerate((BRIDGE, SCHOOL))
    )
    assert headlines(
        found(json_ld(FERRIES).replace("<footer>", f"<div class=more>{cards}</div><footer>"))
    ) == [FERRIES.headline]


def test_a_teaser_that_breaks_off_is_partial() -> None:
    teaser = f"{BRIDGE.headline}03 May 2018 {' '.join(BRIDGE.paragraphs)[:600]}..."
    told = found(f"{text_of(FERRIES)}\nPopular posts\n\n{teaser}\n", "saved/page.txt")
    assert [(bool(s.partial), s.date.value if s.date else None) for s in told] == [
        (False, None),
        (True, "2018-05-03"),
    ]
    assert headlines(told) == [FERRIES.headline, BRIDGE.headline]


@pytest.mark.parametrize(
    ("line", "written", "how"),
    [
        ("28 September 2020", "2020-09-28", "stated"),
        ("Published: Monday, September 28th, 2020 at 10:15 GMT", "2020-09-28", "stated"),
        ("28.09.2020, 10:15 Uhr", "2020-09-28", "stated"),
        ("September 2020", "2020-09", "stated"),
        ("03/04/2020", "2020-03-04..2020-04-03", "inferred"),
        ("13/04/2020", "2020-04-13", "stated"),
        ("Last updated: 5 July 2017", "..2017-07-05", "inferred"),
        ("۷ مهر ۱۳۹۹", "2020-09-28", "stated"),
        ("Monday", None, None),
        ("Last week", None, None),
        ("2 hours ago", None, None),
        ("31 February 2020", None, None),
    ],
)
def test_a_date_is_no_surer_than_the_page(line: str, written: str | None, how: str | None) -> None:
    (story,) = found(text_of(FERRIES, between=f"\n\n{line}\n\n"), "saved/page.txt")
    assert (story.date.value if story.date else None, story.date.how if story.date else None) == (
        written,
        how,
    )


@pytest.mark.parametrize("said", ["on 5 May 2021", "on Monday", "in 1998", "by 1 January 2031"])
def test_a_date_in_the_text_is_not_that_of_the_text(said: str) -> None:
    (story,) = found(text_of(FERRIES).replace("for a second day on Tuesday", said), "saved/page.txt")
    assert story.date is None


def test_keys_above_a_markdown_text_are_what_it_states() -> None:
    keys = f'---\ntitle: "{BRIDGE.headline}"\nauthor:\n  - Jonas Weir\npublished: 2018-02-06\nsource: {BRIDGE.address}\n---\n'
    (story,) = found(f"{keys}# {BRIDGE.headline}\n\n" + "\n\n".join(BRIDGE.paragraphs), "saved/page.md")
    assert headlines((story,)) == [BRIDGE.headline]
    assert [fact.value for fact in (story.date, story.authors, story.url) if fact] == [
        "2018-02-06",
        ("Jonas Weir",),
        BRIDGE.address,
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://me:secret@gazette.example/",
        "http://[::1",
    ],
)
def test_no_address_is_taken_that_leads_nowhere_or_does_harm(address: str) -> None:
    page = reader_mode(FERRIES).replace(
        f'<base href="{FERRIES.address}">', f'<link rel=canonical href="{address}">'
    )
    (story,) = found(page)
    assert story.url is None


_WORDS = f"<h1>{FERRIES.headline}</h1>{FERRIES.words}"


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000 + _WORDS,
        "<b>" * 30_000 + _WORDS,
        f"{_WORDS}<!--" + "<!--" * 50_000,
        f"{_WORDS}<a " + "<a '" * 50_000,
        f'{_WORDS}<script type="application/ld+json">{"[" * 100_000}</script>',
        f'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>{_WORDS}{"&b;" * 1_000}',
        f"{_WORDS}{'&amp;' * 100_000}",
        f'<meta name=author content="{"By , and " * 50_000}">{_WORDS}',
        f"<title>{' | ' * 50_000}</title>{_WORDS}",
        f'<img src="data:image/png;base64,{"A" * 3_000_000}">{_WORDS}',
    ],
    ids=range(10),
)
def test_a_bomb_is_read_within_limits(bomb: str) -> None:
    began = process_time()
    assert FERRIES.paragraphs[0] in result(f"<html>{bomb}").value.stories[0].text
    assert process_time() - began < 10


def test_a_file_that_breaks_off_is_partial() -> None:
    page = json_ld(FERRIES)
    (story,) = found(page[: page.index("</main>")] + '<a href="')
    assert story.partial == "The saved file breaks off."


@given(st.binary(max_size=400), st.sampled_from(["x.html", "x.txt", "x.md", "x.mhtml"]))
@settings(max_examples=150)
def test_no_bytes_are_too_much(raw: bytes, name: str) -> None:
    checked = result(raw, name)
    assert checked.value.stories or checked.faults


_PIECES = ["<p>", "</p>", "<h1>", "<article>", "</div>", "<div class=comments>", "<table>", "<td>", "<time datetime=2020-01-01>", "<a href='x'>", "<!--", "-->",
    "<script type=application/ld+json>", "{\"@type\":\"Article\",\"headline\":[{}],\"author\":[[null]]}", "</script>", "<meta name=author content=", "&#0;", "\x00", "\ud83d", "'", '"', ">", "<",
    FERRIES.headline, FERRIES.paragraphs[0], "By Ada Holm", "3 May 2020", "Comments", "\n\n"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["x.html", "x.txt", "x.md"]))
@settings(max_examples=150)
def test_no_markup_is_too_much(pieces: list[str], name: str) -> None:
    raw = "".join(pieces).encode("utf-8", "surrogatepass")
    for story in result(raw, name).value.stories:
        assert story.start is not None
        assert story.end is not None
        assert 0 <= story.start <= story.end <= len(raw)


def _short(title: str, text: str, more: str = "") -> str:
    return f"<!doctype html><title>{title} | The Lune Gazette</title><h1>{title}</h1>{more}<p>{text}</p>"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (_short("404 Not Found", "The page you are looking for was moved."), "page-error"),
        (_short("Error 503", "Try again in a while. " * 12), "page-error"),
        (_short("Seite nicht gefunden", "Bitte suchen Sie weiter."), "page-error"),
        (_short("Just a moment...", "Checking your browser before you go on."), "page-robot-check"),
        (_short("Sign in", "Forgot your password? Create an account."), "page-login"),
        (_short("Welcome back", "Log in to read on.", "<form><input type=password></form>"), "page-login"),
        (
            _short(
                "Before you go on",
                "We and our partners use cookies. " * 8 + "Accept all. Reject all. Manage options.",
            ),
            "page-consent",
        ),
    ],
)
def test_a_page_saved_by_mistake_is_called_what_it_is(page: str, code: str) -> None:
    checked = result(page)
    assert ([fault.code for fault in checked.faults], checked.value.stories) == ([code], ())


@pytest.mark.parametrize(
    "title",
    [
        "500 people flee as the river rises",
        "Room 404 of the old hotel opens to visitors",
        "Forbidden pictures shown for the first time",
        "Council wants a law against cookies",
        "Bank says that no password was stolen",
    ],
)
def test_a_short_story_is_no_mistake(title: str) -> None:
    (story,) = found(
        _short(title, FERRIES.paragraphs[0] + " " + FERRIES.paragraphs[1] + " " + FERRIES.paragraphs[2])
    )
    assert headlines((story,)) == [title]
