"""No address runs anything, wherever it may be written: it is refused, or it leads to the web."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import html5lib
import pytest

from sitegen.load.entry import read_settings
from sitegen.load.markdown.parser import parse
from sitegen.model.site import Settings
from tests.hostile.payloads import addresses
from tests.hostile.shapes import ADDRESSES
from tests.link.small import article, joined, outlet
from tests.load.markdown.test_any_text import markup_of
from tests.render.rendered import rendered

ALL = addresses()
MAY_LEAD_TO = {"", "http", "https", "mailto", "tel"}

IN_FRONT_MATTER: dict[str, Callable[[str], str]] = {
    "url": lambda address: article(url=address),
    "archive_url": lambda address: article(url="https://a.example/", archive_url=address),
    "via": lambda address: article(via=f'{{name: "B", url: {address}}}'),
    "outlet": lambda address: outlet("Far Paper", url=address),
    "redirect_from": lambda address: article(redirect_from=f"[{address}]"),
}
IN_SETTINGS = ("base_url", "repository", "contact")
IN_BODIES = {
    "link": "[words]({})",
    "link in brackets": "[words](<{}>)",
    "address alone": "<{}>",
    "definition": "[words]\n\n[words]: {}",
    "definition in brackets": "[words]\n\n[words]: <{}>",
    "picture": "![words]({})",
    "picture in brackets": "![words](<{}>)",
}


def test_there_are_a_hundred_addresses() -> None:
    assert len(set(ALL)) >= 100


@pytest.mark.parametrize("place", IN_FRONT_MATTER)
def test_an_address_of_front_matter_is_refused_or_leads_to_the_web(place: str) -> None:
    folder = "sources" if place == "outlet" else "articles"
    passed: dict[str, str] = {}
    for number, address in enumerate(ALL):
        entry = {f"{folder}/entry-{number}": IN_FRONT_MATTER[place](json.dumps(address))}
        if not any(fault.severity == "error" for fault in joined(entry).faults):
            passed |= {
                entry_id: text.replace("Far Paper", f"Paper {number}") for entry_id, text in entry.items()
            }
            assert urlsplit(address).scheme in ("http", "https"), address
    leads_safely(rendered(joined(passed).site))


@pytest.mark.parametrize("key", IN_SETTINGS)
def test_an_address_of_the_settings_is_refused_or_leads_to_the_web(key: str) -> None:
    for address in ALL:
        settings = settings_with(key, address)
        if settings:
            site = joined({"articles/report": article()}).site
            leads_safely(rendered(replace(site, settings=settings)))


@pytest.mark.parametrize("way", IN_BODIES)
def test_an_address_of_a_body_is_refused_or_leads_to_the_web(way: str) -> None:
    for address in ALL:
        made = parse(f"Words.\n\n{IN_BODIES[way].format(address)}", 1)
        if not any(fault.severity == "error" for fault in made.faults):
            leads_safely({"page.html": "".join(map(markup_of, made.value.pieces))})


def settings_with(key: str, address: str) -> Settings | None:
    keys = {"title": "A site", "base_url": "https://briefing.example/", key: address}
    read = read_settings(
        "content/site.yaml", "\n".join(f"{k}: {json.dumps(v)}" for k, v in keys.items()).encode()
    )
    return None if read.faults else read.value


def leads_safely(files: dict[str, str]) -> None:
    """Whatever leads somewhere in any of the files leads where it may."""
    for path, text in files.items():
        for address in addresses_in(text) if path.endswith(".html") else ():
            assert urlsplit(address).scheme in MAY_LEAD_TO, f"{path}: {address}"
            assert not address.startswith(("//", "\\", "/\\")), f"{path}: {address}"
            assert "canary()" not in urlsplit(address).scheme + urlsplit(address).netloc, f"{path}: {address}"


def addresses_in(page: str) -> Iterator[str]:
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        yield from (value for name, value in element.attrib.items() if name in ADDRESSES)
        if element.get("type") == "application/ld+json":
            yield from addresses_of(json.loads(element.text or ""))
        assert not [name for name in element.attrib if name.startswith("on")], element.attrib


def addresses_of(data: object) -> Iterator[str]:
    """What JSON-LD names by its address: schema.org says which properties hold one."""
    match data:
        case dict():
            for key, value in data.items():
                if key in ("url", "@id", "sameAs", "archivedAt", "item") and isinstance(value, str):
                    yield value
                else:
                    yield from addresses_of(value)
        case list():
            for item in data:
                yield from addresses_of(item)
