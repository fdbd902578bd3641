"""What editor programs need so that front matter completes and checks while one types, made from the classes of the model.

Files that are ours alone are written anew each time; one that holds a person's own settings is made where it is missing,
else it is left, and what belongs into it is said.

VS Code gives front matter to no YAML extension (redhat.vscode-yaml takes no part of a .md file), so completion is done by
snippets, which need none, and checking by remark, whose extension runs remark-lint-frontmatter-schema. Obsidian would turn
dates into its own sort: it is told that they are text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sitegen.load.fields import value_of
from sitegen.load.json_schema import schema_of
from sitegen.load.scaffold import about
from sitegen.model.kinds import KINDS, Entry
from sitegen.model.schema import Key, keys_of
from sitegen.model.site import Settings
from sitegen.publish.disk import disk

_SCHEMAS = ".vscode/schemas"


class Setup(NamedTuple):
    """Files by path from the site's root: `ours`, and `shared` with whoever works there; and what is left to be done."""

    ours: Mapping[str, Any]
    shared: Mapping[str, Any]
    hint: str


def write(setup: Setup, root: Path) -> tuple[list[str], tuple[str, ...]]:
    """Write the files; return the paths of those that were written, and notes for people."""
    texts = {path: _text(content) for path, content in {**setup.ours, **setup.shared}.items()}
    there = {
        path: (root / path).read_text(encoding="utf-8") for path in setup.shared if (root / path).exists()
    }
    written = [path for path in texts if path not in there]
    for path in written:
        with disk("write", root / path):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(texts[path], encoding="utf-8", newline="\n")
    left = [path for path, text in there.items() if text != texts[path]]
    wanted = (f"{path} is yours and was left; add to it: {json.dumps(setup.shared[path])}" for path in left)
    return written, (*wanted, setup.hint)


def _text(content: Any) -> str:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def vscode() -> Setup:
    """Schemas and snippets; settings that turn both on."""
    schemas = {_schema_path(kind): schema_of(kind) for kind in (*KINDS, Settings)}
    lint = {
        _schema_path(kind): [f"content/{kind.folder}/*.md" if kind.folder else "content/index.md"]
        for kind in KINDS
    }
    settings = {
        "yaml.schemas": {_schema_path(Settings): "content/site.yaml"},
        "[markdown]": {
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "off"},
            "editor.snippetSuggestions": "top",
            "editor.wordBasedSuggestions": "off",
        },
    }
    remark = {"plugins": ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": lint}]]}
    recommended = {"recommendations": ["redhat.vscode-yaml", "unifiedjs.vscode-remark"]}
    return Setup(
        {**schemas, ".vscode/front-matter.code-snippets": _snippets()},
        {".vscode/settings.json": settings, ".vscode/extensions.json": recommended, ".remarkrc.json": remark},
        "for checks while you type: npm install --no-save remark remark-frontmatter remark-lint-frontmatter-schema, "
        "and take the extensions that VS Code recommends",
    )


def obsidian() -> Setup:
    """Types of properties: a date that says how sure it is stays a text."""
    types: dict[str, str] = {}
    for kind in KINDS:
        for key in keys_of(kind).values():
            if key.group is None:
                types.setdefault(key.name, _property(key))
    return Setup(
        {}, {".obsidian/types.json": {"types": types}}, "open the folder content/ or the site as a vault"
    )


EDITORS: Mapping[str, Callable[[], Setup]] = {"vscode": vscode, "obsidian": obsidian}


def _schema_path(kind: type[Any]) -> str:
    return f"{_SCHEMAS}/{getattr(kind, 'noun', 'settings').replace(' ', '-')}.json"


def _property(key: Key) -> str:
    """Obsidian's name for what a key holds."""
    return "multitext" if key.is_list else {bool: "checkbox", int: "number"}.get(key.base, "text")


def _snippets() -> dict[str, Any]:
    """For each kind a header with what it needs; for each key its line, once where kinds have the same."""
    found = {f"{kind.noun} (header)": _header(kind) for kind in KINDS}
    lines: dict[tuple[str, str, str], list[str]] = {}
    for kind in KINDS:
        for key in keys_of(kind).values():
            lines.setdefault((key.name, "\n".join(_body(key, 1)), about(kind, key)), []).append(kind.noun)
    for (name, body, meaning), nouns in lines.items():
        found[f"{name} ({', '.join(nouns)})"] = _snippet(name, body.split("\n"), meaning)
    return found


def _header(kind: type[Entry]) -> dict[str, Any]:
    needed = [key for key in keys_of(kind).values() if key.required or key.name in kind.one_of[:1]]
    lines = [line for number, key in enumerate(needed) for line in _body(key, number * 10 + 1)]
    return _snippet(kind.noun, ["---", *lines, "---", "$0"], (kind.__doc__ or "").partition("\n")[0])


def _snippet(prefix: str, body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description}


def _body(key: Key, number: int) -> list[str]:
    """The lines of a key, with places to fill in from `number` on; of a group, the keys that it needs."""
    if key.group is None:
        return [f"{key.name}: {_place(key, number)}"]
    inner = [one for one in keys_of(key.group).values() if one.required]
    lines = [line for at, one in enumerate(inner) for line in _body(one, number + at)]
    first = "  - " if key.is_list else "    "
    return [f"{key.name}:", f"{first}{lines[0]}", *(f"    {line}" for line in lines[1:])]


def _place(key: Key, number: int) -> str:
    """What is to be filled in: one of several words, or an example."""
    if key.is_list:
        return f"[{_place(key.single, number)}]"
    if key.choices:
        return f"${{{number}|{','.join(map(_escaped, key.choices))}|}}"
    if key.base is bool:
        return f"${{{number}|true,false|}}"
    return f"${{{number}:{_escaped(value_of(key))}}}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\$},|])", r"\\\1", text)
