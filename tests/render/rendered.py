"""Pages of small sites: `{path: file}` in, markup out, by the project's own layouts and without a disk of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sitegen.model.output import SearchRecord
from sitegen.model.site import Site
from sitegen.render import keyed_records, render
from sitegen.render.site_index import SiteIndex, index_of
from sitegen.render.views.page_context import PageContext
from tests.link.small import TODAY, joined
from tests.words import layouts, words

ROOT = Path(__file__).parent.parent.parent


class Forgetful:
    """A memory that keeps nothing."""

    lasts = True

    def keys(self, _kind: str) -> frozenset[bytes]:
        return frozenset()

    def get_many(self, _kind: str, _keys: object) -> Mapping[bytes, Any]:
        return {}

    def put_many(self, _kind: str, _values: object) -> None:
        pass


def site_of(files: Mapping[str, str], *, drafts: bool = False, **settings: Any) -> Site:
    """The linked site of `files`, which must be without fault; `settings` over those of small sites."""
    found = joined(files, drafts=drafts)
    assert [fault for fault in found.faults if fault.severity == "error"] == []
    return replace(found.site, settings=replace(found.site.settings, **settings))


def index_for(files: Mapping[str, str], **settings: Any) -> SiteIndex:
    """The index that views are made from."""
    return index_for_site(site_of(files, **settings))


def index_for_site(site: Site, *, search: bool = True) -> SiteIndex:
    """The index of a linked site."""
    return index_of(site, words(), today=TODAY, base_url=None, search=search, outlines=layouts().outlines)


def search_records(index: SiteIndex) -> tuple[SearchRecord, ...]:
    """What search shall know of the pages, all of it made."""
    return tuple(record.make() for record in keyed_records(index))


def ctx(files: Mapping[str, str], path: str = "index.html", **settings: Any) -> PageContext:
    """A page of the site as the place of a view."""
    return PageContext(index_for(files, **settings), path)


def rendered(site: Site, *, search: bool = True) -> dict[str, str]:
    """Every text file of the site, by output path."""
    files = render(index_for_site(site, search=search), layouts(), cache=Forgetful())
    return {file.path: file.content.decode() for file in files}


def pages(files: Mapping[str, str], **settings: Any) -> dict[str, str]:
    """Every page of the site of `files`, by output path, with single spaces."""
    every = rendered(site_of(files, **settings))
    return {path: " ".join(text.split()) for path, text in every.items() if path.endswith(".html")}


def main_of(page: str) -> str:
    """What stands in a page between its header and its footer."""
    return page.partition("<main")[2].partition("</main>")[0]


def write(site: Site, folder: Path) -> None:
    """Puts the rendered site into `folder`, for a browser to open; without a search index."""
    for path, text in rendered(site, search=False).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
