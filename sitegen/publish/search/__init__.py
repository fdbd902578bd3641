"""Search: one index that answers the same over http and from disk, of which an edit makes anew what it changes.

records -> index copies -> Pagefind's analysis of each page -> words in chunks -> `pagefind/` for hosted readers, and
`pagefind-offline/` (the same data as scripts) for those who open the folder. Other spellings are found by what `copies`
adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cache.keys import LastingMemory, key_of
from sitegen.model.output import KeyedRecord, Output, OutputFile, SearchRecord
from sitegen.publish.disk import disk, explain
from sitegen.publish.search.analysis import PAGEFIND, Analysis, analysed
from sitegen.publish.search.assembly import Index, first_index, next_index, recalled
from sitegen.publish.search.copies import index_copy
from sitegen.publish.search.files import SCRIPTS, STOCK, FileList
from sitegen.publish.search.store import Forgotten, Store, keep_all
from sitegen.publish.snapshot import walk

Files = tuple[Output, ...]

_PATIENCE, _PATIENCE_A_PAGE = 30.0, 0.02
"""Seconds that Pagefind may take: ten times what it takes on a busy machine."""

_THREADS = 2
"""They compress, which Python's lock does not hold up."""


def index(
    records: Sequence[SearchRecord | KeyedRecord],
    *,
    language: str,
    work: Path,
    memory: LastingMemory | None = None,
    jobs: int = 0,
    seconds: float | None = None,
) -> Files:
    """The files of `pagefind/` and `pagefind-offline/`, sorted by path; none where there are no records.

    `language` is the site's, `work` a folder for what is needed meanwhile (made if missing, left as it was), `jobs`
    the threads Pagefind may use (0: one for each core), `seconds` the longest it may take (None: by the number of
    pages it gets). With a `memory` no page is read again whose record has the key it had, nor is that record made, nor what
    is of such pages alone.

    Raises EnvironmentFault: Pagefind is missing, fails, hangs, leaves a page out, or is not the version known here.
    """
    if not records:
        return ()
    indexer = _Indexer([*map(_keyed, records)], language, work, jobs, seconds)
    return indexer.next(memory) or indexer.first(memory)


def _keyed(record: SearchRecord | KeyedRecord) -> KeyedRecord:
    return record if isinstance(record, KeyedRecord) else KeyedRecord(key_of(record), lambda: record)


def standing(site: Path, memory: LastingMemory) -> Iterator[Output]:
    """The files of the index that the built site at `site` has; none where it has none. What is remembered of it stays so.

    Raises EnvironmentFault: one cannot be read.
    """
    keep_all(memory)
    with disk("read", site):
        for top in (STOCK, SCRIPTS):
            for path, entry in walk(site, f"{top}/"):
                if entry.is_file(follow_symlinks=False):
                    yield OutputFile(path, Path(entry.path).read_bytes())


@dataclass(frozen=True, slots=True)
class _Indexer:
    """Makes the files of the index of some records."""

    records: Sequence[KeyedRecord]
    language: str
    work: Path
    jobs: int
    seconds: float | None

    def first(self, memory: LastingMemory | None) -> Files:
        """The files where nothing is known of them."""
        with ThreadPoolExecutor(_THREADS) as pool:
            store = Store(memory, pool)
            return self._files(first_index(self.records, store, self._analysed), store, {})

    def next(self, memory: LastingMemory | None) -> Files:
        """The files after those of the last build; none where not all of that is remembered, or it was quite another."""
        with ThreadPoolExecutor(_THREADS) as pool, suppress(Forgotten):
            store = Store(memory, pool)
            if last := store.index(self._key):
                made = next_index(self.records, recalled(last[0]), store, self._analysed)
                return self._files(made, store, last[1]) if made else ()
        return ()

    def _files(self, made: Index, store: Store, known: Mapping[str, tuple[bytes, str, int]]) -> Files:
        @cache
        def anew() -> Mapping[str, bytes]:
            return {file.path: file.content for file in self.first(None)}

        listed = FileList(self.language, made, store, known, anew)
        files = tuple(sorted(listed.files(), key=lambda file: file.path))
        store.put_index(
            self._key,
            (made.stored(), listed.made),
            [page.key for page in made.pages],
            [chunk.key for chunk in made.chunks],
        )
        return files

    @property
    def _key(self) -> bytes:
        return key_of(PAGEFIND, self.language)

    def _analysed(self, records: Sequence[SearchRecord]) -> Analysis:
        limit = self.seconds if self.seconds is not None else _PATIENCE + _PATIENCE_A_PAGE * len(records)
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self.work, prefix="search-") as folder:
                return analysed(
                    map(index_copy, records),
                    count=len(records),
                    language=self.language,
                    folder=Path(folder),
                    seconds=limit,
                    jobs=self.jobs,
                )
        except OSError as fault:
            raise explain("make the search index in", fault, self.work) from fault
