"""Every format of package, one row each. To add one: a module with `make`, a row here, its words under `packs.what`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sitegen.packing.edition import Counted, Edition


class Format(NamedTuple):
    """A format by the name under which it is asked for.

    `module` is that of `sitegen.packing` which has its `make`, imported when it is asked for; `needs` are modules of
    others, of the dependency group `pack`. `by_topic` is whether it can be made of one topic; `applies` whether a site
    has anything for it.
    """

    name: str
    module: str
    needs: tuple[str, ...] = ()
    by_topic: bool = False
    applies: Callable[[Edition], bool] = lambda _: True

    @property
    def make(self) -> Callable[[Edition, Path, Counted], None]:
        """What writes the packages of this format below a folder."""
        found: Callable[[Edition, Path, Counted], None] = import_module(f"sitegen.packing.{self.module}").make
        return found


def _has_events(edition: Edition) -> bool:
    return bool(edition.index.site.timeline)


FORMATS = (
    Format("zip", "site_zip"),
    Format("epub", "epub.book", by_topic=True),
    Format("zim", "zim", needs=("libzim",)),
    Format("page", "one_page", by_topic=True),
    Format("data", "open_data"),
    Format("calendar", "calendar_file", needs=("icalendar",), applies=_has_events),
)
"""In the order in which they are made and listed."""
