"""What can be taken away: every format of package, one row each.

To add one: a module of `sitegen.packing` with a function `make`, a row here, its words under `packs.what`.
"""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format by the name under which it is asked for.

    `module` is that of `sitegen.packing` which makes it; `file` the one by which one begins, below the folder of packages,
    empty where there is none of the whole site. `needs` are modules of others, of the dependency group `pack`. `by_topic`
    is whether it can be made of one topic; `of` what a site must have, or nothing is made of it.
    """

    name: str
    module: str
    file: str
    needs: tuple[str, ...] = ()
    by_topic: bool = False
    of: str = ""


FORMATS = (
    Format("zip", "site_zip", "site.zip"),
    Format("epub", "epub.book", "site.epub", by_topic=True),
    Format("zim", "zim", "site.zim", needs=("libzim",)),
    Format("page", "one_page", "", by_topic=True, of="topic"),
    Format("data", "open_data", "data/datapackage.json"),
    Format(
        "calendar",
        "calendar_file",
        "calendar.ics",
        needs=("icalendar",),
        of="event that is planned or dated to a day",
    ),
)
"""In the order in which they are made and listed."""
