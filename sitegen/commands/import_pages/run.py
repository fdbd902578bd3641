"""One run of `import`: the site is read, then each page on its own; what is new becomes drafts, page by page.

A page that was brought here before is passed over, so that a run that was cut short goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Container, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sitegen.link
import sitegen.load
from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands.check.external_links import policy_of
from sitegen.commands.check.link_checker import Policy, fetch
from sitegen.commands.check.unknown_names import known_names
from sitegen.commands.command import Context, Options, Result
from sitegen.commands.import_pages.originals import Originals, texts
from sitegen.commands.import_pages.tally import Matched, Original, Tally
from sitegen.commands.import_pages.writing import Desk, brought_before
from sitegen.faults import Checked, EnvironmentFault, Fault, Faults, Span
from sitegen.importing.decode import MAX_BYTES
from sitegen.importing.known_site import KnownSite, known_site, same_address, shingles
from sitegen.importing.page import Found, Furniture, Story
from sitegen.importing.read import Served, read
from sitegen.link.redirects import used_ids
from sitegen.link.resolve import directory, name_table
from sitegen.link.select import select
from sitegen.load.content import cpu_limit
from sitegen.parallel import parallel_map
from sitegen.publish.lock import locked
from sitegen.urls import ORIGINALS_FOLDER

_SECONDS = 60.0
"""Of a processor's time, for one page."""

