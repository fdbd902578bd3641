"""What speaks http with a site until a time is over, and not a byte longer."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable
from io import BufferedReader, RawIOBase
from typing import Any
from urllib.request import (  # noqa: TID251 - for the one place that asks the network
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)


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


def opener(left: Callable[[], float]) -> OpenerDirector:
    """What speaks http and https and nothing else, while time is `left`, by the machine's proxy where there is one.

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
