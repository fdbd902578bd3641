"""The stages as a command calls them: told the options of the run, with what is remembered, and measured.

A stage that is not yet known to be needed is not imported; this module is imported when it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import sitegen.link
import sitegen.load
import sitegen.render
from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.faults import Fault, Faults
from sitegen.link.slots import LinkContext
from sitegen.load.tree import NOTHING_UNSAVED
from sitegen.model.output import Layouts, Output
from sitegen.model.site import ANOTHER, Content, Edited, Settings, Site
from sitegen.publish.lock import work_dir
from sitegen.publish.snapshot import BuildOutcome
from sitegen.publish.staging import copied
from sitegen.render import SiteIndex


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read, with every fault met on the way."""

    content: Content
    layouts: Layouts
    faults: Faults


@dataclass(frozen=True, slots=True)
class LinkedSite:
    """A site that is understood and not yet rendered, by its index, with the warnings met on the way.

    `context` is what its texts were joined with. `outcome` is what may be kept of what this build says; None where its warnings quote entries that are not published.
    `edited` says in which texts alone it differs from the site of the last build, where that is known.
    """

    index: SiteIndex
    context: LinkContext
    layouts: Layouts
    faults: tuple[Fault, ...]
    outcome: BuildOutcome | None
    edited: Edited = ANOTHER

    @property
    def site(self) -> Site:
        """The site itself."""
        return self.index.site


def read(
    options: Options, progress: Progress, cache: Cache, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED
) -> Sources:
    """Everything below content/ and layouts/, one file at a time; `unsaved` are bytes by path instead of the saved."""
    faults = Faults()
    with progress.stage("read"):
        content = faults.take(
            sitegen.load.load(options.root, cache, options.jobs, today=options.today, unsaved=unsaved)
        )
        layouts = read_layouts(options, content.settings, cache, faults)
    return Sources(content, layouts, faults)


def read_layouts(options: Options, settings: Settings, cache: Cache, faults: Faults) -> Layouts:
    """Everything below layouts/, and the words in the language of the site."""
    return faults.take(sitegen.load.read_layouts(options.layouts, options.home_layouts, settings, cache))


def link(sources: Sources, options: Options, progress: Progress, cache: Cache) -> LinkedSite:
    """All of it joined to one site. Raises `SiteError` if any is at fault: one run names every fault."""
    faults = sources.faults
    with progress.stage("link"):
        linked = sitegen.link.link_in_context(
            sources.content, today=options.today, drafts=options.drafts, memory=cache
        )
        site, context = faults.take(linked)
    faults.stop(strict=options.strict)
    index = sitegen.render.index_of(
        site,
        sources.layouts.words,
        outlines=sources.layouts.outlines,
        today=options.today,
        base_url=options.base_url,
        search=options.search,
    )
    return LinkedSite(index, context, sources.layouts, tuple(faults.met), _outcome(site, faults))


def _outcome(site: Site, faults: Faults) -> BuildOutcome | None:
    published = {entry.origin.path for entry in site.entries.values()} - set(site.held_back)
    quoted = {fault.path for fault in faults.met if fault.path.endswith(".md")}
    return BuildOutcome(site.held_back, tuple(faults.met)) if quoted <= published else None


def load_and_link(options: Options, progress: Progress, cache: Cache) -> LinkedSite:
    """The site as it is understood, for those who render nothing of it. Raises as `link` does."""
    return link(read(options, progress, cache), options, progress, cache)


def render(linked: LinkedSite, options: Options, progress: Progress, cache: Cache) -> Iterator[Output]:
    """Every file that the layouts and the content make, one at a time."""
    yield from copied(linked.site.files, options.root)
    with progress.stage("render"):
        files = sitegen.render.render(
            linked.index, linked.layouts, cache=cache, jobs=options.jobs, edited=linked.edited
        )
        # a page and a preview of each
        yield from progress.count("render", files, 2 * len(linked.site.entries))


def index(
    linked: LinkedSite, options: Options, progress: Progress, cache: Cache, *, work: Path | None = None
) -> Iterator[Output]:
    """The files of the search index: those that stand where it is not to be made, none where it is to be left out.

    `work` is a folder for what is needed meanwhile; without one, that of the build, which holds the lock.
    """
    if not options.search:
        return
    from sitegen.publish import search

    if not options.indexing:
        yield from search.standing(options.out, cache)
    else:
        with progress.stage("index"):
            yield from search.index(
                sitegen.render.keyed_records(linked.index, linked.layouts.digest, cache, linked.edited),
                language=linked.site.settings.language,
                work=work or work_dir(options.cache_dir),
                memory=cache,
                jobs=options.jobs,
            )
