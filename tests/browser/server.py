"""A folder served on 127.0.0.1 under a sub-path, as a project site on a static host is."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
}
_WORTH_COMPRESSING = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})


class _Handler(SimpleHTTPRequestHandler):
    """Answers from `folder` what is asked `under` the sub-path, `compressed` or as it is."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def __init__(self, folder: Path, under: str, compressed: bool, *arguments: Any) -> None:
        self._folder = folder
        self._under = f"/{under}"
        self._compressed = compressed
        super().__init__(*arguments, directory=str(folder))

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._under):
            return str(self._folder / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self._under))

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        accepted = self.headers.get("Accept-Encoding", "")
        if not self._compressed or "gzip" not in accepted or path.suffix not in _WORTH_COMPRESSING:
            return super().send_head()
        if not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self._folder / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left before it had everything."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, under: str = "briefing/", *, compressed: bool = False) -> Iterator[str]:
    """Serve `folder` while the block runs; gives its address, which ends with `under`.

    What lies outside `under` is not found; an address not found gets the folder's 404.html, if it has one.
    `compressed` sends texts by gzip to whoever takes that.
    """
    with _Server(("127.0.0.1", 0), partial(_Handler, folder, under, compressed)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{under}"
        finally:
            server.shutdown()
            thread.join()
