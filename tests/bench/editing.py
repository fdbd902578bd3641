"""`make bench-serve`: what an editor waits for, `serve` beside `hugo server`, and the language server.

Each edit is of another article, whose page is open: the program says that it is another one, as it does to a browser, and
then the new words stand on it. The next edit waits until the programs are at rest, so all that an edit costs is counted: with
us the search index as well, which Hugo does not make. The real site has no edition for Hugo. Processors and memory are
those of all processes of a program, and are read from `/proc` (Linux).

A site stays as large as it is, whatever the number of edits: so memory that grows with them is memory that is lost
(`--memory`, or `make bench-serve MEMORY=yes`).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, gettempdir
from time import monotonic, sleep

from tests.bench import edits, peer
from tests.bench.corpus import Corpus
from tests.bench.figures import table
from tests.bench.ours import ROOT, TODAY, Ours, write_text
from tests.bench.peer import Hugo
from tests.bench.runs import SMALLEST, BuildFailed, measure
from tests.commands.lsp.client import Client, Message, conversation

_PATIENCE = 600.0
_REST = 0.3, 0.2
"""Seconds in which a program at rest takes at most this part of a processor: ours looks for changes."""
_WEIGHED = 100, 500
"""After so many edits memory is looked at, beside the beginning and the end."""
_TICK = os.sysconf("SC_CLK_TCK")
_BETWEEN_KEYS = 0.15
_BUILD = re.compile(rb'data-build="([0-9]+)"')


@dataclass(frozen=True, slots=True)
class Served:
    """What a program took: seconds to the first page, and of each edit to its page; processor seconds of each; the bytes
    that it held after so many edits.
    """

    first: float
    waits: Sequence[float]
    cpu: Sequence[float]
    memory: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """What an editor program asked for: seconds until each answer, and processor seconds of each, later looks included."""

    what: str
    waits: Sequence[float]
    cpu: float


class _Program:
    """A server that runs, and all the processes it has started."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._group, self._port = process.pid, port

    def get(self, address: str) -> bytes:
        """What stands at an address; nothing while nobody answers."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except OSError:
            return b""
        finally:
            connection.close()
        return body if answer.status == 200 else b""

    def listen(self, address: str) -> socket.socket:
        """A connection on which something is said whenever the page at `address`, which is open, may be another one."""
        build = _BUILD.search(self.get(address))
        question = f"/__serve__/events?page={address}&build={build[1].decode()}" if build else "/livereload"
        socketed = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        socketed += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        more = "" if build else socketed
        connection = socket.create_connection(("127.0.0.1", self._port), timeout=_PATIENCE)
        connection.sendall(f"GET {question} HTTP/1.1\r\nHost: localhost:{self._port}\r\n{more}\r\n".encode())
        heard = connection.recv(65536)
        if not heard.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200", b"HTTP/1.1 101")):
            raise BuildFailed(f"{question} is answered by {heard[:60]!r}")
        return connection

    @property
    def cpu(self) -> float:
        """Processor seconds so far, those of processes that have ended included."""
        return sum(map(_cpu, self._stats()))

    @property
    def memory(self) -> int:
        """Bytes, those that processes share counted once."""
        found = 0
        for stat in self._stats():
            with suppress(OSError):
                held = stat.path.with_name("smaps_rollup").read_text(encoding="ascii")
                found += int(held.partition("\nPss:")[2].split()[0]) * 1024
        return found

    def rest(self) -> None:
        """Wait until nothing is done any more."""
        seconds, part = _REST
        end = monotonic() + _PATIENCE
        before = -1.0
        while (now := self.cpu) - before > seconds * part and monotonic() < end:
            before = now
            sleep(seconds)

    def _stats(self) -> Iterator[_Stat]:
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has ended
                stat = _Stat(path)
                if int(stat.fields[2]) == self._group:
                    yield stat


class _Stat:
    """`/proc/PID/stat`: what stands in it behind the name of the process. Raises OSError where there is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _cpu(stat: _Stat) -> float:
    return sum(map(float, stat.fields[11:15])) / _TICK


@contextmanager
def _running(command: Sequence[str], port: int, log: Path) -> Iterator[_Program]:
    """A server while the block runs; all its processes are ended then."""
    with (
        log.open("wb") as said,
        subprocess.Popen(
            [*command], stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        ) as process,
    ):
        try:
            yield _Program(process, port)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


Edit = Callable[[int], tuple[str, str]]
"""Edits an article; the address of its page, and what stands on it then."""


