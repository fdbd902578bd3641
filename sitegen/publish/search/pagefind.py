"""Runs Pagefind, the program that makes the index, and hears what it says.

It is driven over a pipe (`pagefind --service`): requests in, answers out, no files on either side. It takes the
pages in the order in which they come, where a folder is read in whatever order the disk gives.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread, Timer
from typing import IO, cast

from sitegen.faults import EnvironmentFault

_FIX = "install it again: make site"
_SAID = 300  # characters of what a failing Pagefind said that an editor gets to see
_PART = 1 << 20  # bytes of its answer taken at once


@dataclass(frozen=True, slots=True)
class IndexCopy:
    """A page as Pagefind reads it: the address that its hits lead to, from the site's root, and its HTML."""

    address: str
    html: str


class PagefindFailed(EnvironmentFault):
    """Pagefind is missing, fails, hangs, or answers what nobody asked."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Pagefind, which makes the search index, {what}", _FIX)


def program() -> Path:
    """Where the installed package keeps Pagefind. Raises PagefindFailed."""
    try:
        return Path(import_module("pagefind_bin").get_executable())
    except (ImportError, FileNotFoundError) as fault:
        raise PagefindFailed("is not installed") from fault


def run(
    copies: Iterable[IndexCopy], *, count: int, language: str, folder: Path, seconds: float, jobs: int
) -> dict[str, bytes]:
    """The files of the bundle that Pagefind makes of the copies, by their path in it.

    The copies are `count`; they may be made while Pagefind is at work on those before. `folder` is an empty one to
    stand in, so that no settings file is found; `seconds` is the longest it may take, `jobs` the threads it may use
    (0: one for each core). Raises PagefindFailed.
    """
    requests, expected = _requests(copies, language), count + 2
    with TemporaryFile(dir=folder) as complaints:
        process = _start(folder, complaints, jobs)
        late = Event()
        limit = Timer(seconds, _end, (process, late))
        limit.start()
        try:
            answers = _converse(process, requests, expected)
        finally:
            limit.cancel()
            process.kill()
            process.wait()
        if late.is_set():
            raise PagefindFailed(f"has not finished after {seconds:.0f} seconds")
        if len(answers) < expected:
            complaints.seek(0)
            raise PagefindFailed(f"has failed{_quoted(complaints.read())}")
    return _files(answers)


def _requests(copies: Iterable[IndexCopy], language: str) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"keep_index_url": True, "force_language": language}}
    for copy in copies:
        yield {"type": "AddFile", "index_id": 0, "url": copy.address, "file_contents": copy.html}
    yield {"type": "GetFiles", "index_id": 0}


def _start(folder: Path, complaints: IO[bytes], jobs: int) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    if jobs:
        environment["RAYON_NUM_THREADS"] = str(jobs)
    try:
        return subprocess.Popen(  # noqa: S603  (the program of a pinned package)
            [program(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=folder,
            env=environment,
        )
    except OSError as fault:
        raise PagefindFailed(f"cannot be started ({(fault.strerror or str(fault)).lower()})") from fault


def _end(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()


def _converse(
    process: subprocess.Popen[bytes], requests: Iterable[dict[str, object]], expected: int
) -> list[bytes]:
    """The answers, `expected` of them; fewer if the process ends before.

    A message is JSON in base64, with a comma behind it. Pagefind stops when its input ends, however much there is
    still to do, so the input stays open until the last answer is here.
    """
    commands, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    heard: list[bytes] = []
    listener = Thread(target=_hear, args=(answers, expected, heard))
    listener.start()
    try:
        _send(commands, requests)
        listener.join()
    finally:
        process.kill()
        listener.join()
        answers.close()
        with suppress(OSError):
            commands.close()
    return b"".join(heard).split(b",")[:-1]


def _hear(answers: IO[bytes], missing: int, heard: list[bytes]) -> None:
    while missing > 0 and (part := os.read(answers.fileno(), _PART)):
        missing -= part.count(b",")
        heard.append(part)


def _send(commands: IO[bytes], requests: Iterable[dict[str, object]]) -> None:
    for number, request in enumerate(requests):
        message = json.dumps({"message_id": number, "payload": request}).encode()
        try:
            commands.write(b64encode(message) + b",")
            commands.flush()
        except OSError:
            return  # a process that ended early is noticed by the answers that stay away


def _files(answers: Sequence[bytes]) -> dict[str, bytes]:
    try:
        payloads = [json.loads(b64decode(answer, validate=True))["payload"] for answer in answers]
        for payload in payloads:
            if payload["type"] == "Error":
                raise PagefindFailed(f"has failed{_quoted(payload['message'].encode())}")
        return {
            file["path"].replace(os.sep, "/"): b64decode(file["content"], validate=True)
            for file in payloads[-1]["files"]
        }
    except (KeyError, TypeError, ValueError) as fault:
        raise PagefindFailed("gives an answer that cannot be read") from fault


def _quoted(said: bytes) -> str:
    text = " ".join(said.decode(errors="replace").split())
    return f": {text[-_SAID:]}" if text else ""
