"""Drawings: plain values -> SVG text (and lists of it), made while the site is built.

Each drawing is fluid: along the axis it measures in percent of its width, across it in pixels, so that one drawing
stays legible from 320 pixels to a sheet of paper. It carries presentation attributes and classes only (the content
security policy allows no `style=`), takes its colours from `currentColor`, and never says what the list or table
beside it does not say: a drawing that would not help is the empty string. A view holds the values that one is drawn
from, and it is drawn when a layout writes it.
"""

from sitegen.render.drawings.months import Clock, ClocksDrawing, Column, TempoDrawing
from sitegen.render.drawings.place_map import Mark, PlaceMap
from sitegen.render.drawings.range_chart import Estimate, RangeDrawing, range_chart
from sitegen.render.drawings.timeline import Moment, TimelineDrawing, YearBar, timeline, timeline_helps

__all__ = [
    "Clock",
    "ClocksDrawing",
    "Column",
    "Estimate",
    "Mark",
    "Moment",
    "PlaceMap",
    "RangeDrawing",
    "TempoDrawing",
    "TimelineDrawing",
    "YearBar",
    "range_chart",
    "timeline",
    "timeline_helps",
]
