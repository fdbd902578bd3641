"""Making pages: a view, the frame of its folder, a layout. A view is the key under which its page is remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from sitegen.model.output import Layouts, OutputFile
from sitegen.render.environment import Templates
from sitegen.render.frame import Frame, folder_of, frame
from sitegen.render.keys import key_of
from sitegen.render.outputs import Address, Pages
from sitegen.render.site_index import SiteIndex
from sitegen.render.views.here import Here
from sitegen.render.views.page import Page

BATCH = 500
"""How many views are held at a time."""


class Memory(Protocol):
    """What rendering asks of the memo: pages by the digest of all they were made of."""

    def get_many(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, Any]:
        """What is remembered of some keys."""

    def put_many(self, kind: str, values: Sequence[tuple[bytes, Any]]) -> None:
        """Remembers values."""


@dataclass(slots=True)
class Press:
    """Makes pages of one site with one set of layouts; keeps the frame of each folder."""

    index: SiteIndex
    layouts: Layouts
    templates: Templates
    assets: Mapping[str, str]
    frames: dict[str, Frame] = field(default_factory=dict)
    frame_keys: dict[str, bytes] = field(default_factory=dict)

    def pages(self, row: Pages, memory: Memory) -> Iterator[OutputFile]:
        """Every page of a row that its layout can make."""
        addresses = iter(row.addresses(self.index))
        while batch := list(islice(addresses, BATCH)):
            yield from self._batch(row, batch, memory)

    def _batch(self, row: Pages, batch: Sequence[Address], memory: Memory) -> Iterator[OutputFile]:
        views = [row.view(Here(self.index, path), *key) for path, key in batch]
        keys = [self._key(row.layout, view) for view in views]
        known = memory.get_many("page", keys)
        fresh: list[tuple[bytes, bytes]] = []
        for view, key in zip(views, keys, strict=True):
            content = known.get(key) or self._made(row.layout, view)
            if content is not None:
                yield OutputFile(view.path, content)
                if key not in known:
                    fresh.append((key, content))
        if not self.index.drafts:  # any page may name one, and what is remembered stays on the disk
            memory.put_many("page", fresh)

    def _made(self, layout: str, view: Page) -> bytes | None:
        context = {"page": view, "view": view.view, "frame": self._frame(view.path)}
        html = self.templates.render(layout, context, view.path)
        return None if html is None else html.encode()

    def _frame(self, path: str) -> Frame:
        folder = folder_of(path)
        if folder not in self.frames:
            self.frames[folder] = frame(Here(self.index, path), self.assets)
        return self.frames[folder]

    def _key(self, layout: str, view: Page) -> bytes:
        folder = folder_of(view.path)
        if folder not in self.frame_keys:
            self.frame_keys[folder] = key_of(self._frame(view.path), self.layouts.digest)
        return key_of(layout, self.frame_keys[folder], view)
