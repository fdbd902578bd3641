"""`content/addresses.txt`: every address that was ever published, one a line, why it is gone, what it was before.

    articles/an-id.html
    articles/another-id.html gone: withdrawn at the author's request
    articles/new-id.html was: articles/old-id.html

Lines that begin with `#` are comments. Only `check --record-addresses` and `withdraw` write the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sitegen.faults import Faults, Span
from sitegen.load import source
from sitegen.model.site import Address

MAX_BYTES = 16 * 1024 * 1024
"""More than ten times what the addresses of 10,000 articles take."""

_PATH = r"[a-z0-9][a-z0-9/.-]*\.(?:html|xml|json)"
_LINE = re.compile(rf"(?P<path>{_PATH})(?:\s+gone:\s*(?P<gone>\S.*)|\s+was:\s*(?P<was>{_PATH}))?")


def read_addresses(raw: bytes, faults: Faults) -> tuple[Address, ...]:
    """The addresses in the order written; a line that is none is a fault."""
    text = source.decode(raw, faults, MAX_BYTES) or ""
    known: list[Address] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match and ".." not in match["path"]:
            span = Span(number, 1, len(match["path"]))
            known.append(Address(match["path"], match["gone"], span, match["was"]))
        else:
            fix = "write articles/an-id.html, or articles/an-id.html gone: why"
            message = "this line is not an address of the site"
            faults.add(Span(number, 1, len(line)), "address-invalid", message, fix)
    return tuple(known)


def with_gone(raw: bytes, gone: Collection[str], why: str) -> bytes:
    """The file with `gone: why` behind these addresses, added in their places where they lack; all other lines stay."""
    lines = raw.decode("utf-8").splitlines(keepends=True)
    end = "\r\n" if lines and lines[-1].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    for path in sorted(gone):
        known = [line.split(maxsplit=1)[0] if line.strip() else "#" for line in lines]
        behind = [
            i for i, other in enumerate(known) if not other.startswith(("#", "\ufeff")) and other > path
        ]
        at = known.index(path) if path in known else min(behind, default=len(lines))
        lines[at : at + (path in known)] = [f"{path} gone: {why}{end}"]
    return "".join(lines).encode()
