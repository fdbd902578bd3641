"""What stands around every page: the site's name, the navigation, the footer, the styles and scripts.

It is the same for all pages of a folder, so it is made once for each. **Nothing that changes with every edit belongs
here**: whatever it shows, every page shows, and would have to be made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen import urls
from sitegen.model.kinds import KINDS
from sitegen.model.kinds import Page as PlainPage
from sitegen.render.views.items import Script
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import FeedLink, contact_address, feeds


class NavItem(NamedTuple):
    """A page of the navigation: its output path tells whether one is on it. Those of `urls.NAVIGATION` have a `name`."""

    path: str
    href: str
    title: str
    name: str = ""


class SharePicture(NamedTuple):
    """The picture that stands beside a shared link: its absolute address, and its size in pixels where that is known."""

    url: str
    width: int | None
    height: int | None


class BaseContext(NamedTuple):
    """All links lead from one folder. `section` is the name in `urls.NAVIGATION` of what its pages belong to, or empty; `nav`
    stands over every page, `lists` at its foot. `links` are those of `urls.NAVIGATION` and `assets` those of styles and scripts, by name.
    """

    title: str
    tagline: str
    publisher: str
    licence: str
    contact: str
    script: Script
    section: str
    links: Mapping[str, str]
    feeds: tuple[FeedLink, ...]
    icon: str
    share: SharePicture | None
    nav: tuple[NavItem, ...]
    lists: tuple[NavItem, ...]
    pages: tuple[NavItem, ...]
    assets: Mapping[str, str]


def base_context(ctx: PageContext, assets: Mapping[str, str]) -> BaseContext:
    """The base context of the pages in the folder of `ctx`; `assets` are output paths."""
    index, settings = ctx.index, ctx.index.settings
    places = [
        NavItem(path, ctx.href(path), _title(ctx, name), name) for name, path in urls.NAVIGATION.items()
    ]
    return BaseContext(
        title=settings.title,
        tagline=settings.tagline or "",
        publisher=settings.publisher or "",
        licence=settings.licence or "",
        contact=contact_address(settings.contact),
        script=ctx.script(settings.language),
        section=_section(folder_of(ctx.path)),
        links={name: ctx.href(path) for name, path in urls.NAVIGATION.items()},
        feeds=feeds(ctx, urls.FEED, settings.title),
        icon=ctx.href(urls.ICON),
        share=_share_picture(ctx),
        nav=tuple(place for place in places if place.name in urls.MASTHEAD),
        lists=tuple(place for place in places if place.name not in urls.MASTHEAD),
        pages=tuple(_nav_item(ctx, page) for page in index.pages if page.nav),
        assets={name: ctx.href(path) for name, path in assets.items()},
    )


def folder_of(path: str) -> str:
    """What pages share a base context by: their folder. 404.html has one of its own: its links begin with the site's path."""
    return path if path == urls.NOT_FOUND else path.rpartition("/")[0]


def _share_picture(ctx: PageContext) -> SharePicture | None:
    """The one that lies in content/files/, if there is one."""
    for file in ctx.index.site.files:
        if file.path == urls.SHARE_FILE:
            address = urls.absolute(ctx.index.base_url, urls.file_path(file.path))
            return SharePicture(address, file.width, file.height)
    return None


def _section(folder: str) -> str:
    """What the pages of its kind stand below, if that is a list; else the list that stands in the folder."""
    below = next((kind.below for kind in KINDS if kind.folder == folder != ""), "")
    lists = (name for name, path in urls.NAVIGATION.items() if folder and path.rpartition("/")[0] == folder)
    return below if below in urls.NAVIGATION else next(lists, "")


def _title(ctx: PageContext, name: str) -> str:
    """What a page of the navigation is called; one of all entries of a kind, as lists of these are."""
    return ctx.index.words(f"kinds.{name}.list" if name in urls.INDEXES else f"nav.{name}")


def _nav_item(ctx: PageContext, page: PlainPage) -> NavItem:
    path = ctx.index.paths[page.id]
    return NavItem(path, ctx.href(path), page.title)
