"""The pages over the whole site that some entries alone give something to show: dates, positions, register, denials; and
the map, which `places` makes. A function is named after its page.

Which entries those are says `model.kinds.FILLED_BY`. A page that none has anything for is not made, and nothing leads
to it. Each row bears the numbers of its texts in the Sources list at the foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, get_args

from markupsafe import Markup

from sitegen import dates, urls
from sitegen.model.fields import Case, CaseStatus
from sitegen.model.kinds import Citable, Claim, Event, Outlet, Person, Topic
from sitegen.model.values import Date, Named
from sitegen.render.drawings.months import Clock, ClocksDrawing
from sitegen.render.views.items import DateView, Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page
from sitegen.render.views.places import map_view
from sitegen.render.views.prose import prose
from sitegen.render.views.sources import Sources, sources_of

__all__ = ["dates_view", "denials_view", "map_view", "overviews", "positions_view", "register_view"]

_GRAVITY: tuple[CaseStatus, ...] = get_args(CaseStatus)


class OverviewLink(NamedTuple):
    """One of these pages, by its name in `urls.OVERVIEWS`."""

    name: str
    href: str


def overviews(ctx: PageContext, topic: str = "") -> tuple[OverviewLink, ...]:
    """The pages that the site has; of a `topic`, those on which something of it stands."""
    made = ((name, path) for name, path in urls.OVERVIEWS.items() if _concerns(ctx, name, topic))
    return tuple(OverviewLink(name, ctx.href(path)) for name, path in made)


def _concerns(ctx: PageContext, name: str, topic: str) -> bool:
    found = ctx.index.overviews[name]
    if not topic:
        return bool(found)
    articles = frozenset(ctx.index.linked(topic).listed(Citable))
    return any(i == topic or not articles.isdisjoint(ctx.entry(i).based_on) for i in found)


def _known(ctx: PageContext, refs: tuple[str, ...]) -> Date:
    """The date of the latest of some texts: up to then they know."""
    return max((text.date for text in ctx.entries(refs, Citable)), key=_age)


def _age(when: Date) -> date:
    return dates.sort_key(when)[0]


class PlannedDate(NamedTuple):
    """A planned event: what depends on it, and the event (`set_by`) since which it is expected."""

    link: Link
    when: DateView
    at_stake: Markup
    set_by: Link | None
    since: DateView | None
    numbers: tuple[Link, ...]


class DatesView(NamedTuple):
    """What `dates.html` sees: what is ahead, and what was when its sources wrote; `as_of` is the date of the latest of these.

    `clocks` are drawn from the event that set each date to that date, where both have bounds.
    """

    as_of: DateView
    clocks: ClocksDrawing
    ahead: tuple[PlannedDate, ...]
    passed: tuple[PlannedDate, ...]
    sources: Sources


def dates_view(ctx: PageContext) -> Page:
    """The dates to watch, what was learnt last first."""
    planned = ctx.entries(ctx.index.overviews["dates"], Event)
    known = {event.id: _known(ctx, event.refs) for event in planned}
    ordered = sorted(planned, key=lambda e: (_age(known[e.id]), _age(e.date), e.id), reverse=True)
    behind = sources_of(ctx, (ref for event in ordered for ref in event.refs))
    rows = [(event.date.latest or date.max, _planned(ctx, event, behind)) for event in ordered]
    content = DatesView(
        as_of=ctx.date(max(known.values(), key=_age)),
        clocks=_clocks(ctx, ordered),
        ahead=tuple(row for last, row in rows if last >= ctx.index.today),
        passed=tuple(row for last, row in rows if last < ctx.index.today),
        sources=behind,
    )
    return site_page(ctx, content)


def _clocks(ctx: PageContext, planned: Iterable[Event]) -> ClocksDrawing:
    """Only the stretches whose four ends are known can be compared."""
    words = ctx.index.words
    found = []
    for event in planned:
        first = _set_by(ctx, event)
        if first and all(when.start and when.end for when in (first.date, event.date)):
            found.append(
                Clock(
                    ctx.link(event.id).href,
                    event.title,
                    ctx.index.date(event.date),
                    first.date,
                    event.date,
                    ctx.lang_of(event),
                )
            )
    label = words("overviews.dates.clocks")
    return ClocksDrawing(label, tuple(found), words.locale.drawn) if found[1:] else ClocksDrawing()


def _set_by(ctx: PageContext, event: Event) -> Event | None:
    return ctx.entry(event.set_by, Event) if event.set_by and event.set_by in ctx.index.paths else None


def _planned(ctx: PageContext, event: Event, behind: Sources) -> PlannedDate:
    first = _set_by(ctx, event)
    return PlannedDate(
        link=ctx.link(event.id),
        when=ctx.date(event.date),
        at_stake=prose(ctx, event.id, "at_stake", event.at_stake or ""),
        set_by=ctx.link(first.id) if first else None,
        since=ctx.date(first.date) if first else None,
        numbers=behind.numbers(event.refs),
    )


class Said(NamedTuple):
    """What stands in a cell: the words, when, and who speaks (`by`) where that is not whose position it is."""

    by: Link | None
    says: Markup
    when: DateView | None
    numbers: tuple[Link, ...]


class Position(NamedTuple):
    """A row: whose position it is, and what they say to each question, in its order."""

    actor: Link
    unnamed: bool
    cells: tuple[tuple[Said, ...], ...]


class Positions(NamedTuple):
    """The table of a topic: actors down, questions across, as its `heads` say. Its heading has an `anchor`."""

    topic: Link
    anchor: str
    heads: tuple[Link, ...]
    rows: tuple[Position, ...]


class PositionsView(NamedTuple):
    """What `positions.html` sees."""

    tables: tuple[Positions, ...]
    sources: Sources


def positions_view(ctx: PageContext) -> Page:
    """Who wants what, topic by topic."""
    having = frozenset(ctx.index.overviews["positions"])
    asked = {
        topic: ctx.entries((i for i in topic.positions if i in ctx.index.paths), Claim)
        for topic in ctx.index.topics
        if topic.id in having
    }
    behind = sources_of(ctx, (ref for claims in asked.values() for claim in claims for ref in claim.based_on))
    return site_page(
        ctx, PositionsView(tuple(_positions(ctx, *row, behind) for row in asked.items()), behind)
    )


def _positions(ctx: PageContext, topic: Topic, claims: tuple[Claim, ...], behind: Sources) -> Positions:
    """The table of a topic: those first who speak to the most questions, of these whoever is heard first.

    What an outlet holds is no position in the matter.
    """
    actors: dict[Named, list[list[Said]]] = {}
    unnamed: set[Named] = set()
    for column, claim in enumerate(claims):
        for number, said in enumerate(claim.statements):
            actor = said.on_behalf_of or said.by
            if isinstance(ctx.index.site.entries.get(actor.text), Outlet):
                continue
            actors.setdefault(actor, [[] for _ in claims])[column].append(_said(ctx, claim, number, behind))
            if said.anonymous and not said.on_behalf_of:
                unnamed.add(actor)
    ordered = sorted(actors.items(), key=lambda row: -sum(map(bool, row[1])))
    return Positions(
        topic=ctx.link(topic.id),
        anchor=topic.id,
        heads=(
            Link("", ctx.index.words("overviews.positions.actor")),
            *ctx.links(tuple(claim.id for claim in claims)),
        ),
        rows=tuple(Position(ctx.named(a), a in unnamed, tuple(map(tuple, cells))) for a, cells in ordered),
    )


def _said(ctx: PageContext, claim: Claim, number: int, behind: Sources) -> Said:
    said = claim.statements[number]
    return Said(
        by=ctx.named(said.by) if said.on_behalf_of else None,
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        when=ctx.date(said.date),
        numbers=behind.numbers(said.refs),
    )


class CaseRow(NamedTuple):
    """What is known of one case of a person; `charge` and `term` may be empty."""

    person: Link
    charge: str
    term: str
    status: str
    as_of: DateView
    numbers: tuple[Link, ...]


class RegisterView(NamedTuple):
    """What `register.html` sees: the cases, and of how many `people`."""

    cases: tuple[CaseRow, ...]
    people: int
    sources: Sources


def register_view(ctx: PageContext) -> Page:
    """The cases: the gravest first, of those as grave the one known last."""
    people = ctx.entries(ctx.index.overviews["register"], Person)
    rows = [(case, person) for person in people for case in person.cases]
    rows.sort(key=lambda row: ctx.index.alphabet.name_key(row[1].sort_name))
    rows.sort(key=lambda row: _age(row[0].as_of), reverse=True)
    rows.sort(key=lambda row: _GRAVITY.index(row[0].status))
    behind = sources_of(ctx, (ref for case, _ in rows for ref in case.refs))
    return site_page(ctx, RegisterView(tuple(_case(ctx, *row, behind) for row in rows), len(people), behind))


def _case(ctx: PageContext, case: Case, person: Person, behind: Sources) -> CaseRow:
    return CaseRow(
        person=ctx.link(person.id),
        charge=case.charge or "",
        term=case.term or "",
        status=case.status,
        as_of=ctx.date(case.as_of),
        numbers=behind.numbers(case.refs),
    )


class Denial(NamedTuple):
    """Who denies what to which question, in which words, and how far that reaches.

    `form` is `quoted`, `paraphrased` or `reported`: then only the fact is, and `says` are the words that were denied.
    """

    by: tuple[Link, ...]
    behalf: Link | None
    question: Link
    says: Markup
    form: str
    scope: Markup
    when: DateView | None
    numbers: tuple[Link, ...]


class DenialsView(NamedTuple):
    """What `denials.html` sees."""

    denials: tuple[Denial, ...]
    sources: Sources


def denials_view(ctx: PageContext) -> Page:
    """Every denial, the latest first; one without a date of its own goes by that of its source."""
    claims = ctx.entries(ctx.index.overviews["denials"], Claim)
    found = sorted((row for claim in claims for row in _denied(ctx, claim)), key=lambda r: r[0], reverse=True)
    behind = sources_of(ctx, (ref for _, claim, number, _ in found for ref in claim.statements[number].refs))
    return site_page(ctx, DenialsView(tuple(_denial(ctx, *row[1:], behind) for row in found), behind))


def _denied(ctx: PageContext, claim: Claim) -> Iterator[tuple[date, Claim, int, str]]:
    """Each denial with its day, its statement by number, and its form."""
    for number, said in enumerate(claim.statements):
        if said.denial:
            yield _age(said.date or _known(ctx, said.refs)), claim, number, said.denial
        if said.denied_by:
            yield _age(_known(ctx, said.refs)), claim, number, "reported"


def _denial(ctx: PageContext, claim: Claim, number: int, form: str, behind: Sources) -> Denial:
    said = claim.statements[number]
    own = form != "reported"
    return Denial(
        by=(ctx.named(said.by),) if own else tuple(map(ctx.named, said.denied_by)),
        behalf=ctx.named(said.on_behalf_of) if own and said.on_behalf_of else None,
        question=ctx.link(claim.id),
        says=prose(ctx, claim.id, f"statements.{number}.says", said.says),
        form=form,
        scope=prose(ctx, claim.id, f"statements.{number}.scope", said.scope or ""),
        when=ctx.date(said.date) if own else None,
        numbers=behind.numbers(said.refs),
    )
