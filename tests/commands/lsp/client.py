"""An editor program as the server sees it: messages over stdio, one conversation."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

HOME = Path(__file__).parent.parent.parent.parent
_PATIENCE = 60.0
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"resourceOperations": ["rename"]},  # as Neovim has it, which takes documentChanges
    },
}

Message = dict[str, Any]


class Client:
    """Speaks with the process of a server, whose site is at `root`."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self.process, self.root = process, root
        self.diagnostics: dict[str, list[Message]] = {}
        self._number = 0
        self._versions: dict[str, int] = {}
        self._heard: Queue[Message | None] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def uri(self, path: str) -> str:
        """The address of a file of the site."""
        return (self.root / path).as_uri()

    def send(self, raw: bytes) -> None:
        """Say anything at all."""
        assert self.process.stdin
        self.process.stdin.write(raw)
        self.process.stdin.flush()

    def say(self, **message: Any) -> None:
        """One message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method: str, **params: Any) -> None:
        """Tell something."""
        self.say(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        """Ask for something, and return the result; an error is raised as a ValueError of its message."""
        self._number += 1
        number = self._number
        self.say(id=number, method=method, params=params)
        answer = self.until(lambda message: message.get("id") == number and "method" not in message)
        if "error" in answer:
            raise ValueError(answer["error"]["message"])
        return answer["result"]

    def begin(self, capabilities: Message = CAPABILITIES) -> Message:
        """Begin the conversation; what the server can do."""
        result: Message = self.ask(
            "initialize", processId=None, rootUri=self.root.as_uri(), capabilities=capabilities
        )
        self.notify("initialized")
        return result

    def open(self, path: str, text: str | None = None) -> str:
        """Open a file, and return its text."""
        shown = (self.root / path).read_text(encoding="utf-8") if text is None else text
        self._versions[path] = 1
        document = {"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": shown}
        self.notify("textDocument/didOpen", textDocument=document)
        return shown

    def type(self, path: str, text: str) -> int:
        """Make the text of an open file another; its version then."""
        self._versions[path] += 1
        document = {"uri": self.uri(path), "version": self._versions[path]}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return self._versions[path]

    def at(self, method: str, path: str, line: int, character: int, **more: Any) -> Any:
        """Ask for something at a place, counted as editors show it: from 1."""
        position = {"line": line - 1, "character": character - 1}
        return self.ask(
            f"textDocument/{method}", textDocument={"uri": self.uri(path)}, position=position, **more
        )

    def until_told(self, path: str, fits: Callable[[Message], bool]) -> list[Message]:
        """Wait for the diagnostics of a file that fit."""
        uri = self.uri(path)
        told = self.until(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics"
                and m["params"]["uri"] == uri
                and fits(m["params"])
            )
        )
        diagnostics: list[Message] = told["params"]["diagnostics"]
        return diagnostics

    def until(self, fits: Callable[[Message], bool]) -> Message:
        """Wait for a message that fits."""
        while (message := self._heard.get(timeout=_PATIENCE)) is not None:
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                self.say(id=message["id"], result=None)
            if fits(message):
                return message
        raise EOFError("the server has gone")

    def end(self) -> int:
        """End the conversation as one should; the exit code."""
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(_PATIENCE)

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                assert name in ("Content-Length", "Content-Type"), header
                length = int(value) if name == "Content-Length" else length
                header = stream.readline()
            self._heard.put(json.loads(stream.read(length)))
        self._heard.put(None)


@contextmanager
def conversation(root: Path, *words: str) -> Iterator[Client]:
    """A server of the site at `root`, to be spoken with; it is ended at the end, if it has not ended."""
    command = [sys.executable, str(HOME / "build.py"), "lsp", "--root", str(root), *words]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield Client(process, root)
        finally:
            process.kill()
