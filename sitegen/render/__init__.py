"""Render: `Site` -> its index; index and layouts -> the files of the site. Pure: no disk, no network, no clock.

A page is a view (exactly what its layout may see, as frozen values), the frame around it and a layout. Which pages and
files there are stands in one place, `outputs.OUTPUTS`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.cache.keys import Memory
from sitegen.faults import Faults
from sitegen.model.output import Layouts, OutputFile
from sitegen.render.assets import assets_of
from sitegen.render.environment import Templates
from sitegen.render.outputs import OUTPUTS, Files, Pages
from sitegen.render.pages import PageRenderer, every_page
from sitegen.render.search import search_records
from sitegen.render.site_index import SiteIndex, index_of

__all__ = ["SiteIndex", "index_of", "render", "search_records"]


def render(index: SiteIndex, layouts: Layouts, *, cache: Memory, jobs: int = 1) -> Iterator[OutputFile]:
    """Every file of the site; those of `content/files/` are copied by whoever writes. `jobs` are processes.

    Raises:
        SiteError: layouts are at fault. Raised when all pages are done, with every fault, so that a caller must read
            to the end before anything of it is used.
    """
    faults = Faults()
    rows = tuple(row for row in OUTPUTS if isinstance(row, Pages))
    templates = Templates(layouts)
    templates.compile((row.layout for row in rows), cache, faults)
    assets = faults.take(assets_of(layouts))
    faults.stop()
    renderer = PageRenderer(index, layouts, templates, assets.paths)
    yield from assets.files
    yield from every_page(renderer, rows, cache, jobs, faults)
    for row in OUTPUTS:
        if isinstance(row, Files):
            yield from row.files(index)
    faults.stop()
