"""`check`: every fault that a build would find, and every weakness that stops none. Writes nothing but, if told to, addresses.

run              the run: what is always looked at, and what only where it is asked for
content          weaknesses of the content, one function each
addresses        published addresses, of which none may be lost
external_links   links to other sites that lead nowhere any more (`--external`)
link_checker     asks the other sites: the one place that touches the network
changes          pages that are other than at a commit (`--changed-since`), or than a build from nothing would make them (`--rebuild`)
originals        digests in the words of their originals, or too long (`--own-words`); originals that were changed since (`--stale`)
unknown_names    names that stand in several entries and that no entry bears (`--names`)
"""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `check` alone."""
    names = "also list capitalised names that no entry has"
    parser.add_argument("--names", action="store_true", help=names)
    own_words = "also compare digests with originals/: words copied, and length"
    parser.add_argument("--own-words", action="store_true", help=own_words)
    stale = "with --external: also ask whether an original has changed since it was digested"
    parser.add_argument("--stale", action="store_true", help=stale)
    external = "also ask the linked sites whether their pages are still there (needs the network)"
    parser.add_argument("--external", action="store_true", help=external)
    since = "also list the pages added, changed and removed since a Git commit"
    parser.add_argument("--changed-since", metavar="REF", help=since)
    rebuild = "also build the whole site from scratch, and compare it with what an ordinary build publishes"
    parser.add_argument("--rebuild", action="store_true", help=rebuild)
    addresses = "write the site's addresses to content/addresses.txt"
    parser.add_argument("--record-addresses", action="store_true", help=addresses)


def run(context: Context) -> Result:
    """Look at all there is. Raises `SiteError` with every fault, where one is an error."""
    from sitegen.commands.check.run import check

    return check(context)


COMMAND = Command(
    name="check",
    help="find every fault and weakness in the content; write nothing",
    example="python build.py check --strict --format github\npython build.py check --own-words --drafts\npython build.py check --external --stale\npython build.py check --changed-since main\npython build.py check --rebuild",
    run=run,
    add_arguments=add_arguments,
)
