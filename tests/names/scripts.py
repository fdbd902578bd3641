"""A page with some scripts of search, as a build writes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitegen.render.assets import assets_of
from tests.words import layouts, words


def page_with(folder: Path, *names: str) -> Path:
    """A page in `folder` that has these scripts alone."""
    scripts = {f"scripts/search/{name}.js": layouts().scripts[f"scripts/search/{name}.js"] for name in names}
    assets = assets_of(replace(layouts(), scripts=scripts), words()).value
    for file in assets.files:
        (folder / file.path).parent.mkdir(exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    page = folder / "page.html"
    script = f"<script src={assets.paths['search.js']}></script>"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>Names</title>{script}", "utf-8")
    return page
