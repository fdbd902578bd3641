"""`check --external`: links to other sites that lead nowhere any more, or that have a new address.

A warning stands where the link is written. A dead original of which readers are offered an archived copy that is there
is none: nobody is led astray.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from sitegen import urls
from sitegen.commands.check.link_checker import LinkStatus, Policy, ask_all
from sitegen.commands.progress import Progress
from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.model.fields import Form
from sitegen.model.kinds import Nameable
from sitegen.model.schema import keys_of
from sitegen.model.site import Site

_ARCHIVES = ("web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is")
_COPIES = "https://web.archive.org/web/"
_WEB = ("http://", "https://")


def check_external_links(
    site: Site, progress: Progress, faults: Faults, policy: Policy | None = None
) -> None:
    """Ask every address of another site once; a warning at each place of one that gives a reader nothing.

    Raises EnvironmentFault where no site at all could be reached: then it is the network, not the links.
    """
    links = tuple(external_links(site))
    asked = dict.fromkeys(_page(link.address) for link in links)
    asking = ask_all(asked, policy or policy_of(site))
    answers = dict(progress.count("ask", asking, len(asked)))
    if answers and all(answer.unreachable for answer in answers.values()):
        fix = "check the connection of this machine, then ask again"
        raise EnvironmentFault("none of the linked sites could be reached", fix)
    for link in links:
        _judge(link, answers, faults.of(link.path))


def policy_of(site: Site) -> Policy:
    """How this site introduces itself to those it links to: with its address, and that of its editors."""
    settings = site.settings
    words = f"link check of {settings.base_url}" + (f"; {settings.contact}" if settings.contact else "")
    return Policy("briefing-site (" + words.encode("ascii", "ignore").decode("ascii") + ")")


def _page(address: str) -> str:
    return urldefrag(address).url


def _judge(link: ExternalLink, answers: Mapping[str, LinkStatus], faults: Faults) -> None:
    answer = answers[_page(link.address)]
    copy = answers.get(_page(link.archived)) if link.archived else None
    if answer.moved_to:
        message = f"{link.address} has moved for good"
        faults.warn(link.span, "link-moved", message, f"write {answer.moved_to}{_part(link.address)}")
    elif answer.gone:
        if copy is None or copy.failure:
            message = f"{link.address} is gone: {answer.failure}"
            faults.warn(link.span, "link-dead", message, _instead(link.address))
    elif answer.failure:
        fix = f"open it in a browser; if it is gone there too, {_instead(link.address)}"
        message = f"{link.address} could not be seen: {answer.failure}"
        faults.warn(link.span, "link-unanswered", message, fix)


def _instead(address: str) -> str:
    if any(f"://{archive}/" in address for archive in _ARCHIVES):
        return "look for another copy, or take the line out"
    return f"mend it, or lead to a saved copy: look at {_COPIES}{address}"


def _part(address: str) -> str:
    fragment = urldefrag(address).fragment
    return f"#{fragment}" if fragment else ""


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """An address as it stands in a file of the site; `archived` is the copy that readers are offered beside it."""

    address: str
    path: str
    span: Span
    archived: str = ""


def external_links(site: Site) -> Iterator[ExternalLink]:
    """What settings, front matter and bodies lead to, in this order; one address may stand in many places."""
    for key, address in _addresses(site.settings):
        if key != "base_url":
            yield ExternalLink(address, site.settings.origin.path, site.settings.origin.at(key))
    for entry in site.entries.values():
        path, at = entry.origin.path, entry.origin.at
        for key, address in _addresses(entry):
            copy = getattr(entry, "archive_url", None) if key == "url" else None
            yield ExternalLink(address, path, at(key), copy or "")
        if isinstance(entry, Nameable) and entry.wikidata:
            yield ExternalLink(urls.wikidata_page(entry.wikidata), path, at("wikidata"))
        for link in entry.body.links:
            yield ExternalLink(link.address, path, link.span)


def _addresses(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every web address among the keys of `value`, an entry or what stands in one, behind its dotted key."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _addresses(item, f"{place}.{index}")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for key in keys_of(type(value)).values():
            inner, held = f"{place}.{key.name}".lstrip("."), getattr(value, key.name)
            if any(isinstance(mark, Form) and mark.rule in ("url", "contact") for mark in key.marks):
                if held and held.startswith(_WEB):
                    yield inner, held
            else:
                yield from _addresses(held, inner)
