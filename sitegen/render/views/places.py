"""Places on maps: all of them on a page of their own, and on small maps that of a place, or those of several topics.

A place that has no coordinates is drawn where the place is that it is part of; one without that is named in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen import urls
from sitegen.model.kinds import Event, Place
from sitegen.model.output import Outlines
from sitegen.model.values import Coordinates
from sitegen.render.drawings.place_map import Mark, PlaceMap, shown
from sitegen.render.views.items import Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.page_frame import Page, site_page


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in the list beside the map: how many events happened there, and where its coordinates are from. `at` is the
    place at which it is drawn, where it has none of its own.
    """

    link: Link
    events: int
    at: Link | None
    source: str


@dataclass(frozen=True, slots=True)
class DrawnThere:
    """A place that is drawn at another, and how many events happened there."""

    link: Link
    events: int


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark in the list beside the map, under the `number` it has there: how many events happened at its place, and which
    of them at others that are drawn with it.
    """

    number: str
    link: Link
    events: int
    others: tuple[DrawnThere, ...]


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map, what its outlines were drawn from, and the way to the map of everything, unless it is that."""

    drawing: PlaceMap
    source: str
    licence: str
    whole: str


@dataclass(frozen=True, slots=True)
class MapView:
    """What `map.html` sees: the marks, those with most events first, and places on the map where none happened; then all
    places on the map, those beyond its edge, and those whose coordinates are not known.
    """

    figure: MapFigure | None
    marks: tuple[MarkLine, ...]
    quiet: tuple[Link, ...]
    drawn: tuple[PlaceLine, ...]
    beyond: tuple[PlaceLine, ...]
    missing: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Happened:
    """A place, where it is drawn, and how many events happened there."""

    place: Place
    at: Place | None
    events: int


def map_view(ctx: PageContext) -> Page:
    """Every place, those first where most happened."""
    every = (_happened(ctx, place) for place in ctx.entries(ctx.index.ids(Place), Place))
    places = sorted(every, key=lambda it: (-it.events, ctx.index.alphabet.sort_key(it.place.name)))
    ground = ctx.index.outlines
    inside = {it.place.id for it in places if it.at and _on(ground, it.at.located)}
    # What is drawn with another counts there.
    counted = Counter({it.at.id: 0 for it in places if it.at})
    for it in places:
        if it.at:
            counted[it.at.id] += it.events
    # The marks are numbered as the list has them. Those of places where nothing happened are but names.
    order = sorted(
        (place for place in counted if counted[place] and place in inside),
        key=lambda place: (-counted[place], ctx.index.alphabet.sort_key(ctx.index.title(place))),
    )
    numbers = {place: ctx.index.words.locale.number(n) for n, place in enumerate(order, start=1)}
    marks = _marks(ctx, ((ctx.entry(place, Place), events) for place, events in counted.items()), numbers)
    content = MapView(
        figure=_figure(ctx, ctx.index.words("overviews.map.label"), marks, small=False),
        marks=tuple(_mark_line(ctx, place, numbers[place], counted[place], places) for place in order),
        quiet=tuple(
            ctx.link(it.place.id)
            for it in places
            if it.place.id in inside and not it.events and it.place.id not in numbers
        ),
        drawn=tuple(_line(ctx, it) for it in places if it.place.id in inside),
        beyond=tuple(_line(ctx, it) for it in places if it.at and it.place.id not in inside),
        missing=tuple(ctx.link(it.place.id) for it in places if not it.at),
    )
    return site_page(ctx, content)


def map_of_place(ctx: PageContext, place_id: str) -> MapFigure | None:
    """Where a place lies; None where that cannot be drawn, as with the other maps."""
    at = _located(ctx, place_id)
    if at is None or at.located is None:
        return None
    mark = Mark(
        ctx.href(ctx.index.paths[at.id]), at.name, at.name, at.located, 1, at.area, lang=ctx.lang_of(at)
    )
    return _figure(ctx, ctx.index.words("overviews.map.of_place", name=at.name), (mark,))


