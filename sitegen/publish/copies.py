"""The files of `content/files/` on their way to `public/`: as they are, and only if they are still what was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from sitegen.faults import EnvironmentFault
from sitegen.model.output import OutputFile
from sitegen.model.site import SourceFile
from sitegen.publish.disk import disk
from sitegen.urls import file_path


def copied(files: Iterable[SourceFile], root: Path) -> Iterator[OutputFile]:
    """One output file for each source file below `root`, one in memory at a time.

    Raises:
        EnvironmentFault: a file cannot be read, or is another than the one that was read and checked before.
    """
    for file in files:
        with disk("read", root / file.path):
            content = (root / file.path).read_bytes()
        if blake2b(content, digest_size=16).hexdigest() != file.digest:
            raise EnvironmentFault(f"{file.path} was changed while the site was built", "build again")
        yield OutputFile(file_path(file.path), content)
