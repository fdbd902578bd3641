"""A document and its faults as text that can be read in a test."""

from __future__ import annotations

from html import escape

from sitegen.faults import Fault
from sitegen.model.body import Body, Citation, Html, Piece, Words


def shown(document: Body) -> str:
    """The document's HTML, with its slots as `{{reference target="x" words="y"}}`."""
    return "".join(map(_piece, document.pieces))


def told(fault: Fault) -> str:
    """`line:column+width severity code: message / fix`."""
    span = fault.span
    place = f"{span.line}:{span.column}+{span.width}" if span.column else f"{span.line}"
    return f"{place} {fault.severity} {fault.code}: {fault.message} / {fault.fix}"


def _piece(piece: Piece) -> str:
    match piece:
        case Html():
            return piece.html
        case Words():
            return escape(piece.text, quote=False)
        case Citation():
            items = (f"{item.target}, {item.locator}".removesuffix(", ") for item in piece.items)
            return f'{{{{citation "{"; ".join(items)}"}}}}'
        case _:
            values = ((name, value) for name, value in piece._asdict().items() if name != "span")
            told_values = (name if value is True else f'{name}="{value}"' for name, value in values if value)
            return f"{{{{{' '.join((type(piece).__name__.lower(), *told_values))}}}}}"
