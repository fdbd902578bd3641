"""`import`: saved pages -> draft articles, one a story, with all that is known of each but the digest itself.

originals   the texts that a new story is compared with
writing     drafts, their originals and outlets: all of a page or none
tally       what a run came to: the table and the JSON
run         the run: which pages are meant; each is read on its own, in order, several at once
"""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `import` alone."""
    parser.add_argument(
        "pages",
        nargs="+",
        metavar="FILE",
        help="a saved page (.html .mhtml .txt .md), a folder, or an address",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what is found, and write nothing")


def run(context: Context) -> Result:
    """Read the pages and write the drafts. Raises `EnvironmentFault` where a package or the disk is missing."""
    from sitegen.commands.command import require_reading

    require_reading("import")
    from sitegen.commands.import_pages.run import run as import_pages

    return import_pages(context)


COMMAND = Command(
    name="import",
    help="start a draft article for each story in saved pages; copies none of their text",
    example="python build.py import saved/page.html\npython build.py import saved/ --dry-run --format json",
    run=run,
    add_arguments=add_arguments,
)
