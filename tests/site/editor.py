"""The hands of an editor: what they do to the files of a site. What is not there is left alone."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from sitegen.publish.snapshot import clock
from tests.site.town import FILES, HOME, write_town


class Editor:
    """Edits the site at `root`. Paths are from there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write_town(root)

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8", newline="\n")

    def is_there(self, *paths: str) -> bool:
        return all((self.root / path).is_file() for path in paths)

    def append(self, path: str, text: str) -> None:
        if self.is_there(path):
            self.write(path, f"{self.text(path)}\n{text}\n")

    def replace(self, path: str, old: str, new: str) -> None:
        if self.is_there(path):
            self.write(path, self.text(path).replace(old, new))

    def set_key(self, path: str, key: str, line: str) -> None:
        """Puts `line` (or nothing) in the place of a key of the front matter, or at its end."""
        if not self.is_there(path):
            return
        opening, header, body = self.text(path).split("---\n", 2)
        header = re.sub(rf"^{key}:.*\n(?:[ -].*\n)*", "", header, flags=re.MULTILINE)
        self.write(path, f"{opening}---\n{header}{line}{line and chr(10)}---\n{body}")

    def set_setting(self, key: str, line: str) -> None:
        kept = [old for old in self.text("content/site.yaml").splitlines() if not old.startswith(f"{key}:")]
        self.write("content/site.yaml", "\n".join([*kept, line, ""]))

    def retitle(self, path: str, words: str) -> None:
        if self.is_there(path):
            self.write(
                path, re.sub(r"(?m)^(title|name|question): .*", rf"\1: {words}", self.text(path), count=1)
            )

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def rename(self, path: str, name: str, *, everywhere: bool) -> None:
        """Gives a file another id; with `everywhere` in what names it too, and its old address leads on."""
        old = Path(path).stem
        new = f"{Path(path).parent.as_posix()}/{name}.md"
        if not self.is_there(path) or self.is_there(new):
            return
        (self.root / path).rename(self.root / new)
        if everywhere:
            for file in sorted((self.root / "content").rglob("*.md")):
                text = file.read_text(encoding="utf-8")
                file.write_text(re.sub(rf"(?<![\w/-]){old}(?![\w-])", name, text), encoding="utf-8")
            address = f"{path.removeprefix('content/').removesuffix('.md')}.html"
            self.set_key(new, "redirect_from", f"redirect_from: [{address}]")

    def swap(self, one: str, other: str) -> None:
        if self.is_there(one, other):
            first, second = self.text(one), self.text(other)
            self.write(one, second)
            self.write(other, first)

    def put_right(self, path: str) -> None:
        self.write(path, FILES[path])

    def put_everything_right(self) -> None:
        shutil.rmtree(self.root / "content")
        write_town(self.root)

    def touch(self, path: str) -> None:
        if self.is_there(path):
            os.utime(self.root / path)

    def change_within_a_tick(self, path: str, old: str, new: str) -> None:
        """Words of the same length, and the file has the date it had."""
        if self.is_there(path):
            assert len(old.encode()) == len(new.encode())
            before = (self.root / path).stat()
            self.replace(path, old, new)
            os.utime(self.root / path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def let_a_tick_pass(self) -> None:
        """Until a new file is younger than all there are: before that no build believes their dates."""
        newest = max(path.stat().st_ctime_ns for path in self.root.rglob("*"))
        while clock(self.root) <= newest:
            pass

    def change_layout(self, name: str, text: str) -> None:
        """Adds `text` to a layout of the site's own: all of ours are copied first."""
        with (self.own_layouts() / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def change_word(self, old: str, new: str) -> None:
        words = self.own_layouts() / "words/en.yaml"
        words.write_text(words.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def own_layouts(self) -> Path:
        own = self.root / "layouts"
        if not own.exists():
            shutil.copytree(HOME / "layouts", own)
        return own

    def give_layouts_up(self) -> None:
        shutil.rmtree(self.root / "layouts", ignore_errors=True)
