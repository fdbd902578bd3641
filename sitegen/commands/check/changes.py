"""Pages that are other than at a commit (`--changed-since`): both sites are made, by the generator as it is now, and compared."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.cache.cache import Cache
from sitegen.cache.digests import raw_digest
from sitegen.commands.command import Context, Options
from sitegen.commands.stages import load_and_link, render
from sitegen.faults import EnvironmentFault, SiteError
from sitegen.model.output import Output
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
