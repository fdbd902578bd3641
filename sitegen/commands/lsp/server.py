"""The protocol over stdio: which question is answered by what, and how the conversation begins and ends."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from io import BufferedReader, FileIO
from typing import Any, NamedTuple

from lsprotocol import types as lsp

from sitegen.commands.command import Options, Result
from sitegen.commands.lsp import answers, edits
from sitegen.commands.lsp.connection import Connection
from sitegen.faults import Fault

_TRIGGERS = ("[", "@", "#", "|", "(", "/", "-", " ", ":", ",")
_WATCHED = ("**/content/**", "**/layouts/**")
_MOST_HEADER, _MOST_MESSAGE = 4096, 64 * 1024 * 1024
"""Bytes of a line of a message's header, and of a message."""
_ENTRIES = lsp.FileOperationFilter(lsp.FileOperationPattern("**/content/*/*.md"), "file")


def serve(options: Options) -> Result:
    """Serve over stdin and stdout until the editor program goes. Faulty if it went without saying that it would."""
    logging.disable(logging.CRITICAL)  # the library would repeat each message on stderr
    # What anything prints goes to stderr: one word too many on stdout ends the conversation.
    with _BoundedReader(FileIO(os.dup(0))) as stdin, os.fdopen(os.dup(1), "wb") as stdout:
        sys.stdout.flush()
        os.dup2(2, 1)
        server = connected(options)
        server.start_io(stdin, stdout)
    gone = Fault("environment", "the editor program went without a word")
    return Result(faults=() if server.was_told_to_stop else (gone,))


class _BoundedReader(BufferedReader):
    """Takes no more memory than a message can need, whatever length one claims; a longer one ends the conversation."""

    def readline(self, _size: int | None = -1, /) -> bytes:
        return super().readline(_MOST_HEADER)

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) if size and size <= _MOST_MESSAGE else b""


class _Feature(NamedTuple):
    method: str
    function: Callable[..., Any]
    options: Any = None
    in_thread: bool = False
    """What takes long: whoever types meanwhile is not kept waiting."""


def connected(options: Options) -> Connection:
    """A connection that has an answer to everything in `_FEATURES`."""
    server = Connection(options)
    for feature in _FEATURES:
        function = server.thread()(feature.function) if feature.in_thread else feature.function
        server.feature(feature.method, feature.options)(function)
    return server


def _begun(server: Connection, _: lsp.InitializedParams) -> None:
    watching = server.client_capabilities.workspace
    files = watching.did_change_watched_files if watching else None
    if files and files.dynamic_registration:
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        wanted = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        one = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, wanted)
        server.client_register_capability(lsp.RegistrationParams([one]))
    server.changed()


def _told_to_stop(server: Connection, _: None) -> None:
    server.was_told_to_stop = True


def _opened(server: Connection, told: lsp.DidOpenTextDocumentParams) -> None:
    server.opened(told.text_document.uri, told.text_document.text, told.text_document.version)


def _typed(server: Connection, told: lsp.DidChangeTextDocumentParams) -> None:
    if told.content_changes:
        server.opened(told.text_document.uri, told.content_changes[-1].text, told.text_document.version)


def _closed(server: Connection, told: lsp.DidCloseTextDocumentParams) -> None:
    server.closed(told.text_document.uri)


def _changed_on_disk(server: Connection, _: Any) -> None:
    server.changed()


_FEATURES = (
    _Feature(lsp.INITIALIZED, _begun),
    _Feature(lsp.SHUTDOWN, _told_to_stop),
    _Feature(lsp.TEXT_DOCUMENT_DID_OPEN, _opened),
    _Feature(lsp.TEXT_DOCUMENT_DID_CHANGE, _typed),
    _Feature(lsp.TEXT_DOCUMENT_DID_CLOSE, _closed),
    _Feature(lsp.TEXT_DOCUMENT_DID_SAVE, _changed_on_disk),
    _Feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, _changed_on_disk),
    _Feature(
        lsp.TEXT_DOCUMENT_COMPLETION, answers.complete, lsp.CompletionOptions(trigger_characters=_TRIGGERS)
    ),
    _Feature(lsp.TEXT_DOCUMENT_HOVER, answers.hover),
    _Feature(lsp.TEXT_DOCUMENT_DEFINITION, answers.definition),
    _Feature(lsp.TEXT_DOCUMENT_REFERENCES, answers.references, in_thread=True),
    _Feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.outline),
    _Feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK, answers.links),
    _Feature(lsp.WORKSPACE_SYMBOL, answers.symbols),
    _Feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        edits.fixes,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
    ),
    _Feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME, edits.prepare),
    _Feature(
        lsp.TEXT_DOCUMENT_RENAME, edits.rename, lsp.RenameOptions(prepare_provider=True), in_thread=True
    ),
    _Feature(
        lsp.WORKSPACE_WILL_RENAME_FILES,
        edits.will_move,
        lsp.FileOperationRegistrationOptions([_ENTRIES]),
        in_thread=True,
    ),
)
