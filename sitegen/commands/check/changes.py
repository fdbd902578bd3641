"""Pages that are other than they were, or than they should be: two sites are made, by the generator as it is now, and compared.

One is that of a commit (`--changed-since`). Or a build that remembers is compared with one that begins from nothing
(`--rebuild`): what is remembered is opened to be read alone, and the site from nothing is made in memory. Nothing is written.
"""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from html import unescape
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest, raw_digest
from sitegen.commands.command import Context, Options
from sitegen.commands.stages import LinkedSite, index, load_and_link, render
from sitegen.faults import EnvironmentFault, Fault, Faults, SiteError, Span
from sitegen.model.output import KnownFile, Output
from sitegen.render import SiteIndex

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ASSET = re.compile(rb"assets/[\w./-]+")
"""Styles and scripts, whose names change with what is in them: by that no page says anything else."""


class Page(NamedTuple):
    """A page: what it is called, and the digest of all it shows."""

    title: str
    digest: bytes


class Changes(NamedTuple):
    """Output paths with the titles of the pages; of those that are gone, the title they had."""

    added: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]

    @property
    def counted(self) -> str:
        """How many of each."""
        return ", ".join(f"{len(pages)} {what}" for what, pages in self._asdict().items())

    @property
    def lines(self) -> str:
        """One line a page, for people."""
        rows = [(what, path, title) for what, pages in self._asdict().items() for path, title in pages]
        width = max((len(path) for _, path, _ in rows), default=0)
        return "\n".join(f"{what:<7}  {path:<{width}}  {title}" for what, path, title in rows)

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs."""
        named = self._asdict().items()
        return {what: [{"path": path, "title": title} for path, title in pages] for what, pages in named}


def pages_of(files: Iterable[Output], index: SiteIndex) -> dict[str, Page]:
    """The pages among the files, by their output paths."""
    site = index.words("frame.title", page="", site=index.settings.title)
    return {file.path: _page(file.content, site) for file in files if file.path.endswith(".html")}


def changes(before: Mapping[str, Page], now: Mapping[str, Page]) -> Changes:
    """What differs, in the order of paths."""
    return Changes(
        tuple((path, now[path].title) for path in sorted(now.keys() - before.keys())),
        tuple(
            (path, now[path].title)
            for path in sorted(now.keys() & before.keys())
            if now[path] != before[path]
        ),
        tuple((path, before[path].title) for path in sorted(before.keys() - now.keys())),
    )


def pages_at(ref: str, context: Context) -> dict[str, Page]:
    """The pages of the site as it was at a commit. Raises `EnvironmentFault` where there is no such site."""
    options, progress = context.options, context.progress
    with tempfile.TemporaryDirectory() as folder:
        _check_out(ref, options, Path(folder))
        then, cache = options._replace(root=Path(folder), out=Path(folder) / "public"), Cache()
        try:
            linked = load_and_link(then, progress, cache)
            return pages_of(render(linked, then, progress, cache), linked.index)
        except SiteError as faulty:
            first = faulty.faults[0]
            message = f"the site of {ref} does not build: {first.path}:{first.span.line}: {first.message}"
            raise EnvironmentFault(message, "name a commit whose site builds") from faulty


def _check_out(ref: str, options: Options, folder: Path) -> None:
    """Put content/ and layouts/ of a commit into `folder`."""
    if (
        _git(options.root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{ref}^{{commit}}")
        is None
    ):
        fix = "name a branch, tag or commit that Git has here; fetch it first if need be"
        raise EnvironmentFault(f'--changed-since: there is no commit "{ref}"', fix)
    listed = _git(options.root, "ls-tree", "--name-only", ref, "content", "layouts") or b""
    packed = _git(options.root, "archive", "--format=tar", ref, "--", *listed.decode().split())
    if packed is None or b"content" not in listed.split():
        raise EnvironmentFault(f"{ref} has no site at this place", "name a commit that has content/ here")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")


def _git(root: Path, *words: str) -> bytes | None:
    """What Git answers; None where it refuses. Raises `EnvironmentFault` where there is no Git."""
    try:
        ran = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607 - the editor's own
    except OSError as fault:
        raise EnvironmentFault("--changed-since needs Git, which is not here", "install Git") from fault
    return ran.stdout if ran.returncode == 0 else None


def _page(content: bytes, site: str) -> Page:
    title = _TITLE.search(content.decode("utf-8"))
    return Page(unescape(title[1]).removesuffix(site) if title else "", raw_digest(_ASSET.sub(b"", content)))


_FIX = "build it with --clean, and tell those who keep the generator: what is remembered of it is wrong"
_QUOTED = 40
"""Characters of what differs that are told."""


def check_rebuild(
    linked: LinkedSite, pages: Iterable[Output], cache: Cache, context: Context, faults: Faults
) -> int:
    """Compare `pages`, which were made with what the cache remembers, and the search index; return how many files.

    Raises:
        EnvironmentFault: no page is remembered, so that there is nothing to compare.
        SiteError: content that was taken for sound is not.
    """
    options, progress = context.options, context.progress
    remembered = {file.path: file for file in pages}
    if not any(isinstance(file, KnownFile) for file in remembered.values()):
        message = (
            "--rebuild: no page of the site as it is now is remembered, so that there is nothing to compare"
        )
        raise EnvironmentFault(message, "build the site, edit it, then check")
    with TemporaryDirectory() as work:
        remembered |= {file.path: file for file in index(linked, options, progress, cache, work=Path(work))}
        nothing = Cache()
        anew = load_and_link(options, progress, nothing)
        number = len(remembered)
        for file in chain(
            render(anew, options, progress, nothing),
            index(anew, options, progress, nothing, work=Path(work)),
        ):
            _compare(remembered.pop(file.path, None), file, options.out, faults)
    for path in remembered:
        message = "a build that remembers publishes this file, and one that begins from nothing does not"
        faults.of(path).add(Span(), "output-stale", message, _FIX)
    for fault in {*linked.faults} ^ {*anew.faults}:
        _tell(fault, is_remembered=fault in linked.faults, faults=faults)
    return number


def _compare(known: Output | None, anew: Output, out: Path, faults: Faults) -> None:
    """Look whether a build that remembers publishes what was made anew."""
    found = faults.of(anew.path)
    if known is None:
        message = "a build that begins from nothing publishes this file, and one that remembers does not"
        found.add(Span(), "output-stale", message, _FIX)
    elif known.digest != anew.digest:
        place, was, now = _first_difference(_published(known, out), anew.content)
        message = (
            f'a build that remembers publishes "{was} …" where one that begins from nothing has "{now} …"'
        )
        found.add(place, "output-stale", message, _FIX)


def _tell(fault: Fault, *, is_remembered: bool, faults: Faults) -> None:
    """Say that one of the two builds alone warns of something."""
    which = "one that remembers" if is_remembered else "one that begins from nothing"
    faults.of(fault.path).add(
        fault.span, "output-stale", f"of two builds only {which} says: {fault.message}", _FIX
    )


def _published(file: Output, out: Path) -> bytes:
    """What a build would leave in the site: the file that stands, where that is the one that is remembered."""
    if isinstance(file, KnownFile):
        with suppress(OSError):
            standing = (out / file.path).read_bytes()
            if digest(standing) == file.digest:
                return standing
    return file.content


def _first_difference(old: bytes, new: bytes) -> tuple[Span, str, str]:
    """Where two files begin to differ, and what stands there in each; of what is no text, its bytes by their numbers."""
    try:
        was, now = old.decode(), new.decode()
    except UnicodeDecodeError:
        at = _in_common(old, new)
        there, here = (f"{part[at : at + _QUOTED // 2].hex(' ')}, byte {at}" for part in (old, new))
        return Span(), there, here
    at = _in_common(was, now)
    return Span.of(was, at, at), was[at : at + _QUOTED], now[at : at + _QUOTED]


def _in_common(old: Sequence[object], new: Sequence[object]) -> int:
    """How much two sequences have in common at their beginnings."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
