"""`rename`: another id for an entry: its file, every reference to it, and the old address, which leads on."""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result
from sitegen.faults import SiteError


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `rename` alone."""
    parser.add_argument("old", metavar="OLD", help="the id of an entry")
    parser.add_argument("new", metavar="NEW", help="its new id")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")


def run(context: Context) -> Result:
    """Rename all or nothing. Raises `SiteError` where the site has faults, or the new id is taken or was used before."""
    from sitegen.commands.rewriting import (
        change,
        check_new_id,
        content_of,
        entry_called,
        files_renamed,
        may_be_known,
        original,
    )
    from sitegen.load.renaming import Renaming, references
    from sitegen.publish.file_changes import FileChange
    from sitegen.publish.lock import locked

    options, asked = context.options, context.arguments
    with locked(options.cache_dir):
        content = content_of(context)
        entry = entry_called(asked.old, content)
        check_new_id(asked.new, entry, content)
        renaming = Renaming(entry.origin.path, asked.new)
        written = {e.origin.path: (options.root / e.origin.path).read_bytes() for e in content.entries}
        planned = files_renamed(content, written.__getitem__, renaming, options)
        if planned.faults:
            raise SiteError(planned.faults)
        changes = [FileChange(path, written.get(path), after) for path, after in planned.value.items()]
        changes += [
            FileChange(renaming.path, written[renaming.path], None),
            *original(options.root, renaming),
        ]
        counts = {e.origin.path: len(references(e, renaming)) for e in content.entries}
        told = [f"{path}: {_counted(number)}" for path, number in counts.items() if number]
        found = f"{_counted(sum(counts.values()))} in {_counted(len(told), 'file')}"
        what = (
            f"{renaming.old} is now {renaming.new}{f', with {found}' if told else '; nothing refers to it'}"
        )
        if not may_be_known(entry, content, options):
            told.append("its old address was never online: nothing leads on from there")
        return change(context, what, changes, told)


def _counted(number: int, what: str = "reference") -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


COMMAND = Command(
    name="rename",
    help="change an id: the file, every reference to it, and the old address kept working",
    example="python build.py rename anna-burg anna-berg --dry-run\npython build.py rename anna-burg anna-berg",
    run=run,
    add_arguments=add_arguments,
)
