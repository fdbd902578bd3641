"""A server on this machine that answers what its table says: status and Location, or the page, by path."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """A server on this machine: `address` is its own, `asked` the questions it was put, in order.

    Asked as a proxy, it answers for any site: the paths of its table are whole addresses then.
    """

    def __init__(self, answers: Mapping[str, tuple[int, str]], *, no_heads: Collection[str] = ()) -> None:
        self.answers = answers
        self.pages: dict[str, bytes] = {}
        self.no_heads = no_heads
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.address = ""

    @contextmanager
    def running(self) -> Iterator[Server]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                outer._answer(self)

            do_GET = do_HEAD  # noqa: N815 - the library's name

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.address = f"http://127.0.0.1:{server.server_port}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(f"{handler.command} {handler.path}")
        self.agents.add(handler.headers["User-Agent"])
        status, location = self.answers[handler.path]
        if handler.path in self.no_heads and handler.command == "HEAD":
            status = 405
        handler.send_response(status)
        if location:
            handler.send_header("Location", location)
        page = self.pages.get(handler.path, b"")
        handler.send_header("Content-Length", str(len(page)))
        handler.end_headers()
        if handler.command == "GET":
            handler.wfile.write(page)
