"""`check --external`: links to other sites that lead nowhere any more, or that have a new address.

A warning stands where the link is written. A dead original of which readers are offered an archived copy that is there
is none: nobody is led astray.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag

from sitegen.commands.external_links import ExternalLink, external_links
from sitegen.commands.link_checker import LinkStatus, Policy, ask_all
from sitegen.commands.progress import Progress
from sitegen.faults import EnvironmentFault, Fault
from sitegen.model.site import Site

_ARCHIVES = ("web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is")
_COPIES = "https://web.archive.org/web/"


def dead_links(site: Site, progress: Progress, policy: Policy | None = None) -> tuple[Fault, ...]:
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
    return tuple(fault for link in links for fault in _judge(link, answers))


def policy_of(site: Site) -> Policy:
    """How this site introduces itself to those it links to: with its address, and that of its editors."""
    settings = site.settings
    words = f"link check of {settings.base_url}" + (f"; {settings.contact}" if settings.contact else "")
    return Policy("briefing-site (" + words.encode("ascii", "ignore").decode("ascii") + ")")


def _page(address: str) -> str:
    return urldefrag(address).url


def _judge(link: ExternalLink, answers: Mapping[str, LinkStatus]) -> Iterator[Fault]:
    answer = answers[_page(link.address)]
    copy = answers.get(_page(link.archived)) if link.archived else None
    if answer.moved_to:
        message = f"{link.address} has moved for good"
        yield _warning(link, "link-moved", message, f"write {answer.moved_to}{_part(link.address)}")
    elif answer.gone:
        if copy is None or copy.failure:
            message = f"{link.address} is gone: {answer.failure}"
            yield _warning(link, "link-dead", message, _instead(link.address))
    elif answer.failure:
        fix = f"open it in a browser; if it is gone there too, {_instead(link.address)}"
        message = f"{link.address} could not be seen: {answer.failure}"
        yield _warning(link, "link-unanswered", message, fix)


def _instead(address: str) -> str:
    if any(f"://{archive}/" in address for archive in _ARCHIVES):
        return "look for another copy, or take the line out"
    return f"mend it, or lead to a saved copy: look at {_COPIES}{address}"


def _part(address: str) -> str:
    fragment = urldefrag(address).fragment
    return f"#{fragment}" if fragment else ""


def _warning(link: ExternalLink, code: str, message: str, fix: str) -> Fault:
    return Fault(link.path, link.span, code, message, fix, "warning")
