"""Search: one index, made by Pagefind, that answers the same over http and from disk.

records -> index copies -> Pagefind -> its bundle, settled -> `pagefind/` for hosted readers, `pagefind-offline/`
(the same data as scripts) for those who open the folder. Other spellings are found by what `terms` adds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cache.keys import Memory, key_of
from sitegen.model.output import OutputFile, SearchRecord
from sitegen.publish.disk import disk, explain
from sitegen.publish.search.bundle import PAGEFIND, Bundle, UnknownPagefind, fragment, settled
from sitegen.publish.search.copies import index_copy
from sitegen.publish.search.offline import offline
from sitegen.publish.search.pagefind import IndexCopy, run
from sitegen.publish.snapshot import walk

Files = tuple[OutputFile, ...]

_TOPS = ("pagefind/", "pagefind-offline/")
_KIND, _COPY = "search", "copy"
_BATCH = 100
_PATIENCE, _PATIENCE_A_PAGE = 30.0, 0.02
"""Seconds that Pagefind may take: ten times what it takes on a busy machine."""


def index(
    records: Sequence[SearchRecord],
    *,
    language: str,
    work: Path,
    memory: Memory | None = None,
    jobs: int = 0,
    seconds: float | None = None,
) -> Files:
    """The files of `pagefind/` and `pagefind-offline/`, sorted by path; none where there are no records.

    `language` is the site's, `work` a folder for what is needed meanwhile (made if missing, left as it was), `jobs`
    the threads Pagefind may use (0: one for each core), `seconds` the longest it may take (None: by the number of
    records). `memory` spares the copies of records that did not change, and the indexing where none did.

    Raises EnvironmentFault: Pagefind is missing, fails, hangs, leaves a page out, or is not the version known here.
    """
    ordered = sorted(records, key=lambda record: record.path)
    if not ordered:
        return ()
    limit = seconds if seconds is not None else _PATIENCE + _PATIENCE_A_PAGE * len(ordered)
    keys = [key_of(record) for record in ordered]
    whole = key_of(PAGEFIND, language, tuple(keys))
    known: dict[bytes, Files] = dict(memory.get_many(_KIND, [whole])) if memory else {}
    if whole not in known:
        known[whole] = _made(ordered, _copies(ordered, keys, memory), language, work, limit, jobs)
        if memory:
            memory.put_many(_KIND, [(whole, known[whole])])
    return known[whole]


def standing(site: Path) -> Iterator[OutputFile]:
    """The files of the index that the built site at `site` has; none where it has none.

    Raises EnvironmentFault: one cannot be read.
    """
    with disk("read", site):
        for top in _TOPS:
            for path, entry in walk(site, top):
                if entry.is_file(follow_symlinks=False):
                    yield OutputFile(path, Path(entry.path).read_bytes())


def _copies(
    records: Sequence[SearchRecord], keys: Sequence[bytes], memory: Memory | None
) -> Iterator[IndexCopy]:
    """The copies of the records, in their order; made while Pagefind is at work on those before."""
    for first in range(0, len(records), _BATCH):
        rows = dict(zip(keys[first : first + _BATCH], records[first : first + _BATCH], strict=True))
        known = memory.get_many(_COPY, list(rows)) if memory else {}
        copies = {key: known.get(key) or index_copy(record) for key, record in rows.items()}
        if memory:
            memory.put_many(_COPY, [(key, copy) for key, copy in copies.items() if key not in known])
        yield from copies.values()


def _made(
    records: Sequence[SearchRecord],
    copies: Iterator[IndexCopy],
    language: str,
    work: Path,
    seconds: float,
    jobs: int,
) -> Files:
    try:
        work.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=work, prefix="search-") as folder:
            place = Path(folder)
            files = run(
                copies, count=len(records), language=language, folder=place, seconds=seconds, jobs=jobs
            )
    except OSError as fault:
        raise explain("make the search index in", fault, work) from fault
    bundle = settled(files)
    if len(bundle.fragments) != len(records):
        raise UnknownPagefind(f"it has {len(bundle.fragments)} of {len(records)} pages")
    scripts = offline(bundle) | {"names.js": _names(records, bundle)}
    return tuple(
        sorted(
            [OutputFile(f"pagefind/{name}", content) for name, content in bundle.files.items()]
            + [OutputFile(f"pagefind-offline/{name}", script.encode()) for name, script in scripts.items()],
            key=lambda file: file.path,
        )
    )


def _names(records: Sequence[SearchRecord], bundle: Bundle) -> str:
    """The script that tells the search page which entries bear which names, for exact hits and did-you-mean.

    A row is the key by which Pagefind knows the entry's page, then its names as written, the title first.
    """
    rows = []
    for record, name in zip(records, bundle.fragments, strict=True):
        if record.names:
            if fragment(bundle, name)["url"] != f"/{record.path}":
                raise UnknownPagefind("its pages do not stand in the order in which they were given")
            key = name.removeprefix("fragment/").removesuffix(".pf_fragment")
            rows.append([key, *dict.fromkeys([record.title, *record.names])])
    return f"SiteSearch.names({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))});\n"