def served(command: Sequence[str], port: int, log: Path, edit: Edit, runs: int) -> Served:
    """What a server takes for some edits. Raises BuildFailed."""
    with _running(command, port, log) as program:
        begun = monotonic()
        _until(lambda: bool(program.get("/")), f"{command[0]} answers, see {log}")
        first = monotonic() - begun
        program.rest()
        waits, cpu, memory = [], [], {0: program.memory}
        for turn in range(runs):
            before = program.cpu
            waits.append(_wait(program, edit, turn))
            program.rest()
            cpu.append(program.cpu - before)
            if turn + 1 in (*_WEIGHED, runs):
                memory[turn + 1] = program.memory
        return Served(first, waits, cpu, memory)


def _wait(program: _Program, edit: Edit, turn: int) -> float:
    """Seconds from the save of an edit to its words on the page, which is looked at when the program says so."""
    address, _ = edit(-1 - turn)
    with program.listen(address) as news:
        begun = monotonic()
        _, words = edit(turn)
        while words.encode() not in program.get(address):
            if monotonic() > begun + _PATIENCE or not news.recv(65536):
                raise BuildFailed(f"{address} does not show {words!r}")
        return monotonic() - begun


def _until(is_so: Callable[[], bool], what: str) -> None:
    end = monotonic() + _PATIENCE
    while not is_so():
        if monotonic() > end:
            raise BuildFailed(f"nothing came of this: {what}")
        sleep(0.02)


def _edit_of(side: edits.Side, articles: Sequence[str]) -> Edit:
    """Another sentence at the end of an article, each time of another one; with a turn below 0 only says which is next."""

    def edit(turn: int) -> tuple[str, str]:
        article = articles[(turn if turn >= 0 else -1 - turn) % len(articles)]
        words = f"This is sentence {turn} that an editor has added."
        if turn >= 0:
            before = r"\n(?:This is sentence [0-9]+ that an editor has added\.\n)?\Z"
            edits.change(side.source("articles", article), before, f"\n{words}\n")
        address = side.page("articles", article).relative_to(side.out).as_posix()
        return f"/{address.removesuffix('index.html')}", words

    return edit


