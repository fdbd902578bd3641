"""`lsp`: what a build knows, told to an editor program while one types (Language Server Protocol 3.17, over stdio).

live_site    the site with what is not saved yet, and every fault a build would tell
places       what stands at a place of a text: references, keys; where each leads, and who leads there
completion   what may be written at a place
positions    places in a text as we count them, and as an editor program does
connection   what is shared with one editor program
answers      what it asks of a place, and is answered; `edits` what is changed for it
server       the protocol over stdio: which question is answered by what
"""

from __future__ import annotations

from sitegen.commands.command import Command, Context, Result


def run(context: Context) -> Result:
    """Serve one editor program until it says so, or goes. Raises `EnvironmentFault` where a package is missing."""
    from sitegen.commands.command import require

    require("lsp", "pygls.lsp.server")
    from sitegen.commands.lsp.server import serve

    return serve(context.options)


COMMAND = Command(
    name="lsp",
    help="show faults and completions in your editor as you type (a language server)",
    example="python build.py lsp\npython build.py lsp --root ../our-site --drafts",
    run=run,
)
