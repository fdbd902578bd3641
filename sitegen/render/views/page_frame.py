"""What every page has, whatever it shows: its head, its language, its changes, its edit and report links.

Of its head, `Meta` is for whoever makes a card of a link (Open Graph, ogp.me). The keys that Google Scholar reads
(`citation_title` and its kin) are never given: they would make this site the place where the digested article appeared.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from sitegen import dates, urls
from sitegen.model.fields import Change
from sitegen.model.kinds import Entry
from sitegen.model.kinds.entry import OpenGraphType
from sitegen.render.formats import excerpts, timestamps
from sitegen.render.formats.feeds import FORMATS, FeedFormat, change_anchors
from sitegen.render.formats.script_json import JsonScript
from sitegen.render.formats.structured_data.graph import entry_data, page_data
from sitegen.render.site_index import SiteIndex, breadcrumbs
from sitegen.render.views.items import DateView, Link, Script, retracted
from sitegen.render.views.page_context import PageContext


class ChangeLine(NamedTuple):
    """One line of an entry's log; the feed of corrections leads to its `anchor`."""

    anchor: str
    when: DateView | None
    kind: str
    note: str


class FeedLink(NamedTuple):
    """A feed that a page names: its link, its media type, and what it follows."""

    href: str
    type: str
    title: str


class Page(NamedTuple):
    """A page as `base.html` sees it; `view` is what its own layout shows besides.

    `path` is its output path; `title` (empty where the layout's own words are the title) and `description` are
    plain text; `canonical` is absolute; `meta` are values of Open Graph, None where no search engine shall find it (`indexed`); `feeds` are its own beside those of the site;
    `structured` is JSON-LD; `content` is the language of the entry
    where it is not the site's; `edit` and `report` are addresses, or empty; `breadcrumbs` leads from home to the page above it.
    """

    title: str
    canonical: str
    view: object
    path: str = ""
    description: str = ""
    meta: Meta | None = None
    indexed: bool = True
    feeds: tuple[FeedLink, ...] = ()
    structured: JsonScript | None = None
    content: Script | None = None
    draft: bool = False
    retracted: bool = False
    changes: tuple[ChangeLine, ...] = ()
    edit: str = ""
    report: str = ""
    breadcrumbs: tuple[Link, ...] = ()

    @property
    def is_home(self) -> bool:
        """Whether it is the home page."""
        return self.path == urls.HOME


def site_page(ctx: PageContext, view: object, *, title: str = "", indexed: bool = True) -> Page:
    """A page that no single entry makes; where it has no title of its own, its layout gives it one."""
    return Page(
        path=ctx.path,
        title=title,
        description=excerpts.description(ctx.index),
        canonical=urls.absolute(ctx.index.base_url, ctx.path),
        view=view,
        meta=page_meta(ctx.index) if indexed else None,
        structured=page_data(ctx.index, ctx.path) if indexed else None,
        indexed=indexed,
        report=report_address(ctx, title or ctx.path),
    )


def entry_page(
    ctx: PageContext,
    entry: Entry,
    view: object,
    description: str = "",
    *,
    feeds: tuple[FeedLink, ...] = (),
    indexed: bool = True,
) -> Page:
    """The page of an entry; its description is the line that stands for it unless another is given."""
    return Page(
        path=ctx.path,
        title=entry.display_title,
        description=description or excerpts.description(ctx.index, entry.id),
        canonical=urls.absolute(ctx.index.base_url, ctx.path),
        view=view,
        meta=entry_meta(ctx.index, entry.id) if indexed else None,
        structured=entry_data(ctx.index, entry.id) if indexed else None,
        indexed=indexed,
        feeds=feeds,
        content=ctx.script_of(entry),
        draft=entry.draft,
        retracted=retracted(entry),
        changes=change_lines(ctx, entry.changes),
        edit=_edit_address(ctx, entry),
        report=report_address(ctx, entry.display_title),
        breadcrumbs=tuple(
            ctx.link(step.topic) if step.topic else Link(ctx.href(step.path), step.title)
            for step in breadcrumbs(ctx.index, entry)
        ),
    )


def change_lines(ctx: PageContext, changes: tuple[Change, ...]) -> tuple[ChangeLine, ...]:
    """The log, the latest first."""
    anchored = zip(change_anchors(changes), changes, strict=True)
    ordered = sorted(anchored, key=lambda line: dates.sort_key(line[1].date)[0], reverse=True)
    return tuple(ChangeLine(anchor, ctx.date(c.date), c.kind, c.note) for anchor, c in ordered)


def feeds(
    ctx: PageContext, stem: str, title: str, formats: tuple[FeedFormat, ...] = FORMATS
) -> tuple[FeedLink, ...]:
    """The links to a feed in each of its formats; `stem` is its output path without the ending."""
    return tuple(FeedLink(ctx.href(form.path(stem)), form.media_type, title) for form in formats)


def _edit_address(ctx: PageContext, entry: Entry) -> str:
    repository = ctx.index.settings.repository
    return f"{repository.rstrip('/')}/edit/main/{quote(entry.origin.path)}" if repository else ""


def report_address(ctx: PageContext, title: str) -> str:
    """Where to report a correction of a page: a new issue of the repository, else the contact."""
    settings = ctx.index.settings
    subject = ctx.index.words("frame.report_subject", title=title)
    place = urls.absolute(ctx.index.base_url, ctx.path)
    if settings.repository:
        return f"{settings.repository.rstrip('/')}/issues/new?{urlencode({'title': subject, 'body': place})}"
    return contact_address(settings.contact, subject, place)


def contact_address(contact: str | None, subject: str = "", text: str = "") -> str:
    """The contact as a link: a web address as it is, an e-mail address with a subject."""
    if not contact or contact.startswith("https://"):
        return contact or ""
    query = urlencode({"subject": subject, "body": text}, quote_via=quote) if subject else ""
    return f"mailto:{contact}{'?' if query else ''}{query}"


class Meta(NamedTuple):
    """Values of Open Graph; empty ones are not to be printed.

    `locale` stands only for a language with a territory (`en_GB`), as Open Graph knows no other. `published` and
    `modified` are moments (RFC 3339) at which this page, not the article it digests, is sure to have come and to have
    changed; `tags` are the titles of its topics. These three are for `type` article alone.
    """

    type: OpenGraphType = "website"
    locale: str = ""
    published: str = ""
    modified: str = ""
    tags: tuple[str, ...] = ()


def entry_meta(index: SiteIndex, entry_id: str) -> Meta:
    """The values of an entry's page."""
    entry = index.site.entries[entry_id]
    locale = _locale(entry.lang or index.settings.language)
    if entry.open_graph_type != "article":
        return Meta(entry.open_graph_type, locale)
    added, modified = timestamps.added(entry), timestamps.modified(entry)
    return Meta(
        "article",
        locale,
        published=timestamps.moment(added) if added else "",
        modified=timestamps.moment(modified) if modified else "",
        tags=tuple(index.title(topic) for topic in index.linked(entry_id).topics),
    )


def page_meta(index: SiteIndex) -> Meta:
    """The values of a page that is no entry's."""
    return Meta(locale=_locale(index.settings.language))


def _locale(language: str) -> str:
    """`en-GB` as Open Graph writes it; a language alone is no locale there."""
    parts = language.split("-")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 and len(parts[-1]) == 2 else ""