def free_port() -> int:
    """A port of this machine that nobody serves at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


_NAME = "Quill Of Benchmark"
_PERSON, _NOTE = "content/people/quill-of-benchmark.md", "content/notes/of-the-benchmark.md"


def typed(root: Path, article: str, runs: int, *words: str) -> Iterator[Typed]:
    """What the language server of the site at `root` takes to answer."""
    topic = min((root / "content/topics").glob("*.md")).stem
    head = f"title: A note\ntopics: [{topic}]\nupdated: 2020-01-01"
    write_text(root / _PERSON, f"---\nname: {_NAME}\nsummary: She is typed.\n---\n")
    write_text(root / _NOTE, f"---\n{head}\n---\n\nAsk [[{_NAME}]].\n")
    with conversation(root, *words) as client:
        client.begin()
        text, person = client.open(article), client.open(_PERSON)
        client.open(_NOTE)
        _told(client, article, f"{text}\n[[no-such-thing]]\n", "no-such-thing")
        stat = Path(f"/proc/{client.process.pid}/stat")

        def timed(what: str, act: Callable[[int], float], times: int = runs) -> Typed:
            before = _cpu(_Stat(stat))
            waits = [act(number) for number in range(times)]
            return Typed(what, waits, (_cpu(_Stat(stat)) - before) / times)

        yield timed(
            "a letter in a text",
            lambda n: _told(client, article, f"{text}\n[[no-such-thing-{n}]]\n", f"thing-{n}"),
        )
        yield timed(
            "a letter in front matter",
            lambda n: _told(client, article, text.replace("---\n", f"---\nno_such_{n}: x\n", 1), f"such_{n}"),
        )
        client.type(article, text)
        yield timed(
            "a name, told where it is used",
            lambda n: _told_elsewhere(client, person.replace(_NAME, f"Bench {n}"), person),
            max(1, runs // 5),
        )
        yield timed(
            "what may be written behind [[", lambda _: _completed(client, article, f"{text}\nAsk [[a")
        )
        client.end()


def _told(client: Client, path: str, text: str, words: str) -> float:
    """Seconds from a key to what is told of this very text."""
    sleep(_BETWEEN_KEYS)
    begun = monotonic()
    version = client.type(path, text)
    client.until_told(path, lambda told: told["version"] == version and words in str(told["diagnostics"]))
    return monotonic() - begun


def _told_elsewhere(client: Client, text: str, before: str) -> float:
    """Seconds from a name that is none any more to its fault in the file that refers to it; then it is one again."""

    def is_faulty(told: Message) -> bool:
        return _NAME in str(told["diagnostics"])

    begun = monotonic()
    client.type(_PERSON, text)
    client.until_told(_NOTE, is_faulty)
    took = monotonic() - begun
    client.type(_PERSON, before)
    client.until_told(_NOTE, lambda told: not is_faulty(told))
    return took


def _completed(client: Client, path: str, text: str) -> float:
    client.type(path, text)
    lines = text.split("\n")
    begun = monotonic()
    client.at("completion", path, len(lines), len(lines[-1]) + 1)
    return monotonic() - begun


def main(words: Sequence[str]) -> int:
    """0 when everything was measured, whatever it was; 1 when something failed, 2 when a tool is missing."""
    parser = argparse.ArgumentParser(prog="make bench-serve", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", help="numbers of articles (default: 1000 10000)")
    parser.add_argument("--runs", type=int, help="edits of each (default: 50)")
    parser.add_argument(
        "--memory", action="store_true", help="what is held after 1000 edits, of serve on the real site alone"
    )
    parser.add_argument("--no-real", action="store_true", help="leave the site of this repository out")
    parser.add_argument("--place", type=Path, default=Path(gettempdir()), help="where the sites are written")
    options = parser.parse_args(words)
    usual = ([], 1_000) if options.memory else ([1_000, 10_000], 50)
    sizes, runs = options.sizes or usual[0], options.runs or usual[1]
    if min(sizes, default=SMALLEST) < SMALLEST:
        parser.error(f"a size is {SMALLEST} articles or more")
    serving, typing = [], []
    try:
        for size in [*([] if options.no_real else [0]), *sizes]:
            with TemporaryDirectory(dir=options.place, prefix="bench-") as folder:
                rows, keys = _measured(size, Path(folder), runs, alone=options.memory)
                serving += rows
                typing += keys
                print(*(" ".join(row) for row in (*rows, *keys)), sep="\n", file=sys.stderr, flush=True)
    except peer.ToolMissing as error:
        print(error, file=sys.stderr)
        return 2
    except BuildFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(table([_HEAD, *serving]), *([table([_KEYS, *typing])] if typing else []), sep="\n\n")
    return 0


_HEAD = (
    "articles",
    "server",
    "first page s",
    "edit: median s",
    "worst s",
    "cpu s",
    "MB (after so many edits)",
)
_KEYS = ("articles", "language server", "median ms", "worst ms", "cpu ms")


def _measured(
    size: int, folder: Path, runs: int, *, alone: bool
) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """The rows of one site: with `size` articles, or the real one (0); of `serve` `alone`, or beside others."""
    ours, hugo = Ours(folder / "ours"), Hugo(folder / "hugo")
    if size:
        ours.write(Corpus(size))
        hugo.write(Corpus(size))
    else:
        shutil.copytree(ROOT / "content", ours.root / "content")
    label, day = (f"{size:,}", ["--today", TODAY]) if size else ("real site", [])
    articles = sorted(path.stem for path in (ours.root / "content/articles").glob("*.md"))
    build, port = [sys.executable, str(ROOT / "build.py")], free_port()
    serve = [*build, "serve", "--root", str(ours.root), "--port", str(port), *day]
    rows = [_row(label, "ours", served(serve, port, folder / "ours.log", _edit_of(ours, articles), runs))]
    if alone:
        return rows, []
    if size:
        port = free_port()
        serve = [str(peer.program()), "server", "--source", str(hugo.root), "--port", str(port)]
        rows.append(
            _row(label, "Hugo", served(serve, port, folder / "hugo.log", _edit_of(hugo, articles), runs))
        )
    measure([[*build, "--root", str(ours.root), "--no-search", *day]], folder / "build.log")
    keys = typed(ours.root, f"content/articles/{articles[0]}.md", runs, *day)
    return rows, [(label, key.what, *_spread(key.waits, 1_000), f"{1_000 * key.cpu:.0f}") for key in keys]


def _row(label: str, name: str, found: Served) -> Sequence[str]:
    memory = ", ".join(f"{held / 1_000_000:.0f} ({edits:,})" for edits, held in found.memory.items())
    return label, name, f"{found.first:.1f}", *_spread(found.waits), f"{median(found.cpu):.2f}", memory


def _spread(seconds: Sequence[float], times: int = 1) -> tuple[str, str]:
    """The median and the worst, in parts of a second."""
    form = "{:.0f}" if times > 1 else "{:.2f}"
    return form.format(times * median(seconds)), form.format(times * max(seconds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
