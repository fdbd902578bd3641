"""Making pages: a view, the base context of its folder, a layout.

What a view read of the index tells whether it would be the same again; the view itself is the key under which its page
is remembered. So no view is made where nothing that it read has changed, and no page where it would show nothing new.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import Memory, key_of
from sitegen.faults import Checked, Faults
from sitegen.model.output import Layouts, OutputFile
from sitegen.parallel import parallel_map
from sitegen.render.base_context import BaseContext, base_context, folder_of
from sitegen.render.environment import Templates, first_of_each
from sitegen.render.outputs import Address, Pages
from sitegen.render.reads import Reads, Recorder
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.page_context import PageContext

_BATCH = 32
_AT_ONCE = 500
"""Records looked at in one go; they need not all be in memory at a time."""
_WORTH_SPREADING = 200
_KIND = "page"
_READS = "reads"


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page with its key. `content` is None where it is remembered, or where its layout is at fault; `reads` are what
    its view read, None where it was not made.
    """

    path: str
    key: bytes
    content: bytes | None
    reads: Reads | None = None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What is remembered of a page by its path: what its view read, the sign of that, and the key that came of it."""

    reads: Reads
    sign: bytes
    key: bytes


@dataclass(slots=True)
class PageRenderer:
    """Makes pages of one site with one set of layouts; keeps the base context of each folder."""

    index: SiteIndex
    layouts: Layouts
    templates: Templates
    assets: Mapping[str, str]
    bases: dict[str, tuple[BaseContext, bytes]] = field(default_factory=dict)
    recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.index)

    def make(
        self, row: Pages, address: Address, faults: Faults, remembered: Collection[bytes] = ()
    ) -> RenderedPage:
        """The page of a kind at an address; where its key is `remembered`, without its content."""
        path, asked = address
        self.recorder.begin()
        page = row.view(PageContext(self.recorder.index, path), *asked)
        reads = self.recorder.reads()
        base, base_key = self._base(path)
        key = key_of(row.layout, base_key, page)
        if key in remembered:
            return RenderedPage(path, key, None, reads)
        context = {"page": page, "view": page.view, "base": base}
        html = self.templates.render(row.layout, context, path, faults)
        return RenderedPage(path, key, None if html is None else html.encode(), reads)

    def sign(self, row: Pages, address: Address, reads: Reads) -> bytes:
        """The digest of all that the page of a kind at an address is made of, where `reads` are what its view reads."""
        return key_of(row.layout, address, self._base(address[0])[1], self.recorder.digest(reads))

    def _base(self, path: str) -> tuple[BaseContext, bytes]:
        folder = folder_of(path)
        if folder not in self.bases:
            made = base_context(PageContext(self.index, path), self.assets)
            self.bases[folder] = (made, key_of(made, self.layouts.digest))
        return self.bases[folder]


@dataclass(frozen=True, slots=True)
class Run:
    """Every page there is to make, in order, and the keys of those that are remembered."""

    renderer: PageRenderer
    tasks: Sequence[tuple[Pages, Address]]
    remembered: Collection[bytes]

    def batch(self, numbers: Sequence[int]) -> Checked[tuple[RenderedPage, ...]]:
        """The pages of these numbers, and the faults that their layouts showed."""
        faults = Faults()
        made = tuple(self.renderer.make(*self.tasks[number], faults, self.remembered) for number in numbers)
        return faults.beside(made)

    def unchanged(self, memory: Memory) -> dict[int, RenderedPage]:
        """The pages, by number, of which nothing that their views read has changed."""
        found: dict[int, RenderedPage] = {}
        for numbers in _batches(range(len(self.tasks)), _AT_ONCE):
            paths = {number: self.tasks[number][1][0] for number in numbers}
            records = memory.get_many(_READS, [_key(path) for path in paths.values()])
            for number, path in paths.items():
                record: PageRecord | None = records.get(_key(path))
                if (
                    record
                    and record.key in self.remembered
                    and self.sign(number, record.reads) == record.sign
                ):
                    found[number] = RenderedPage(path, record.key, None)
        return found

    def sign(self, number: int, reads: Reads) -> bytes:
        """The sign of a page whose view reads `reads`."""
        return self.renderer.sign(*self.tasks[number], reads)


def every_page(
    renderer: PageRenderer, rows: Iterable[Pages], memory: Memory, jobs: int, faults: Faults
) -> Iterator[OutputFile]:
    """Every page of some rows that its layout can make; the others are faults."""
    tasks = [(row, address) for row in rows for address in row.addresses(renderer.index)]
    run = Run(renderer, tasks, memory.keys(_KIND))
    unchanged = run.unchanged(memory)
    fresh = [number for number in range(len(tasks)) if number not in unchanged]
    found = Faults()
    done = parallel_map(run.batch, _batches(fresh, _BATCH), jobs if len(fresh) >= _WORTH_SPREADING else 1)
    made = chain.from_iterable(map(found.take, done))
    for numbers in _batches(range(len(tasks)), _BATCH):
        pages = {number: unchanged.get(number) or next(made) for number in numbers}
        yield from _recalled(run, pages, memory, found)
    for fault in first_of_each(found.met):
        faults.place(fault)


def _batches(numbers: Sequence[int], size: int) -> list[Sequence[int]]:
    return [numbers[first : first + size] for first in range(0, len(numbers), size)]


def _key(path: str) -> bytes:
    return raw_digest(path.encode())


def _recalled(
    run: Run, pages: Mapping[int, RenderedPage], memory: Memory, faults: Faults
) -> Iterator[OutputFile]:
    known = memory.get_many(_KIND, [page.key for page in pages.values()])
    fresh: list[tuple[bytes, bytes]] = []
    records: list[tuple[bytes, PageRecord]] = []
    for number, page in pages.items():
        content = page.content or known.get(page.key)
        if content is None and page.key in run.remembered:  # what was remembered turned out to be damaged
            content = run.renderer.make(*run.tasks[number], faults).content
        if content is not None:
            yield OutputFile(page.path, content)
            if page.key not in known:
                fresh.append((page.key, content))
            if page.reads is not None:
                record = PageRecord(page.reads, run.sign(number, page.reads), page.key)
                records.append((_key(page.path), record))
    if not run.renderer.index.drafts:  # any page may name one, and what is remembered stays on the disk
        memory.put_many(_KIND, fresh)
        memory.put_many(_READS, records)
