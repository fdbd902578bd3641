"""Who types is answered at once, whatever else is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from lsprotocol import types as lsp

from sitegen.commands.command import Options
from sitegen.commands.lsp.connection import Connection
from sitegen.commands.lsp.live_site import LiveSite, Look
from sitegen.commands.lsp.positions import Lines
from tests.faults.case import write_site
from tests.faults.told import options_for

NOTE, OTHER = "content/notes/brief.md", "content/notes/other.md"
TEXT = "---\ntitle: A brief\ntopics: [{}]\nupdated: 2024-05-01\n---\nWords on [[{}]].\n"
_PATIENCE = 60.0


class HeldUp(LiveSite):
    """Looks at the site once `go` is set, and notes of each look whether it was still asked for then."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.last = self.look({}, None)
        self.go, self.looks = Event(), list[bool]()

    def look(
        self,
        unsaved: Mapping[str, bytes],
        before: Look | None,
        still_asked: Callable[[], bool] = lambda: True,
    ) -> Look:
        if before:
            self.go.wait(_PATIENCE)
            self.looks.append(still_asked())
        return super().look(unsaved, before, still_asked)


class Heard(Connection):
    """What it would tell an editor program, which counts in whole characters, stands in `told`."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.site: HeldUp = HeldUp(options)
        self.told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    def lines_of(self, path: str) -> Lines:
        return Lines(self.site.bytes_of(path), len)

    def text_document_publish_diagnostics(self, params: lsp.PublishDiagnosticsParams) -> None:
        self.told.put_nowait(params)

    async def hear(self, path: str, version: int | None) -> list[object]:
        """The codes of what is told of a version of a file."""
        while True:
            told = await asyncio.wait_for(self.told.get(), _PATIENCE)
            if told.uri == self.uri_of(path) and told.version == version:
                return [fault.code for fault in told.diagnostics]


def converse(root: Path, conversation: Callable[[Heard], Coroutine[object, object, None]]) -> None:
    """Hold a conversation about a site with two notes, of which one refers to the other."""
    write_site(root, {NOTE: TEXT.format("strike", "strike"), OTHER: TEXT.format("strike", "brief")})
    server = Heard(options_for(root))
    with ThreadPoolExecutor(1) as thread:  # a browser that runs in this one has a loop of its own
        thread.submit(lambda: asyncio.run(conversation(server))).result()


def test_keys_are_answered_while_the_site_is_looked_at_which_is_begun_anew(tmp_path: Path) -> None:
    converse(tmp_path, _typed)


async def _typed(server: Heard) -> None:
    uri = server.uri_of(NOTE)
    server.opened(uri, TEXT.format("strik", "strike"), 1)
    assert await server.hear(NOTE, 1) == ["reference-missing"]
    server.opened(uri, TEXT.format("strike, no-such-thing", "strike").replace("title: A brief\n", ""), 2)
    assert await server.hear(NOTE, 2) == ["key-missing", "reference-missing"]
    server.opened(uri, TEXT.format("strike", "strike").replace("title:", "draft: true\ntitle:"), 3)
    assert await server.hear(NOTE, 3) == []
    server.site.go.set()
    assert await server.hear(OTHER, None) == ["reference-withheld"]
    assert server.site.looks == [False, True]


def test_what_another_open_text_refers_to_is_told_of_it_before_the_site_is_looked_at(tmp_path: Path) -> None:
    converse(tmp_path, _referred_to)


async def _referred_to(server: Heard) -> None:
    note, text = server.uri_of(NOTE), TEXT.format("strike", "strike")
    server.opened(server.uri_of(OTHER), TEXT.format("strike", "brief"), 1)
    assert await server.hear(OTHER, 1) == []
    server.opened(note, text.replace("title:", "draft: true\ntitle:"), 1)
    assert await server.hear(OTHER, 1) == ["reference-withheld"]
    server.opened(server.uri_of(OTHER), f"{TEXT.format('strike', 'brief')}\nMore.\n", 2)
    assert await server.hear(OTHER, 2) == ["reference-withheld"]
    server.opened(note, text, 2)
    assert await server.hear(OTHER, 2) == []
    assert server.site.looks == []
    server.site.go.set()
