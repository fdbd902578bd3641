"""`check --record-addresses`: write the addresses of the site into `content/addresses.txt`, and nothing else ever does.

Known addresses stay, with their reasons; new ones are added; the file is replaced in one step.
"""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.commands.check import addresses_of
from sitegen.errors import EnvironmentFault
from sitegen.model.site import Site

_HEADER = """\
# Every address this site has published, one a line. Written by: python build.py check --record-addresses
# An address that is gone on purpose says why: articles/an-id.html gone: withdrawn at the author's request
"""


def record(site: Site, path: Path) -> int:
    """Bring the file at `path` up to date; return how many addresses are new."""
    known = {address.path: address.gone for address in site.addresses}
    new = set(addresses_of(site)) - known.keys()
    lines = [f"{a} gone: {known[a]}" if known.get(a) else a for a in sorted(known.keys() | new)]
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(_HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        os.replace(beside, path)  # noqa: PTH105 - one step, on every system
    except OSError as fault:
        raise EnvironmentFault(
            f"{path} cannot be written: {fault.strerror}", "check the disk and its permissions"
        ) from fault
    return len(new)
