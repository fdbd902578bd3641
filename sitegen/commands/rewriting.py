"""What `rename` and `withdraw` do to the files of the site: thought through first, then shown or made, all or none."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sitegen import urls
from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands.check.addresses import HEADER
from sitegen.commands.command import Context, Options, Result
from sitegen.commands.process import IgnoredSignals
from sitegen.commands.stages import read
from sitegen.dates.order import day_to_come
from sitegen.faults import Checked, EnvironmentFault, Fault, Faults
from sitegen.link import check
from sitegen.link.redirects import used_ids
from sitegen.load.addresses import read_addresses, with_gone
from sitegen.load.entry import read_entry
from sitegen.load.ids import check_id
from sitegen.load.renaming import Renaming, moved, references, renamed
from sitegen.model.kinds import Entry, Topic
from sitegen.model.site import Content
from sitegen.names.nearest import nearest
from sitegen.publish.file_changes import FileChange, change_files
from sitegen.render.formats.feeds import FORMATS


def content_of(context: Context) -> Content:
    """All that the site is made of. Raises `SiteError` where it does not build: what comes of a change could not be told."""
    options, progress = context.options, context.progress
    with Cache(options.cache_file, code_digest(), write=False) as cache:
        sources = read(options, progress, cache)
    with progress.stage("link"):
        sources.faults.take(check(sources.content, today=options.today, drafts=options.drafts))
    sources.faults.stop(strict=options.strict)
    return sources.content


def entry_called(name: str, content: Content) -> Entry:
    """The entry of that id, or in that file. Raises `EnvironmentFault`."""
    entries = {entry.id: entry for entry in content.entries if entry.folder}
    found = entries.get(urls.id_of(name) if name.endswith(".md") else name)
    if found is None:
        near = nearest(name, tuple(entries), 1)
        fix = (
            f"did you mean {near[0]}?" if near else "an id is the name of a file below content/, without .md"
        )
        raise EnvironmentFault(f'there is no entry "{name}"', fix)
    return found


def check_new_id(new: str, entry: Entry, content: Content) -> None:
    """Raise `EnvironmentFault` where `new` can be no id, `SiteError` where an entry has it, had it, or is called so."""
    if new == entry.id:
        raise EnvironmentFault(f"{new} is its id already", "write another one behind it")
    faults = Faults(f"content/{entry.folder}/{new}.md")
    check_id(type(entry), faults)
    for fault in faults.met:
        fix = fault.fix.replace("rename the file:", "write another one:").replace("rename the file", "write")
        raise EnvironmentFault(fault.message, fix.removesuffix(".md"))
    fix = "choose another: an id belongs to one entry for ever"
    if new in (used := used_ids(content)):
        path, span = used[new]
        what = "is taken" if urls.id_of(path) == new else "was used before"
        faults.of(path).add(span, "id-taken", f'the id "{new}" {what}', fix)
    for other in content.entries:
        if new in other.every_name:
            message = (
                f'"{new}" is a name of this {other.noun}: [[{new}]] would mean another entry than it does'
            )
            faults.of(other.origin.path).add(other.origin.at(other.title_key), "id-taken", message, fix)
    faults.stop()


def may_be_known(entry: Entry, content: Content, options: Options) -> bool:
    """Whether the address of an entry may be known to readers; only that one leads on when its id is another.

    It is not where that is certain: it was never recorded, and the entry is a draft, or waits for its day, or is in no
    commit of a site that is kept in Git, nor in the site that was built last.
    """
    address, path = urls.output_path(entry), entry.origin.path
    if address in {known.path for known in content.addresses}:
        return True
    if entry.draft or day_to_come(entry, options.today):
        return False
    is_new = (
        _git(options.root, "ls-files", "content")
        and _git(options.root, "log", "--all", "--max-count=1", "--format=%H", "--", path) == b""
    )
    return not is_new or (options.out / address).exists()


def files_renamed(
    content: Content, raw_of: Callable[[str], bytes], renaming: Renaming, options: Options
) -> Checked[Mapping[str, bytes]]:
    """The files that change, by path, with their bytes then; and the faults that stand in the way.

    The renamed file is there under its new path. What comes of them was read and linked, and has no error.
    """
    faults, changed, entries = Faults(), dict[str, bytes](), list[Entry]()
    for entry in content.entries:
        path = entry.origin.path
        if path == renaming.path:
            kept = urls.output_path(entry) if may_be_known(entry, content, options) else None
            path, raw = renaming.new_path, faults.take(moved(raw_of(path), entry, renaming, kept))
        elif references(entry, renaming):
            raw = faults.take(renamed(raw_of(path), entry, renaming))
        else:
            entries.append(entry)
            continue
        changed[path] = raw
        then = read_entry(path, raw, type(entry)).value
        entries.append(then if isinstance(then, Entry) else entry)
    if not faults.met:
        checked = check(replace(content, entries=tuple(entries)), today=options.today)
        faults.met.extend(fault for fault in checked.faults if fault.severity == "error")
    return faults.beside(changed)


def original(root: Path, renaming: Renaming) -> Iterator[FileChange]:
    """What moves with the entry: the text that it digests, where that is kept. Raises `EnvironmentFault`."""
    old, new = (f"{urls.ORIGINALS_FOLDER}/{i}.txt" for i in (renaming.old, renaming.new))
    if (root / old).is_file():
        if (root / new).exists():
            raise EnvironmentFault(f"{new} is there already", "look whose it is, and move it away")
        kept = (root / old).read_bytes()
        yield from (FileChange(new, None, kept), FileChange(old, kept, None))


def addresses_of(entry: Entry) -> list[str]:
    """Every address that leads to an entry; of a topic, those of its feeds and of its briefing paper too."""
    pages = [urls.output_path(entry), *entry.redirect_from]
    if not isinstance(entry, Topic):
        return pages
    feeds = [form.path(page.removesuffix(".html")) for page in pages for form in FORMATS]
    return [*pages, *map(urls.brief_path, pages), *feeds]


def gone(before: bytes | None, addresses: Collection[str], why: str) -> bytes:
    """The file of addresses that says of some why they are gone. Raises `EnvironmentFault` where it cannot say it."""
    after, faults = with_gone(before or HEADER.encode(), addresses, why), Faults()
    told = {address.path: address.gone for address in read_addresses(after, faults)}
    if faults.met or any(told.get(address) != why for address in addresses):
        raise EnvironmentFault(f'--why: "{why}" cannot be kept', "write it in plain words, on one line")
    return after


def faults_without(entry: Entry, content: Content, *, today: date) -> tuple[Fault, ...]:
    """What a build will stop at when the entry is gone: mostly, what refers to it. Of the withdrawal they are warnings."""
    rest = tuple(other for other in content.entries if other is not entry)
    errors = (
        fault
        for fault in check(replace(content, entries=rest), today=today).faults
        if fault.severity == "error"
    )
    return tuple(sorted(fault._replace(severity="warning") for fault in errors))


def change(
    context: Context,
    what: str,
    changes: Sequence[FileChange],
    notes: Sequence[str],
    faults: Sequence[Fault] = (),
) -> Result:
    """Make the changes, or show them where `--dry-run` asks for that. `faults` are what is left to be done by hand."""
    options, is_trial = context.options, context.arguments.dry_run
    dirty = _not_committed(options.root, [change.path for change in changes])
    if not is_trial:
        with IgnoredSignals() as signals:
            signals.ignore()
            change_files(options.root, options.cache_dir, what, changes)
    diff = "".join(_diff(changes)) if is_trial else ""
    return Result(
        faults=tuple(faults),
        seconds=context.progress.seconds,
        notes=(*notes, *(f"not committed before: {path}" for path in dirty)),
        summary="" if is_trial else what,
        output=diff.removesuffix("\n"),
        data={"files": sorted(change.path for change in changes), "diff": diff, "not_committed": dirty},
    )


def _diff(changes: Sequence[FileChange]) -> Iterator[str]:
    """The difference as Git shows it. A file that comes is shown beside the one that goes for it."""
    folders = {change.path.rpartition("/")[0]: change for change in changes if change.before is None}
    gone = {
        folders[folder].path: change
        for change in changes
        if change.after is None and (folder := change.path.rpartition("/")[0]) in folders
    }
    for change in changes:
        if change in gone.values():
            continue
        moved_from = gone.get(change.path, change)
        names = (
            "/dev/null" if moved_from.before is None else f"a/{moved_from.path}",
            "/dev/null" if change.after is None else f"b/{change.path}",
        )
        before, after = (
            (side or b"").decode("utf-8", "replace").splitlines(keepends=True)
            for side in (moved_from.before, change.after)
        )
        if moved_from is not change:
            yield f"rename from {moved_from.path}\nrename to {change.path}\n"
        for line in difflib.unified_diff(before, after, *names):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _not_committed(root: Path, paths: Sequence[str]) -> list[str]:
    """Those of the files that hold what Git has not; none where there is no Git."""
    told = _git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *paths)
    there = tuple(line[3:].decode("utf-8", "replace") for line in (told or b"").split(b"\0") if line)
    return [path for path in paths if any(f"/{line}".endswith(f"/{path}") for line in there)]


def _git(root: Path, *words: str) -> bytes | None:
    """What Git answers; None where there is none, or it refuses."""
    try:
        return subprocess.run(["git", *words], cwd=root, capture_output=True, check=True).stdout  # noqa: S603, S607 - the editor's own
    except (OSError, subprocess.CalledProcessError):
        return None
