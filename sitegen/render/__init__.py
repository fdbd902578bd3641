"""Render: `Site` -> its index; index and layouts -> the files of the site. Pure: no disk, no network, no clock.

A page is a view (exactly what its layout may see, as frozen values), the frame around it and a layout. Which pages and
files there are stands in one place, `outputs.OUTPUTS`.

    outputs        every kind of page and file, one row each
    site_index     what many views ask of the site, worked out once; `long_lists` with it
    views          what each page may show
    pages          makes the files from views, what stands around every page, and layouts, where they are not what they were
    reads          what a file is made of, and whether that has changed
    environment    layouts as Jinja templates
    assets         styles, scripts and the icon
    formats        what machines read: feeds, structured data, citations, previews, the sitemap
    drawings       timelines and ranges as SVG
    search         what search shall know of the pages
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.cache.keys import Memory
from sitegen.faults import Faults
from sitegen.model.output import Layouts, Output
from sitegen.model.site import ANOTHER, Edited
from sitegen.render.assets import assets_of
from sitegen.render.environment import Templates
from sitegen.render.outputs import OUTPUTS, Pages
from sitegen.render.pages import PageRenderer, every_file
from sitegen.render.search import keyed_records
from sitegen.render.site_index import SiteIndex, index_of

__all__ = ["SiteIndex", "index_of", "keyed_records", "render"]


def render(
    index: SiteIndex, layouts: Layouts, *, cache: Memory, jobs: int = 1, edited: Edited = ANOTHER
) -> Iterator[Output]:
    """Every file of the site; those of `content/files/` are copied by whoever writes. `jobs` are processes.

    `edited` says in which texts alone the site differs from one that was rendered before, if that is known.

    What would be made the same again is not made, unless somebody lacks its bytes.

    Raises:
        SiteError: layouts are at fault. Raised when all pages are done, with every fault, so that a caller must read
            to the end before anything of it is used.
    """
    faults = Faults()
    templates = Templates(layouts)
    templates.compile((row.layout for row in OUTPUTS if isinstance(row, Pages)), cache, faults)
    assets = faults.take(assets_of(layouts, index.words))
    faults.stop()
    renderer = PageRenderer(index, layouts, templates, assets.paths)
    yield from assets.files
    yield from every_file(renderer, OUTPUTS, edited, cache, jobs, faults)
    faults.stop()
