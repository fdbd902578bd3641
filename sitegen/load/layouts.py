"""`layouts/`: templates, styles, scripts, words and the outlines of maps (`map.json`, as `.github/scripts/outlines.py` writes
them). The site's own folder is read, else the one beside `build.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest
from sitegen.faults import Checked, Faults, Span
from sitegen.load import source, tree
from sitegen.load.words import FOLDER, read_words
from sitegen.model.output import Layouts, Outline, Outlines
from sitegen.model.site import Settings

_MAX_BYTES = 1024 * 1024
_TEMPLATES = (".html", ".xml", ".json", ".txt", ".css")


def read_layouts(folder: Path, generators: Path, settings: Settings, cache: Cache) -> Checked[Layouts]:
    """Everything below `folder`, and the words in the language of `settings`.

    Texts that are not UTF-8 are faults; other files (an icon) are kept as bytes. Words that `folder` has not, and the
    English ones by which all are checked, are those of the generator's own layouts, the folder `generators`.
    """
    faults = Faults("layouts/")
    files = _files(folder, "layouts", faults)
    words = {path: raw for path, raw in files.items() if path.startswith(FOLDER)}
    groups: dict[str, dict[str, str]] = {"templates": {}, "styles": {}, "scripts": {}}
    others: dict[str, bytes] = {}
    for path, raw in files.items():
        name = path.removeprefix("layouts/")
        group = groups.get(name.partition("/")[0], groups["templates"])
        if group is not groups["templates"] or name.endswith(_TEMPLATES):
            group[name] = source.decode(raw, faults.of(path)) or ""
        elif path not in words:
            others[name] = raw
    ground = groups["templates"].pop(OUTLINES, None)
    outlines = read_outlines(ground, faults.of(f"layouts/{OUTLINES}")) if ground is not None else None
    if not groups["templates"]:
        faults.add(Span(), "layouts-missing", "there are no layouts", "restore the folder layouts/")
    inherited = words if folder == generators else _files(generators / "words", FOLDER.rstrip("/"), faults)
    spoken = read_words(words, inherited, settings, cache, faults)
    grouped = {f"layouts/{name}" for group in groups.values() for name in group}
    besides = ((path, raw) for path, raw in files.items() if path not in grouped)
    # The words of the generator too where the site has a file of the same name: what that lacks comes from them.
    parts = (f"{path}\0{len(raw)}\0".encode() + raw for path, raw in (*inherited.items(), *besides))
    return faults.beside(
        Layouts(**groups, others=others, words=spoken, outlines=outlines, digest=digest(b"".join(parts)))
    )


def _files(folder: Path, name: str, faults: Faults) -> dict[str, bytes]:
    """The bytes of every file below a folder, by their paths, which begin with its `name`."""
    read = {file.path: tree.read(file, _MAX_BYTES, faults) for file in tree.walk(folder, name, faults)}
    return {path: raw for path, raw in read.items() if raw is not None}


OUTLINES = "map.json"


def read_outlines(text: str, faults: Faults) -> Outlines | None:
    """The outlines; None where the file is none of that kind, which is a fault."""
    try:
        return _outlines(json.loads(text))
    except (KeyError, TypeError, ValueError) as wrong:
        line = wrong.lineno if isinstance(wrong, json.JSONDecodeError) else 1
        why = wrong.msg if isinstance(wrong, json.JSONDecodeError) else _why(wrong)
        fix = "write it anew with .github/scripts/outlines.py, or delete it: then there are no maps"
        faults.add(Span(line), "map-invalid", f"the outlines cannot be read: {why}", fix)
        return None


def _outlines(found: Any) -> Outlines:
    south, north = map(float, found["parallels"])
    latitude, longitude = map(float, found["origin"])
    left, top, width, height = map(float, found["frame"])
    return Outlines(
        source=str(found["source"]),
        licence=str(found["licence"]),
        parallels=(south, north),
        origin=(latitude, longitude),
        frame=(left, top, width, height),
        whole=_outline(found["whole"]),
        small=_outline(found["small"]),
    )


def _outline(found: Any) -> Outline:
    return Outline(int(found["width"]), int(found["height"]), str(found["land"]), str(found["borders"]))


def _why(wrong: Exception) -> str:
    return f"there is no {wrong}" if isinstance(wrong, KeyError) else str(wrong)
