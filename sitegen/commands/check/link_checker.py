"""Asking other sites whether a page is there, or for the page: the one place that touches the network, and never during a build.

Each address is asked once, politely: for its head first, for the page only where the site knows no such question, and
never again after a failure. A site is asked one question at a time, with a pause between two; several sites are asked
beside one another. Of a page that is only looked for nothing is read. An answer that does not come to its end in time is none, however steadily
it drips; and so is what a site has not said when its time is over.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from io import BufferedReader, RawIOBase
from math import inf
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import (  # noqa: TID251 - the one place that asks the network
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

MOST_HOPS = 8
"""Addresses that lead on to one another; more are a circle, or as good as one."""

_SITES_AT_ONCE = 8
_LONGEST = 2_000  # characters of an address that is gone on to
_KEPT = "/:@!$&'()*+,;=~-._?%[]"
_LASTING = (301, 308)
_LEADS_ON = (*_LASTING, 302, 303, 307)


@dataclass(frozen=True, slots=True)
class Policy:
    """How to ask: who we say we are, how many seconds an answer may take, how many lie between two, how many a site has.

    `clock` tells seconds; it is another one in tests.
    """

    user_agent: str
    patience: float = 15.0
    pause: float = 0.5
    whole: float = 300.0
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What came of asking: the status of HTTP in the end, 0 where there is none; `failure` says why there is no page.

    `unreachable` is true where that may be for want of a network; `moved_to` is where the site says it stands for good.
    """

    status: int = 0
    failure: str = ""
    unreachable: bool = False
    moved_to: str = ""

    @property
    def gone(self) -> bool:
        """Whether the site says that it has no such page."""
        return self.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


_NOT_IN_TIME = LinkStatus(failure="it does not answer in time", unreachable=True)
_NO_TIME_LEFT = LinkStatus(failure="it was not asked: the site took all its time for other pages")


def ask_all(addresses: Iterable[str], policy: Policy) -> Iterator[tuple[str, LinkStatus]]:
    """Each of `addresses` with its answer, in the order in which they come."""
    by_site: defaultdict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_site[urlsplit(address).netloc.lower()].append(address)
    waiting: SimpleQueue[list[str]] = SimpleQueue()
    answered: SimpleQueue[Mapping[str, LinkStatus] | Exception] = SimpleQueue()
    for rest in by_site.values():
        waiting.put(rest)
    # An executor would wait for its threads, and so for a slow site, also when the program is told to stop.
    for _ in range(min(_SITES_AT_ONCE, len(by_site))):
        Thread(target=_ask_sites, args=(waiting, answered, policy), daemon=True).start()
    for _ in by_site:
        answers = answered.get()
        if isinstance(answers, Exception):
            raise answers
        yield from answers.items()


def _ask_sites(
    waiting: SimpleQueue[list[str]],
    answered: SimpleQueue[Mapping[str, LinkStatus] | Exception],
    policy: Policy,
) -> None:
    while True:
        try:
            answered.put(_ask_site(waiting.get_nowait(), policy))
        except Empty:
            return
        except Exception as bug:  # noqa: BLE001 - raised where the answers are awaited
            answered.put(bug)


def _ask_site(addresses: list[str], policy: Policy) -> Mapping[str, LinkStatus]:
    answers: dict[str, LinkStatus] = {}
    over = policy.clock() + policy.whole
    for address in addresses:
        if answers:
            time.sleep(policy.pause)
        answers[address] = ask(address, policy, over) if policy.clock() < over else _NO_TIME_LEFT
    return answers


