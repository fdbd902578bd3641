"""Old addresses: each leads on to one page, or is gone, and none is the address of a page that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitegen import urls
from sitegen.faults import Fault
from sitegen.model.kinds import Entry
from sitegen.model.site import Address

_PAGES = frozenset(
    {
        urls.HOME,
        urls.TIMELINE,
        urls.NAMES,
        urls.ARTICLES,
        urls.OUTLETS,
        urls.CHANGES,
        urls.SEARCH,
        urls.NOT_FOUND,
    }
)


def bad_addresses(entries: Mapping[str, Entry], known: Iterable[Address]) -> Iterator[Fault]:
    """A fault at each `redirect_from` that cannot be kept, and at each address said to be gone that is not."""
    owners = dict.fromkeys(_PAGES, "a page of the site itself")
    owners |= {urls.output_path(entry): entry.origin.path for entry in entries.values()}
    leads_to: dict[str, str] = {}
    for entry in entries.values():
        for index, old in enumerate(entry.redirect_from):
            list_page = "a part of a long list" if urls.is_part_of_list(old) else None
            fault = _fault(old, owners.get(old) or list_page, leads_to.get(old))
            if fault:
                yield Fault(entry.origin.path, entry.origin.at(f"redirect_from.{index}"), *fault)
            leads_to.setdefault(old, entry.origin.path)
    for address in known:
        owner = owners.get(address.path) or leads_to.get(address.path)
        if address.gone and owner:
            message = f"{address.path} is said to be gone, but belongs to {owner}"
            fix = "take `gone:` and the reason out of this line, or the entry out of the site"
            yield Fault(urls.ADDRESSES_FILE, address.span, "address-kept", message, fix)


def _fault(old: str, owner: str | None, other: str | None) -> tuple[str, str, str] | None:
    """Code, message and fix of the fault of one old address."""
    if owner:
        return "redirect-taken", f"{old} is the address of {owner}, so it cannot lead on", "remove it"
    if other:
        return "redirect-twice", f"{old} leads on to {other} already", "keep it in one of the two"
    return None
