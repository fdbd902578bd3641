"""What is answered to whom: what a static host would answer, to this machine's browsers, and nothing else."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.commands.serve.board import Board, Update
from sitegen.commands.serve.server import Unanswerable, _Handler, _Server, file_of, listen, range_of
from sitegen.faults import EnvironmentFault
from tests.commands.serve.serving import ask

PAGE = "<!doctype html><title>Home</title><body><p>Hello</p></body></html>"
NOT_FOUND = '<!doctype html><title>No such page</title><body><a href="/briefing/index.html">Home</a></body>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site, beside a file that is not in it."""
    top = tmp_path_factory.mktemp("served")
    folder = top / "site"
    for path, text in {
        "index.html": PAGE,
        "404.html": NOT_FOUND,
        "articles/index.html": PAGE,
        "assets/site.css": "p { color: red }",
        "files/letter.pdf": "0123456789",
        "files/empty.txt": "",
        ".gitignore": "*",
        "previews/نامه.js": "1",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (top / "secret.html").write_text("secret")
    (folder / "way-out.html").symlink_to(top / "secret.html")
    (folder / "folder-out").symlink_to(top)
    return folder


@contextmanager
def running(site: Path, board: Board) -> Iterator[int]:
    folders = site, site.with_name("begun")
    with _Server(listen("127.0.0.1", 0), partial(_Handler, folders, board, "127.0.0.1")) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.socket.getsockname()[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def port(site: Path) -> Iterator[int]:
    board = Board()
    board.post(Update(under="/briefing/"))
    with running(site, board) as port:
        yield port


def test_a_page_has_the_panel_and_nothing_else_has(port: int) -> None:
    answer, body = ask(port, "/")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    head, aside, tail = body.decode().partition('<aside id="serve:panel"')
    assert head + tail[-len("</body></html>") :] == PAGE
    assert aside
    assert ask(port, "/assets/site.css")[1] == b"p { color: red }"


@pytest.mark.parametrize(
    ("address", "kind"),
    {
        "/index.html": "text/html; charset=utf-8",
        "/articles/": "text/html; charset=utf-8",
        "/assets/site.css": "text/css; charset=utf-8",
        "/files/letter.pdf": "application/pdf",
        "/files/empty.txt": "text/plain; charset=utf-8",
        "/previews/%D9%86%D8%A7%D9%85%D9%87.js": "text/javascript; charset=utf-8",
        "/briefing/files/letter.pdf": "application/pdf",
        "/files/letter.pdf?page=2": "application/pdf",
        "/__serve__/panel.js": "text/javascript; charset=utf-8",
    }.items(),
)
def test_what_is_there_is_answered_with_its_type_and_never_kept(port: int, address: str, kind: str) -> None:
    answer, body = ask(port, address)
    headers = ("Content-Type", "Cache-Control", "X-Content-Type-Options", "Cross-Origin-Resource-Policy")
    assert [answer.headers[name] for name in headers] == [kind, "no-store", "nosniff", "same-origin"]
    assert (answer.status, len(body)) == (200, int(answer.headers["Content-Length"]))


def test_a_folder_is_answered_by_its_page_or_not_at_all(port: int) -> None:
    answer, _ = ask(port, "/articles")
    assert (answer.status, answer.headers["Location"]) == (302, "/articles/")
    assert ask(port, "/files/")[0].status == 404
    assert ask(port, "/files")[0].status == 404


@pytest.mark.parametrize(
    "address",
    [
        "/nothing.html",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/..%5csecret.html",
        "/articles/../../secret.html",
        "//secret.html",
        "//127.0.0.1/articles",
        "/.gitignore",
        "/articles/.hidden/x",
        "/way-out.html",
        "/folder-out/secret.html",
        "/index.html/",
        "/index.html%00.css",
        "/%ff",
        "/C:/secret.html",
        f"/{'a' * 5000}",
        "/__serve__/board.py",
        "/__serve__/../index.html",
    ],
)
def test_no_address_leads_anywhere_else(port: int, address: str) -> None:
    answer, body = ask(port, address)
    assert answer.status == 404
    assert b"<title>No such page</title>" in body
    assert b"secret" not in body


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1", "[::1]:8000", "192.168.1.20:8000"]
)
def test_it_answers_under_names_that_no_other_site_can_have(port: int, host: str) -> None:
    assert ask(port, "/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[", "a b"]
)
def test_it_does_not_answer_under_the_name_of_another_site(port: int, host: str) -> None:
    answer, body = ask(port, "/", Host=host)
    assert (answer.status, body) == (403, b"Forbidden\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent(port: int, method: str) -> None:
    answer, _ = ask(port, "/", method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_a_request_hidden_in_another_is_not_answered(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as client:
        hidden = b"GET /files/letter.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"
        client.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden
        )
        answers = b"".join(iter(partial(client.recv, 65536), b""))
    assert answers.count(b"HTTP/1.1 200") == 1


def test_the_head_is_that_of_the_whole(port: int) -> None:
    for address in ("/", "/files/letter.pdf", "/nothing.html"):
        whole, body = ask(port, address)
        head, nothing = ask(port, address, method="HEAD")
        assert (head.status, nothing) == (whole.status, b"")
        assert int(head.headers["Content-Length"]) == len(body)


@pytest.mark.parametrize(
    ("wanted", "body", "content_range"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=8-", b"89", "bytes 8-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=5-500", b"56789", "bytes 5-9/10"),
        ("bytes=-500", b"0123456789", "bytes 0-9/10"),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(port: int, wanted: str, body: bytes, content_range: str) -> None:
    answer, part = ask(port, "/files/letter.pdf", Range=wanted)
    assert (answer.status, part, answer.headers["Content-Range"]) == (206, body, content_range)


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=-0", "bytes=99-100"])
def test_a_part_that_is_not_there_is_refused(port: int, wanted: str) -> None:
    answer, _ = ask(port, "/files/letter.pdf", Range=wanted)
    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    "wanted", ["bytes=3-1", "bytes=0-1,3-4", "lines=1-2", "bytes=", "bytes=a-b", "bytes", "bytes=٣-٤"]
)
def test_what_is_no_range_gives_the_whole(wanted: str) -> None:
    assert range_of(wanted, 10) is None


@given(st.text(), st.integers(0, 100))
def test_a_range_lies_in_the_file(header: str, size: int) -> None:
    for text in (header, f"bytes={header}"):
        with suppress(Unanswerable):
            found = range_of(text, size)
            assert found is None or 0 <= found.start < found.stop <= size


@given(
    st.text()
    | st.lists(st.sampled_from(["..", ".", "%2e", "/", "articles", "index.html", "folder-out"])).map("".join)
)
def test_no_text_whatever_leads_out_of_the_site(site: Path, address: str) -> None:
    with suppress(Unanswerable):
        found = file_of(site, f"/{address}")
        assert found is None or found.is_relative_to(site)


def test_before_the_first_build_a_browser_is_told_to_wait(tmp_path: Path) -> None:
    with running(tmp_path / "site", Board()) as port:
        answer, body = ask(port, "/articles/")
        assert answer.status == 503
        assert b"<p>The site is being built" in body
        assert b"/__serve__/panel.js" in body


def test_during_the_first_build_a_page_is_answered_once_it_is_made(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    (begun / "articles").mkdir(parents=True)
    (begun / "index.html").write_text(PAGE)
    (begun / "404.html").write_text(NOT_FOUND)
    (begun / "articles/half-written.html").write_text(PAGE[:30])
    board = Board()
    with running(tmp_path / "site", board) as port:
        answer, body = ask(port, "/")
        assert answer.status == 200
        assert b"<p>Hello</p>" in body
        assert b"The site is being built" in body
        for address in ("/articles/half-written.html", "/articles/none-yet.html"):
            answer, body = ask(port, address)
            assert answer.status == 503
            assert b'<meta http-equiv="refresh"' in body
        board.post(Update())
        answer, body = ask(port, "/")  # faults have stopped it, or somebody has removed the cache
        assert answer.status == 404
        assert b"it is built when a file of it is saved" in body


def test_who_waits_for_news_hears_of_the_next_build(site: Path) -> None:
    board = Board()
    board.post(Update())
    with running(site, board) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=15)
        connection.request("GET", f"/__serve__/events?page=/&build={board.build}")
        events = connection.getresponse()
        board.post(Update(changed=["index.html"]))
        told = [events.readline(), events.readline()]
        connection.close()
    assert told[0] == b"id: %d\n" % board.build
    assert told[1].startswith(b'data: {"build": %d, "reload": true' % board.build)


def test_one_who_takes_nothing_is_in_nobodys_way(port: int) -> None:
    deaf = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    for client in deaf:
        client.sendall(b"GET /files/letter.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
    assert ask(port, "/")[0].status == 200
    for client in deaf:
        client.close()
    assert ask(port, "/")[0].status == 200


def test_a_port_that_is_taken_is_named_with_one_that_is_free() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentFault, match=f"port {port} is in use") as refused:
            listen("127.0.0.1", port)
    proposed = int(refused.value.fix.removeprefix("write --port "))
    listen("127.0.0.1", proposed).close()


def test_a_host_that_is_not_this_machine_is_refused() -> None:
    with pytest.raises(EnvironmentFault, match=r'nothing can be served at "192\.0\.2\.1"'):
        listen("192.0.2.1", 0)
