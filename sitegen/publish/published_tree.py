"""The site as it stands in `public/`: which bytes each file holds, known without reading them where possible."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.cache.digests import digest
from sitegen.publish.record import Known, Record
from sitegen.publish.tree import Stamp, Tree, read_tree


class PublishedTree:
    """A published tree beside what the last build wrote down of it.

    A file's digest is taken from the record while its stamp is the recorded one; else the file is read, once, when
    somebody asks. So what was changed by hand is seen, and what is merely new to us costs time only.
    """

    def __init__(self, top: Path, tree: Tree, record: Record) -> None:
        self.top, self.tree = top, tree
        self.reread = 0
        self._digests = _believed(tree.files, record.output, record.output_seen)

    @classmethod
    def read(cls, top: Path, record: Record) -> PublishedTree:
        """The tree at `top` as it is now (empty where there is none).

        Raises:
            EnvironmentFault: something else is mounted inside it.
            OSError: it cannot be read.
        """
        return cls(top, read_tree(top), record)

    def holds(self, path: str, content: str, size: int | None = None) -> bool:
        """Whether the file at `path` has the digest `content`, and `size` bytes where the caller knows how many.

        Raises:
            OSError: it must be read for that, and cannot be.
        """
        stamp = self.tree.files.get(path)
        return stamp is not None and (size is None or stamp.size == size) and self._digest(path) == content

    def _digest(self, path: str) -> str:
        known = self._digests.get(path)
        if known is None:
            self.reread += 1
            known = self._digests[path] = digest((self.top / path).read_bytes())
        return known


def _believed(files: Mapping[str, Stamp], record: Mapping[str, Known], seen: int) -> dict[str, str]:
    """The recorded digests of those files that cannot have changed since the moment `seen`."""
    believed = {}
    for path, stamp in files.items():
        known = record.get(path)
        if known and known.stamp == stamp and stamp.is_settled(before=seen):
            believed[path] = known.digest
    return believed
