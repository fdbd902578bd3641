"""`site.zim`: the site for Kiwix, the reader of those who have no network (https://wiki.openzim.org/wiki/ZIM_file_format).

Kiwix brings its own search, which finds words and titles; each other spelling of a name is one more title of its page. So
our search stays out, and its page says where to look. The format carries a random id: of two runs the entries are the same,
not the bytes. libzim is under the GPL (version 3 or later): it is imported here alone, and nothing else needs it.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from libzim.writer import Creator, FileProvider, Hint, Item, StringProvider

from sitegen import urls
from sitegen.faults import EnvironmentFault, Faults, Span
from sitegen.load.cldr import three_letters
from sitegen.model.kinds import Nameable, of_kind
from sitegen.packing.edition import Counted, Edition
from sitegen.parallel import in_own_process

_WELCOME = "_welcome.html"
"""No page has such a name."""
_ILLUSTRATION = "packs/illustration.png"
_LEFT_OUT = re.compile(r"pagefind(?:-offline)?/|(?:404\.html|robots\.txt|sitemap[^/]*\.xml)$|assets/search\.")
"""What only a server or our own search needs."""

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
"""It names where a page may load from, and readers of ZIM files serve its parts from places of their own."""

_FURNITURE = re.compile(
    rb'(?<=<body>).*?(?=<main)|<section class="cite".*?</section>|<figure class="(?:drawn|mapped)".*?</figure>'
    rb"|(?<=</main>).*?(?=</body>)",
    re.DOTALL,
)
"""What is on every page, citations for programs, and drawings, whose words stand in the list below them: Kiwix would find every
page by its words, shows no result in which there is a `{{` of theirs, and runs the words of drawings into one another."""
_NOT_INDEXED = rb"<!--htdig_noindex-->\g<0><!--/htdig_noindex-->"

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MOST_TITLE, _MOST_DESCRIPTION, _MOST_LONG = 30, 80, 4000
"""Letters: https://wiki.openzim.org/wiki/Metadata"""

_MOST_WORKERS = 4
"""Each takes about 85 MB, whatever the size of the site: libzim compresses as well as Zstandard can."""

_INDEX = ("XAPIAN_FLUSH_THRESHOLD", "500")
"""Xapian, which libzim brings, holds the words of so many pages before it writes them; it would hold those of 10,000."""

_NO_WORDS = "Unknown exception"
"""What is left of what Xapian says when it cannot write the index, whatever the reason."""

_TRIAL = 1 << 20
"""Bytes that are written to hear what the disk says."""

_THREADS = Path("/proc/self/task")
_LOOK = 0.5  # seconds between two looks at them

_TYPES = {
    ".avif": "image/avif", ".css": "text/css", ".gif": "image/gif", ".html": "text/html", ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg", ".js": "text/javascript", ".json": "application/json", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".webp": "image/webp", ".xml": "application/xml",
}  # fmt: skip


class Entry(NamedTuple):
    """An entry of the file: its path, its title (empty for what no reader looks up), and its text or the file that holds it."""

    path: str
    title: str
    content: bytes | Path


class Alias(NamedTuple):
    """Another path, or another title, of the entry at `target`."""

    path: str
    title: str
    target: str


class _Stored(Item):  # type: ignore[misc]  # libzim has no types
    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry

    def get_path(self) -> str:
        return self.entry.path

    def get_title(self) -> str:
        return self.entry.title

    def get_mimetype(self) -> str:
        return _TYPES.get(Path(self.entry.path).suffix.lower(), "application/octet-stream")

    def get_contentprovider(self) -> StringProvider | FileProvider:
        content = self.entry.content
        return FileProvider(str(content)) if isinstance(content, Path) else StringProvider(content)

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: bool(self.entry.title)}


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes `site.zim`, in a process of its own: libzim can end the one that it is in, or hang, when the disk is full.

    Raises:
        OSError: the disk refuses.
        EnvironmentFault: the file could not be finished, and the disk is not why.
        SiteError: layouts are at fault.
    """
    language = three_letters(edition.index.settings.language)
    about, picture = metadata(edition, language), _picture(edition)
    found = counted(entries(edition), len(edition.files))

    def write() -> None:
        creator = Creator(str(folder / "site.zim")).config_indexing(True, language).set_mainpath(_WELCOME)
        creator.config_nbworkers(min(edition.jobs, _MOST_WORKERS))
        with _refusals(), _silent(), creator, _watched():
            creator.add_illustration(48, picture)
            for name, value in about.items():
                creator.add_metadata(name, value)
            for entry in found:
                _add(creator, entry)

    os.environ.setdefault(*_INDEX)
    try:
        in_own_process(write)
    except EnvironmentFault:
        _try_disk(folder)
        raise


def _add(creator: Creator, entry: Entry | Alias) -> None:
    if isinstance(entry, Alias):
        hints = {Hint.FRONT_ARTICLE: bool(entry.title)}
        creator.add_redirection(entry.path, entry.title, entry.target, hints)
    else:
        creator.add_item(_Stored(entry))


@contextmanager
def _refusals() -> Iterator[None]:
    """What goes wrong in libzim, which passes on the words of the system alone, and those of Xapian not at all."""
    try:
        yield
    except RuntimeError as fault:
        told = f"{fault} {fault.__context__}"  # of several faults the last one says only that there was one
        if number := next((n for n in errno.errorcode if os.strerror(n) in told), None):
            raise OSError(number, os.strerror(number)) from fault
        if _NO_WORDS not in told:
            raise
        message = "the search index of site.zim could not be written, and libzim does not say why"
        raise EnvironmentFault(message, "look at the disk and at the memory, then pack again") from fault


def _try_disk(folder: Path) -> None:
    """Raises OSError where the disk refuses a file that is larger than the largest that stands there unfinished."""
    largest = max((path.stat().st_size for path in folder.rglob("*") if path.is_file()), default=0)
    with (folder / "trial").open("wb") as file:
        file.seek(largest)
        file.write(bytes(_TRIAL))
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _watched() -> Iterator[None]:
    """Ends the process when one of its threads is gone: libzim's end when the disk refuses, and it waits for them for ever.

    Linux alone can tell.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK):
            if _threads() < begun:
                os._exit(1)

    watcher = threading.Thread(target=watch, daemon=True)
    begun = _threads() + 1
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _threads() -> int:
    return len(list(_THREADS.iterdir())) if _THREADS.exists() else 0


