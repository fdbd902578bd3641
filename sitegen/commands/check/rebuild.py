"""Whether a build that remembers publishes what one would that begins from nothing (`--rebuild`): both are made, and compared.

What is remembered is opened to be read alone, and the site from nothing is made in memory: nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest
from sitegen.commands.command import Context
from sitegen.commands.stages import LinkedSite, index, load_and_link, render
from sitegen.faults import EnvironmentFault, Fault, Faults, Span
from sitegen.model.output import KnownFile, Output

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
