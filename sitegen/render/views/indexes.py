"""The pages of all entries of a kind, filed under what the kind says (`indexed_by`): topics, years, or what places lie in.

What is shown can be narrowed to some `sorts` without scripts (layouts/styles/filter.css). Of what is too long for one page
the latest are shown, and each year has a page; what has no date stands on one page, however much it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from sitegen import urls
from sitegen.model.kinds import KIND_OF_FOLDER, Article, Claim, Entry, Event, Fact, Nameable, Place
from sitegen.model.kinds.facts import Standing
from sitegen.render.views.items import Item, Link
from sitegen.render.views.listing import year_links
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page
from sitegen.render.views.questions import Question, question

ONE_OUTLET = "one outlet"
WITH_EVENTS = "with events"
HAPPENED = "happened"

MANY = 40
"""Of more entries, each group shows the first at once and the rest on demand, where there is little room."""
FIRST = 6
"""How many: as many as fill two columns, or three."""


class Sort(NamedTuple):
    """A choice of what an index shows, and what readers call it."""

    name: str
    words: str


class Line(NamedTuple):
    """An entry of an index and its `sorts`; a question as such, any other as an `item`, with a line of
    what bears a name: titles speak for themselves.
    """

    sorts: tuple[str, ...]
    item: Item | None
    question: Question | None


class Group(NamedTuple):
    """Entries of an index that stand together: under a link to what they are filed under, or its words alone; `anchor` leads
    there. The `rest` of them may be folded away.
    """

    heading: Link
    anchor: str
    lines: tuple[Line, ...]
    rest: tuple[Line, ...]


class IndexView(NamedTuple):
    """What `entries.html` sees: every entry of the kind whose folder is `kind`, in groups; the `sorts` among them, where
    there is a choice; `beside` leads to the same in another form.
    """

    kind: str
    groups: tuple[Group, ...]
    sorts: tuple[Sort, ...]
    beside: Link | None
    years: tuple[Link, ...]
    year: str
    whole: Link | None


def index_view(ctx: PageContext, folder: str, year: str = "") -> Page:
    """The index of the kind of a folder, or of one year of it; where there are too many entries, the latest and the years."""
    every = ctx.index.indexes[folder]
    shown = every.shown(year)
    first = FIRST if len(shown) > MANY else len(shown)
    filed = _GROUPS[KIND_OF_FOLDER[folder].indexed_by or "topic"](ctx, shown)
    groups = tuple(
        _group(ctx, heading, f"part:group:{heading.id or number}", ids, first)
        for number, (heading, ids) in enumerate(filed, start=1)
    )
    content = IndexView(
        kind=folder,
        groups=groups,
        sorts=_choices(ctx, folder, [line for group in groups for line in group.lines + group.rest]),
        beside=_beside(ctx, folder),
        years=year_links(ctx, urls.INDEXES[folder], every),
        year=ctx.part_name(year),
        whole=Link(ctx.href(urls.INDEXES[folder]), "") if year else None,
    )
    return site_page(ctx, content)


def _group(ctx: PageContext, heading: Link, anchor: str, ids: tuple[str, ...], first: int) -> Group:
    """The first entries, and the rest unless that is a single one."""
    lines = tuple(_line(ctx, entry) for entry in ids)
    at = first if len(lines) > first + 1 else len(lines)
    return Group(heading, anchor, lines[:at], lines[at:])


def _beside(ctx: PageContext, folder: str) -> Link | None:
    if folder == Event.folder:
        return Link(ctx.href(urls.TIMELINE), ctx.index.words("indexes.by_date"))
    if folder == Place.folder and ctx.index.overviews["map"]:
        return Link(ctx.href(urls.OVERVIEWS["map"]), ctx.index.words("overviews.map.whole"))
    return None


def _line(ctx: PageContext, entry_id: str) -> Line:
    entry = ctx.entry(entry_id)
    sorts = tuple(_sorts(ctx, entry))
    if isinstance(entry, Claim):
        return Line(sorts, None, question(ctx, entry))
    return Line(sorts, ctx.item(entry_id, summary=isinstance(entry, Nameable)), None)


def _sorts(ctx: PageContext, entry: Entry) -> Iterator[str]:
    """By what readers may choose it; what is drawn from texts also by whether one outlet alone has all of these."""
    if isinstance(entry, Claim):
        yield entry.standing_shown
    elif isinstance(entry, Event):
        yield entry.status or HAPPENED
    elif isinstance(entry, Article):
        yield entry.sort_of
    elif isinstance(entry, Place) and ctx.index.linked(entry.id).listed(Event):
        yield WITH_EVENTS
    if isinstance(entry, Fact) and len(ctx.makers(entry.based_on)) == 1:
        yield ONE_OUTLET


def _choices(ctx: PageContext, folder: str, lines: Iterable[Line]) -> tuple[Sort, ...]:
    """The sorts that some entries have and others have not, in the order in which they are named."""
    rows = [frozenset(line.sorts) for line in lines]
    met = frozenset[str]().union(*rows)
    named = SORTS.get(folder, {})
    return tuple(
        Sort(name, ctx.index.words(words))
        for name, words in named.items()
        if name in met and not all(name in row for row in rows)
    )


_SINGLE = {ONE_OUTLET: "indexes.one_outlet"}
SORTS: Mapping[str, Mapping[str, str]] = {
    "claims": {name: f"claim.standings.{name}" for name in get_args(Standing)} | _SINGLE,
    "events": {HAPPENED: "indexes.happened"}
    | {name: f"statuses.{name}.flag" for name in ("planned", "alleged", "denied")}
    | _SINGLE,
    "articles": {
        name: f"genres.{name}" for name in ("report", "analysis", "opinion", "interview", "statement")
    },
    "places": {WITH_EVENTS: "indexes.with_events"},
}
"""By the folder of a kind the sorts among which readers choose, each with where its words stand."""

_Groups = Iterator[tuple[Link, tuple[str, ...]]]


def _by_topic(ctx: PageContext, ids: Iterable[str]) -> _Groups:
    """Under the first of their topics, in the order of the topics; those without one last."""
    first = {i: next(iter(ctx.index.linked(i).topics), "") for i in ids}
    return _filed(ctx, first, (topic.id for topic in ctx.index.topics), "names.other")


def _by_whole(ctx: PageContext, ids: Iterable[str]) -> _Groups:
    """Under the outermost of what they are part of, by its name; what is part of nothing and has no parts, last."""
    outer = {i: _outermost(ctx, i) for i in ids}
    wholes = {whole for i, whole in outer.items() if whole != i}
    ordered = sorted(wholes, key=lambda i: ctx.index.alphabet.sort_key(ctx.index.title(i)))
    inside = {i: whole if whole != i else "" for i, whole in outer.items() if i not in wholes}
    return _filed(ctx, inside, ordered, "indexes.within_nothing")


def _outermost(ctx: PageContext, entry_id: str) -> str:
    seen = [entry_id]
    while (whole := ctx.entry(seen[-1]).whole) and whole not in seen and whole in ctx.index.site.entries:
        seen.append(whole)
    return seen[-1]


def _filed(ctx: PageContext, under: Mapping[str, str], order: Iterable[str], rest: str) -> _Groups:
    filed: dict[str, list[str]] = {name: [] for name in (*order, "")}
    for entry_id, name in under.items():
        filed[name].append(entry_id)
    other = Link("", ctx.index.words(rest))
    return ((ctx.link(name) if name else other, tuple(found)) for name, found in filed.items() if found)


def _by_year(ctx: PageContext, ids: Iterable[str]) -> _Groups:
    """Under their years, in the order in which these follow one another."""
    years: dict[str, list[str]] = {}
    for entry_id in ids:
        years.setdefault(ctx.index.years[entry_id], []).append(entry_id)
    return ((Link("", ctx.part_name(year)), tuple(found)) for year, found in years.items())


_GROUPS: Mapping[str, Callable[[PageContext, Iterable[str]], _Groups]] = {
    "topic": _by_topic,
    "whole": _by_whole,
    "year": _by_year,
}