def entries(edition: Edition) -> Iterator[Entry | Alias]:
    """What the file holds: the site in the order of paths, a page to begin with, and every name by which a page is found.

    Raises:
        SiteError: layouts are at fault; at once, before anything is asked for.
    """
    settings = edition.index.settings
    welcome = Entry(_WELCOME, settings.title, _page(edition, "welcome.html"))
    search = Entry(urls.SEARCH, "", _page(edition, urls.SEARCH))
    return chain((welcome,), _built(edition, search), _names(edition))


def _built(edition: Edition, search: Entry) -> Iterator[Entry | Alias]:
    """The files of the site, or what stands for them."""
    title_of = _titles(edition)
    moved = {old: entry.id for entry in edition.index.site.entries.values() for old in entry.redirect_from}
    for path in edition.files:
        if _LEFT_OUT.match(path):
            continue
        if path == search.path:
            yield search
        elif path in moved:
            yield Alias(path, "", edition.index.paths[moved[path]])
        elif path.endswith(".html"):
            content = edition.built(path)
            yield Entry(
                path, title_of(path, content), _FURNITURE.sub(_NOT_INDEXED, _POLICY.sub(b"", content))
            )
        else:
            yield Entry(path, "", edition.site / path)


def metadata(edition: Edition, language: str) -> dict[str, str]:
    """What the file says of itself, by the names that the format has for it."""
    settings = edition.index.settings
    said = settings.tagline or settings.title
    return {
        "Title": _cut(settings.title, _MOST_TITLE),
        "Description": _cut(said, _MOST_DESCRIPTION),
        "LongDescription": _cut(said, _MOST_LONG) if len(said) > _MOST_DESCRIPTION else "",
        "Language": language,
        "Date": edition.when.isoformat(),
        "Creator": settings.publisher or settings.title,
        "Publisher": settings.publisher or settings.title,
        "Name": f"{_slug(edition.index.base_url)}_{settings.language}_all",
        "License": settings.licence or "",
        "Source": edition.index.base_url,
        "Scraper": edition.commit or "",
    }


def _names(edition: Edition) -> Iterator[Alias]:
    """Every other name and spelling, as a title under which Kiwix offers the page that it belongs to."""
    for entry in of_kind(edition.index.site.entries.values(), Nameable):
        for number, name in enumerate(entry.every_name[1:], 1):
            yield Alias(f"names/{entry.id}/{number}", name, edition.index.paths[entry.id])


def _titles(edition: Edition) -> Callable[[str, bytes], str]:
    """The title of a page by its path and its bytes: that of its entry, else its heading; of what is no page to read, none."""
    own = {path: edition.index.title(i) for i, path in edition.index.paths.items()}

    def title(path: str, content: bytes) -> str:
        if path in own:
            return own[path]
        heading = _HEADING.search(content.decode())
        gone = b'<meta name="robots" content="noindex">' in content
        return unescape(_TAG.sub("", heading[1])).strip() if heading and not gone else ""

    return title


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing on standard output, where libzim tells of its progress and a command has its own to say."""
    sys.stdout.flush()
    own = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(own, 1)
        os.close(own)


def _page(edition: Edition, layout: str) -> bytes:
    return _POLICY.sub(b"", edition.text(f"zim-{layout}", lists=urls.NAVIGATION).encode())


def _picture(edition: Edition) -> bytes:
    found = edition.layouts.others.get(_ILLUSTRATION)
    if found is None:
        faults = Faults(f"layouts/{_ILLUSTRATION}")
        faults.add(Span(), "layout-missing", "this layout is missing", "add a PNG picture of 48 by 48 pixels")
        faults.stop()
    return found or b""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _slug(base_url: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", base_url.partition("://")[2].lower()).strip("-")
