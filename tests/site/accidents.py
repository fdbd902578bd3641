"""What happens to a site besides edits: builds that are killed, files of ours that are damaged.

    python -m tests.site.accidents EVENTS ROOT OPTION...

builds with these options and kills itself at that one of the events on the disk which Python announces (PEP 578), by
number; or where EVENTS is "swap", when the next site is whole and about to take its place.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Literal

from sitegen.publish import staging
from tests.site.town import HOME, run

Accident = Literal["flip", "cut", "remove", "foreign", "grow"]


def damage(folder: Path, accident: Accident, file: int, place: int) -> None:
    """Does something to one of the files in a folder of ours, chosen by number; our marks are left alone."""
    kept = {".gitignore", "lock"}
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in kept)
    if not files:
        return
    path = files[file % len(files)]
    content = bytearray(path.read_bytes())
    at = place % max(1, len(content))
    match accident:
        case "flip" if content:
            content[at] ^= 1
            path.write_bytes(content)
        case "cut":
            path.write_bytes(content[:at])
        case "grow":
            path.write_bytes(content + b"\0")
        case "foreign":
            shutil.copyfile(
                files[place % len(files)] if files[place % len(files)] != path else HOME / "LICENSE", path
            )
        case _:
            path.unlink()


def kill_a_build(root: Path, events: int | Literal["swap"], *options: str) -> None:
    """A build that gets no further than its `events`-th event on the disk, or than its swap."""
    command = [sys.executable, "-m", "tests.site.accidents", str(events), str(root), *options]
    done = subprocess.run(command, cwd=HOME, capture_output=True, check=False)
    assert done.returncode in (0, 1, -signal.SIGKILL), done.stderr


def _main(events: str, root: Path, *options: str) -> int:
    if events == "swap":
        setattr(staging, "swap", lambda _: _die())  # noqa: B010  (a name that it does not give away)
    else:
        _count_down(int(events))
    return run(root, *options).code


def _count_down(rest: int) -> None:
    def heard(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal rest
        if event == "open" or event.startswith(("os.", "shutil.", "sqlite3.")):
            rest -= 1
            if not rest:
                _die()

    sys.addaudithook(heard)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
