"""Addresses: source path -> id -> output path -> URL. The only place that knows how they hang together.

An *output path* (`people/qais-al-khazali.html`) is relative to `public/`, with `/`. Every link between pages is
relative and names the file, `index.html` included, so that the same bytes work at any path and from disk. An
*absolute URL* is `base_url` joined with an output path; only canonical links, feeds, the sitemap and structured data
carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import basename, dirname, normpath, splitext
from urllib.parse import quote, urlsplit

from sitegen.model.kinds import FILLED_BY, KINDS, Entry
from sitegen.model.site import Address

SETTINGS_FILE = "content/site.yaml"
HOME_FILE = "content/index.md"
ADDRESSES_FILE = "content/addresses.txt"
FILES_FOLDER = "content/files/"
SHARE_FILE = "content/files/share.png"
"""Source paths of what is no entry in a folder of its kind; the last is the picture beside a shared link, if it is there."""

ORIGINALS_FOLDER = "originals"
"""Beside content/, never published: what an article said, `ID.txt` by the id of its digest."""

HOME = "index.html"
TIMELINE = "timeline.html"
NAMES = "names.html"
OUTLETS = "sources/index.html"
CHANGES = "changes.html"
SEARCH = "search.html"
TAKE_AWAY = "take-away.html"
DATA = "data.html"
NOT_FOUND = "404.html"
"""A server shows it at any address, so it links from the top of one; nothing leads to it from a disk, where it has no styles."""

INDEXES = {kind.folder: f"{kind.folder}/index.html" for kind in KINDS if kind.indexed_by}
"""The pages of all entries of a kind, by its folder."""

MASTHEAD = {
    "home": HOME,
    "claims": INDEXES["claims"],
    "timeline": TIMELINE,
    "names": NAMES,
    "outlets": OUTLETS,
    "search": SEARCH,
}
"""The pages that no entry makes and that every page leads to at its head, by the names under which layouts find their links
and words.
"""

NAVIGATION = MASTHEAD | INDEXES | {"changes": CHANGES}
"""These, and those that it leads to at its foot."""

OVERVIEWS = {name: f"{name}.html" for name in FILLED_BY}
"""The pages over the whole site that it has if its entries give them something to show, by name: each has a layout of that name."""

FIXED = {"outlets": OUTLETS, "search": SEARCH, "take-away": TAKE_AWAY, "data": DATA}
"""The pages that are there once and always: each has a layout of its name, here."""

SITE_PAGES = tuple(dict.fromkeys((*NAVIGATION.values(), *FIXED.values(), NOT_FOUND)))
"""Every page that the site has whatever its entries are. Of a list too long for one page, its parts stand below it."""

FEED = "feed"
CORRECTIONS = "corrections"
"""Feeds, without the endings of the formats they have."""

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ICON = "icon.svg"

UNDATED = "undated"
"""Stands for the year of what has none that is sure; also the file name of its page."""


def _stem(page: str) -> str:
    """The folder below which the parts of the list at `page` stand."""
    return page.removesuffix("/index.html").removesuffix(".html")


_FOLDERS = frozenset(kind.folder for kind in KINDS if kind.folder)

RESERVED_IDS = (
    _FOLDERS
    | {splitext(basename(page))[0] for page in SITE_PAGES}
    | OVERVIEWS.keys()
    | {UNDATED, "files", "assets", "previews", "pagefind", "pagefind-offline"}
)
"""Ids no entry may have: they are pages or folders of the site itself."""

_BY_YEAR = "|".join(sorted(_FOLDERS | {_stem(page) for page in SITE_PAGES}))
_PART_OF_LIST = re.compile(
    rf"(?:(?:{_BY_YEAR})/(?:[a-z0-9-]+/)?(?:[0-9]+|{UNDATED})|names/(?:[a-z]|u[0-9a-f]{{4,5}}|other))\.html"
)
_NOT_IN_HOST = re.compile(r"[\s%<>\"{}|^`\\]")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")
_NEVER_SEEN = re.compile("[\xad\u200b\u200e\u200f\u2060\ufeff]")
"""Characters that nobody sees, and that are copied along with an address; joiners are not among them, which words need."""
_DEVICE = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:[./]|$)", re.IGNORECASE
)
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""
_PATH_SAFE = "/-._~!$&'()*+,;=:@"
_FRAGMENT_SAFE = "!$&'()*+,;=:@/?-._~"


def is_web_address(text: str) -> bool:
    """Whether `text` is the whole address of a page or site on the web, as it may be written."""
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        parts.netloc.encode("ascii" if parts.netloc.isascii() else "idna")
    except ValueError:
        return False
    return whole and not _NOT_IN_ADDRESS.search(text)


def never_seen_in(address: str) -> str:
    """The first character of an address that nobody sees, and with which it leads elsewhere; empty where there is none."""
    found = _NEVER_SEEN.search(address)
    return found[0] if found else ""


def has_credentials(address: str) -> bool:
    """Whether a web address holds a name or password, which hides where it leads."""
    try:
        return "@" in urlsplit(address).netloc
    except ValueError:
        return False


def has_host(address: str) -> bool:
    """Whether a web address, whose path may still hold what a browser mends, names a host."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return False
    return bool(host) and not _NOT_IN_HOST.search(host or "")


