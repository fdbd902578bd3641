"""Dates that say how sure they are: read, put in order, put into words.

What may be written is a subset of EDTF (Extended Date/Time Format, Library of Congress; ISO 8601-2) without its
brackets, which YAML would read as lists. No date here knows a time zone, so none is ever shifted by one.

    2020-09-28  2020-09  2020      that day, month, year
    2020-05-15/2020-05-17          a stretch; 2020-09-27/.. is still going on
    2020-09-27..2020-09-28         one unknown day within
    ..2020-09-28   2017-10-23..    not after; not before
    2020-09-28~                    about then, at either end
"""

from sitegen.dates.format import format  # noqa: A004 - read as dates.format
from sitegen.dates.order import edtf, isoformat, newest_first, sort_key, uncertain, year_of
from sitegen.dates.parse import BadDate, parse

__all__ = [
    "BadDate",
    "edtf",
    "format",
    "isoformat",
    "newest_first",
    "parse",
    "sort_key",
    "uncertain",
    "year_of",
]
