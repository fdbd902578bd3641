"""The preview of an entry: a script of its own, loaded when a reader points at a link to it.

It is a script and not JSON because a page opened from disk may load the one and not the other; one for each entry, so
that an edit changes one file. It calls `briefingPreview(id, {...})`, which `scripts/page/preview.js` defines.
"""

from __future__ import annotations

from sitegen.model.kinds import Entry, Outlet
from sitegen.render.formats.excerpts import line, shortened
from sitegen.render.formats.script_json import script_json
from sitegen.render.site_index import SiteIndex

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