def is_device(path: str) -> bool:
    """Whether Windows takes a path, or a part of it, for a device: `con`, `aux.txt`, `a/com1.html`."""
    return _DEVICE.search(path) is not None


def is_base(address: str) -> bool:
    """Whether a web address can be that of a site, to which the paths of its pages are joined."""
    return "?" not in address and "#" not in address


def as_base(address: str) -> str:
    """The address of a site as its pages carry it: in the letters of a URI (RFC 3986), with `/` at the end.

    Doubled slashes and steps (`.`, `..`) of its path are folded.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    # A second "/" at the beginning of a link would make the name of a host of what follows.
    path = normpath(f"/{quote(parts.path, safe=_PATH_SAFE + '%')}").lstrip("/")
    return f"{parts.scheme}://{host}/{path}/" if path not in ("", ".") else f"{parts.scheme}://{host}/"


def id_of(source_path: str) -> str:
    """The id a source path gives: `content/people/qais-al-khazali.md` -> `qais-al-khazali`."""
    return splitext(basename(source_path))[0]


def folder_of(source_path: str) -> str:
    """The folder below `content/` that says the type; `""` for `content/index.md`."""
    return dirname(source_path).partition("/")[2]


def output_path(entry: Entry) -> str:
    """Where the page of `entry` stands in `public/`. Plain pages and home stand at the top."""
    return f"{entry.id}.html" if entry.at_top else f"{entry.folder}/{entry.id}.html"


def first_addresses(entries: Iterable[Entry], known: Iterable[Address]) -> dict[str, str]:
    """By id, the output path under which each entry was first published: programs know it by that, whatever it is called now.

    One whose own address was published before any of its `redirect_from` took those over from others, and keeps its own.
    """
    before = {address.path: address.was for address in known}

    def first(path: str) -> str:
        seen: set[str] = set()
        while (was := before.get(path)) and path not in seen:
            seen.add(path)
            path = was
        return path

    found = {}
    for entry in entries:
        own = output_path(entry)
        old = () if own in before else entry.redirect_from
        found[entry.id] = first(next((path for path in old if path in before), (*old, own)[0]))
    return found


def file_path(source_path: str) -> str:
    """Where a file of `content/files/` stands in `public/`: `content/files/map.png` -> `files/map.png`."""
    return source_path.removeprefix("content/")


def year_path(page: str, year: str) -> str:
    """The page that holds one year (or letter) of a list too long for `page`: `topics/ID.html` -> `topics/ID/2020.html`."""
    return f"{_stem(page)}/{year}.html"


def is_part_of_list(path: str) -> bool:
    """Whether a list that grows too long for its page may make this page for one of its years or letters."""
    return _PART_OF_LIST.fullmatch(path) is not None


def brief_path(page: str) -> str:
    """The briefing paper of the topic at `page`: `topics/ID.html` -> `topics/ID/brief.html`."""
    return f"{_stem(page)}/brief.html"


def topic_feed(topic_id: str) -> str:
    """The feed of one topic, without the ending of a format."""
    return f"topics/{topic_id}"


def had_feed(path: str) -> bool:
    """Whether the page at `path` was that of a topic, beside which a feed stood."""
    return dirname(path) == "topics"


def feed_of(path: str) -> str:
    """The feed beside the page at `path`, without the ending of a format."""
    return splitext(path)[0]


def preview_path(entry_id: str) -> str:
    """The script that holds the preview of an entry."""
    return f"previews/{entry_id}.js"


def wikidata_page(item: str) -> str:
    """Where Wikidata tells a reader of an item: `Q42`."""
    return f"https://www.wikidata.org/wiki/{item}"


def wikidata_entity(item: str) -> str:
    """The URI by which Wikidata names what an item is about, for machines."""
    return f"https://www.wikidata.org/entity/{item}"


def relative(page: str, target: str, fragment: str = "") -> str:
    """The link from the page at `page` to `target`, both output paths: `../people/x.html#born`."""
    path = quote(path_from(dirname(page), target), safe=_PATH_SAFE)
    if path.partition("/")[0].count(":"):
        path = f"./{path}"
    return f"{path}#{quote(fragment, safe=_FRAGMENT_SAFE)}" if fragment else path


def path_from(folder: str, target: str) -> str:
    """The way from `folder` to `target`, both paths from one top with `/` (`""` is that top itself): `../people/x.html`.

    Unlike `posixpath.relpath` it asks nothing of the folder in which the program runs, which may be gone.
    """
    here, there = (part.split("/") if part else [] for part in (folder, target))
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]])


def rooted(base_url: str, target: str) -> str:
    """The link from a page that is served at any address (404.html): it begins with the path of `base_url`."""
    return urlsplit(base_url).path + quote(target)


def absolute(base_url: str, target: str, fragment: str = "") -> str:
    """The absolute URL of an output path; home is the bare `base_url`, which ends in `/` and has no steps to be folded."""
    url = base_url if target == HOME else base_url + quote(target)
    return f"{url}#{quote(fragment, safe=_FRAGMENT_SAFE)}" if fragment else url
