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

from sitegen.commands import command_line
from sitegen.commands.options import Options
from sitegen.commands.progress import Progress
from sitegen.commands.result import Result, Understood
from sitegen.errors import stop_at_faults
from sitegen.memo.digests import code_digest
from sitegen.memo.memo import Memo
from sitegen.model.output import OutputFile
from sitegen.publish.inputs import Inputs, pages_in, unchanged
from sitegen.publish.lock import locked


def build(options: Options, progress: Progress) -> Result:
    """Build the site: all of it, or nothing. Raises `SiteError` with every fault there is."""
    with locked(options.cache):
        with progress.stage("look"):
            inputs = Inputs.read(options.places, options.words, cache=options.cache)
            afresh = options.clean or Memo.needs_mending(options.memo)
            last = None if afresh else unchanged(inputs, out=options.out, cache=options.cache)
        if last:
            count = pages_in(options.out)
            return Result(count, 0, 0, last.held_back, progress.seconds, last.issues, unchanged=True)

        from sitegen.publish.signals import Shield
        from sitegen.publish.writer import publish

        with Shield() as shield, Memo.open(options.memo, code_digest(), forget=options.clean) as memo:
            understood = understand(options, progress, memo)
            files = chain(
                pages(understood, options, progress, memo), indexed(understood, options, progress, memo)
            )
            inputs = inputs.with_told(understood.told)
            done = publish(files, out=options.out, cache=options.cache, inputs=inputs, shield=shield)
    return Result(
        done.pages,
        done.written,
        done.removed,
        understood.site.held_back,
        progress.seconds,
        (*understood.issues, *done.warnings),
        tuple(memo.warnings),
    )


def check(options: Options, progress: Progress) -> Result:
    """Every fault a build would find and every weakness that stops none. Writes nothing but, if told to, addresses."""
    from sitegen.commands.addresses import lost_addresses, record
    from sitegen.commands.check import content_issues
    from sitegen.commands.external import dead_links
    from sitegen.commands.unknown_names import unknown_names
    from sitegen.publish.paths import unwritable

    with Memo.open(options.memo, code_digest(), write=False) as memo:
        understood = understand(options, progress, memo)
        files = [file.path for file in pages(understood, options, progress, memo)]
    lost = lost_addresses(understood.site.addresses, files)
    issues = (*understood.issues, *unwritable(files), *lost, *content_issues(understood.site, options.today))
    if options.names:
        issues += unknown_names(understood.site)
    if options.external:
        with progress.stage("ask"):
            issues += dead_links(understood.site, progress)
    stop_at_faults(issues, strict=options.strict)
    if options.record_addresses:
        record(understood.site, files, options.root / "content" / "addresses.txt")
    seen = sum(path.endswith(".html") for path in files)
    return Result(
        seen, 0, 0, understood.site.held_back, progress.seconds, issues, tuple(memo.warnings), checked=True
    )


def understand(options: Options, progress: Progress, memo: Memo) -> Understood:
    """Read everything, join it, and stop if any of it is at fault: one run names every fault."""
    from sitegen.link import link
    from sitegen.load import load, read_layouts

    with progress.stage("read"):
        layouts = read_layouts(options.layouts)
        content = load(options.root, memo, options.jobs, today=options.today)
    with progress.stage("link"):
        site = link(content.value, today=options.today, drafts=options.drafts)
    issues = (*layouts.issues, *content.issues, *site.issues)
    stop_at_faults(issues, strict=options.strict)
    return Understood(site.value, layouts.value, issues)


def pages(understood: Understood, options: Options, progress: Progress, memo: Memo) -> Iterator[OutputFile]:
    """Every file that the layouts and the content make."""
    from sitegen.publish.copies import copied
    from sitegen.render import render

    yield from copied(understood.site.files, options.root)
    with progress.stage("render"):
        files = render(
            understood.site,
            understood.layouts,
            today=options.today,
            memo=memo,
            base_url=options.base_url,
            search=options.search,
            jobs=options.jobs,
        )
        yield from progress.count(
            "render", files, 2 * len(understood.site.entries)
        )  # a page and a preview of each


def indexed(understood: Understood, options: Options, progress: Progress, memo: Memo) -> Iterator[OutputFile]:
    """The files of the search index."""
    from sitegen.publish import search
    from sitegen.publish.lock import desk
    from sitegen.render import search_records

    if options.search:
        with progress.stage("index"):
            yield from search.index(
                search_records(understood.site, today=options.today, base_url=options.base_url),
                language=understood.site.settings.language,
                work=desk(options.cache),
                remember=partial(memo.recall, "search"),
                jobs=options.jobs,
            )


if __name__ == "__main__":
    sys.exit(
        command_line.run(sys.argv[1:], Path(__file__).resolve().parent, {"build": build, "check": check})
    )
