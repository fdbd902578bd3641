"""`build`, which is also what is done where no command is named. The pipeline itself stands in the front door."""

from __future__ import annotations

from sitegen.commands.command import Command, Context, Result


def run(context: Context) -> Result:
    """Content and layouts become the site."""
    return context.build(context.options, context.progress)


COMMAND = Command(
    name="build",
    help="build the site: content/ and layouts/ become public/",
    example="python build.py --base-url https://briefing.example/ --strict",
    run=run,
)
