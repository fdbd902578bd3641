"""`pack`: the site in forms to take away.

run   the site is built, and the packages are made of it
"""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `pack` alone."""
    from sitegen.model.packages import FORMATS

    names = " ".join(known.name for known in FORMATS)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"{names} (default: all that apply)")
    parser.add_argument("--topic", metavar="ID", help="only this topic")
    parser.add_argument("--out", metavar="DIR", help="where the packages go (default: ROOT/packs)")


def run(context: Context) -> Result:
    """Make the packages that were asked for. Raises as `run.pack` does."""
    from sitegen.commands.pack.run import pack
    from sitegen.commands.process import IgnoredSignals

    with IgnoredSignals() as signals:  # until all is freed, too: what is published is not interrupted
        return pack(context, signals.ignore)


COMMAND = Command(
    name="pack",
    help="make copies of the site to take away, for readers without a network",
    example="python build.py pack\npython build.py pack zip --out ~/packages",
    run=run,
    add_arguments=add_arguments,
)