def ask(address: str, policy: Policy, over: float = inf) -> LinkStatus:
    """What the site says to `address`, and to those it leads on to, before the clock says `over`."""
    here = lasting = address
    still_lasting = True
    for _ in range(MOST_HOPS):
        answer, onward, *_ = _ask_once(here, policy, over)
        if not onward:
            moved = not answer.failure and lasting != address
            return replace(answer, moved_to=lasting) if moved else answer
        if urlsplit(onward).scheme not in ("http", "https"):
            return LinkStatus(failure=f"it leads on to {onward[:80]}")
        still_lasting = still_lasting and answer.status in _LASTING
        here = onward
        lasting = onward if still_lasting else lasting
    return LinkStatus(failure="it leads on and on, and nowhere")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as a site serves it: the address at which it stands in the end, its bytes, the letters that the site names.

    `failure` says why there is none.
    """

    address: str
    body: bytes = b""
    charset: str | None = None
    failure: str = ""


def fetch(address: str, policy: Policy, limit: int) -> FetchedPage:
    """The page at `address`, or where that leads; at most `limit` bytes of it and one more. Nothing it names is fetched."""
    here, over = address, policy.clock() + policy.patience
    for _ in range(MOST_HOPS):
        if urlsplit(here).scheme not in ("http", "https"):
            return FetchedPage(here, failure=f"it leads on to {here[:80]}")
        answer = _put("GET", here, policy, over, limit)
        if not answer.onward:
            return FetchedPage(here, answer.body, answer.charset, answer.status.failure)
        here = answer.onward
    return FetchedPage(here, failure="it leads on and on, and nowhere")


class _Answer(NamedTuple):
    """The answer to one question: what came of it, the address it leads on to, where it does, and what was read of the page."""

    status: LinkStatus
    onward: str = ""
    body: bytes = b""
    charset: str | None = None


def _ask_once(address: str, policy: Policy, over: float) -> _Answer:
    answer = _put("HEAD", address, policy, min(over, policy.clock() + policy.patience))
    if answer.status.status >= 400:
        answer = _put("GET", address, policy, min(over, policy.clock() + policy.patience))
    return answer


def _put(method: str, address: str, policy: Policy, over: float, limit: int | None = None) -> _Answer:
    """One question, before the clock says `over`; at most `limit` bytes of the page are read and one more, without one none."""

    def left() -> float:
        return over - policy.clock()

    accepted = "*/*" if limit is None else "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"
    headers = {"User-Agent": policy.user_agent, "Accept": accepted}
    try:
        request = Request(_asked(address), method=method, headers=headers)  # noqa: S310 - http and https alone are spoken
        with _opener(left).open(request, timeout=max(left(), 0.001)) as response:
            body = b"" if limit is None else response.read(limit + 1)
            charset = response.headers.get_content_charset()
            return _Answer(LinkStatus(response.status), body=body, charset=charset)
    except HTTPError as refused:
        with refused:
            return _Answer(_refused(refused.code), _onward(address, refused))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return _Answer(_failed(fault))


def _onward(address: str, answer: HTTPError) -> str:
    """Where an answer leads on to; nowhere, if it is no address."""
    written = answer.headers.get("Location", "") if answer.code in _LEADS_ON else ""
    try:
        return urljoin(address, written) if 0 < len(written) <= _LONGEST else ""
    except ValueError:
        return ""


def _refused(status: int) -> LinkStatus:
    try:
        words = f"{status}, {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        words = str(status)
    return LinkStatus(status, f"the site answers {words}")


def _asked(address: str) -> str:
    """`address` as HTTP can carry it: ASCII, without what stands behind #. Raises ValueError where it cannot be."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    path, query = (quote(part, safe=_KEPT) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))


def _failed(fault: Exception) -> LinkStatus:
    """Why there is no answer, in words."""
    reason = fault.reason if isinstance(fault, URLError) else fault
    known = (answer for kind, answer in _FAILURES if isinstance(reason, kind))
    return next(known, LinkStatus(failure="its answer cannot be read"))


_FAILURES = (
    (ssl.SSLCertVerificationError, LinkStatus(failure="its certificate does not hold")),
    (ssl.SSLError, LinkStatus(failure="no safe connection to it can be made")),
    (TimeoutError, _NOT_IN_TIME),
    (socket.gaierror, LinkStatus(failure="there is no site of this name", unreachable=True)),
    (ConnectionRefusedError, LinkStatus(failure="it takes no connections", unreachable=True)),
    (OSError, LinkStatus(failure="the connection to it breaks off", unreachable=True)),
)
"""What is said of a fault; the first that fits."""


class _Timed(RawIOBase):
    """What comes from a socket until no time is `left`: a timeout of the socket alone begins anew with each byte."""

    def __init__(self, source: socket.socket, left: Callable[[], float]) -> None:
        self._socket, self._left = source, left
        self._bytes = source.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Read what is there, or wait for it."""
        left = self._left()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        return self._bytes.readinto(buffer)

    def close(self) -> None:
        """Let the socket go."""
        self._bytes.close()
        super().close()


def _opener(left: Callable[[], float]) -> OpenerDirector:
    """What speaks http and https and nothing else, until no time is `left`, by the machine's proxy where there is one.

    It follows nothing: who asks must know which way the site calls the lasting one.
    """

    class Response(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *words: Any, **more: Any) -> None:
            super().__init__(sock, *words, **more)
            self.fp.close()
            self.fp = BufferedReader(_Timed(sock, left))

    class Plain(http.client.HTTPConnection):
        response_class = Response

    class Safe(http.client.HTTPSConnection):
        response_class = Response

    class Http(HTTPHandler):
        def http_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class Https(HTTPSHandler):
        def https_open(self, req: Request) -> http.client.HTTPResponse:
            return self.do_open(Safe, req)

    director = OpenerDirector()
    for handler in (ProxyHandler(), Http(), Https(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        director.add_handler(handler)
    return director
