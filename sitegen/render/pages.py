"""Making pages: a view, the base context of its folder, a layout. A view is the key under which its page is remembered."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from sitegen.cache import Memory
from sitegen.cache.digests import raw_digest
from sitegen.faults import Checked, Faults
from sitegen.model.output import Layouts, OutputFile
from sitegen.parallel import parallel_map
from sitegen.render.base_context import BaseContext, base_context, folder_of
from sitegen.render.environment import Templates, first_of_each
from sitegen.render.formats.script_json import JsonScript
from sitegen.render.outputs import Address, Pages
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.page_context import PageContext

_BATCH = 32
_WORTH_SPREADING = 200
_KIND = "page"


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page with its key. `content` is None where it is remembered, or where its layout is at fault."""

    path: str
    key: bytes
    content: bytes | None


@dataclass(slots=True)
class PageRenderer:
    """Makes pages of one site with one set of layouts; keeps the base context of each folder."""

    index: SiteIndex
    layouts: Layouts
    templates: Templates
    assets: Mapping[str, str]
    bases: dict[str, tuple[BaseContext, bytes]] = field(default_factory=dict)

    def make(
        self, row: Pages, address: Address, faults: Faults, remembered: Collection[bytes] = ()
    ) -> RenderedPage:
        """The page of a kind at an address; where its key is `remembered`, without its content."""
        path, asked = address
        page = row.view(PageContext(self.index, path), *asked)
        base, base_key = self._base(path)
        key = key_of(row.layout, base_key, page)
        if key in remembered:
            return RenderedPage(path, key, None)
        context = {"page": page, "view": page.view, "base": base}
        html = self.templates.render(row.layout, context, path, faults)
        return RenderedPage(path, key, None if html is None else html.encode())

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

    def batch(self, numbers: range) -> Checked[tuple[RenderedPage, ...]]:
        """The pages of these numbers, and the faults that their layouts showed."""
        faults = Faults()
        made = tuple(self.renderer.make(*self.tasks[number], faults, self.remembered) for number in numbers)
        return faults.beside(made)


def every_page(
    renderer: PageRenderer, rows: Iterable[Pages], memory: Memory, jobs: int, faults: Faults
) -> Iterator[OutputFile]:
    """Every page of some rows that its layout can make; the others are faults."""
    tasks = [(row, address) for row in rows for address in row.addresses(renderer.index)]
    run = Run(renderer, tasks, memory.keys(_KIND))
    batches = [range(first, min(first + _BATCH, len(tasks))) for first in range(0, len(tasks), _BATCH)]
    done = parallel_map(run.batch, batches, jobs if len(tasks) >= _WORTH_SPREADING else 1)
    found = Faults()
    for numbers, batch in zip(batches, done, strict=True):
        yield from _recalled(run, numbers, found.take(batch), memory, found)
    for fault in first_of_each(found.met):
        faults.place(fault)


def _recalled(
    run: Run, numbers: range, pages: tuple[RenderedPage, ...], memory: Memory, faults: Faults
) -> Iterator[OutputFile]:
    known = memory.get_many(_KIND, [page.key for page in pages])
    fresh: list[tuple[bytes, bytes]] = []
    for number, page in zip(numbers, pages, strict=True):
        content = page.content or known.get(page.key)
        if content is None and page.key in run.remembered:  # what was remembered turned out to be damaged
            content = run.renderer.make(*run.tasks[number], faults).content
        if content is not None:
            yield OutputFile(page.path, content)
            if page.key not in known:
                fresh.append((page.key, content))
    if not run.renderer.index.drafts:  # any page may name one, and what is remembered stays on the disk
        memory.put_many(_KIND, fresh)


_VERSION = 2
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def key_of(*values: object) -> bytes:
    """The key of a page: the digest of all it is made of, which are frozen values. Equal ones have equal keys in every run.

    Dataclasses become tuples of their name and their fields; what is left are plain builtins, which `marshal` writes in
    its second version, where it matters neither which values are one object nor which texts are interned. What will be
    written as JSON is plain as it is.

    Raises:
        TypeError: something in them is neither a dataclass, a tuple, a dict nor a plain builtin.
    """
    return raw_digest(marshal.dumps(_plain(values), _VERSION))


def _plain(value: object) -> Any:
    kind: Any = type(value)
    return value if kind in _PLAIN else _reader(kind)(value)


@cache
def _reader(kind: type[Any]) -> Callable[[Any], object]:
    """How values of a kind are made plain."""
    if kind is tuple:
        return lambda value: tuple(map(_plain, value))
    if kind is dict:
        return lambda value: (dict.__name__, *(map(_plain, value.items())))
    if kind is Markup:
        return lambda value: (Markup.__name__, str.__str__(value))
    if kind is JsonScript:
        return lambda script: (JsonScript.__name__, script.value)
    if not is_dataclass(kind):
        raise TypeError(f"a view holds a {kind.__name__}, which is no frozen value")
    return _fields_of(kind)


def _fields_of(kind: type[Any]) -> Callable[[Any], object]:
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return lambda value: (kind.__qualname__, *(_plain(getattr(value, name)) for name in names))
    read = attrgetter(*names)
    return lambda value: (kind.__qualname__, *map(_plain, read(value)))
