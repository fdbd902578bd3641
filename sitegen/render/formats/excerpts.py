"""An entry in a few plain words, for feeds, previews and the descriptions of pages.

It is the summary that lists show, so a content note stands instead where there is one. What has no summary gets a
line: a contested question names who speaks and no figure, an event says on whose word it stands.

The preview of an entry, loaded when a reader points at a link to it, is a script and not JSON because a page opened from disk
may load the one and not the other; one for each entry, so that an edit changes one file. It calls
`briefingPreview(id, {...})`, which `scripts/page/preview.js` defines.
"""

from __future__ import annotations

from sitegen.model.kinds import Claim, Entry, Event, Outlet
from sitegen.model.words import Words
from sitegen.render.formats.script_json import script_json
from sitegen.render.site_index import SiteIndex

DESCRIPTION_LENGTH = 200
"""Characters: about what search engines print."""

MOST_NAMES = 4
"""Names in a line; of more, the rest is only told to be there."""


def shortened(text: str, length: int) -> str:
    """`text`, cut at a word where it has more than `length` characters (inside it, where it is one long word)."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" .,;:–—") + "…"


def line(index: SiteIndex, entry_id: str) -> str:
    """The words that stand for an entry; `""` where there are none."""
    entry, summary = index.site.entries[entry_id], index.summaries[entry_id]
    if isinstance(entry, Claim):
        return index.words("claim.statements_by", names=stacked(speakers(index, entry), index.words))
    if isinstance(entry, Event) and not summary:
        phrase = f"statuses.{entry.status}.according_to" if entry.status else "event.according_to"
        return index.words(phrase, names=listed(outlets(index, entry.refs), index.words))
    return " ".join(summary.split())


def description(index: SiteIndex, entry_id: str = "") -> str:
    """What search engines and link cards say of the page of an entry: its line, else what the site says of itself."""
    own = line(index, entry_id) if entry_id else ""
    return shortened(own or index.settings.tagline or index.settings.title, DESCRIPTION_LENGTH)


def listed(names: tuple[str, ...], words: Words) -> str:
    """Names in a row: "A", "A and B", "A, B and C"; of too many, the first "and others"."""
    if len(names) > MOST_NAMES:
        return words("lists.and_others", names=words.locale.join(names[:MOST_NAMES]))
    return words.locale.join(names, "and")


def stacked(names: tuple[str, ...], words: Words) -> str:
    """Phrases in a row, each of which may begin with a capital or hold a comma: "A; B; C"."""
    more = (words("lists.others"),) if len(names) > MOST_NAMES else ()
    return words.apart((*names[:MOST_NAMES], *more))


def speakers(index: SiteIndex, claim: Claim) -> tuple[str, ...]:
    """Who says something to the question, each once, in the order of the statements."""
    return tuple(dict.fromkeys(index.name_of(statement.by) for statement in claim.statements))


def outlets(index: SiteIndex, refs: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the outlets that made these articles, each once."""
    makers = (index.site.entries[ref].maker for ref in refs)
    return tuple(dict.fromkeys(index.name_of(maker) for maker in makers if maker))


LINE_LENGTH = 300


def preview(index: SiteIndex, _path: str, entry_id: str) -> bytes:
    """The script. `source` is the outlet of an article, the label of an outlet; keys that say nothing are left out."""
    entry = index.site.entries[entry_id]
    values = {
        "title": entry.display_title,
        "kind": index.kind_name(entry),
        "source": _source(index, entry),
        "date": index.date(entry.own_date),
        "line": shortened(line(index, entry_id), LINE_LENGTH),
        "lang": entry.lang or "",
    }
    kept = {key: value for key, value in values.items() if value}
    return f"briefingPreview({script_json(entry_id)},{script_json(kept)});\n".encode()


def _source(index: SiteIndex, entry: Entry) -> str:
    if entry.maker:
        return index.name_of(entry.maker)
    return entry.label.text if isinstance(entry, Outlet) and entry.label else ""
