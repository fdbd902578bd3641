"""`layouts/`: templates, styles and scripts as texts. The site's own folder is read, else the one beside `build.py`."""

from __future__ import annotations

from pathlib import Path

from sitegen.cache.digests import digest
from sitegen.faults import Checked, Faults, Span
from sitegen.load import source, tree
from sitegen.model.output import Layouts

_MAX_BYTES = 1024 * 1024


def read_layouts(folder: Path) -> Checked[Layouts]:
    """Everything below `folder`. Texts that are not UTF-8 are faults; other files (an icon) are kept as bytes."""
    faults = Faults("layouts/")
    found = tree.walk(folder, "layouts", faults)
    templates: dict[str, str] = {}
    styles: dict[str, str] = {}
    scripts: dict[str, str] = {}
    others: dict[str, bytes] = {}
    parts: list[bytes] = []
    for file in found:
        raw = tree.read(file, _MAX_BYTES, faults)
        if raw is None:
            continue
        name = file.path.removeprefix("layouts/")
        parts.append(f"{name}\0{len(raw)}\0".encode() + raw)
        group = {"styles": styles, "scripts": scripts}.get(name.partition("/")[0], templates)
        if group is templates and not name.endswith((".html", ".xml", ".json", ".txt")):
            others[name] = raw
            continue
        group[name] = source.decode(raw, faults.of(file.path)) or ""
    if not templates:
        faults.add(Span(), "layouts-missing", "there are no layouts", "restore the folder layouts/")
    return faults.beside(Layouts(templates, styles, scripts, others, digest(b"".join(parts))))
