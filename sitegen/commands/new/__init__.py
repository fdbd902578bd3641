"""`new`: a file for a new entry, from the class of its kind; or a small site of one's own.

draft        what is said of the new entry so far, and what is wrong with it
questions    asks for the keys that are needed, on a terminal
first_site   one entry of each kind, about a bridge that never was
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result
from sitegen.faults import EnvironmentFault

_SITE = "site"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `new` alone."""
    parser.add_argument(
        "type", nargs="?", metavar="TYPE", help="article, note, event, claim, person ... or site"
    )
    parser.add_argument("title", nargs="*", metavar="TITLE", help="its title or name; for a site, its folder")
    given = "give a key its value (repeat it for other keys, or for more items of a list)"
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=given)


def run(context: Context) -> Result:
    """Write the new file, and nothing over another. Raises `EnvironmentFault` for what cannot be meant."""
    asked = context.arguments
    title = " ".join(asked.title)
    if asked.type == _SITE:
        return _lay_site(context, title)
    from sitegen.commands.new.draft import Draft, kind_called
    from sitegen.commands.new.questions import ask

    on_terminal = context.options.form == "text" and sys.stdin.isatty() and sys.stdout.isatty()
    kind = kind_called(asked.type or "", (_SITE,))
    draft = Draft.begin(kind, context)
    draft.take(asked.set, title)
    if kind.title_key not in draft.values:
        if not on_terminal:
            fix = f'write it behind the type: python build.py new {kind.noun} "Its title"'
            raise EnvironmentFault(f"new {kind.noun} needs a {kind.title_key}", fix)
        ask(draft)
    namesakes = draft.namesakes
    path, blanks = draft.write()
    notes = [f"to be filled in: {', '.join(blanks)}"] if blanks else []
    notes += [f"there is one of that name already: {known}" for known in namesakes]
    return Result(
        output=path,
        seconds=context.progress.seconds,
        notes=tuple(notes),
        data={"path": path, "blanks": list(blanks)},
    )


def _lay_site(context: Context, folder: str) -> Result:
    from sitegen.commands.new.first_site import lay_site

    if not folder:
        raise EnvironmentFault("new site needs a folder", "name it: python build.py new site my-site")
    path = lay_site(folder)
    return Result(
        output=path,
        seconds=context.progress.seconds,
        notes=(
            f'build it: python build.py --root "{path}"',
            f'see it while you write: python build.py serve --open --root "{path}"',
        ),
        data={"path": path},
    )


COMMAND = Command(
    name="new",
    help="start an entry, a file with every key its kind needs; or a site of your own",
    example='python build.py new article "Rocket kills five" --set date=2020-09-28 --set topics=militias\n'
    "python build.py new person\n"
    "python build.py new site my-site",
    run=run,
    add_arguments=add_arguments,
)
