"""SVG as text: elements with escaped attributes, numbers written the same way everywhere."""

from __future__ import annotations

from html import escape


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """An element with `children` (already SVG). Of a keyword, `_` is written `-`, a final `_` dropped; None leaves it out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(words: str, **attributes: str | float | None) -> str:
    """A text element that says `words`."""
    return element("text", escape(words), **attributes)


def title(words: str) -> str:
    """The name of the element it stands first in: read out, and shown when pointed at."""
    return element("title", escape(words))


def number(value: float) -> str:
    """At most two decimals, none that are zero: 12.5, 7, 0."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def percent(value: float) -> str:
    """A share of the drawing's width, written as `number` writes it."""
    return f"{number(value)}%"
