"""Readers of a site of two hundred pages while builds swap it to and fro: two hundred times, and by whole real builds."""

from __future__ import annotations

import os
import shutil
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.model.output import OutputFile
from sitegen.publish.staging import publish
from tests.audit import turning_site
from tests.audit.strace import build
from tests.audit.tools import AuditFailed
from tests.publish.reader import Readers, Saw

SWAPS = 200
BUILDS = 10

_READERS = max(2, (os.cpu_count() or 1) - 1)
_WORDS = ("new", "old")


def audit() -> None:
    """Raises AuditFailed with what readers met and never may meet."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        for words in _WORDS:
            turning_site.write(work / words, words)
            _succeed(work / words)
        old, new = work / "old/public", work / "new/public"
        shutil.copytree(work / "old", work / "site")
        _succeed(work / "site")
        files = {words: _files(work / words / "public") for words in _WORDS}
        with Readers(_READERS, work / "site/public", old, new) as readers:
            for words in islice(cycle(_WORDS), SWAPS):
                publish(files[words], out=work / "site/public", cache_dir=work / "site/.cache")
        saw = readers.saw
        with Readers(_READERS, work / "site/public", old, new) as readers:
            for words in islice(cycle(_WORDS), BUILDS):
                turning_site.write(work / "site", words)
                _succeed(work / "site")
        _judge([*saw, *readers.saw])


def _judge(all_saw: list[Saw]) -> None:
    print(
        f"{SWAPS} swaps and {BUILDS} builds, {len(all_saw)} readers: {sum(saw.reads for saw in all_saw)} files read by "
        f"their paths, {sum(saw.folders for saw in all_saw)} times all files of one open folder"
    )
    if wrong := [line for saw in all_saw for line in (*saw.missing, *saw.torn, *saw.mixed)]:
        raise AuditFailed("\n".join(wrong))
    if blind := [saw for saw in all_saw if not saw.folders or len(saw.versions) < len(_WORDS)]:
        raise AuditFailed(f"{len(blind)} readers did not see both sites")


def _files(public: Path) -> list[OutputFile]:
    paths = (path for path in sorted(public.rglob("*")) if path.is_file() and path.name != ".gitignore")
    return [OutputFile(path.relative_to(public).as_posix(), path.read_bytes()) for path in paths]


def _succeed(root: Path) -> None:
    done = build(root)
    if done.returncode:
        raise AuditFailed(f"a build ended with {done.returncode}: {done.stderr}")
