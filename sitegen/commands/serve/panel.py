"""What stands over a page that is served: the faults of the last build, and what it changed. `public/` never holds it.

It is part of the HTML that the server sends, so it is there without scripts; the script only keeps it up to date.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sitegen.commands.excerpt import Sources, visible
from sitegen.commands.report import counted
from sitegen.faults import Fault

ASSETS = "/__serve__/"
"""Where what belongs to the panel is served from: below this address there is no page."""

_FOLDER = Path(__file__).parent
_FILES = {"panel.js": "text/javascript", "panel.css": "text/css"}
_SCRIPT = f'<link rel="stylesheet" href="{ASSETS}panel.css"><script src="{ASSETS}panel.js" defer></script>'
_ASK_AGAIN = '<meta http-equiv="refresh" content="1">'
_BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">{more}'
    "<title>{title}</title><body><p>{title}</p></body></html>"
)


class Link(NamedTuple):
    """A page to go to: its output path and its title."""

    path: str
    title: str


def asset(name: str) -> tuple[str, bytes] | None:
    """The media type and bytes of a file of the panel; None where there is none of that name."""
    return (_FILES[name], (_FOLDER / name).read_bytes()) if name in _FILES else None


def faults_as_html(faults: Iterable[Fault], sources: Sources, root: Path, shown: str = "") -> str:
    """The list of `faults` as the terminal shows them, each place a link into the editor where EDITOR_URL says how.

    Where they stopped the build, `shown` says what page is shown all the same; else they are warnings, and folded.
    """
    found = sorted(set(faults))
    if not found:
        return ""
    rows = "".join(_row(fault, sources, root) for fault in found)
    if not shown:
        return f"<details><summary>{counted(found)}</summary><ol>{rows}</ol></details>"
    return f"<h2>{counted(found)}</h2><p>{shown}</p><ol>{rows}</ol>"


def message_as_html(message: str, fix: str) -> str:
    """What is wrong with the machine and not with the content."""
    return f"<h2>{escape(visible(message))}</h2><p>{escape(visible(fix))}</p>"


def _row(fault: Fault, sources: Sources, root: Path) -> str:
    line, column = fault.span.line, fault.span.column
    place = escape(f"{visible(fault.path)}:{line}" + ("" if column is None else f":{column}"))
    if form := os.environ.get("EDITOR_URL"):
        path = quote((root / fault.path).as_posix())
        address = (
            form.replace("{path}", path).replace("{line}", str(line)).replace("{column}", str(column or 1))
        )
        place = f'<a href="{escape(address)}">{place}</a>'
    excerpt = "\n".join(sources.excerpt(fault.path, fault.span) or ())
    return (
        f'<li class="{fault.severity}"><p>{place} <b>{fault.severity}:</b> {escape(visible(fault.message))} '
        f"<code>{fault.code}</code></p>"
        + (f"<pre>{escape(excerpt)}</pre>" if excerpt else "")
        + (f"<p>fix: {escape(visible(fault.fix))}</p>" if fault.fix else "")
        + "</li>"
    )


def panel_of(faults: str, edited: Sequence[Link], page: str, *, indexing: bool | None) -> str:
    """What the panel holds on the page at the output path `page`; nothing where there is nothing to say.

    `edited` are the pages of the entries that were edited last; `indexing` is whether search is still being made for
    what is shown (None: there is nothing to say of it).
    """
    links = "".join(
        f'<a href="/{quote(link.path)}">{escape(link.title)}</a> ' for link in edited if link.path != page
    )
    parts = [faults, f"<p>Changed: {links.rstrip()}</p>" if links else ""]
    if indexing is not None:
        words = "Search is being made anew …" if indexing else "Search is up to date."
        parts.append(f'<p class="{"lasting" if indexing else "passing"}">{words}</p>')
    return "".join(parts)


def with_panel(html: str, panel: str, build: int) -> str:
    """The page `html` with the panel on it, which says of what build the page is."""
    hidden = "" if panel else " hidden"
    aside = f'<aside id="serve:panel" role="status" data-build="{build}" data-events="{ASSETS}events"{hidden}>{panel}</aside>'
    before, body, after = html.rpartition("</body>")
    return f"{before}{aside}{_SCRIPT}{body}{after}" if body else f"{html}{aside}{_SCRIPT}"


def bare_page(title: str, *, ask_again: bool = False) -> str:
    """A page that says `title` and nothing else, for where the site has none; it may ask again by itself."""
    return _BARE.format(title=escape(title), more=_ASK_AGAIN if ask_again else "")
