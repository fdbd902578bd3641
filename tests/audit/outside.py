"""Builds of hostile sites, watched by strace: nothing outside is read or written, nothing hangs, nobody is asked.

What a build may open is the site itself, the generator, Python with its libraries, and what the system gives to every
program. What it may write is the site's `.cache/` and `public/`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.audit.hostile import SITES, Hostile
from tests.audit.strace import OPENING, Call, build, calls, program, trace
from tests.audit.tools import ROOT, AuditFailed
from tests.faults.case import write_site
from tests.publish.yard import tree

_PYTHON = {
    sys.prefix,
    sys.base_prefix,
    sys.exec_prefix,
    *sysconfig.get_paths().values(),
    *filter(None, sys.path),
}
_SEMAPHORES = "/dev/shm"  # noqa: S108  (those between Python's processes, which the system keeps there)
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/locale.alias", "/etc/ssl/openssl.cnf", "/proc", "/sys"),
    *("/dev/null", "/dev/urandom", _SEMAPHORES),
)
_GENERATOR = tuple(str(ROOT / name) for name in ("sitegen", "layouts", "build.py"))
_OPENED = re.compile(r"\) += \d+<(.*?)(?:<(?:char|block) [^>]*>)?>$")
_TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
_ELSEWHERE = re.compile(r"AF_(?!UNIX|LOCAL)\w+")


def audit() -> None:
    """Builds each hostile site, and one that is good. Raises AuditFailed."""
    with TemporaryDirectory() as folder:
        wrong = [line for site in SITES for line in _hostile(Path(folder).resolve() / site.name, site)]
        wrong += _good(Path(folder).resolve())
    print(f"{len(SITES)} hostile sites with {sum(len(site.named) for site in SITES)} traps")
    if wrong:
        raise AuditFailed("\n".join(wrong))


def _hostile(root: Path, site: Hostile) -> Iterator[str]:
    """What is wrong with a build of a hostile site: it has to end with faults that name every trap."""
    root.mkdir()
    site.lay(root)
    code, told, made = _watched(root)
    if code != 1:
        yield f"{site.name}: exit {code}: {told}"
    lines = [line for line in told.splitlines() if " error: " in line]
    yield from (
        f"{site.name}: {trap} is not named" for trap in site.named if not any(trap in line for line in lines)
    )
    traps = {str(root / path) for path in site.never_opened}
    yield from (
        f"{site.name}: {call.name} {call.text}"
        for call in made
        if call.name in OPENING and {*call.paths[:2]} & traps
    )
    yield from (f"{site.name}: {fault}" for fault in _strayed(root, made))
    if (root / "public").exists():
        yield f"{site.name}: it made a site"


def _good(work: Path) -> Iterator[str]:
    """What is wrong with a build of the good site, with search: it stays inside and asks nobody, network or none."""
    root, cut_off = work / "good", work / "cut off"
    for place in (root, cut_off):
        write_site(place, {})
    code, told, made = _watched(root, "network", "execve")
    if code:
        yield f"the good site: exit {code}: {told}"
    yield from (f"the good site: {fault}" for fault in _strayed(root, made))
    yield from (f"it asks: {call.name}({call.text}" for call in made if _ELSEWHERE.search(call.text))
    if not any(call.name == "execve" and "pagefind" in call.text for call in made):
        yield "the good site: Pagefind was not seen at work"
    alone = build(cut_off, before=_without_network())
    if alone.returncode or tree(cut_off / "public") != tree(root / "public"):
        yield f"without a network: exit {alone.returncode}, or another site: {alone.stderr}"


def _watched(root: Path, *more: str) -> tuple[int, str, list[Call]]:
    """Builds; the exit code, what was told, and the calls. Whatever hangs ends the audit."""
    log = root.with_suffix(".log")
    what = ",".join((*sorted(OPENING), *(f"%{name}" if name == "network" else name for name in more)))
    try:
        done = trace(root, log, what, "--jobs", "2", extra=("-f",), seconds=600)
    except subprocess.TimeoutExpired:
        raise AuditFailed(f"{root.name}: the build hangs") from None
    return done.returncode, done.stderr, list(calls(log))


def _strayed(root: Path, made: list[Call]) -> Iterator[str]:
    """The files that were opened and should not have been, by where they really are."""
    written = (str(root / ".cache"), str(root / "public"), "/dev/null", _SEMAPHORES)
    read = (str(root), *_GENERATOR, *_PYTHON, *(os.path.realpath(path) for path in _PYTHON), *_SYSTEM)
    for call in made:
        opened = _OPENED.search(call.text) if call.name in OPENING else None
        if opened is None:
            continue
        path = opened[1]
        if _TO_WRITE.search(call.text):
            if not _within(path, written):
                yield f"{path} was opened to be written"
        elif not _within(path, read) and not ("O_DIRECTORY" in call.text and path == str(ROOT)):
            yield f"{path} was opened"


def _within(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place.rstrip('/')}/") for place in places)


def _without_network() -> tuple[str, ...]:
    """The words that start a command where there is no network, not even this machine's own. Raises AuditFailed."""
    for words in ((program("unshare"), "--net"), (program("unshare"), "--map-root-user", "--net")):
        if not subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
            return words
    raise AuditFailed("this system lets nobody take the network away (unshare --net)")
