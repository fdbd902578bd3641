"""Styles, scripts and the icon: as files whose names change when their bytes do, so that browsers may keep them.

`styles/site.css` is the list of the styles: it imports each file, in order, and nothing else. They are bundled into
one file, without the comments, which no browser reads. The scripts in `scripts/page/` are small and every page has
them: they become `page.js`, one request. Every other script stays a file of its own, loaded by the pages whose layouts
name it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from sitegen import urls
from sitegen.errors import Checked, Issue, Span
from sitegen.model.output import Layouts, OutputFile

STYLE_LIST = "styles/site.css"
STYLESHEET = "site.css"
PAGE_SCRIPTS = "scripts/page/"
PAGE_SCRIPT = "page.js"
FOLDER = "assets"

_IMPORT = re.compile(r'@import "([^"]+)";')
_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|[ \t]*/\*.*?\*/""", re.DOTALL)
"""A comment, or a string, which is kept and may look like one."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files, and the output path of each by the name by which layouts ask for it (`site.css`, `search-page.js`)."""

    files: tuple[OutputFile, ...]
    paths: Mapping[str, str]


def assets_of(layouts: Layouts) -> Checked[Assets]:
    """The assets of `layouts`, with a fault for every style that is listed and missing, or there and not listed."""
    bundle = _bundle(layouts)
    named = {STYLESHEET: bundle.value.encode()}
    named |= {name: text.encode() for name, text in _scripts(layouts.scripts).items()}
    named |= {name: content for name, content in layouts.others.items() if name != urls.ICON}
    files = {name: OutputFile(_hashed(name, content), content) for name, content in sorted(named.items())}
    paths = {name: file.path for name, file in files.items()}
    icon = layouts.others.get(urls.ICON)
    if icon is None:
        fix = "add a small SVG file of that name"
        missing = Issue(f"layouts/{urls.ICON}", Span(), "icon-missing", "there is no icon", fix)
        return Checked(Assets(tuple(files.values()), paths), (*bundle.issues, missing))
    return Checked(Assets((*files.values(), OutputFile(urls.ICON, icon)), paths), bundle.issues)


def _scripts(found: Mapping[str, str]) -> dict[str, str]:
    """The scripts by the names layouts use. Each of those bundled keeps its names to itself, so their order is that of files."""
    every_page = [text for name, text in sorted(found.items()) if name.startswith(PAGE_SCRIPTS)]
    alone = {n.removeprefix("scripts/"): text for n, text in found.items() if not n.startswith(PAGE_SCRIPTS)}
    return alone | {PAGE_SCRIPT: "".join(every_page)} if every_page else alone


def _hashed(name: str, content: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}.{blake2b(content, digest_size=6).hexdigest()}{dot}{ending}"


def _bundle(layouts: Layouts) -> Checked[str]:
    listed = _IMPORT.findall(_COMMENT.sub(r"\1", layouts.styles.get(STYLE_LIST, "")))
    issues: list[Issue] = []
    texts: list[str] = []
    for name in listed:
        text = layouts.styles.get(f"styles/{name}")
        if text is None:
            message = f'there is no style "{name}"'
            issues.append(
                Issue(
                    f"layouts/{STYLE_LIST}",
                    Span(),
                    "style-missing",
                    message,
                    "remove the line, or add the file",
                )
            )
        else:
            texts.append(_COMMENT.sub(r"\1", text).lstrip())
    for path in sorted(set(layouts.styles) - {f"styles/{name}" for name in listed} - {STYLE_LIST}):
        fix = f'add @import "{path.removeprefix("styles/")}"; to layouts/{STYLE_LIST}'
        issues.append(Issue(f"layouts/{path}", Span(), "style-unlisted", "no page has this style", fix))
    return Checked("".join(texts), tuple(issues))
