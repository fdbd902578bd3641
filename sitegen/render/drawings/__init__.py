"""Drawings: plain values -> SVG text (and lists of it), made while the site is built.

Each drawing is fluid: along the axis it measures in percent of its width, across it in pixels, so that one drawing
stays legible from 320 pixels to a sheet of paper. It carries presentation attributes and classes only (the content
security policy allows no `style=`), takes its colours from `currentColor`, and never says what the list or table
beside it does not say: a drawing that would not help is the empty string. A view holds the values that one is drawn
from, and it is drawn when a layout writes it.

timeline     events along the axis of time (`axis`), each with its mark (`marks`)
months       an even axis of months: how long something lasts, and how often it happens
range_chart  figures that sources give, side by side
place_map    places on a map (`projection`)
svg          elements and numbers as text
"""
