"""The matter as a site of ours: `content/`, and `layouts/` of its own, so that they can be edited."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import Corpus, Value

ROOT = Path(__file__).parent.parent.parent
TODAY = "2025-01-01"
"""The day of the builds; nothing in the matter is dated later."""

_SETTINGS = """\
title: The Large Briefing
base_url: https://briefing.example/
tagline: As many reports as one asks for
publisher: The editors of The Large Briefing
contact: editors@example.org
"""
_HOME = """\
---
title: The Large Briefing
---
Nothing here means anything, and all of it is linked.
"""


@dataclass(frozen=True, slots=True)
class Ours:
    """A site at `root`, built into `root`/public."""

    root: Path
    label = "ours"
    alias_key = "aliases"
    layout = "layouts/article.html", "{% block entry %}\n"

    @property
    def out(self) -> Path:
        """The built site."""
        return self.root / "public"

    def write(self, corpus: Corpus) -> None:
        """Write the site."""
        shutil.copytree(ROOT / "layouts", self.root / "layouts")
        write_text(self.root / "content" / "site.yaml", _SETTINGS)
        write_text(self.root / "content" / "index.md", _HOME)
        for item in corpus.items():
            write_text(self.source(item.folder, item.id), f"{front_matter(item.keys)}{item.body}\n")

    def source(self, folder: str, entry: str) -> Path:
        """The file of an entry."""
        return self.root / "content" / folder / f"{entry}.md"

    def page(self, folder: str, entry: str) -> Path:
        """The page of an entry."""
        return self.out / folder / f"{entry}.html"

    def shows_alias(self, _person: str, article: str, alias: str) -> tuple[Path, str]:
        """An alias becomes a link where a text has it."""
        return self.page("articles", article), f">{alias}</a>"

    def forget(self) -> None:
        """Leave nothing that was made or remembered."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.root / ".cache", ignore_errors=True)

    def commands(self, *, search: bool) -> Sequence[Sequence[str]]:
        """What builds the site."""
        places = ["--root", str(self.root), "--out", str(self.out), "--today", TODAY]
        return [[sys.executable, str(ROOT / "build.py"), *places, *([] if search else ["--no-search"])]]


def front_matter(keys: dict[str, Value]) -> str:
    """The keys as YAML between its two lines."""
    return "\n".join(["---", *(f"{key}: {_flow(value)}" for key, value in keys.items()), "---", ""])


def write_text(path: Path, text: str) -> None:
    """Write a file, its folder first where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {text}" for key, text in value.items()) + "}"
    return "[" + ", ".join(map(_flow, value)) + "]"
