"""How often something happened, stretch by stretch: what was counted, what that makes a month, and the drawing of it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.fields import Count
from sitegen.model.kinds import Event, Topic
from sitegen.model.values import Date
from sitegen.model.words import Words
from sitegen.render.drawings.months import MONTH, Column, TempoDrawing
from sitegen.render.views.claim_table import figure_words
from sitegen.render.views.items import DateView, Link
from sitegen.render.views.page_context import PageContext
from sitegen.render.views.prose import prose


class Stretch(NamedTuple):
    """A row of the table: an event, how many it counts in the words of its source or in ours, and how many that is a month."""

    link: Link
    when: DateView
    counted: str
    rate: str


class TempoView(NamedTuple):
    """How often `of` happened: the stretches in the order of time, drawn too, with what is to be said against it."""

    of: str
    stretches: tuple[Stretch, ...]
    drawing: TempoDrawing
    caveat: Markup


def tempo(ctx: PageContext, topic: Topic) -> TempoView | None:
    """What the topic asks for; None where it asks for nothing."""
    asked = topic.tempo
    if asked is None:
        return None
    events = ctx.entries(ctx.index.linked(topic.id).listed(Event), Event)
    counted = [(event, event.count) for event in events if event.count and event.count.of == asked.of]
    said = ctx.index.words
    rows = [(event, count, _column(event.date, count, said)) for event, count in counted]
    return TempoView(
        of=asked.of,
        stretches=tuple(
            Stretch(
                ctx.link(event.id),
                ctx.date(event.date),
                count.words or figure_words(count.figure, said),
                column.words,
            )
            for event, count, column in rows
        ),
        drawing=TempoDrawing(tuple(column for _, _, column in rows), said.locale.drawn),
        caveat=prose(ctx, topic.id, "tempo.caveat", asked.caveat),
    )


def _column(when: Date, count: Count, said: Words) -> Column:
    """What a month saw: at least, if the stretch was as long as it can be, and at most, if it was as short."""
    start, end, figure = when.start, when.end, count.figure
    if start is None or end is None:
        raise ValueError(f"{when.written} has no beginning and end")
    longest = (end.latest.toordinal() + 1 - start.earliest.toordinal()) / MONTH
    shortest = max(end.earliest.toordinal() + 1 - start.latest.toordinal(), 1) / MONTH
    low, high = (figure.low or 0) / longest, (figure.high or figure.low or 0) / shortest
    return Column(start, end, low, high, figure.high is None, _rate(low, high, count, said))


def _rate(low: float, high: float, count: Count, said: Words) -> str:
    least, most = (said.locale.number(round(rate)) for rate in (low, high))
    words = least if least == most else said("figures.range", low=least, high=most)
    if count.figure.high is None:
        return said("figures.or_more", figure=words)
    return said("figures.about", figure=words) if count.figure.about else words
