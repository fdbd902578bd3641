"""Old addresses that lead on: none may be the address of a page that exists, and none may lead to two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen import urls
from sitegen.errors import Issue
from sitegen.model.entries import Entry


def bad_redirects(entries: Mapping[str, Entry]) -> Iterator[Issue]:
    """A fault at each `redirect_from` that cannot be kept."""
    pages = {urls.output_path(entry): entry for entry in entries.values()}
    taken: dict[str, Entry] = {}
    for entry in entries.values():
        for index, old in enumerate(entry.redirect_from):
            span = entry.origin.at(f"redirect_from.{index}")
            if page := pages.get(old):
                message = f"{old} is the address of {page.origin.path}, so it cannot lead on"
                yield Issue(entry.origin.path, span, "redirect-taken", message, "remove the line")
            elif other := taken.get(old):
                message = f"{old} leads on to {other.origin.path} already"
                yield Issue(entry.origin.path, span, "redirect-twice", message, "keep it in one of the two")
            else:
                taken[old] = entry
