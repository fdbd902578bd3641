#!/usr/bin/env python3
"""The front door: the whole pipeline on one screen.

    content/ + layouts/  --read-->  sources  --link-->  site  --render, index-->  files  --publish-->  public/

Python 3.11 or newer. `make site` makes the environment this needs; `python build.py --help` tells the rest.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from sitegen.commands import cli
from sitegen.commands.command import Options, Result
from sitegen.commands.progress import Progress
from sitegen.commands.session import Session


def build(options: Options, progress: Progress) -> Result:
    """Build the site: all of it, or nothing. Raises `SiteError` with every fault there is."""
    with Session(options, progress) as session:
        if session.unchanged:
            return session.unchanged

        from sitegen.commands.last_site import load_and_link
        from sitegen.commands.stages import index, render

        linked = load_and_link(options, progress, session.cache, session.inputs)
        pages = render(linked, options, progress, session.cache)
        search = index(linked, options, progress, session.cache)
        done = session.publish(chain(pages, search), outcome=linked.outcome)

    held_back = linked.site.held_back
    return Result(
        pages=done.pages,
        written=done.written,
        removed=done.removed,
        held_back=held_back,
        seconds=progress.seconds,
        changed=done.changed,
        faults=(*linked.faults, *done.warnings),
        notes=tuple(session.cache.warnings),
        summary=f"{done.pages} pages, {done.written} written, {done.removed} removed, {len(held_back)} held back",
    )


if __name__ == "__main__":
    sys.exit(cli.run(sys.argv[1:], Path(__file__).resolve().parent, build))
