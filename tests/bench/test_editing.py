"""A server that does not show what was edited is not measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.editing import free_port, served
from tests.bench.runs import BuildFailed

_STUBBORN = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        if not self.path.startswith("/__serve__/"):
            self.wfile.write(b'<aside data-build="1">As it was.</aside>')

HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_a_page_that_stays_as_it_was_is_found_out(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", _STUBBORN, str(port)]
    with pytest.raises(BuildFailed, match=r"/a\.html does not show 'new words'"):
        served(command, port, tmp_path / "log", lambda _: ("/a.html", "new words"), 1)
