"""What build.py offers. A command is a module with a `COMMAND` (see `command`) and a line in `COMMANDS`.

build, check, import_pages, lsp, new, pack, rename, schema, serve, withdraw   the commands, one file or folder each; what they need is imported when they are run
command            what a command is, is told, needs besides, and gives back
cli                words in, exit code out
process            the streams and signals of the process, and the report of a bug
report, excerpt    what a run came to, in text, JSON or annotations; a source line with its mark
progress           a bar, and the seconds of each stage
session            what stands around a build: lock, snapshot, signals, cache
rewriting          what rename and withdraw do to the files of the site
watch              when the files of the site are others
last_site          what is remembered of the last site, for an edit that shows on no other page
stages             read, link, render and index, as a command calls them
"""

from sitegen.commands import build, check, import_pages, lsp, new, pack, rename, schema, serve, withdraw
from sitegen.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    build.COMMAND,
    check.COMMAND,
    serve.COMMAND,
    new.COMMAND,
    rename.COMMAND,
    withdraw.COMMAND,
    pack.COMMAND,
    schema.COMMAND,
    import_pages.COMMAND,
    lsp.COMMAND,
)
"""Every command, in the order of `--help`; the first is done where none is named."""
