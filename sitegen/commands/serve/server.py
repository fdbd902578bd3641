"""Serves a folder of pages to the browsers of this machine, and to nobody else.

The library's plain server lists folders, follows links out of them, answers under any name and knows no ranges: none of
it is used but the reading of requests. What is served is what a static host serves, with the panel on each page.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import Any, BinaryIO
from urllib.parse import parse_qs, quote, unquote, urlsplit

from sitegen import urls
from sitegen.commands.serve.board import Board, Update
from sitegen.commands.serve.panel import ASSETS, asset, bare_page, with_panel
from sitegen.faults import EnvironmentFault

_TYPES = {
    "css": "text/css", "gif": "image/gif", "htm": "text/html", "html": "text/html", "ico": "image/x-icon",
    "jpeg": "image/jpeg", "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json",
    "mjs": "text/javascript", "mp3": "audio/mpeg", "mp4": "video/mp4", "pdf": "application/pdf", "png": "image/png",
    "svg": "image/svg+xml", "txt": "text/plain", "wasm": "application/wasm", "webp": "image/webp",
    "woff2": "font/woff2", "xml": "application/xml",
}  # fmt: skip
_TEXTS = ("text/", "application/json", "application/xml", "image/svg")
_OTHER = "application/octet-stream"
_NEVER = frozenset("\0\\:")
"""What no name on the site holds, and what leads elsewhere on some system."""

_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",  # else a page of another site could load a script with drafts in it
    "X-Content-Type-Options": "nosniff",
}
_BLOCK = 64 * 1024
_MOST_CLIENTS = 200
_SILENCE = 30.0
"""Seconds after which a client that neither asks nor takes what it asked for is given up."""
_HEARTBEAT = 15.0
"""Seconds after which one who waits for news hears that there is none, by which it is noticed when it has gone."""


class Unanswerable(Exception):
    """A request that gets no page: `status`, and the headers that explain it."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status, self.headers = status, headers
        super().__init__(status)


def file_of(folder: Path, address: str) -> Path | None:
    """The file below `folder` (a path without links) that the path of an address means; None where it means none.

    Raises Unanswerable: the address is that of a folder, without the `/` at its end.
    """
    try:
        *above, last = unquote(address, errors="strict").removeprefix("/").split("/")
    except UnicodeDecodeError:
        return None
    if not all(above) or any(name.startswith(".") or _NEVER & set(name) for name in (*above, last)):
        return None
    path = folder.joinpath(*above, last or urls.HOME)
    try:
        if (path / urls.HOME).is_file():
            raise Unanswerable(302, Location=f"{quote('/'.join(('', *above, last)))}/")
        found = path.resolve()
        return found if found.is_file() and found.is_relative_to(folder) else None
    except OSError:  # longer than a name may be
        return None


