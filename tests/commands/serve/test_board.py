"""What the browser that shows a page is told of the builds since."""

from __future__ import annotations

import json

from sitegen.commands.serve.board import Board, Update
from sitegen.commands.serve.panel import Link


def told(board: Board, page: str, since: int) -> dict[str, object]:
    number, news = board.news(page, since)
    assert json.loads(news)["build"] == number
    return {name: value for name, value in json.loads(news).items() if name != "build" and value}


def test_a_page_is_asked_to_load_again_once_it_is_another() -> None:
    board = Board()
    board.post(Update())
    seen = board.build
    board.post(Update(changed=["notes/a.html"]))
    assert told(board, "notes/a.html", seen) == {"reload": True}
    assert told(board, "notes/b.html", seen) == {}
    assert told(board, "notes/a.html", board.build) == {}


def test_a_tab_that_slept_is_told_of_all_it_missed() -> None:
    board = Board()
    board.post(Update())
    seen = board.build
    board.post(Update(changed=["notes/a.html"]))
    board.post(Update(changed=["notes/b.html"]))
    board.post(Update(style="site.123.css", changed=["notes/a.html", "notes/b.html", "notes/c.html"]))
    assert told(board, "notes/a.html", seen) == {"reload": True, "style": "site.123.css"}
    assert told(board, "notes/c.html", seen) == {"style": "site.123.css"}


def test_who_waited_for_the_first_build_loads_its_page_even_if_it_is_an_old_one() -> None:
    board = Board()
    waiting = board.build
    board.post(Update())
    assert told(board, "index.html", waiting) == {"reload": True}


def test_a_page_of_an_earlier_run_of_the_server_is_loaded_again() -> None:
    board = Board()
    board.post(Update())
    assert told(board, "index.html", board.build - 5) == {"reload": True}


def test_the_search_page_is_another_when_its_index_is() -> None:
    board = Board()
    board.post(Update())
    seen = board.build
    board.post(Update(changed=["pagefind/pagefind-entry.json"], indexing=False))
    assert told(board, "search.html", seen)["reload"] is True


def test_the_page_of_what_was_edited_is_offered_on_all_others() -> None:
    board = Board()
    board.post(Update(edited=(Link("notes/a.html", "Trains & tides"),), indexing=True))
    link = '<p>Changed: <a href="/notes/a.html">Trains &amp; tides</a></p>'
    search = '<p class="lasting">Search is being made anew …</p>'
    assert board.panel("index.html") == link + search
    assert board.panel("notes/a.html") == search


def test_that_search_is_ready_is_news_and_no_part_of_a_page() -> None:
    board = Board()
    board.post(Update(indexing=False))
    assert board.panel("index.html") == ""
    assert told(board, "index.html", board.build) == {"panel": '<p class="passing">Search is up to date.</p>'}
