"""The run of `check`: what is always looked at, then what only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands import report
from sitegen.commands.check.addresses import check_addresses, record
from sitegen.commands.check.changes import Changes, changes, check_rebuild, pages_at, pages_of
from sitegen.commands.check.content import check_content
from sitegen.commands.check.external_links import check_external_links, policy_of
from sitegen.commands.check.originals import check_own_words, check_stale
from sitegen.commands.check.unknown_names import check_names
from sitegen.commands.command import Context, Result, require_reading
from sitegen.commands.stages import load_and_link, render
from sitegen.faults import EnvironmentFault, Faults
from sitegen.model.output import Output
from sitegen.model.site import Site
from sitegen.publish.paths import check_paths


def check(context: Context) -> Result:
    """Look at all there is. Raises `SiteError` with every fault, where one is an error."""
    options, wanted, progress = context.options, context.arguments, context.progress
    _check_options(context)
    changed: Changes | None = None
    notes: list[str] = []
    with Cache(options.cache_file, code_digest(), write=False) as cache:
        linked = load_and_link(options, progress, cache)
        faults = Faults(met=[*linked.faults])
        files: Iterable[Output] = render(linked, options, progress, cache)
        if wanted.changed_since:
            files = tuple(files)
            changed = changes(pages_at(wanted.changed_since, context), pages_of(files, linked.index))
        if wanted.rebuild:
            files = tuple(files)
            compared = check_rebuild(linked, files, cache, context, faults)
            notes.append(f"made from nothing and compared with what is remembered: {compared} files")
        paths = [file.path for file in files]
    site = linked.site
    check_paths(paths, faults)
    check_addresses(site.addresses, paths, faults)
    check_content(site, options.today, faults)
    notes += _check_if_wanted(site, context, faults)
    faults.stop(strict=options.strict)
    if wanted.record_addresses:
        record(site, paths, options.root / "content" / "addresses.txt")
    pages = sum(path.endswith(".html") for path in paths)
    summary = f"{pages} pages checked, {report.counted(faults.met)}"
    return Result(
        pages=pages,
        held_back=site.held_back,
        seconds=progress.seconds,
        faults=tuple(faults.met),
        notes=(*cache.warnings, *notes),
        summary=f"{changed.counted} since {wanted.changed_since}; {summary}" if changed else summary,
        output=changed.lines if changed else "",
        data={"changes": changed.data} if changed else {},
    )


def _check_options(context: Context) -> None:
    """Raises `EnvironmentFault` for options that do not go together."""
    wanted = context.arguments
    if wanted.record_addresses and context.options.drafts:
        message = "--record-addresses: the addresses of drafts are not published yet"
        raise EnvironmentFault(message, "leave out --drafts")
    if wanted.rebuild and context.options.drafts:
        raise EnvironmentFault("--rebuild: nothing is remembered of drafts", "leave out --drafts")
    if wanted.stale and not wanted.external:
        message = "--stale fetches the originals again, which needs the network"
        raise EnvironmentFault(message, "write check --stale --external")


def _check_if_wanted(site: Site, context: Context, faults: Faults) -> list[str]:
    """What is looked at where it is asked for; lines about what could not be."""
    wanted, progress, root = context.arguments, context.progress, context.options.root
    notes = []
    if wanted.names:
        check_names(site, faults)
    if wanted.own_words and (without := check_own_words(site, root, faults)):
        notes.append(f"not compared, for want of an original in originals/: {without}")
    if wanted.external:
        with progress.stage("ask"):
            check_external_links(site, progress, faults)
    if wanted.stale:
        require_reading("check --stale")
        with progress.stage("fetch"):
            compared = check_stale(site, root, context.options.today, policy_of(site), progress, faults)
        notes.append(f"originals fetched again and compared: {compared}")
    return notes