def map_of_topics(ctx: PageContext, topic_ids: Sequence[str]) -> MapFigure | None:
    """Where each of some topics mostly happens, numbered from 1 as their rows are; those that happen nowhere are left out."""
    said, numbers = ctx.index.words, dict[str, list[str]]()
    for row, topic_id in enumerate(topic_ids, start=1):
        inside = (p for p, _ in _places_of(ctx, topic_id) if _on(ctx.index.outlines, p.located))
        if (first := next(inside, None)) is not None:
            numbers.setdefault(first.id, []).append(said.locale.number(row))
    marks = tuple(
        Mark(
            ctx.href(ctx.index.paths[place.id]),
            _name(ctx, place, said("overviews.map.rows", count=len(rows), rows=said.locale.join(rows))),
            said("overviews.map.numbered", rows=said.locale.join(rows), place=place.name),
            place.located,
            len(rows),
            place.area,
        )
        for place_id, rows in numbers.items()
        if (place := ctx.entry(place_id, Place)).located
    )
    return _figure(ctx, said("overviews.map.of_topics"), marks)


def _figure(ctx: PageContext, label: str, marks: Iterable[Mark], *, small: bool = True) -> MapFigure | None:
    ground = ctx.index.outlines
    visible = tuple(mark for mark in marks if _on(ground, mark.at))
    if ground is None or not visible:
        return None
    path = urls.OVERVIEWS["map"]
    whole = "" if ctx.path == path else ctx.href(path)
    drawing = PlaceMap(label, ground, visible, small, ctx.index.words("lists.semicolon"))
    return MapFigure(drawing, ground.source, ground.licence, whole)


def _on(ground: Outlines | None, at: Coordinates | None) -> bool:
    return ground is not None and at is not None and shown(at, ground) is not None


def _located(ctx: PageContext, place_id: str) -> Place | None:
    """The place itself, else the nearest it is part of, whose coordinates are known."""
    seen: set[str] = set()
    while place_id in ctx.index.site.entries and place_id not in seen:
        seen.add(place_id)
        place = ctx.entry(place_id, Place)
        if place.located:
            return place
        place_id = place.part_of or ""
    return None


def _places_of(ctx: PageContext, topic_id: str) -> list[tuple[Place, int]]:
    """Where the events of a topic happened, as far as it can be drawn, with their number; most first, points before areas."""
    events = ctx.entries(ctx.index.linked(topic_id).listed(Event), Event)
    at = (_located(ctx, event.place.text) for event in events if event.place and event.place.is_id)
    counted = Counter(place.id for place in at if place)
    rows = [(ctx.entry(i, Place), count) for i, count in counted.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].area, row[0].name))


def _happened(ctx: PageContext, place: Place) -> _Happened:
    events = ctx.entries(ctx.index.linked(place.id).listed(Event), Event)
    there = sum(event.place is not None and event.place.text == place.id for event in events)
    return _Happened(place, _located(ctx, place.id), there)


def _marks(
    ctx: PageContext, counted: Iterable[tuple[Place, int]], numbers: Mapping[str, str]
) -> tuple[Mark, ...]:
    """One mark for each place; it weighs as many events as happened there."""
    return tuple(
        Mark(
            href=ctx.href(ctx.index.paths[place.id]),
            name=_name(ctx, place, ctx.index.words("timeline.events", count=events) if events else ""),
            label=place.name,
            at=place.located,
            weight=events,
            area=place.area,
            number=numbers.get(place.id, ""),
            lang=ctx.lang_of(place),
        )
        for place, events in counted
        if place.located
    )


def _name(ctx: PageContext, place: Place, what: str) -> str:
    return ctx.index.words("overviews.map.mark", place=place.name, what=what) if what else place.name


def _mark_line(
    ctx: PageContext, place_id: str, number: str, events: int, places: Iterable[_Happened]
) -> MarkLine:
    others = (it for it in places if it.events and it.at and it.at.id == place_id != it.place.id)
    return MarkLine(
        number,
        ctx.link(place_id),
        events,
        tuple(DrawnThere(ctx.link(it.place.id), it.events) for it in others),
    )


def _line(ctx: PageContext, it: _Happened) -> PlaceLine:
    place, at = it.place, it.at
    return PlaceLine(
        link=ctx.link(place.id),
        events=it.events,
        at=ctx.link(at.id) if at and at.id != place.id else None,
        source=place.coordinates_source or "" if place.located else "",
    )
