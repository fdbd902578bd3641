"""`withdraw`: an entry is taken out of the site, and its address says that it is gone, and why."""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result
from sitegen.faults import EnvironmentFault


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `withdraw` alone."""
    parser.add_argument("id", metavar="ID", help="the id of an entry")
    parser.add_argument("--why", metavar="TEXT", help="what readers are told at its address, in one line")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")


def run(context: Context) -> Result:
    """Withdraw all or nothing, and name the references that are left to be taken out. Raises as a build does."""
    from sitegen.commands.rewriting import (
        addresses_of,
        change,
        content_of,
        entry_called,
        faults_without,
        gone,
    )
    from sitegen.publish.file_changes import FileChange
    from sitegen.publish.lock import locked
    from sitegen.urls import ADDRESSES_FILE

    options, asked = context.options, context.arguments
    why = " ".join((asked.why or "").split())
    if not why:
        raise EnvironmentFault(
            "withdraw needs a reason", 'write it behind the id: --why "at the author\'s request"'
        )
    with locked(options.cache_dir):
        content = content_of(context)
        entry = entry_called(asked.id, content)
        known = options.root / ADDRESSES_FILE
        before = known.read_bytes() if known.exists() else None
        addresses = addresses_of(entry)
        changes = [
            FileChange(ADDRESSES_FILE, before, gone(before, addresses, why)),
            FileChange(entry.origin.path, (options.root / entry.origin.path).read_bytes(), None),
        ]
        left = faults_without(entry, content, today=options.today)
        told = [f"{address} says that it is gone, and why" for address in addresses]
        if left:
            told.append("what refers to it is left for you to take out: until then the site does not build")
        return change(context, f"{entry.id} is withdrawn: {why}", changes, told, left)


COMMAND = Command(
    name="withdraw",
    help="remove an entry; its address then says that it was withdrawn, and why",
    example='python build.py withdraw a-rumour --why "the paper took it back"',
    run=run,
    add_arguments=add_arguments,
)
