"""A site is the same bytes wherever, whenever and by whomever it is built, its search included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.once import once
from tests.publish.yard import tree
from tests.site.town import FILES, HOME, write_town

DAY = "2024-05-01"
NOON = "1714564800"  # of that day, in seconds
NOBODY = 65534
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    *(
        "--inh-caps=+dac_read_search",
        "--ambient-caps=+dac_read_search",
    ),  # Python may stand in a home of another
)

BACKWARDS = """
import os

class Backwards:
    def __init__(self, entries):
        with entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self.entries
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        pass

scandir, listdir = os.scandir, os.listdir
os.scandir = lambda *a: Backwards(scandir(*a))
os.listdir = lambda *a: sorted(listdir(*a), reverse=True)
"""
YEARS_LATER = """
import datetime, time

LATER = 5 * 365 * 86400
now, now_ns, local, utc = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: now() + LATER
time.time_ns = lambda: now_ns() + LATER * 10**9
time.localtime = lambda seconds=None: local(now() + LATER if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(now() + LATER if seconds is None else seconds)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

class LaterDay(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

datetime.datetime, datetime.date = Later, LaterDay
"""


@dataclass(frozen=True)
class Circumstance:
    """What differs from an ordinary build: the environment, code run at the start of Python, the options, the rest.

    `rowers` is no difference: so many entries more has the site, the ordinary one too.
    """

    what: str
    environment: dict[str, str] = field(default_factory=dict)
    startup: str = ""
    options: tuple[str, ...] = ("--today", DAY, "--jobs", "1")
    folder: str = "site"
    umask: int = 0o022
    user: int | None = None
    age: int = 0
    rowers: int = 0


MANY = 220
"""As many entries as are worth more than one process."""

NOBODYS = {"USER": "nobody", "LOGNAME": "nobody", "HOME": "/nonexistent"}

# Each differs in several ways at once: whoever sees one fail takes them away one by one.
CIRCUMSTANCES = [
    Circumstance(
        "far east, in a plain locale",
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": "1",
        },
    ),
    Circumstance(
        "far west, in another language, by another name",
        {"TZ": "Etc/GMT+12", "LC_ALL": "fa_IR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}
        | {"PYTHONHASHSEED": "4294967295"}
        | NOBODYS,
    ),
    Circumstance(
        "elsewhere, files in another order, for the owner alone",
        startup=BACKWARDS,
        folder="a folder/with # and % and فارسی",
        umask=0o077,
    ),
    Circumstance(
        "years later, of old files, by optimised Python",
        {"PYTHONOPTIMIZE": "2"},
        startup=YEARS_LATER,
        age=20 * 365 * 86400,
    ),
    Circumstance(
        "four processes, the day from SOURCE_DATE_EPOCH",
        {"SOURCE_DATE_EPOCH": NOON},
        options=("--jobs", "4"),
        rowers=MANY,
    ),
]
if shutil.which("setpriv") and not os.geteuid():  # only who may be anybody can be somebody else
    CIRCUMSTANCES.append(Circumstance("another user", user=NOBODY))


def made(folder: Path, circumstance: Circumstance) -> None:
    """Build the site under some circumstance, below `folder`."""
    root = folder / circumstance.folder
    write_town(root)
    for number in range(circumstance.rowers):
        (root / f"content/people/rower-{number}.md").write_text(ROWER.format(number), encoding="utf-8")
    (folder / "startup").mkdir()
    (folder / "startup/sitecustomize.py").write_text(circumstance.startup, encoding="utf-8")
    for path in [root, *root.rglob("*")]:
        if circumstance.age:
            os.utime(path, (path.stat().st_mtime - circumstance.age,) * 2)
        if circumstance.user is not None:
            os.chown(path, circumstance.user, circumstance.user)
    command: list[str | Path] = [sys.executable, HOME / "build.py", "--root", root, *circumstance.options]
    if circumstance.user is not None:
        command = [*AS_NOBODY, *command]
    environment = os.environ | {"PYTHONPATH": str(folder / "startup")} | circumstance.environment
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        env=environment,
        umask=circumstance.umask,
        cwd=folder,
    )


ROWER = "---\nname: Rower {0}\nsummary: The rower of boat {0}.\n---\n"


def ordinary(factory: pytest.TempPathFactory, rowers: int) -> dict[str, bytes | None]:
    """The site with so many rowers as an ordinary build makes it."""
    usual = Circumstance("ordinary", rowers=rowers)
    folder = once(factory, f"ordinary with {rowers}", lambda folder: made(folder, usual))
    site = tree(folder / "site/public")
    assert "pagefind/pagefind.js" in site
    assert len(site) > len(FILES) + rowers
    return site


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES, ids=lambda circumstance: circumstance.what)
def test_the_site_is_the_same_bytes(
    circumstance: Circumstance, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    made(tmp_path, circumstance)
    expected = ordinary(tmp_path_factory, circumstance.rowers)
    assert tree(tmp_path / circumstance.folder / "public") == expected
