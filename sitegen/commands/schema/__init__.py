"""`schema`: the content model as JSON Schema, and what an editor program needs so that front matter completes and checks.

editors   the files of each editor program
"""

from __future__ import annotations

import json
from argparse import ArgumentParser

from sitegen.commands.command import Command, Context, Result
from sitegen.faults import EnvironmentFault


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `schema` alone."""
    parser.add_argument(
        "--editor", metavar="NAME", help="write the settings for this editor: vscode or obsidian"
    )


def run(context: Context) -> Result:
    """Print the schema, or write an editor's files. Raises `EnvironmentFault` for an editor that is not known."""
    from sitegen.commands.schema.editors import EDITORS, write
    from sitegen.load.json_schema import model_schema

    name = context.arguments.editor
    if name is None:
        schema = model_schema()
        return Result(output=json.dumps(schema, ensure_ascii=False, indent=2), data={"schema": schema})
    if name not in EDITORS:
        raise EnvironmentFault(
            f'--editor: "{name}" is none that is known', f"write one of: {', '.join(EDITORS)}"
        )
    written, notes = write(EDITORS[name](), context.options.root)
    return Result(output="\n".join(written), notes=notes, data={"files": written})


COMMAND = Command(
    name="schema",
    help="print the content model as JSON Schema, or set up an editor for it",
    example="python build.py schema > model.schema.json\npython build.py schema --editor vscode",
    run=run,
    add_arguments=add_arguments,
)
