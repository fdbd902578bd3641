"""`check`: everything a build finds, and what does not stop one: weaknesses an editor wants to know of.

A content check is a function `(Site, today) -> issues` and a line in `CHECKS`. All of them are warnings, but for an
address that was published and is lost: that one would break a reader's link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from sitegen import dates, urls
from sitegen.errors import Issue, Severity, Span
from sitegen.markdown.document import Document, Image, Words
from sitegen.model.entries import Article, Claim, Entity, Entry, Note, Outlet, Page
from sitegen.model.site import Site

Check = Callable[[Site, date], Iterator[Issue]]

_RUN = re.compile(r"[A-Z][\w'’-]+(?: (?:al-|de |bin |of )?[A-Z][\w'’-]+)+")
_SEEN_IN = 3


def _issue(
    entry: Entry, key: str, code: str, message: str, fix: str, severity: Severity = "warning"
) -> Issue:
    return Issue(entry.origin.path, entry.origin.at(key), code, message, fix, severity)


def lost_addresses(site: Site, _today: date) -> Iterator[Issue]:
    """An address that was published and that no page, redirect or `gone` line keeps alive."""
    alive = set(addresses_of(site))
    for known in site.addresses:
        if known.path not in alive and known.gone is None:
            fix = f"write redirect_from: [{known.path}] in the entry that took its place, or `gone: why` behind it here"
            yield Issue(
                "content/addresses.txt",
                known.span,
                "address-lost",
                f"{known.path} was published and is lost",
                fix,
            )


def addresses_of(site: Site) -> Iterator[str]:
    """The addresses of all entries, and those that lead on to them."""
    for entry in site.entries.values():
        yield urls.output_path(entry)
        yield from entry.redirect_from


def originals_without_archive(site: Site, _today: date) -> Iterator[Issue]:
    """An article whose original has an address and no archived copy: it will be gone one day."""
    for entry in site.entries.values():
        if isinstance(entry, Article) and entry.url and not entry.archive_url:
            yield _issue(
                entry,
                "url",
                "archive-missing",
                "the original has no archived copy",
                "save one and add archive_url:",
            )


def notes_to_review(site: Site, today: date) -> Iterator[Issue]:
    """A note whose day of review is past."""
    for entry in site.entries.values():
        if isinstance(entry, Note) and entry.review_by and (last := entry.review_by.latest) and last < today:
            words = dates.words(entry.review_by)
            yield _issue(
                entry,
                "review_by",
                "review-due",
                f"the note was to be reviewed by {words}",
                "review it, and set a new review_by:",
            )


def claims_with_one_side(site: Site, _today: date) -> Iterator[Issue]:
    """A contested question that only one speaker answers, and nobody denies."""
    for entry in site.entries.values():
        if not isinstance(entry, Claim):
            continue
        speakers = {s.by.text for s in entry.statements} | {
            d.text for s in entry.statements for d in s.denied_by
        }
        if len(speakers) < 2:
            fix = "add what the other side says, or make it an event"
            yield _issue(entry, "statements", "claim-one-side", "only one side of this question is told", fix)


def outlets_without_label(site: Site, _today: date) -> Iterator[Issue]:
    """An outlet that made articles, of which the reader is not told what kind of source it is."""
    for entry in site.entries.values():
        if isinstance(entry, Outlet) and entry.label is None and any(_made(site, entry)):
            fix = "add label: with text: and basis:"
            yield _issue(
                entry, "name", "label-missing", "nothing says what kind of source this outlet is", fix
            )


def _made(site: Site, outlet: Outlet) -> Iterator[str]:
    for article in site.linked[outlet.id].articles:
        entry = site.entries[article]
        if isinstance(entry, Article) and entry.source == outlet.id:
            yield article


def entities_nobody_mentions(site: Site, _today: date) -> Iterator[Issue]:
    """A person, organisation or place that no other entry mentions, and that names no article itself."""
    for entry in site.entries.values():
        if isinstance(entry, Entity) and not site.linked[entry.id].backlinks and not entry.refs:
            yield _issue(
                entry,
                "name",
                "entity-unmentioned",
                f"nothing mentions this {entry.noun}",
                "add refs:, or take the entry out",
            )


def images_without_text(site: Site, _today: date) -> Iterator[Issue]:
    """An image without alternative text."""
    for entry in site.entries.values():
        for _, slot in entry.body.slots():
            if isinstance(slot, Image) and not slot.alt.strip():
                message = "the image has no alternative text"
                yield Issue(
                    entry.origin.path,
                    slot.span,
                    "alt-missing",
                    message,
                    "write ![what it shows](…)",
                    "warning",
                )


CHECKS: tuple[Check, ...] = (
    lost_addresses,
    originals_without_archive,
    notes_to_review,
    claims_with_one_side,
    outlets_without_label,
    entities_nobody_mentions,
    images_without_text,
)
"""Every content check, in the order of what hurts most."""


def content_issues(site: Site, today: date) -> tuple[Issue, ...]:
    """What all checks find."""
    return tuple(issue for check in CHECKS for issue in check(site, today))


def unknown_names(site: Site) -> tuple[Issue, ...]:
    """`check --names`: runs of capitalised words that stand in three entries or more and that no entry is called.

    Reported once each, at the first entry in the order of paths.
    """
    names = _known_names(site)
    seen: dict[str, list[Entry]] = {}
    for entry in sorted(site.entries.values(), key=lambda e: e.origin.path):
        if not isinstance(entry, Page):
            for run in sorted(set(_runs(entry.body)) - names):
                seen.setdefault(run, []).append(entry)
    return tuple(
        Issue(
            where[0].origin.path,
            Span(where[0].origin.body_line),
            "name-unknown",
            f'"{run}" stands in {len(where)} entries and is no name, alias or spelling of any',
            "add an entry for it, or a spelling to the one it belongs to",
            "warning",
        )
        for run, where in sorted(seen.items())
        if len(where) >= _SEEN_IN
    )


def _known_names(site: Site) -> set[str]:
    return {
        name
        for entry in site.entries.values()
        for name in (entry.display_title, *getattr(entry, "aliases", ()), *getattr(entry, "spellings", ()))
    }


def _runs(document: Document) -> Iterator[str]:
    for _, slot in document.slots():
        if isinstance(slot, Words):
            yield from _RUN.findall(slot.text)
