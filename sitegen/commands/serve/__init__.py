"""`serve`: the site on this machine, built again whenever a file of it is saved, and shown at once.

builds   a build for each change: the pages first, the search index behind them
server   answers browsers, in a process of its own, so that who builds is never in its way
board    which build made which page
panel    what stands over each page; `panel.js` keeps it up to date in the browser
"""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser

from sitegen.commands.command import Command, Context, Result
from sitegen.faults import EnvironmentFault


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `serve` alone."""
    parser.add_argument(
        "--port", metavar="N", default="8000", help="the port (default: 8000; 0: any free port)"
    )
    host = "the address to serve at (default: 127.0.0.1, reachable from this machine only)"
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=host)
    parser.add_argument("--open", action="store_true", help="open the site in a browser")
    parser.add_argument("--out", help=SUPPRESS)  # it has a folder of its own


def run(context: Context) -> Result:
    """Serves until it is stopped. Raises EnvironmentFault where it cannot begin, KeyboardInterrupt when it is stopped."""
    from sitegen.commands.serve.builds import keep_built
    from sitegen.commands.serve.server import listen

    told = context.arguments
    if told.out is not None:
        raise EnvironmentFault(
            "serve takes no --out", "it has its own folder, .cache/serve; leave --out away"
        )
    with listen(told.host, _port(told.port)) as listener:
        return keep_built(context, listener, host=told.host, open_browser=told.open)


def _port(given: str) -> int:
    if given.isascii() and given.isdigit() and int(given) < 65536:
        return int(given)
    raise EnvironmentFault(
        f'--port: "{given}" is no port', "write a number up to 65535, or 0 for one that is free"
    )


COMMAND = Command(
    name="serve",
    help="build, serve on this machine, and build again on every save",
    example="python build.py serve --open\npython build.py serve --port 0 --drafts",
    run=run,
    add_arguments=add_arguments,
)
