"""`check`: every fault that a build would find, and every weakness that stops none. Writes nothing but, if told to, addresses.

content          weaknesses of the content, one function each
addresses        published addresses, of which none may be lost
external_links   links to other sites that lead nowhere any more (`--external`)
link_checker     asks the other sites: the one place that touches the network
unknown_names    names that stand in several entries and that no entry bears (`--names`)
"""

from __future__ import annotations

from argparse import ArgumentParser

from sitegen.commands import report
from sitegen.commands.command import Command, Context, Result
from sitegen.faults import EnvironmentFault, Faults


def add_arguments(parser: ArgumentParser) -> None:
    """The options of `check` alone."""
    names = "also name runs of capitalised words that no entry is called"
    parser.add_argument("--names", action="store_true", help=names)
    external = "also ask the linked sites whether their pages are still there (needs the network)"
    parser.add_argument("--external", action="store_true", help=external)
    addresses = "write the addresses of the site into content/addresses.txt"
    parser.add_argument("--record-addresses", action="store_true", help=addresses)


def run(context: Context) -> Result:
    """Look at all there is. Raises `SiteError` with every fault, where one is an error."""
    from sitegen.cache.cache import Cache
    from sitegen.cache.digests import code_digest
    from sitegen.commands.check.addresses import check_addresses, record
    from sitegen.commands.check.content import check_content
    from sitegen.commands.check.external_links import check_external_links
    from sitegen.commands.check.unknown_names import check_names
    from sitegen.commands.stages import load_and_link, render
    from sitegen.publish.paths import check_paths

    options, wanted, progress = context.options, context.arguments, context.progress
    if wanted.record_addresses and options.drafts:
        message = "--record-addresses: the addresses of drafts are not published yet"
        raise EnvironmentFault(message, "leave out --drafts")
    with Cache.open(options.cache_file, code_digest(), write=False) as cache:
        linked = load_and_link(options, progress, cache)
        paths = [file.path for file in render(linked, options, progress, cache)]
    site, faults = linked.site, Faults(met=[*linked.faults])
    check_paths(paths, faults)
    check_addresses(site.addresses, paths, faults)
    check_content(site, options.today, faults)
    if wanted.names:
        check_names(site, faults)
    if wanted.external:
        with progress.stage("ask"):
            check_external_links(site, progress, faults)
    faults.stop(strict=options.strict)
    if wanted.record_addresses:
        record(site, paths, options.root / "content" / "addresses.txt")
    pages = sum(path.endswith(".html") for path in paths)
    return Result(
        pages=pages,
        held_back=site.held_back,
        seconds=progress.seconds,
        faults=tuple(faults.met),
        notes=tuple(cache.warnings),
        summary=f"{pages} pages checked, {report.counted(faults.met)}",
    )


COMMAND = Command(
    name="check",
    help="find every fault and weakness of the content; write nothing",
    example="python build.py check --strict --format github\npython build.py check --external",
    run=run,
    add_arguments=add_arguments,
)
