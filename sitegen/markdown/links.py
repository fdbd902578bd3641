"""Links: to other sites, to headings of the same page, to files of this site (which become references).

A `[text][label]` whose label is defined nowhere is a fault, where CommonMark would show its brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.token import Token

from sitegen.markdown.addresses import Kind, kind_of
from sitegen.markdown.anchors import slug
from sitegen.markdown.document import Reference
from sitegen.markdown.extension import Extension, placed, push_fault
from sitegen.markdown.references import report_nested
from sitegen.markdown.writer import Writer, escape

_UNDEFINED = re.compile(r"\]\[([^\[\]^@][^\[\]]*)?\]")


def _undefined(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "]":
        return False
    match = _UNDEFINED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    label = match[1] or state.src[state.src.rfind("[", 0, state.pos) + 1 : state.pos]
    message = f'"{label}" is not defined as the label of a link'
    fix = f"define it on a line of its own, [{label}]: https://example.org; brackets as text need a backslash: \\["
    push_fault(state, match.end(), ("link-undefined", message, fix))
    return True


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    if writer.link:
        report_nested(writer, token)
        writer.begin_link(token)
        return
    if tokens[i + 1].type == "link_close":
        writer.report(
            token, "link-words", "a link without words", "write between the brackets what it leads to"
        )
    kind = kind_of(address := str(token.attrGet("href")))
    if not isinstance(kind, Kind):
        writer.report(token, *kind)
    elif kind is Kind.FILE:
        writer.flush()
    elif kind is Kind.HERE:
        anchor = slug(unquote(address[1:]))
        writer.fragments.append((anchor, writer.span(token)))
        writer.html(f'<a href="#{escape(anchor)}"{_title(token)}>')
    else:
        rel = ' rel="external"' if kind is Kind.WEB else ""
        writer.html(f'<a href="{escape(normalizeLink(address))}"{rel}{_title(token)}>')
    token.meta["kind"] = kind
    writer.begin_link(token)


def _title(token: Token) -> str:
    title = token.attrGet("title")
    return f' title="{escape(str(title))}"' if title else ""


def _close(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    token = writer.end_link()
    kind = token.meta.get("kind")
    if kind is Kind.FILE:
        _write_reference(writer, token)
    elif isinstance(kind, Kind):
        writer.html("</a>")


def _write_reference(writer: Writer, token: Token) -> None:
    markup, words = writer.take()
    target, _, heading = str(token.attrGet("href")).partition("#")
    span = writer.span(token)
    slot = Reference(unquote(target), span, unquote(heading), words, relative=True, words_html=markup)
    writer.slot(slot, len(target) + len(heading) + len(words) + len(markup))


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("link", placed(link))
    md.inline.ruler.at("autolink", placed(autolink))
    md.inline.ruler.after("link", "undefined", _undefined)


LINKS = Extension(_install, {"link_open": _open, "link_close": _close})


def check_fragments(writer: Writer) -> None:
    """Reports links to headings of the same page that it does not have; all of them are known by now."""
    anchors = [f"#{heading.anchor}" for heading in writer.headings]
    there = ", ".join(anchors[:12]) + (" ..." if len(anchors) > 12 else "")
    fix = f"its headings are {there}" if anchors else "give a heading of it these words"
    for anchor, span in writer.fragments:
        if anchor not in writer.anchors:
            writer.report(span, "link-heading", f'this page has no heading "#{anchor}"', fix)
