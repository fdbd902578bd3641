"""A site that is served, as an editor starts it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Timer

from tests.faults.case import HOME

_PATIENCE = 120.0  # seconds that it may take until what a test waits for is said; machines are shared
_ADDRESS = re.compile(r"Serving (http://\S+) ")


class Serving:
    """A running `build.py serve`: its `address`, and what it says, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = self.until("Serving ")
        found = _ADDRESS.search(self.said)
        assert found, self.said
        self.address = found[1]

    def until(self, words: str) -> str:
        """What it says up to the line with these words."""
        assert self.process.stdout
        said = ""
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(f"it ended without {words!r}:\n{said}")

    def page(self, path: str) -> bytes:
        """What it answers at a path."""
        return ask(int(self.address.rpartition(":")[2].strip("/")), path)[1]

    def stop(self) -> int:
        """Ctrl-C; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


@contextmanager
def serving(root: Path, *more: str, editor_url: str = "") -> Iterator[Serving]:
    """Serve the site at `root` while the block runs, at a port that is free."""
    words = ["serve", "--root", str(root), "--port", "0", "--today", "2024-06-01", "--jobs", "1", *more]
    with subprocess.Popen(
        [sys.executable, "build.py", *words],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"EDITOR_URL": editor_url, "PATH": ""},
    ) as process:
        late = Timer(_PATIENCE, process.kill)
        late.start()
        try:
            yield Serving(process)
        finally:
            late.cancel()
            process.kill()


def ask(port: int, address: str, *, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    """The answer of the server at a port of this machine to one request, and the body of it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request(
        method, address, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body
