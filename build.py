#!/usr/bin/env python3
"""The front door: the whole pipeline on one screen, then the command line.

    content/ + layouts/  --load-->  entries  --link-->  site  --render-->  files  --publish-->  public/

Python 3.11 or newer. `make site` makes the environment this needs; `python build.py --help` tells the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.cache.digests import code_digest
from sitegen.commands import command_line
from sitegen.commands.options import Options
from sitegen.commands.progress import Progress
from sitegen.commands.result import LinkedSite, Result
from sitegen.faults import stop_at_faults
from sitegen.model.output import OutputFile
from sitegen.publish.inputs import Inputs, pages_in, unchanged
from sitegen.publish.lock import locked


def build(options: Options, progress: Progress) -> Result:
    """Build the site: all of it, or nothing. Raises `SiteError` with every fault there is."""
    with locked(options.cache_dir):
        with progress.stage("look"):
            inputs = Inputs.read(options.places, options.words, cache=options.cache_dir)
            afresh = options.clean or Cache.needs_mending(options.cache_file)
            last = None if afresh else unchanged(inputs, out=options.out, cache=options.cache_dir)
        if last:
            count = pages_in(options.out)
            return Result(count, 0, 0, last.held_back, progress.seconds, last.faults, unchanged=True)

        from sitegen.publish.signals import DeferredSignals
        from sitegen.publish.writer import publish

        with (
            DeferredSignals() as deferred,
            Cache.open(options.cache_file, code_digest(), forget=options.clean) as cache,
        ):
            linked_site = load_and_link(options, progress, cache)
            files = chain(
                pages(linked_site, options, progress, cache), indexed(linked_site, options, progress, cache)
            )
            inputs = inputs.with_outcome(linked_site.outcome)
            done = publish(files, out=options.out, cache=options.cache_dir, inputs=inputs, deferred=deferred)
    return Result(
        done.pages,
        done.written,
        done.removed,
        linked_site.site.held_back,
        progress.seconds,
        (*linked_site.faults, *done.warnings),
        tuple(cache.warnings),
    )


def check(options: Options, progress: Progress) -> Result:
    """Every fault a build would find and every weakness that stops none. Writes nothing but, if told to, addresses."""
    from sitegen.commands.addresses import lost_addresses, record
    from sitegen.commands.check import content_faults
    from sitegen.commands.external import dead_links
    from sitegen.commands.unknown_names import unknown_names
    from sitegen.publish.paths import unwritable

    with Cache.open(options.cache_file, code_digest(), write=False) as cache:
        linked_site = load_and_link(options, progress, cache)
        files = [file.path for file in pages(linked_site, options, progress, cache)]
    lost = lost_addresses(linked_site.site.addresses, files)
    faults = (
        *linked_site.faults,
        *unwritable(files),
        *lost,
        *content_faults(linked_site.site, options.today),
    )
    if options.names:
        faults += unknown_names(linked_site.site)
    if options.external:
        with progress.stage("ask"):
            faults += dead_links(linked_site.site, progress)
    stop_at_faults(faults, strict=options.strict)
    if options.record_addresses:
        record(linked_site.site, files, options.root / "content" / "addresses.txt")
    seen = sum(path.endswith(".html") for path in files)
    return Result(
        seen, 0, 0, linked_site.site.held_back, progress.seconds, faults, tuple(cache.warnings), checked=True
    )


def load_and_link(options: Options, progress: Progress, cache: Cache) -> LinkedSite:
    """Read everything, join it, and stop if any of it is at fault: one run names every fault."""
    from sitegen.link import link
    from sitegen.load import load, read_layouts

    with progress.stage("read"):
        layouts = read_layouts(options.layouts)
        content = load(options.root, cache, options.jobs, today=options.today)
    with progress.stage("link"):
        site = link(content.value, today=options.today, drafts=options.drafts)
    faults = (*layouts.faults, *content.faults, *site.faults)
    stop_at_faults(faults, strict=options.strict)
    return LinkedSite(site.value, layouts.value, faults)


def pages(
    linked_site: LinkedSite, options: Options, progress: Progress, cache: Cache
) -> Iterator[OutputFile]:
    """Every file that the layouts and the content make."""
    from sitegen.publish.copies import copied
    from sitegen.render import render

    yield from copied(linked_site.site.files, options.root)
    with progress.stage("render"):
        files = render(
            linked_site.site,
            linked_site.layouts,
            today=options.today,
            cache=cache,
            base_url=options.base_url,
            search=options.search,
            jobs=options.jobs,
        )
        yield from progress.count(
            "render", files, 2 * len(linked_site.site.entries)
        )  # a page and a preview of each


def indexed(
    linked_site: LinkedSite, options: Options, progress: Progress, cache: Cache
) -> Iterator[OutputFile]:
    """The files of the search index."""
    from sitegen.publish import search
    from sitegen.publish.lock import work_dir
    from sitegen.render import search_records

    if options.search:
        with progress.stage("index"):
            yield from search.index(
                search_records(linked_site.site, today=options.today, base_url=options.base_url),
                language=linked_site.site.settings.language,
                work=work_dir(options.cache_dir),
                remember=partial(cache.recall, "search"),
                jobs=options.jobs,
            )


if __name__ == "__main__":
    sys.exit(
        command_line.run(sys.argv[1:], Path(__file__).resolve().parent, {"build": build, "check": check})
    )
