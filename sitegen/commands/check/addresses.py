"""Published addresses: `content/addresses.txt` knows them all, and none of them may be lost.

Only `check --record-addresses` writes the file, and `withdraw` single lines of it. Known addresses stay, with their reasons; new ones are added; the file
is replaced in one step.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from sitegen import urls
from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.model.site import Address, Site
from sitegen.render.formats.feeds import FORMATS

HEADER = """\
# Every address this site has published, one a line. Written by: python build.py check --record-addresses
# An address that is gone on purpose says why: articles/an-id.html gone: withdrawn at the author's request
"""
_FEEDS = tuple(form.ending for form in FORMATS)
_NOT_VISITED = frozenset({urls.NOT_FOUND, urls.SITEMAP})


def check_addresses(known: Iterable[Address], made: Collection[str], faults: Faults) -> None:
    """Looks for known addresses that nothing keeps alive; `made` are the output paths of the site as it is now."""
    alive, faults = frozenset(made), faults.of(urls.ADDRESSES_FILE)
    for address in known:
        if address.gone is None and address.path not in alive:
            message = f"{address.path} was published and is lost"
            fix = "write gone: and why behind it"
            is_of_topic = urls.had_feed(address.path) and address.path.endswith(_FEEDS)
            page = f"{urls.feed_of(address.path)}.html" if is_of_topic else address.path
            if page.endswith(".html"):
                fix += f", or redirect_from: [{page}] in the entry that took its place"
            faults.add(address.span, "address-lost", message, fix)


def record(site: Site, made: Iterable[str], path: Path) -> int:
    """Bring the file at `path` up to date with the output paths `made`; return how many addresses are new."""
    known = {address.path: address for address in site.addresses}
    new = set(_lasting(site, made)) - known.keys()
    first = urls.first_addresses(site.entries.values(), site.addresses)
    was = {urls.output_path(entry): first[entry.id] for entry in site.entries.values()}
    lines = [
        _line(known[path]) if path in known else _line(Address(path, None, Span(), was.get(path)))
        for path in sorted(known.keys() | new)
    ]
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        os.replace(beside, path)  # noqa: PTH105 - one step, on every system
    except OSError as fault:
        raise EnvironmentFault(
            f"{path} cannot be written: {fault.strerror}", "check the disk and its permissions"
        ) from fault
    return len(new)


def _line(address: Address) -> str:
    if address.gone:
        return f"{address.path} gone: {address.gone}"
    renamed = address.was and address.was != address.path
    return f"{address.path} was: {address.was}" if renamed else address.path


def _lasting(site: Site, made: Iterable[str]) -> Iterator[str]:
    """What readers and their feed readers come back to: pages and feeds, without the parts of long lists."""
    entries = site.entries.values()
    own = {urls.output_path(entry) for entry in entries} | {old for e in entries for old in e.redirect_from}
    for path in made:
        is_list = path.endswith(".html") and ("/" not in path or path.endswith("/index.html"))
        is_feed = path.endswith(_FEEDS) and not path.startswith("files/")
        if path in own or ((is_list or is_feed) and path not in _NOT_VISITED):
            yield path
