"""A table of page builders: each makes, of one story, a page as sites of a kind write it. The wording is ours, the structures are real.

Beside its page each says which fields the page tells, so that what is found can be compared with what is there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Told:
    """A story as a reader would tell it: what a good import finds in its page."""

    headline: str
    site: str
    date: str
    authors: tuple[str, ...]
    address: str
    lang: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> str:
        return "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)

    @property
    def byline(self) -> str:
        return " and ".join(self.authors)


_PLACES = ("Oldtown", "the harbour", "Brackwater", "the upper valley")
_OPENINGS = (
    "The crews of all three ferries stayed on land for a second day on Tuesday, and the queue at the pier in {0} reached the mill.",
    "Repairs to the bridge in {0} will take until the autumn, the company that keeps it told the council behind closed doors.",
    "A school in {0} has shut two of its rooms after a wall gave way in the night; nobody was in the building at that hour.",
    "The water board wants every house in {0} to have a meter within three years, and half of the council has its doubts.",
    "Farmers near {0} say that the new dyke keeps the river out and the rain in, so that their potatoes rot where they lie.",
    "The night train will stop in {0} again from next winter, eleven years after the last one left the platform there.",
    "A court has told the owners of the quarry above {0} to pay for the dust that settled on the washing of forty families.",
    "Two brothers from {0} have rebuilt the clock that their grandfather sold for scrap, and it is four minutes slow.",
)
_MIDDLES = (
    "Mayor Anna Berg, who had promised an answer by the end of the month, said that she would rather be late than wrong.",
    "The figures that were shown to the council differ from those in the printed report by almost a third, and nobody could say why.",
    "Karl Holm of the union called the offer a bad joke, then stayed for another two hours to hear the rest of it.",
    "Those who live closest to the works were not asked, they complain, although the law gives them three weeks to object.",
    "An engineer who worked on the first plan in 1998 keeps the drawings in her kitchen and brings them to every meeting.",
)
_CLOSINGS = (
    "A vote is planned for the spring. Until then everything stays as it is, with the exception of the parking fees.",
    "The ministry did not answer questions about the cost, and the company pointed to a letter that it does not want to publish.",
    "Lars Dahl, the only member who voted against the plan, has asked for the minutes to be read aloud at the next sitting.",
)
_SITES = (
    "The Lune Gazette",
    "Harbour Herald",
    "Valley Tribune",
    "Die Brücke",
    "Northern Post",
    "Le Courrier du Fleuve",
    "Tide & Timber",
    "Mill Lane News",
)
_AUTHORS = (
    ("Ada Holm",),
    ("Jonas Weir", "Maud Ekström"),
    ("Priya Raman",),
    ("Théo Marchand",),
    ("Lena O’Hara",),
    ("Sam de Vries",),
    ("Noor al-Din",),
    ("Eli Stone", "Mary Ann Cole"),
)
_HEADLINES = (
    "Ferries stay in port for a second day",
    "Bridge repairs to take until autumn, council is told",
    "Two rooms shut after wall of old school gives way",
    "Who pays? A fight over meters: what the water board wants",
    "Dyke keeps the river out – and the rain in",
    "Night train returns after eleven years",
    "Quarry owners must pay for the dust, court says",
    "“Four minutes slow”: brothers rebuild town clock",
)


def stories() -> Iterator[Told]:
    """Eight stories, of eight sites."""
    for i, headline in enumerate(_HEADLINES):
        middle = (_MIDDLES[i % 5], _MIDDLES[(i + 2) % 5], _MIDDLES[(i + 3) % 5])
        opening = _OPENINGS[i].format(_PLACES[i % 4])
        host = "".join(c for c in _SITES[i].lower() if c.isascii() and c.isalpha())
        yield Told(
            headline, _SITES[i], f"20{17 + i % 5}-{1 + i:02}-{3 + 3 * i:02}", _AUTHORS[i],
            f"https://www.{host}.example/news/story-{i}.html", ("en", "de", "fr", "en-GB")[i % 4],
            (opening, *middle, _CLOSINGS[i % 3]),
        )  # fmt: skip


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def in_words(date: str) -> str:
    """`2017-01-03` as pages print it: 3 January 2017."""
    year, month, day = date.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


_NAV = '<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>'
_FOOT = '<footer><p>All rights reserved.</p><a href="/terms">Terms</a></footer>'
_RELATED = (
    '<aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Council meets again in the rain</a></li>'
    '<li><a href="/b">Ten walks along the river</a></li></ul></aside>'
)
_COMMENTS = (
    '<section id="comments" class="comments-area"><h2>2 comments</h2><article class="comment"><p>I walked past the pier today and there was'
    " nobody to be seen at all, which is rather more than one can say of last year at this time of the season.</p></article></section>"
)
_COOKIES = '<div id="cookie-consent" role="dialog"><p>We use cookies. Accept all cookies or manage choices.</p><button>Accept</button></div>'


def _page(s: Told, head: str, body: str, title: str | None = None, lang: str | None = None) -> str:
    shown = escape(f"{s.headline} | {s.site}" if title is None else title)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang or s.lang}"><head><meta charset="utf-8"><title>{shown}</title>{head}</head>\n'
        f"<body>{body}</body></html>\n"
    )


def _ld(thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def _meta(**values: str) -> str:
    return "".join(
        f'<meta property="{k.replace("__", ":")}" content="{escape(v)}">' for k, v in values.items()
    )


def json_ld(s: Told) -> str:
    thing = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": s.headline, "datePublished": f"{s.date}T06:30:00+02:00",
        "author": [{"@type": "Person", "name": name} for name in s.authors], "publisher": {"@type": "Organization", "name": s.site},
        "mainEntityOfPage": s.address,
    }  # fmt: skip
    return _page(
        s, _ld([thing]), f"{_NAV}<main><h1>{escape(s.headline)}</h1>{s.words}</main>{_RELATED}{_FOOT}"
    )


def json_ld_graph(s: Told) -> str:
    people = [{"@type": "Person", "@id": f"#p{n}", "name": name} for n, name in enumerate(s.authors)]
    graph = [
        {"@type": "Article", "@id": f"{s.address}#article", "headline": s.headline, "author": [{"@id": p["@id"]} for p in people],
         "datePublished": s.date, "isPartOf": {"@id": s.address}, "publisher": {"@id": "#org"}},
        {"@type": "WebPage", "@id": s.address, "url": s.address, "name": f"{s.headline} - {s.site}"},
        {"@type": ["Organization", "NewsMediaOrganization"], "@id": "#org", "name": s.site}, *people,
    ]  # fmt: skip
    head = (
        _ld({"@context": "https://schema.org", "@graph": graph})
        + f'<link rel="canonical" href="{s.address}">'
    )
    body = f'{_NAV}<article class="post"><h1 class="entry-title">{escape(s.headline)}</h1>{s.words}</article>{_COMMENTS}{_FOOT}'
    return _page(s, head, body, f"{s.headline} - {s.site}")


def open_graph(s: Told) -> str:
    head = _meta(
        og__title=f"{s.headline} | {s.site}", og__site_name=s.site, og__type="article", og__url=s.address,
        article__published_time=f"{s.date}T23:50:00-08:00", author=s.byline,
    )  # fmt: skip
    return _page(
        s,
        head,
        f"{_COOKIES}{_NAV}<div class='article-body'><h1>{escape(s.headline)}</h1>{s.words}</div>{_FOOT}",
    )


def microdata(s: Told) -> str:
    who = "".join(
        f'<span itemprop="author" itemscope><span itemprop="name">{escape(n)}</span></span>'
        for n in s.authors[:1]
    )
    body = (
        f'{_NAV}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(s.headline)}</h1>{who}'
        f'<meta itemprop="datePublished" content="{s.date}"><div itemprop="articleBody">{s.words}</div></div>{_FOOT}'
    )
    return _page(s, _meta(og__site_name=s.site), body)


def dublin_core(s: Told) -> str:
    names = "".join(f'<meta name="DC.creator" content="{escape(n)}">' for n in s.authors)
    head = f'{names}<meta name="DC.title" content="{escape(s.headline)}"><meta name="DC.date.issued" content="{s.date}"><meta name="DC.publisher" content="{escape(s.site)}">'
    return _page(
        s, head, f"<div id=content><h1>{escape(s.headline)}</h1>{s.words}</div>", "Untitled document"
    )


def time_and_byline(s: Told) -> str:
    body = (
        f'{_NAV}<main><header><h1>{escape(s.headline)}</h1><p class="byline">By <a rel="author" href="/staff/1">{escape(s.byline)}</a></p>'
        f'<time datetime="{s.date}T08:00">{in_words(s.date)}</time></header>{s.words}</main>{_RELATED}{_FOOT}'
    )
    return _page(s, _meta(og__site_name=s.site), body)


def old_blog(s: Told) -> str:
    body = (
        f'<div id="header"><a href="/">{escape(s.site)}</a></div><div id="main"><div class="hentry"><h2 class="entry-title">{escape(s.headline)}</h2>'
        f'<div class="entry-meta">Posted on {in_words(s.date)} by <span class="author vcard">{escape(s.authors[0])}</span></div>'
        f'<div class="entry-content">{s.words}</div></div></div><div id="sidebar"><h3>Archives</h3><ul><li><a href="/1">May</a></li></ul></div>{_COMMENTS}'
    )
    return _page(s, "", body, f"{s.headline} « {s.site}")


def reader_mode(s: Told) -> str:
    words = "\n".join(f"<p>{escape(text)}</p>" for text in s.paragraphs)
    body = f'<div class="container"><h1 class="reader-title">{escape(s.headline)}</h1><div class="credits reader-credits">By {escape(s.byline)}</div><div class="meta">{in_words(s.date)}</div><div class="content">{words}</div></div>'
    return _page(s, f'<base href="{s.address}">', body, s.headline)


def single_file(s: Told) -> str:
    picture = f'<img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * 300}">'
    note = f"<!--\n Page saved with SingleFile \n url: {s.address} \n saved date: Sat Nov 28 2026 10:00:00 GMT+0100 (CET)\n-->"
    page = _page(
        s,
        _meta(og__site_name=s.site, og__title=s.headline, article__published_time=s.date),
        f"{picture}<h1>{escape(s.headline)}</h1>{s.words}",
    )
    return page.replace("<head>", f"{note}<head>", 1)


def complete_save(s: Told) -> str:
    body = f"{_NAV}<div class=story><h1>{escape(s.headline)}</h1><div class=byline>By {escape(s.byline)}</div><div class=dateline>{in_words(s.date)}</div>{s.words}</div><p>Copyright © 2024 {escape(s.site)}. All rights reserved.</p>"
    return _page(s, "", body).replace(
        "<html", f"<!-- saved from url=({len(s.address):04}){s.address} -->\n<html", 1
    )


def archived(s: Told) -> str:
    bar = '<div id="wm-ipp-base" lang="en"><div id="wm-ipp"><p>This page was captured 41 times between the spring of one year and the autumn of another, as the bar of the archive says here.</p></div></div>'
    copy = f"https://web.archive.org/web/20240506070809/{s.address}"
    head = f'<link rel="canonical" href="{copy}">' + _meta(
        og__site_name=s.site, article__published_time=s.date
    )
    return _page(s, head, f"{bar}{_NAV}<article><h1>{escape(s.headline)}</h1>{s.words}</article>")


def tables(s: Told) -> str:
    words = "<br><br>".join(map(escape, s.paragraphs))
    menu = "<td width=120><a href=/a>News</a><br><a href=/b>Fish</a></td>"
    body = f"<table><tr>{menu}<td><font size=5><b>{escape(s.headline)}</b></font><p>By {escape(s.byline)}<p>{in_words(s.date)}<p>{words}</td></tr></table>"
    return _page(s, "", body, f"{s.site}: {s.headline}")


def amp(s: Told) -> str:
    thing = {
        "@type": "NewsArticle",
        "headline": s.headline,
        "datePublished": f"{s.date}T00:10:00Z",
        "author": {"name": s.byline},
        "publisher": {"name": s.site},
    }
    page = _page(
        s,
        f"<link rel=canonical href={s.address}>{_ld(thing)}<style amp-boilerplate>body{{opacity:0}}</style>",
        f"<amp-sidebar><ul><li>Menu</li></ul></amp-sidebar><article><h1>{escape(s.headline)}</h1>{s.words}</article>",
    )
    return page.replace("<html", "<html amp", 1)


def crowded(s: Told) -> str:
    cards = "".join(
        f'<article class="card"><h3><a href="/{n}">A card number {n} of many</a></h3><p>It leads on.</p></article>'
        for n in range(6)
    )
    letters = '<div class="newsletter-signup"><h2>Get our letter</h2><p>Every morning, in your mail, before you are awake and have seen what it is like out there.</p></div>'
    head = (
        _meta(og__title=s.headline, og__site_name=s.site, og__type="article")
        + f'<meta name="parsely-pub-date" content="{s.date}T12:00:00Z"><meta name="parsely-author" content="{escape(s.authors[0])}">'
    )
    return _page(
        s,
        head,
        f"{_COOKIES}{_NAV}<main><article><h1>{escape(s.headline)}</h1>{letters}{s.words}</article><div class='more-stories'>{cards}</div></main>{_COMMENTS}{_FOOT}",
    )


Builder = Callable[[Told], str]

STRUCTURES: dict[Builder, str] = {
    json_ld: "headline source date authors url lang",
    json_ld_graph: "headline source date authors url lang",
    open_graph: "headline source date authors url lang",
    microdata: "headline source date authors1 lang",
    dublin_core: "headline source date authors lang",
    time_and_byline: "headline source date authors lang",
    old_blog: "headline source date authors1 lang",
    reader_mode: "headline date authors url lang",
    single_file: "headline source date url lang",
    complete_save: "headline source date authors url lang",
    archived: "headline source date url lang",
    tables: "headline source date authors lang",
    amp: "headline source date authors url lang",
    crowded: "headline source date authors1 lang",
}
"""Each builder with what its pages tell; of the authors, `authors1` the first."""
