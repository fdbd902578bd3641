"""Styles, scripts and the icon: as files whose names change when their bytes do, so that browsers may keep them.

`styles/site.css` is the list of the styles: it imports each file, in order, and nothing else. They are bundled into
one file, without the comments, which no browser reads. The scripts of a folder in `scripts/` become one file that has
the folder's name, without the lines that are comments, one request: `page.js`, which every page has, and `search.js`. A script beside the folders stays a
file of its own. Pages have those that their layouts name. For `WORDS.part` in a script stands that part of the words of the
interface, for `NAMES.fold` and `NAMES.skeleton` the table by which these take names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen import urls
from sitegen.cache.digests import digest
from sitegen.faults import Checked, Faults, Span
from sitegen.model.output import Layouts, OutputFile
from sitegen.model.words import Part, Words
from sitegen.names import fold, skeleton
from sitegen.render.formats.script_json import script_json

STYLE_LIST = "styles/site.css"
STYLESHEET = "site.css"
FOLDER = "assets"

_IMPORT = re.compile(r'@import "([^"]+)";')
_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|[ \t]*/\*.*?\*/""", re.DOTALL)
"""A comment, or a string, which is kept and may look like one."""

_GIVEN = re.compile(r"\b(WORDS|NAMES)\.(\w+)")
_TABLES = {"fold": fold.TABLE, "skeleton": skeleton.TABLE}
_COMMENT_LINES = re.compile(
    r"(`(?:\\.|[^`\\])*`)|^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.DOTALL | re.MULTILINE
)
"""Lines of a script that hold nothing but a comment, or a template literal, which is kept and may hold such lines."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files, and the output path of each by the name by which layouts ask for it (`site.css`, `search.js`)."""

    files: tuple[OutputFile, ...]
    paths: Mapping[str, str]


def assets_of(layouts: Layouts, words: Words) -> Checked[Assets]:
    """The assets of `layouts`, with a fault for every style that is listed and missing, or there and not listed, and for
    words or tables that a script asks for and that are not there.
    """
    faults = Faults()
    named = {STYLESHEET: _bundle(layouts, faults).encode()}
    named |= {name: text.encode() for name, text in _scripts(layouts.scripts, words, faults).items()}
    named |= {name: content for name, content in layouts.others.items() if not _is_apart(name)}
    files = {name: OutputFile(_hashed(name, content), content) for name, content in sorted(named.items())}
    paths = {name: file.path for name, file in files.items()}
    icon = [OutputFile(urls.ICON, layouts.others[urls.ICON])] if urls.ICON in layouts.others else []
    if not icon:
        fix = "add a small SVG file of that name"
        faults.of(f"layouts/{urls.ICON}").add(Span(), "icon-missing", "there is no icon", fix)
    return faults.beside(Assets((*files.values(), *icon), paths))


def _is_apart(name: str) -> bool:
    """Whether a file is no asset: the icon, and what only packages have."""
    return name == urls.ICON or name.startswith("packs/")


def _scripts(found: Mapping[str, str], words: Words, faults: Faults) -> dict[str, str]:
    """The scripts by the names layouts use. Those of a folder follow one another as their file names do."""
    bundles: dict[str, str] = {}
    for path, text in sorted(found.items()):
        folder, inside, _ = path.removeprefix("scripts/").partition("/")
        name = f"{folder}.js" if inside else folder
        filled = _filled(path, text, words, faults)
        bundles[name] = bundles.get(name, "") + _COMMENT_LINES.sub(r"\1", filled)
    return bundles


def _filled(path: str, script: str, words: Words, faults: Faults) -> str:
    """A script with the words and tables it asks for."""

    def given(asked: re.Match[str]) -> str:
        what, name = asked.groups()
        if what == "NAMES" and name in _TABLES:
            return script_json(_TABLES[name])
        if what == "WORDS" and name in words and isinstance(part := words[name], Part):
            return script_json(part.plain)
        line = script.count("\n", 0, asked.start()) + 1
        message, known = (
            (f'the words have no part "{name}"', "layouts/words/en.yaml")
            if what == "WORDS"
            else (f'names have no table "{name}"', "fold, skeleton")
        )
        faults.of(f"layouts/{path}").add(Span(line), "layout-fault", message, f"name one of {known}")
        return "{}"

    return _GIVEN.sub(given, script)


def _hashed(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}.{digest(content)[:12]}{dot}{ending}"


def _bundle(layouts: Layouts, faults: Faults) -> str:
    listed = _IMPORT.findall(_COMMENT.sub(r"\1", layouts.styles.get(STYLE_LIST, "")))
    texts: list[str] = []
    for name in listed:
        text = layouts.styles.get(f"styles/{name}")
        if text is None:
            message, fix = f'there is no style "{name}"', "remove the line, or add the file"
            faults.of(f"layouts/{STYLE_LIST}").add(Span(), "style-missing", message, fix)
        else:
            texts.append(_COMMENT.sub(r"\1", text).lstrip())
    for path in sorted(set(layouts.styles) - {f"styles/{name}" for name in listed} - {STYLE_LIST}):
        fix = f'add @import "{path.removeprefix("styles/")}"; to layouts/{STYLE_LIST}'
        faults.of(f"layouts/{path}").add(Span(), "style-unlisted", "no page has this style", fix)
    return "".join(texts)
