"""A small site's folders for the tests of publishing: files in as a mapping, files out as one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.model.output import OutputFile
from sitegen.publish.output_dirs import MARKER, MARKER_PATH
from sitegen.publish.staging import Published, publish

Files = Mapping[str, bytes]

OLD: Files = {
    "index.html": b"old home",
    "articles/kept.html": b"the same in both",
    "articles/edited.html": b"before",
    "topics/gone.html": b"only in the old site",
    "turns": b"a file that turns into a folder",
}
NEW: Files = {
    "index.html": b"new home",
    "articles/kept.html": b"the same in both",
    "articles/edited.html": b"after",
    "notes/fresh.html": b"only in the new site",
    "turns/inside.html": b"the folder",
}


@dataclass(frozen=True)
class Yard:
    """A site's root. `public` is where it goes, `cache` where the generator keeps what it remembers."""

    root: Path

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    def publish(self, files: Files) -> Published:
        return publish(map(OutputFile, files.keys(), files.values()), out=self.public, cache_dir=self.cache)

    def text(self, path: str) -> bytes:
        return (self.public / path).read_bytes()

    def everything(self) -> bytes:
        """The bytes of every file of the cache, one after another: to see that something is not among them."""
        return b"".join(path.read_bytes() for path in sorted(self.cache.rglob("*")) if path.is_file())


def yard(root: Path) -> Yard:
    """Makes the folders of a site that was never built."""
    (root / ".cache").mkdir(parents=True)
    (root / "content").mkdir()
    return Yard(root)


def tree(folder: Path) -> dict[str, bytes | None]:
    """All there is in a folder: files with their bytes, folders with None."""
    found: dict[str, bytes | None] = {}
    for top, folders, files in os.walk(folder):
        for name in folders:
            found[(Path(top) / name).relative_to(folder).as_posix()] = None
        for name in files:
            path = Path(top) / name
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def published(files: Files) -> dict[str, bytes | None]:
    """What `tree` finds in the public folder of a site of these files."""
    found: dict[str, bytes | None] = {MARKER_PATH: MARKER.encode(), **files}
    for path in files:
        found |= {parent.as_posix(): None for parent in Path(path).parents if parent != Path()}
    return found
