"""Asking other sites whether a page is there: the one place that touches the network, and never during a build.

Each address is asked once, politely: for its head first, for the page only where the site knows no such question, and
never again after a failure. A site is asked one question at a time, with a pause between two; several sites are asked
beside one another. Nothing of a page is read.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from http import HTTPStatus
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
class Manners:
    """How to ask: who we say we are, how many seconds an answer may take, and how many lie between two questions."""

    user_agent: str
    patience: float = 15.0
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
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


def ask_all(addresses: Iterable[str], manners: Manners) -> Iterator[tuple[str, Answer]]:
    """Each of `addresses` with its answer, in the order in which they come."""
    by_site: defaultdict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_site[urlsplit(address).netloc.lower()].append(address)
    pool = ThreadPoolExecutor(_SITES_AT_ONCE)
    try:
        asked = [pool.submit(_ask_site, rest, manners) for rest in by_site.values()]
        for future in as_completed(asked):
            yield from future.result().items()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ask_site(addresses: list[str], manners: Manners) -> Mapping[str, Answer]:
    answers: dict[str, Answer] = {}
    for address in addresses:
        if answers:
            time.sleep(manners.pause)
        answers[address] = ask(address, manners)
    return answers


def ask(address: str, manners: Manners) -> Answer:
    """What the site says to `address`, and to those it leads on to."""
    here = lasting = address
    still_lasting = True
    for _ in range(MOST_HOPS):
        answer, onward = _ask_once(here, manners)
        if not onward:
            moved = not answer.failure and lasting != address
            return replace(answer, moved_to=lasting) if moved else answer
        if urlsplit(onward).scheme not in ("http", "https"):
            return Answer(failure=f"it leads on to {onward[:80]}")
        still_lasting = still_lasting and answer.status in _LASTING
        here = onward
        lasting = onward if still_lasting else lasting
    return Answer(failure="it leads on and on, and nowhere")


def _ask_once(address: str, manners: Manners) -> tuple[Answer, str]:
    """The answer to one question, and the address it leads on to, where it does."""
    answer, onward = _put("HEAD", address, manners)
    if answer.status >= 400:
        answer, onward = _put("GET", address, manners)
    return answer, onward


def _put(method: str, address: str, manners: Manners) -> tuple[Answer, str]:
    headers = {"User-Agent": manners.user_agent, "Accept": "*/*"}
    try:
        request = Request(_asked(address), method=method, headers=headers)  # noqa: S310
        with _opener().open(request, timeout=manners.patience) as response:
            return Answer(response.status), ""
    except HTTPError as refused:
        with refused:
            return _refused(refused.code), _onward(address, refused)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return _failed(fault), ""


def _onward(address: str, answer: HTTPError) -> str:
    """Where an answer leads on to; nowhere, if it is no address."""
    written = answer.headers.get("Location", "") if answer.code in _LEADS_ON else ""
    try:
        return urljoin(address, written) if 0 < len(written) <= _LONGEST else ""
    except ValueError:
        return ""


def _refused(status: int) -> Answer:
    try:
        words = f"{status}, {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        words = str(status)
    return Answer(status, f"the site answers {words}")


def _opener() -> OpenerDirector:
    """What speaks http and https and nothing else, by the machine's proxy where there is one.

    It follows nothing: `ask` must know which way the site calls the lasting one.
    """
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _asked(address: str) -> str:
    """`address` as HTTP can carry it: ASCII, without what stands behind #. Raises ValueError where it cannot be."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    path, query = (quote(part, safe=_KEPT) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))


def _failed(fault: Exception) -> Answer:
    """Why there is no answer, in words."""
    reason = fault.reason if isinstance(fault, URLError) else fault
    known = (answer for kind, answer in _FAILURES if isinstance(reason, kind))
    return next(known, Answer(failure="its answer cannot be read"))


_FAILURES = (
    (ssl.SSLCertVerificationError, Answer(failure="its certificate does not hold")),
    (ssl.SSLError, Answer(failure="no safe connection to it can be made")),
    (TimeoutError, Answer(failure="it does not answer in time", unreachable=True)),
    (socket.gaierror, Answer(failure="there is no site of this name", unreachable=True)),
    (ConnectionRefusedError, Answer(failure="it takes no connections", unreachable=True)),
    (OSError, Answer(failure="the connection to it breaks off", unreachable=True)),
)
"""What is said of a fault; the first that fits."""
