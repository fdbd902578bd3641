"""What is shared with one editor program: the site, what is open in it, and what it was told of which file.

Whole texts are sent at each change: the library takes other characters than the protocol for ends of lines, so parts
could be put in the wrong place. What is typed is looked at a moment later, so that a burst of changes is one; the whole
site is looked at in a thread, which gives up where something is typed meanwhile, and begins again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TypeVar
from unicodedata import normalize

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from sitegen.commands.command import Options
from sitegen.commands.lsp import places
from sitegen.commands.lsp.live_site import GivenUp, LiveSite, Look
from sitegen.commands.lsp.positions import Lines, Position, Stretch
from sitegen.commands.process import free_memory, write_bug_report
from sitegen.faults import EnvironmentFault, Fault, Span
from sitegen.model.kinds import Entry

T = TypeVar("T")

_PAUSE = 0.02
"""Seconds in which what is typed is gathered."""
_LARGE, _REST = 0.2, 0.4
"""A site that takes as many seconds to look at is not looked at before nothing was typed for so long."""
_SEVERITIES = {"error": lsp.DiagnosticSeverity.Error, "warning": lsp.DiagnosticSeverity.Warning}


class Connection(LanguageServer):
    """What the handlers share: the site, what is open under which address, and what was told of which file."""

    def __init__(self, options: Options) -> None:
        super().__init__(
            "briefing-site", "1", text_document_sync_kind=lsp.TextDocumentSyncKind.Full, max_workers=4
        )
        self.site = LiveSite(options)
        self.was_told_to_stop = False
        self._root = options.root, options.root.resolve()
        self._uris: dict[str, str] = {}
        self._versions: dict[str, int] = {}
        self._told: dict[str, tuple[tuple[Fault, ...], int | None]] = {}
        self._typed: set[str] = set()
        self._changes = 0
        self._looking: asyncio.Task[None] | None = None
        self._seconds = 0.0
        self._said = ""

    def path_of(self, uri: str) -> str | None:
        """The path of a text of the site from its root; None of all others."""
        disk = to_fs_path(uri) if uri.startswith("file:") else None
        for root in self._root if disk else ():
            for given in (Path(disk or ""), Path(disk or "").resolve()):
                if given.is_relative_to(root):
                    path = normalize("NFC", given.relative_to(root).as_posix())
                    return path if self.site.is_content(path) else None
        return None

    def uri_of(self, path: str) -> str:
        """The address of a file: the one under which it is open, if it is."""
        return self._uris.get(path) or from_fs_path(str(self.site.options.root / path)) or ""

    def lines_of(self, path: str) -> Lines:
        """The lines of a file as the editor program has it."""
        return Lines(self.site.bytes_of(path), self.workspace.position_codec.client_num_units)

    def range_of(self, span: Span, lines: Lines) -> lsp.Range:
        """Where a span stands, in the program's positions."""
        return range_of(lines.stretch(span))

    def location(self, path: str, span: Span) -> lsp.Location:
        """A place in a file."""
        return lsp.Location(self.uri_of(path), self.range_of(span, self.lines_of(path)))

    def place(self, uri: str, position: lsp.Position) -> tuple[str, Lines, tuple[int, int], Look] | None:
        """What is asked about: the path, its lines, the place in them, and the last look. None where nothing can be said."""
        path, look = self.path_of(uri), self.site.last
        if path is None or look is None:
            return None
        lines = self.lines_of(path)
        return path, lines, lines.place(Position(position.line, position.character)), look

    def lead(self, uri: str, position: lsp.Position) -> tuple[Entry, places.Lead | None, Look] | None:
        """The entry in a file, and what leads on from a place in it."""
        asked = self.place(uri, position)
        entry = self.site.entry_at(asked[0]) if asked else None
        if asked is None or entry is None:
            return None
        number, letters = asked[2]
        return entry, places.lead_at(entry, asked[3], number, letters), asked[3]

    def opened(self, uri: str, text: str, version: int | None) -> None:
        """A text is open, or another one."""
        path = self.path_of(uri)
        if path is not None:
            self._uris[path] = uri
            if version is not None:
                self._versions[path] = version
            self.site.unsaved[path] = text.encode("utf-8", "surrogatepass")
            if not self._typed:
                asyncio.get_running_loop().call_later(_PAUSE, self._answer)
            self._typed.add(path)

    def closed(self, uri: str) -> None:
        """A text is as it is on the disk again."""
        path = self.path_of(uri)
        if path is not None:
            self.site.unsaved.pop(path, None)
            self._versions.pop(path, None)
            self.changed()
            # The address may have been one that only this program writes so.
            self._uris.pop(path, None)

    def changed(self) -> None:
        """Something is other than it was: the site is looked at, if it is not already."""
        self._changes += 1
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())

    def _answer(self) -> None:
        """Tell at once what can be told at once of what was typed."""
        typed, self._typed = self._typed, set()
        for path in sorted(typed & self.site.unsaved.keys()):
            if self.site.last:
                self._tell(path, self.site.quick(path, self.site.unsaved[path]))
        # A look that is under way may have seen what was typed before, and be told to others last.
        if (self._looking and not self._looking.done()) or not self.site.glance():
            self.changed()
            self._tell_all_open()

    def _tell_all_open(self) -> None:
        """Tell at once of every text that is open what can be, where one is typed that others may refer to."""
        if self.site.last and len(self.site.unsaved) > 1:
            self.site.know()
            for path, raw in sorted(self.site.unsaved.items()):
                self._tell(path, self.site.quick(path, raw))

    async def _look(self) -> None:
        """Look at the site until it has not changed meanwhile; a large one not before what is typed has come to rest."""
        seen = -1
        while seen != self._changes:
            while seen != self._changes and self._seconds > _LARGE:
                seen = self._changes
                await asyncio.sleep(_REST)
            seen = self._changes
            await self._look_once(seen)

    async def _look_once(self, seen: int) -> None:
        """Tell what a look comes to. Nothing can be answered before the first, so that one is never given up."""
        site, began = self.site, monotonic()

        def still_asked() -> bool:
            return site.last is None or seen == self._changes

        try:
            look = await _in_thread(partial(site.look, dict(site.unsaved), site.last, still_asked))
        except GivenUp:
            return
        except EnvironmentFault as refused:
            self._say(f"{refused.message}. {refused.fix}")
            return
        except Exception as bug:  # noqa: BLE001 - as at the end of a command; but the editor's day goes on
            where = write_bug_report(bug, site.options.cache_dir)
            self._say(f"this is a bug of the generator, not of your content. Report: {where}")
            return
        self._said, self._seconds, site.last = "", monotonic() - began, look
        told: dict[str, tuple[Fault, ...]] = {}
        for fault in look.faults:
            if fault.path.startswith("content/"):
                told[fault.path] = (*told.get(fault.path, ()), fault)
        for path in told.keys() | self._told.keys() | site.unsaved.keys():
            raw = site.unsaved.get(path)
            if raw != look.unsaved.get(path) and raw is not None:
                self._tell(path, site.quick(path, raw))
            else:
                self._tell(path, told.get(path, ()))
        await _in_thread(free_memory)

    def _tell(self, path: str, faults: tuple[Fault, ...]) -> None:
        version = self._versions.get(path)
        if self._told.get(path, ((), None)) == (faults, version):
            return
        self._told[path] = faults, version
        if not faults and version is None:
            del self._told[path]
        lines = self.lines_of(path)
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(
                self.uri_of(path),
                [self.diagnostic(fault, lines) for fault in faults],
                version,
            )
        )

    def diagnostic(self, fault: Fault, lines: Lines) -> lsp.Diagnostic:
        """A fault as the program shows it: with its fix, which is known by it when one is asked for."""
        return lsp.Diagnostic(
            range=self.range_of(fault.span, lines),
            message=f"{fault.message}\nfix: {fault.fix}" if fault.fix else fault.message,
            severity=_SEVERITIES[fault.severity],
            code=fault.code,
            source="briefing-site",
        )

    def version_of(self, path: str) -> int | None:
        """The version of a text that is open, as the program counts."""
        return self._versions.get(path)

    def told_of(self, path: str) -> tuple[Fault, ...]:
        """The faults that are shown in a file."""
        return self._told.get(path, ((), None))[0]

    def _say(self, message: str) -> None:
        if message != self._said:
            self._said = message
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, message))


def _in_thread(function: Callable[[], T]) -> asyncio.Future[T]:
    """What `function` returns or raises. The thread holds nobody back who wants to end the program."""
    loop = asyncio.get_running_loop()
    found: asyncio.Future[T] = loop.create_future()

    def tell(settle: Callable[..., None], value: object) -> None:
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(settle, value)

    def run() -> None:
        try:
            value = function()
        except Exception as raised:  # noqa: BLE001 - it is raised where it is waited for
            tell(found.set_exception, raised)
        else:
            tell(found.set_result, value)

    Thread(target=run, daemon=True).start()
    return found


def range_of(stretch: Stretch) -> lsp.Range:
    """A stretch as the protocol has it."""
    return lsp.Range(*(lsp.Position(*position) for position in stretch))
