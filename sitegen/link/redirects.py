"""Old addresses: each leads on to one page, or is gone, and none is the address of a page that exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sitegen import urls
from sitegen.faults import Faults, Span
from sitegen.model.kinds import Entry
from sitegen.model.site import Address, Content


def used_ids(content: Content) -> dict[str, tuple[str, Span]]:
    """Every id that an entry has or ever had, with the path and the place that say so: a new entry takes none of them."""
    used = {entry.id: (entry.origin.path, Span()) for entry in content.entries}
    for path in (*(partial.origin.path for partial in content.partial_entries), *content.faulty):
        used.setdefault(urls.id_of(path), (path, Span()))
    for entry in content.entries:
        for index, old in enumerate(entry.redirect_from):
            used.setdefault(urls.id_of(old), (entry.origin.path, entry.origin.at(f"redirect_from.{index}")))
    for address in content.addresses:
        used.setdefault(urls.id_of(address.path), (urls.ADDRESSES_FILE, address.span))
    return used


def check_addresses(entries: Mapping[str, Entry], known: Iterable[Address], faults: Faults) -> None:
    """Looks for each `redirect_from` that cannot be kept, and for each address said to be gone that is not."""
    owners = dict.fromkeys(urls.SITE_PAGES, "a page of the site itself")
    owners |= {urls.output_path(entry): entry.origin.path for entry in entries.values()}
    leads_to: dict[str, str] = {}
    for entry in entries.values():
        for index, old in enumerate(entry.redirect_from):
            list_page = "a part of a long list" if urls.is_part_of_list(old) else None
            span, here = entry.origin.at(f"redirect_from.{index}"), faults.of(entry.origin.path)
            if owner := owners.get(old) or list_page:
                message = f"{old} is the address of {owner}, so it cannot lead on"
                here.add(span, "redirect-taken", message, "remove it")
            elif other := leads_to.get(old):
                message = f"{old} leads on to {other} already"
                here.add(span, "redirect-twice", message, "keep it in one of the two")
            leads_to.setdefault(old, entry.origin.path)
    for address in known:
        owner = owners.get(address.path) or leads_to.get(address.path)
        if address.gone and owner:
            message = f"{address.path} is said to be gone, but belongs to {owner}"
            fix = "take `gone:` and the reason out of this line, or the entry out of the site"
            faults.of(urls.ADDRESSES_FILE).add(address.span, "address-kept", message, fix)