_STOPPED = "what was brought here stays, and the same command goes on with the rest"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What came of one page: its name, its digest, its stories, its furniture, its faults."""

    name: str
    digest: str
    stories: tuple[Matched, ...]
    furniture: tuple[Furniture, ...]
    faults: tuple[Fault, ...]


def run(context: Context) -> Result:
    """Read the pages that were named; write the drafts unless it is a dry run."""
    options, asked = context.options, context.arguments
    pages = list(_pages_among(asked.pages))
    tally = Tally(details=options.form == "json")
    with nullcontext() if asked.dry_run else locked(options.cache_dir):
        known, desk, policy = _site(context)
        before = frozenset() if asked.dry_run else brought_before(options.cache_dir, options.root)
        reader = _reader(known, options, policy, before)
        with Originals(_kept(options.root, known)) as originals, context.progress.stage("import"):
            made = parallel_map(reader, pages, options.jobs if len(pages) > 1 else 1)
            try:
                for page in context.progress.count("import", made, len(pages)):
                    _take(page, tally, originals, known, None if asked.dry_run else desk)
            except KeyboardInterrupt as stop:
                raise KeyboardInterrupt(_STOPPED if tally.written else "") from stop
    return Result(
        pages=tally.pages,
        written=tally.written,
        seconds=context.progress.seconds,
        faults=tuple(tally.faults),
        output=tally.told(is_trial=asked.dry_run),
        data={"stories": tally.stories, "furniture": tally.furniture} if tally.details else {},
    )


def _site(context: Context) -> tuple[KnownSite, Desk, Policy]:
    """The site as it is; what is wrong there is no matter here."""
    options, progress = context.options, context.progress
    with Cache(options.cache_file, code_digest(), write=False) as cache, progress.stage("read"):
        content = sitegen.load.load(options.root, cache, options.jobs, today=options.today).value
        site = sitegen.link.link(content, today=options.today, memory=cache).value
    everything = directory(
        select(content.entries, options.today, drafts=True), content.entries, content.faulty
    )
    names = name_table(everything, content.settings.honorifics)
    known = known_site(site, content.entries, names, known_names(site))
    taken = {*used_ids(content), *(name for name, _ in texts(options.root))}
    desk = Desk(options.root, options.cache_dir, known, taken, options.today, content.settings.language)
    return known, desk, policy_of(site)


def _kept(root: Path, known: KnownSite) -> Iterator[tuple[Original, frozenset[int]]]:
    """The originals that are there, with their runs of words."""
    for name, path in texts(root):
        told = Original(
            name if name in known.ids else f"{ORIGINALS_FOLDER}/{name}.txt", known.outlet_of.get(name, "")
        )
        yield told, shingles(path.read_text(encoding="utf-8", errors="replace"))


def _reader(
    known: KnownSite, options: Options, policy: Policy, before: Container[str]
) -> Callable[[str], ReadPage | None]:
    """What reads one page, in a process of its own where there are several; None for a page that was read before."""

    def read_one(page: str) -> ReadPage | None:
        faults = Faults()
        raw, served = fetched(page, policy, faults) if is_address(page) else (bytes_of(page, faults), None)
        if raw is None:
            return ReadPage(page, "", (), (), tuple(faults.met))
        digest = hashlib.sha256(raw).hexdigest()
        if digest in before:
            return None
        found = _within_limits(page, partial(read, page, raw, options.today, known.outlet, served))
        stories = tuple(_matched(story, known) for story in found.value.stories)
        return ReadPage(page, digest, stories, found.value.furniture, found.faults)

    return read_one


def _within_limits(page: str, work: Callable[[], Checked[Found]]) -> Checked[Found]:
    """What a page holds; one on which a processor works for a minute is given up."""
    try:
        with cpu_limit(page, _SECONDS):
            return work()
    except EnvironmentFault:
        faults = Faults(page)
        message = f"reading the page took more than {_SECONDS:g} seconds, and was given up"
        faults.add(Span(), "page-too-large", message, "copy the text of the story into a .txt file")
        return faults.beside(Found())


def fetched(address: str, policy: Policy, faults: Faults) -> tuple[bytes | None, Served | None]:
    """The bytes of a page that is asked of a site, and how it came; None with a fault where it cannot be had."""
    page = fetch(address, policy, MAX_BYTES)
    if page.failure:
        fix = "open it in a browser, save the page, and import the file"
        faults.of(address).add(Span(), "page-unreachable", f"the page cannot be had: {page.failure}", fix)
        return None, None
    return page.body, Served(page.address, page.charset)


def _matched(story: Story, known: KnownSite) -> Matched:
    names = known.names_in(story.text)
    headline = story.headline.value if story.headline else ""
    topics = known.topics.scores(f"{headline}\n{story.text}", (n.id for n in names if n.id))
    address = story.url.value if story.url else None
    outlet = known.outlet(story.source.value, address) if story.source else None
    return Matched(story, outlet, topics, names, shingles(story.text))


def _take(
    page: ReadPage | None, tally: Tally, originals: Originals, known: KnownSite, desk: Desk | None
) -> None:
    """Add a page to the tally, and write what is new of it where there is a desk."""
    if page is None:
        tally.skipped += 1
        return
    tally.add_page(page.furniture, page.faults)
    told = [(matched, _same_story(matched, originals, known)) for matched in page.stories]
    if desk and told:
        fresh = [(m.story, m.topics, m.names) for m, same in told if same is None]
        tally.written += desk.write(page.name, page.digest, fresh)
    for matched, same in told:
        tally.add(matched, same)


def _same_story(matched: Matched, originals: Originals, known: KnownSite) -> Original | None:
    """What the story is a copy of; one that is new is kept, for those to come."""
    story = matched.story
    address = same_address(story.url.value) if story.url else None
    if address and (article := known.articles.get(address)):
        return Original(article, known.outlet_of.get(article, ""))
    same = originals.same_as(matched.runs, address)
    if same is None:
        originals.add(
            Original(f"{story.file}#{story.start or 0}", matched.outlet_name), matched.runs, address
        )
    return same


_ENDINGS = (
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mhtml",
    ".mht",
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".eml",
)
_PARTS = ("_files", "_data", ".files")
"""How browsers call the folder in which they save the pictures and frames of a page beside it."""

_WEB = ("http://", "https://")


def is_address(given: str) -> bool:
    """Whether a page is to be asked of a site."""
    return given.lower().startswith(_WEB)


def _pages_among(given: list[str]) -> Iterator[str]:
    """Every page that is meant, as it was given or below a folder as that was given, each once.

    Raises:
        EnvironmentFault: there is nothing of that name, or a folder cannot be read.
    """
    seen: set[str] = set()
    for one in given:
        for page in (one,) if is_address(one) else _below(one):
            if page not in seen:
                seen.add(page)
                yield page


def _below(given: str) -> Iterator[str]:
    path = Path(given)
    try:
        if path.is_dir():
            yield from _in_folder(given)
            return
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise EnvironmentFault(
            f"there is no file or folder {given}", "name a saved page, a folder of pages, or an address"
        )
    yield given


def _in_folder(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as fault:
        raise EnvironmentFault(
            f"{folder} cannot be read: {fault.strerror}", "check the folder's permissions"
        ) from fault
    for entry in listed:
        path = os.path.join(folder, entry.name)  # noqa: PTH118 - as it was given: a path would tidy it
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.endswith(_PARTS):
                yield from _in_folder(path)
        elif entry.is_file() and entry.name.lower().endswith(_ENDINGS):
            yield path


def bytes_of(page: str, faults: Faults) -> bytes | None:
    """The bytes of a file, at most as many as a page may have and one more; None with a fault where it cannot be read."""
    try:
        path = Path(page)
        if not path.is_file():
            faults.of(page).add(Span(), "page-unreadable", "this is no plain file", "name a saved page")
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        reason = (fault.strerror or "it cannot be opened").lower()
        faults.of(page).add(
            Span(), "page-unreadable", f"the file cannot be read: {reason}", "check its permissions"
        )
        return None
