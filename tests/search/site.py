"""A small site of its own for the tests of search: records, and the pages that a reader opens.

Names stand in several spellings and scripts; some are shared, some are part of others.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from shutil import copytree

from sitegen.faults import Faults
from sitegen.model.output import Output, SearchRecord
from sitegen.render.assets import assets_of
from sitegen.render.environment import Templates
from tests.words import LAYOUTS, layouts, words

SCRIPTS = ("search", "page")
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self' file:"
)

BASE = {"links": {"search": "search.html", "names": "names.html", "articles": "articles/index.html"}}
"""What stands around every page, as far as the search form asks for it."""

NAMES: dict[str, tuple[str, ...]] = {
    "people/kadhimi": ("Mustafa al-Kadhimi", "Kadhimi", "Mustafa al-Kazemi", "مصطفى الكاظمي", "مصطفی کاظمی"),
    "people/soleimani": ("Qassem Soleimani", "Qasem Sulaimani", "Soleimani", "قاسم سلیمانی"),
    "people/velayati": ("Ali Akbar Velayati", "Ali-Akbar Velâyati", "علی\u200cاکبر ولایتی"),
    "people/aliyev": ("Ilham Aliyev", "İlham Əliyev", "Aliyev"),
    "people/khamenei": ("Ali Khamenei", "Khamenei"),
    "people/khomeini": ("Ruhollah Khomeini", "Khomeini"),
    "people/heydar-aliyev": ("Heydar Aliyev", "Aliyev"),
    "organisations/kataib": ("Kata'ib Hezbollah", "Kataib Hizballah", "كتائب حزب الله"),
    "organisations/asaib": ("Asa’ib Ahl al-Haq", "ʿAṣāʾib Ahl al-Ḥaqq", "عصائب أهل الحق"),
    "organisations/hezbollah": ("Hezbollah", "Hizbullah", "حزب الله"),
    "places/erbil": ("Erbil", "Arbil", "Hewlêr", "اربيل"),
    "places/israel": ("Israel",),
    "sources/azadi": ("Radio Azadi", "رادیو آزادی"),
}
WHAT = {
    "people": "Person",
    "organisations": "Organisation",
    "places": "Place",
    "sources": "Outlet",
    "articles": "Article",
    "notes": "Note",
}

ARTICLES: tuple[tuple[str, str, str, str, str, tuple[str, ...], str], ...] = (
    (
        "articles/rockets-erbil",
        "Rockets fall near Erbil airport",
        "2020-09-30",
        "Militias",
        "Radio Azadi",
        ("places/erbil", "organisations/kataib", "people/kadhimi"),
        (
            "<p>Six rockets were fired towards Erbil. Prime Minister Kadhimi promised an inquiry.</p>"
            '<h2 id="who">Who fired</h2><p>Officials blamed Kata\'ib Hezbollah; the group denied it.</p>'
        ),
    ),
    (
        "articles/film",
        "Arbil after Arbil",
        "2019-03-01",
        "Karabakh & beyond",
        "Radio Azadi",
        ("places/erbil",),
        "<p>Arbil, Arbil, Arbil: the title of a film.</p>",
    ),
    (
        "articles/kadhimi-visit",
        "Kadhimi travels to Tehran",
        "2020-07-21",
        "Militias",
        "Radio Azadi",
        ("people/kadhimi", "people/velayati"),
        "<p>Mustafa al-Kadhimi met Ali Akbar Velayati; they spoke of trade, borders and rockets.</p>",
    ),
    (
        "articles/shushi",
        "Fighting reaches Shushi",
        "2020-11-05",
        "Karabakh & beyond",
        'Desk "North"',
        ("people/aliyev",),
        "<p>Aliyev said that the town was in reach. Refugees crossed the pass at night.</p>",
    ),
    (
        "articles/inspection",
        "Inspectors return",
        "..2019",
        "Militias",
        'Desk "North"',
        (),
        "<p>Café owners watched 1,176 inspectors arrive. Israeli officials welcomed the step.</p>",
    ),
)


def page_names(page: str) -> tuple[str, ...]:
    return NAMES[page]


def records(fillers: int = 40) -> list[SearchRecord]:
    """Entities, five articles, a note, and pages to fill a long list."""
    entities = [
        SearchRecord(
            path=f"{page}.html",
            title=names[0],
            kind=WHAT[page.partition("/")[0]],
            summary=f"{names[0]} is known here by {len(names)} names.",
            body="",
            names=names,
            topics=("Militias",),
        )
        for page, names in NAMES.items()
    ]
    return [*entities, *map(_article, ARTICLES), _note(), *map(_filler, range(fillers))]


def _article(row: tuple[str, str, str, str, str, tuple[str, ...], str]) -> SearchRecord:
    path, title, date, topic, outlet, mentioned, body = row
    return SearchRecord(
        path=f"{path}.html",
        title=title,
        kind="Article",
        summary="",
        body=body,
        mentions=tuple(name for page in mentioned for name in NAMES[page]),
        topics=(topic,),
        outlets=(outlet,),
        year=date[:4].strip("."),
        date=f"on {date}",
        order=date.strip("."),
        lang="az" if path == "articles/shushi" else "",
    )


def _note() -> SearchRecord:
    return SearchRecord(
        path="notes/weapons.html",
        title="Weapons without numbers",
        kind="Note",
        summary="What is known of rockets & drones.",
        body='<h2 id="rockets">Rockets</h2><p>Rockets are cheap. &lt;b&gt; is no tag here.</p>'
        '<h2 id="drones">Drones</h2><p>Drones follow rockets. علی‌اکبر ولایتی سخن گفت.</p>',
        topics=("Militias", "Karabakh & beyond"),
        mentions=NAMES["people/velayati"],
    )


def _filler(number: int) -> SearchRecord:
    return SearchRecord(
        path=f"articles/filler-{number:02}.html",
        title=f"Digest {number}",
        kind="Article",
        summary="",
        body=f"<p>A bulletin of the day numbered {number}, with weather and prices.</p>",
        topics=("Weather",),
        outlets=("Radio Azadi",),
        year=str(2000 + number % 5),
        date=f"in {2000 + number % 5}",
        order=f"{2000 + number % 5}-01-{number % 28 + 1:02}",
    )


def write(folder: Path, files: Iterable[Output], pages: Iterable[SearchRecord]) -> None:
    """The whole site: the search page, a page for each record, the scripts, and the index."""
    for name in SCRIPTS:
        _put(folder / f"assets/{name}.0a1b2c.js", _script(name))
    copytree(LAYOUTS / "styles", folder / "styles", dirs_exist_ok=True)
    faults = Faults()
    part = Templates(layouts()).render("partials/search.html", {"base": BASE}, "search.html", faults)
    assert part, faults.met
    _put(folder / "search.html", _page("Search", part, "", SCRIPTS).encode())
    for path in ("index.html", "names.html", "articles/index.html", "topics/deep/below.html"):
        up = "../" * path.count("/")
        _put(
            folder / path,
            _page(path, f'<a href="{up}search.html">Search</a><input>', up, ["page"]).encode(),
        )
    for record in pages:
        _put(folder / record.path, _page(record.title, record.body, "../", ["page"]).encode())
    for file in files:
        _put(folder / file.path, file.content)


def _script(name: str) -> bytes:
    (bundle,) = (
        file for file in assets_of(layouts(), words()).value.files if file.path.startswith(f"assets/{name}.")
    )
    return bundle.content


def _page(title: str, main: str, up: str, scripts: Iterable[str]) -> str:
    sources = "".join(f'<script src="{up}assets/{name}.0a1b2c.js"></script>' for name in scripts)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="{up}styles/site.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{main}</main>{sources}</body></html>"
    )


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