def is_own_name(host: str, given: str) -> bool:
    """Whether a Host header names this server: `localhost`, a bare IP address, or the name that --host gave.

    A page of another site can make its own name lead here (DNS rebinding), but none of these.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in ("localhost", given.lower()) or bool(ip_address(name))
    except ValueError:
        return False


def range_of(header: str, size: int) -> range | None:
    """The bytes that a Range header asks of a file of `size` bytes; None where it is none that is understood: then all.

    Of several ranges it takes none (RFC 9110, 14.2 lets a server do so). Raises Unanswerable: the file has no such bytes.
    """
    unit, _, wanted = header.replace(" ", "").partition("=")
    first, dash, last = wanted.partition("-")
    if unit.lower() != "bytes" or not dash or not (first + last).isdecimal() or not wanted.isascii():
        return None
    if not first:
        found = range(max(0, size - int(last)), size)
    else:
        found = range(int(first), min(size, int(last) + 1) if last else size)
        if last and int(last) < int(first):
            return None
    if not found:
        raise Unanswerable(416, Content_Range=f"bytes */{size}")
    return found


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _SILENCE

    server_version, sys_version = "briefing-site", ""

    def __init__(self, folders: tuple[Path, Path], board: Board, host: str, *arguments: Any) -> None:
        self._folders, self._board, self._host = folders, board, host
        super().__init__(*arguments)

    @property
    def _folder(self) -> Path:
        """The site; as long as there is none, what is made of it so far."""
        site, begun = self._folders
        return site if self._board.is_ready or site.is_dir() else begun

    def do_GET(self) -> None:
        try:
            self._answer()
        except Unanswerable as reason:
            self._refuse(reason.status, reason.headers)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _only_read(self) -> None:
        self.close_connection = True
        self._refuse(405, {"Allow": "GET, HEAD"})

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _only_read  # noqa: N815

    def _answer(self) -> None:
        if {"Content-Length", "Transfer-Encoding"} & set(self.headers):
            self.close_connection = True  # what follows is no request
        if not is_own_name(self.headers.get("Host", ""), self._host):
            raise Unanswerable(403)
        address, _, question = self.path.partition("#")[0].partition("?")
        if not address.startswith("/"):
            raise Unanswerable(400)
        if address.startswith(ASSETS):
            return self._panel(address.removeprefix(ASSETS), question)
        found = file_of(self._folder, self._inside(address))
        if found is None:
            raise Unanswerable(404)
        kind = _TYPES.get(found.suffix.lower().removeprefix("."), _OTHER)
        try:
            file = found.open("rb")
        except OSError:
            raise Unanswerable(404) from None
        with file:
            if kind != "text/html":
                return self._file(file, kind)
            html = file.read()
        if self._folders[1] in found.parents and b"</body>" not in html:
            raise Unanswerable(404)  # it is being written
        return self._page(html, found)

    def _inside(self, address: str) -> str:
        """The address less the path that the site will stand under, with which the links of 404.html begin."""
        under = self._board.last.under
        return f"/{address.removeprefix(under)}" if address.startswith(under) else address

    def _panel(self, name: str, question: str) -> None:
        if name == "events":
            return self._events(question)
        found = asset(name)
        if found is None:
            raise Unanswerable(404)
        return self._send(200, *found)

    def _page(self, html: bytes, found: Path, status: int = 200) -> None:
        page = self._name_of(found)
        build, panel = self._board.build, self._board.panel(page)
        text = with_panel(html.decode(errors="surrogateescape"), panel, build)
        self._send(status, "text/html", text.encode(errors="surrogateescape"))

    def _file(self, file: BinaryIO, kind: str) -> None:
        size = os.fstat(file.fileno()).st_size
        part = range_of(self.headers.get("Range", ""), size)
        headers = {"Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}"} if part else {}
        part = part if part is not None else range(size)
        self._begin(206 if headers else 200, kind, len(part), {"Accept-Ranges": "bytes", **headers})
        if self.command == "HEAD":
            return
        file.seek(part.start)
        left = len(part)
        while left and (block := file.read(min(left, _BLOCK))):
            self.wfile.write(block)
            left -= len(block)
        self.close_connection = self.close_connection or left > 0

    def _refuse(self, status: int, headers: Mapping[str, str]) -> None:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        phrase = self.responses[status][0]
        if status != 404:
            return self._send(status, "text/plain", f"{phrase}\n".encode(), more)
        folder = self._folder
        page = folder / urls.NOT_FOUND
        if folder == self._folders[0] and page.is_file():
            return self._page(page.read_bytes(), page, status)
        if self._board.is_ready:
            phrase = (
                phrase if folder.is_dir() else "There is no site yet: it is built when a file of it is saved."
            )
            return self._page(bare_page(phrase).encode(), page, status)
        return self._page(bare_page("The site is being built …", ask_again=True).encode(), page, 503)

    def _send(self, status: int, kind: str, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self._begin(status, kind, len(body), headers or {})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: int, kind: str, length: int | None, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _events(self, question: str) -> None:
        """Tells of each build until the browser goes (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        asked = parse_qs(question)
        since = self.headers.get("Last-Event-ID") or asked.get("build", [""])[0]
        if not since.isdecimal():
            raise Unanswerable(400)
        page, build = self._page_at(asked.get("page", ["/"])[0]), int(since)
        self.close_connection = True
        self._begin(200, "text/event-stream", None, {"Connection": "close"})
        while self.command != "HEAD":
            if self._board.wait(build, _HEARTBEAT):
                number, news = self._board.news(page, build)
                self.wfile.write(f"id: {number}\ndata: {news}\n\n".encode())
                build = number
            else:
                self.wfile.write(b": nothing new\n\n")

    def _page_at(self, address: str) -> str:
        """The output path of the page that a browser shows at `address`: where there is none, that which says so."""
        try:
            found = file_of(self._folder, self._inside(address))
        except Unanswerable:
            found = None
        return self._name_of(found) if found else urls.NOT_FOUND

    def _name_of(self, page: Path) -> str:
        """The output path of a page."""
        return page.relative_to(next(top for top in self._folders if top in page.parents)).as_posix()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request: the terminal tells of builds."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listener: socket.socket, handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        super().__init__(listener.getsockname()[:2], handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self._room = BoundedSemaphore(_MOST_CLIENTS)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that left, or took nothing for too long."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at this address; with port 0 at one that is free.

    Raises EnvironmentFault: the port is in use, may not be taken, or the host is none of this machine.
    """
    try:
        return _listener(host, port)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise EnvironmentFault(
                f"port {port} is in use", f"write --port {_next_free(host, port)}"
            ) from fault
        if fault.errno == errno.EACCES:
            raise EnvironmentFault(f"port {port} may not be taken", "write --port 8000") from fault
        raise EnvironmentFault(
            f'--host: nothing can be served at "{host}"', "leave it out, or write 127.0.0.1"
        ) from fault


def _listener(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # else another program may take the very port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_MOST_CLIENTS)
    except BaseException:
        listener.close()
        raise
    return listener


def _next_free(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 100, 65536)):
        with suppress(OSError), _listener(host, other):
            return other
    return 0


@contextmanager
def in_process_of_its_own(
    listener: socket.socket, folders: tuple[Path, Path], host: str
) -> Iterator[Callable[[Update], None]]:
    """Inside, the first of `folders` is served at `listener`, which is called `host`; the second before there is a first.

    What is called with each `Update` is given.

    It is a process and not a thread, since a build is then never slowed, and may fork its workers.
    """
    site, begun = folders
    theirs, ours = Pipe(duplex=False)
    process = Process(
        target=_serve, args=(listener, (site.resolve(), begun.resolve()), host, theirs, ours), daemon=True
    )
    process.start()
    theirs.close()
    try:
        yield ours.send
    finally:
        ours.close()
        process.join()


def _serve(
    listener: socket.socket, folders: tuple[Path, Path], host: str, news: Connection, far_end: Connection
) -> None:
    """The whole life of the server's process: it ends when nobody holds the far end of `news` any more."""
    far_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who builds; the server ends with it
    board = Board()
    with _Server(listener, partial(_Handler, folders, board, host)) as server, suppress(EOFError):
        Thread(target=server.serve_forever, daemon=True).start()
        while True:
            board.post(news.recv())
