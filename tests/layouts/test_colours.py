"""The contrast of the tokens, in light and dark, by the formula of WCAG 2.2."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent.parent / "layouts" / "styles" / "tokens.css"

TEXT = ("ink", "muted", "accent", "warn")
GROUNDS = ("paper", "surface")
ENHANCED = 7.0  # WCAG 1.4.6, text
GRAPHIC = 3.0  # WCAG 1.4.11, edges of controls and the ring round what has the focus

_PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")


def tokens() -> dict[str, tuple[str, str]]:
    """The light and the dark colour of every token that has two."""
    found = _PAIR.findall(TOKENS.read_text(encoding="utf-8"))
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [*product(TEXT, GROUNDS), ("ink", "mark")], ids=str)
def test_text_stands_out_from_every_ground(text: str, ground: str, theme: int) -> None:
    assert contrast(tokens()[text][theme], tokens()[ground][theme]) >= ENHANCED


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("line", "ground"), [("control", "paper"), ("accent", "paper"), ("accent", "surface")]
)
def test_what_is_not_text_stands_out_too(line: str, ground: str, theme: int) -> None:
    assert contrast(tokens()[line][theme], tokens()[ground][theme]) >= GRAPHIC
