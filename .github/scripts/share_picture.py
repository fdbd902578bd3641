"""Draws the picture that stands beside a link to the site where it is shared: its name, its line and its mark.

    PYTHONPATH=. python .github/scripts/share_picture.py

writes `content/files/share.png` from `content/site.yaml` and `layouts/icon.svg`, in the colours of the light paper of `layouts/styles/tokens.css`, which are repeated here.
Needs what `make test` installs. The picture is committed: letters differ from machine to machine, and a build draws none.
"""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.found import recorded

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph and its readers want them."""
COLOURS = 32
"""A picture of words on one ground needs no more."""
TARGET = Path("content/files/share.png")

_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8"><style>
body {{ margin: 0; padding: 80px; box-sizing: border-box; width: {width}px; height: {height}px; background: #fdfcf9; color: #1d1c1a;
  display: flex; flex-direction: column; justify-content: space-between; border-top: 16px solid #0b4f6c; }}
svg {{ width: 120px; height: 120px; }}
h1 {{ margin: 0 0 24px; font: 700 84px/1.1 Georgia, serif; }}
p {{ margin: 0; font: 36px/1.35 system-ui, sans-serif; color: #514d46; }}
</style><body>{mark}<div><h1>{title}</h1><p>{tagline}</p></div></body></html>"""


def main() -> None:
    """Writes the picture."""
    said = yaml.safe_load(Path("content/site.yaml").read_text(encoding="utf-8"))
    page = _PAGE.format(
        language=escape(said.get("language", "en")),
        width=WIDTH,
        height=HEIGHT,
        mark=Path("layouts/icon.svg").read_text(encoding="utf-8"),
        title=escape(said["title"]),
        tagline=escape(said.get("tagline", "")),
    )
    with sync_playwright() as playwright:
        browser = recorded("chromium").launch(playwright, scripts=False)
        window = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        window.set_content(page)
        taken = window.screenshot()
        browser.close()
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
