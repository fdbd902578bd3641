"""One run of `import`: the site is read, then each page on its own; what is new becomes drafts, page by page.

A page that was brought here before is passed over, so that a run that was cut short goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import sitegen.link
import sitegen.load
from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands.check.external_links import policy_of
from sitegen.commands.check.link_checker import Policy, fetch
from sitegen.commands.check.unknown_names import known_names
from sitegen.commands.command import Context, Options, Result
from sitegen.commands.excerpt import visible
from sitegen.commands.import_pages import inputs
from sitegen.commands.import_pages.originals import Originals, texts
from sitegen.commands.import_pages.writing import Desk, remember, remembered
from sitegen.faults import Checked, EnvironmentFault, Fault, Faults, Span
from sitegen.importing.decode import MAX_BYTES
from sitegen.importing.known_site import FoundName, KnownSite, known_site, same_address
from sitegen.importing.page import Fact, Found, Story
from sitegen.importing.read import Served, read
from sitegen.link.redirects import used_ids
from sitegen.link.resolve import directory, name_table
from sitegen.link.select import select
from sitegen.load.cpu_limit import cpu_limit
from sitegen.parallel import parallel_map
from sitegen.publish.lock import locked

_SECONDS = 60.0
_JOURNAL = "imported.txt"
_FIELDS = ("headline", "date", "source", "authors", "url", "lang")

Topics = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A story with what the site knows of it: its outlet, its topics with their scores, its names."""

    story: Story
    outlet: str | None
    topics: Topics
    names: tuple[FoundName, ...]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What came of one page: its digest, its stories, its furniture as JSON, its faults."""

    digest: str
    stories: tuple[Matched, ...]
    furniture: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Tally:
    """What the run came to so far."""

    stories: list[dict[str, Any]] = field(default_factory=list)
    furniture: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    pages: int = 0
    written: int = 0
    duplicates: int = 0
    skipped: int = 0


def run(context: Context) -> Result:
    """Read the pages that were named; write the drafts unless it is a dry run."""
    options, asked = context.options, context.arguments
    pages = list(inputs.pages_among(asked.pages))
    with nullcontext() if asked.dry_run else locked(options.cache_dir), Originals() as originals:
        known, desk, policy = _site(context)
        for name, path in texts(options.root):
            originals.add(
                name if name in known.ids else f"originals/{name}.txt",
                path.read_text(encoding="utf-8", errors="replace"),
            )
        journal = options.cache_dir / _JOURNAL
        before = {} if asked.dry_run else remembered(journal, options.root)
        tally = _Tally()
        reader = _reader(known, options, policy, before)
        with context.progress.stage("import"):
            made = parallel_map(reader, pages, options.jobs if len(pages) > 1 else 1)
            for page in context.progress.count("import", made, len(pages)):
                _take(
                    page,
                    tally,
                    originals,
                    known,
                    asked.dry_run or (desk, journal),
                    details=options.form == "json",
                )
    return _result(context, tally, dry_run=asked.dry_run)


def _site(context: Context) -> tuple[KnownSite, Desk, Policy]:
    """The site as it is; what is wrong there is no matter here."""
    options, progress = context.options, context.progress
    with Cache.open(options.cache_file, code_digest(), write=False) as cache, progress.stage("read"):
        content = sitegen.load.load(options.root, cache, options.jobs, today=options.today).value
        site = sitegen.link.link(content, today=options.today, memory=cache).value
    everything = directory(
        select(content.entries, options.today, drafts=True), content.entries, content.faulty
    )
    names = name_table(everything, content.settings.honorifics)
    known = known_site(site, content.entries, names, known_names(site))
    desk = Desk(options.root, known, set(used_ids(content)), options.today, content.settings.language)
    return known, desk, policy_of(site)


def _reader(
    known: KnownSite, options: Options, policy: Policy, before: dict[str, str]
) -> Callable[[str], ReadPage | None]:
    """What reads one page, in a process of its own where there are several; None for a page that was read before."""

    def read_one(page: str) -> ReadPage | None:
        faults = Faults()
        raw, served = (
            fetched(page, policy, faults)
            if inputs.is_address(page)
            else (inputs.bytes_of(page, faults), None)
        )
        if raw is None:
            return ReadPage("", (), (), tuple(faults.met))
        digest = hashlib.sha256(raw).hexdigest()
        if digest in before:
            return None
        found = _within_limits(page, lambda: read(page, raw, options.today, known.outlet, served))
        return ReadPage(
            digest,
            tuple(_matched(story, known) for story in found.value.stories),
            tuple(
                {"file": f.file, "start": f.start, "end": f.end, "why": f.why} for f in found.value.furniture
            ),
            found.faults,
        )

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
    outlet = (
        known.outlet(story.source.value, story.url.value if story.url else None) if story.source else None
    )
    return Matched(story, outlet, topics, names)


def _take(
    page: ReadPage | None, tally: _Tally, originals: Originals, known: KnownSite, where: Any, *, details: bool
) -> None:
    """Write what is new of a page, unless `where` is no place to write to, and add it to the tally."""
    if page is None:
        tally.skipped += 1
        return
    tally.pages += 1
    tally.faults += page.faults
    told = [(matched, _same_story(matched.story, originals, known)) for matched in page.stories]
    if where is not True and page.stories:
        desk, journal = where
        fresh = [(m.story, [t for t, _ in m.topics], m.names) for m, same in told if same is None]
        ids, paths = desk.write(fresh)
        tally.written += len(paths)
        remember(journal, page.digest, ids)
    for matched, same in told:
        tally.duplicates += same is not None
        tally.rows.append(_row(matched, same))
        if details:
            tally.stories.append(_as_json(matched, same))
    if details:
        tally.furniture += page.furniture


def _same_story(story: Story, originals: Originals, known: KnownSite) -> str | None:
    """What the story is a copy of; one that is new is kept, for those to come."""
    address = story.url.value if story.url else None
    same = known.article_at(address) if address else None
    same = same or originals.same_as(story.text, same_address(address) if address else None)
    if same is None:
        originals.add(
            f"{story.file}#{story.start or 0}", story.text, same_address(address) if address else None
        )
    return same


def _as_json(matched: Matched, same: str | None) -> dict[str, Any]:
    story = matched.story
    facts: dict[str, Fact[Any]] = {name: getattr(story, name) for name in _FIELDS}
    values = {name: fact.value if fact else None for name, fact in facts.items()}
    basis = {
        name: {"how": fact.how if fact else "unknown", "from": fact.origin if fact else ""}
        for name, fact in facts.items()
    }
    return {
        "file": story.file,
        "start": story.start,
        "end": story.end,
        **values,
        "authors": list(values["authors"] or ()),
        "date_basis": basis["date"]["how"],
        "topics": [{"id": topic, "score": score} for topic, score in matched.topics],
        "names": [{"text": n.text, "id": n.id, "count": n.count} for n in matched.names],
        "partial": story.partial,
        "duplicate_of": same,
        "outlet": matched.outlet,
        "archive_url": story.archive_url,
        "accessed": story.accessed.isoformat() if story.accessed else None,
        "basis": basis,
    }


def _row(matched: Matched, same: str | None) -> tuple[str, ...]:
    """A line of the table at the end."""
    story = matched.story
    date = f"{story.date.value} ({story.date.how})" if story.date else "unknown"
    outlet = matched.outlet or (f"{story.source.value} (new)" if story.source else "unknown")
    topic = f"{matched.topics[0][0]} {matched.topics[0][1]:.2f}" if matched.topics else "-"
    state = f"copy of {same}" if same else "partial" if story.partial else "new"
    return (story.headline.value if story.headline else "(no headline)", date, outlet, topic, state)


_WIDTHS = (52, 30, 26, 18, 40)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for row in (("story", "date", "outlet", "topic", ""), *rows):
        cells = (_cell(visible(text), width) for text, width in zip(row, _WIDTHS, strict=True))
        yield "  ".join(cells).rstrip()


def _cell(text: str, width: int) -> str:
    return (text if len(text) <= width else f"{text[: width - 1]}…").ljust(width)


def _result(context: Context, tally: _Tally, *, dry_run: bool) -> Result:
    did = "nothing written" if dry_run else f"{_counted(tally.written, 'file', 'files')} written"
    parts = [
        f"{_counted(tally.pages, 'page', 'pages')} read",
        _counted(len(tally.rows), "story", "stories"),
        f"{tally.duplicates} known already",
        did,
    ]
    if tally.skipped:
        parts.insert(1, f"{_counted(tally.skipped, 'page', 'pages')} brought here before")
    return Result(
        pages=tally.pages,
        written=tally.written,
        seconds=context.progress.seconds,
        faults=tuple(tally.faults),
        output="\n".join((*(_table(tally.rows) if tally.rows else ()), ", ".join(parts))),
        data={"stories": tally.stories, "furniture": tally.furniture}
        if context.options.form == "json"
        else {},
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
