"""From where the builds start that are cut short, and what the builds after them have to come to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.audit.prepared import Prepared
from tests.audit.strace import build
from tests.audit.tools import AuditFailed
from tests.publish.turns import beside, edit
from tests.publish.yard import tree

OPTIONS = ("--jobs", "1")

_ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES")
_PROCESS = ".cache/lock"
"""The one file that differs between builds that do the same: it holds the number of the process."""
_REMEMBERED = ".cache/results.sqlite"
"""A build that could not open it makes the site without, and says so; the next has nothing to do and needs none."""

Tree = dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A site from which builds start, and what is done to all of them: strace's options `always`, at the path `always_at`.

    `old` and `new` are the site before and after, `kept` what may stand beside it afterwards. `only` are the calls to
    be struck (none named: all that change the disk); `may_be_missing` where the swap takes two steps.
    """

    name: str
    folder: Path
    old: Tree
    new: Tree
    kept: frozenset[str]
    errors: Sequence[str] = _ERRORS
    always: tuple[str, ...] = ()
    always_at: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    may_be_missing: bool = False


def beginnings(work: Path) -> Iterator[Beginning]:
    """A site that was never built; one that was built twice and then edited; the same where the swap takes two steps."""
    never, again = work / "never", work / "again"
    new, kept = _built_alone(work / "new", "new")
    old, _ = _built_alone(work / "old", "old")
    edit(never, "new")
    yield Beginning("first build", never, {}, new, kept, errors=())
    for words in ("new", "old"):
        edit(again, words)
        _succeed(again)
    edit(again, "new")
    yield Beginning("after an edit", again, old, new, kept)
    in_two_steps = ("-e", "inject=renameat2:error=EINVAL")
    only = frozenset({"rename"})
    yield Beginning(
        "in two steps",
        again,
        old,
        new,
        kept,
        always=in_two_steps,
        always_at=("public",),
        only=only,
        may_be_missing=True,
    )


def _built_alone(root: Path, words: str) -> tuple[Tree, frozenset[str]]:
    edit(root, words)
    _succeed(root)
    return tree(root / "public"), frozenset(beside(root))


def _succeed(root: Path) -> None:
    done = build(root, *OPTIONS)
    if done.returncode:
        raise AuditFailed(f"a build that nothing disturbed ended with {done.returncode}: {done.stderr}")


class NextBuilds:
    """The builds after those that were cut. What one leaves is often what another left: then the next does the same."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def fault(self, root: Path, beginning: Beginning, prepared: Prepared) -> str:
        """What is wrong after one more build of what was left at `root`, or nothing."""
        state = f"{beginning.name} {_state(root)}"
        if state not in self.known:
            self.known[state] = self._build(root, beginning, prepared)
        return self.known[state]

    def _build(self, root: Path, beginning: Beginning, prepared: Prepared) -> str:
        done = prepared.build(root, OPTIONS)
        if done.code or done.told:
            return f"the next build ended with {done.code}: {done.told}"
        if tree(root / "public") != beginning.new:
            return "the next build did not make the new site"
        found = beside(root)
        if litter := found - beginning.kept:
            return f"after the next build there is still {sorted(litter)}"
        missing = beginning.kept - found - {_REMEMBERED}
        return f"after the next build there is no {sorted(missing)}" if missing else ""


def _state(root: Path) -> str:
    """Stands for all there is below `root`: names, bytes, and which names are of one file."""
    first: dict[int, str] = {}
    state = sha256()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        state.update(f"{name}\0".encode())
        if path.is_file() and name != _PROCESS:
            content = path.read_bytes()
            state.update(f"{first.setdefault(path.stat().st_ino, name)}\0{len(content)}\0".encode() + content)
    return state.hexdigest()


def copy(folder: Path, to: Path) -> None:
    """A copy in which second names are second names again."""
    seen: dict[int, Path] = {}
    for path in sorted((folder, *folder.rglob("*"))):
        target = to / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        elif (inode := path.stat().st_ino) in seen:
            target.hardlink_to(seen[inode])
        else:
            seen[inode] = target
            shutil.copy2(path, target)
