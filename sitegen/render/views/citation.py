"""How to cite an article: the original first, then our digest of it, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import dates, urls
from sitegen.model.entries import Article
from sitegen.render.views.here import Here


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation ready to copy. `form` is a word of the interface: text, bibtex, ris, csl."""

    form: str
    text: str


def citations(here: Here, article: Article) -> tuple[Citation, ...]:
    """The citation in every form there is."""
    return (Citation("text", f"{_original(here, article)}\n{_digest(here, article)}"),)


def _original(here: Here, article: Article) -> str:
    authors = ", ".join(article.authors)
    parts = (
        f"{authors}." if authors else "",
        f"“{article.headline or article.title}”." if article.headline else f"[{article.title}].",
        f"{here.index.title(article.source)},",
        f"{dates.words(article.date)}.",
        article.url or "",
    )
    return " ".join(filter(None, parts))


def _digest(here: Here, article: Article) -> str:
    settings = here.index.settings
    address = urls.absolute(here.index.base_url, here.path)
    return f"Digest: “{article.title}”. {settings.title}. {address}"
