"""Links: to other sites, to headings of the same page, to files of this site (which become references).

What looks like a link and is none, `[text][no such label]` or `[text](an address with blanks)`, is a fault where
CommonMark would show its brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, autolink, link
from markdown_it.token import Token

from sitegen.faults import Severity
from sitegen.load.markdown.addresses import Kind, kind_of
from sitegen.load.markdown.anchors import slug
from sitegen.load.markdown.extension import Extension, placed, push_fault
from sitegen.load.markdown.writer import Writer, plain_text, quoted
from sitegen.model.body import Reference, WebLink

_LABEL = re.compile(r"\]\[([^\[\]^@][^\[\]]*)?\]")
_ADDRESS = re.compile(r"\]\(([^()\[\]\n]*)\)")
_READABLE = re.compile(r"""\s*(?:<[^<>]*>|[^\s<>]*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*""")
_FORM = (
    "link-form",
    "the address of this link cannot be read",
    "write an address without blanks (%20 stands for one); brackets as text need a backslash: \\[",
)
_APART = re.compile(r"\] +\((?:https?://|\.\./)[^()\[\]\s]*\)")
_GAP = (
    "link-form",
    "a space parts the words of this link from its address",
    "write ]( without a space between; brackets as text need a backslash: \\[",
)
_NESTED = (
    "link-nested",
    "a link whose words hold another link, a citation or a note",
    "write the one before or after the other",
)

_TITLE: tuple[str, str, str, Severity] = (
    "link-title",
    "the words in quotation marks behind the path of this link are not shown",
    "write them into the text, or take them out",
    "warning",
)


def _failed(state: StateInline, silent: bool) -> bool:
    """The end of what looks like a link and is none, since no rule has read it from its start."""
    if silent or state.src[state.pos] != "]":
        return False
    if match := _LABEL.match(state.src, state.pos, state.posMax):
        push_fault(state, match.end(), _fault_of_label(state, match[1] or _words_before(state)))
    elif match := _ADDRESS.match(state.src, state.pos, state.posMax):
        push_fault(state, match.end(), _NESTED if _READABLE.fullmatch(match[1]) else _FORM)
    elif (match := _APART.match(state.src, state.pos, state.posMax)) and "[" in state.src[: state.pos]:
        push_fault(state, match.end(), _GAP)
    else:
        return False
    return True


def _words_before(state: StateInline) -> str:
    return state.src[state.src.rfind("[", 0, state.pos) + 1 : state.pos]


def _fault_of_label(state: StateInline, label: str) -> tuple[str, str, str]:
    if normalizeReference(label) in state.env.get("references", {}):
        return _NESTED
    message = f'"{label}" is not defined as the label of a link'
    fix = f"define it on a line of its own, [{label}]: https://example.org; brackets as text need a backslash: \\["
    return "link-undefined", message, fix


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    if writer.link:
        writer.report(token, *_NESTED)
        writer.begin_link(token)
        return
    end = next(j for j in range(i + 1, len(tokens)) if tokens[j].type == "link_close")
    if not plain_text(tokens[i + 1 : end]):
        writer.report(
            token, "link-words", "a link without words", "write between the brackets what it leads to"
        )
    kind = kind_of(address := str(token.attrGet("href")))
    if not isinstance(kind, Kind):
        writer.report(token, *kind)
    elif kind is Kind.FILE:
        if token.attrGet("title"):
            writer.report(token, *_TITLE)
        writer.flush()
    elif kind is Kind.HERE:
        anchor = slug(unquote(address[1:]))
        writer.fragments.append((anchor, writer.span(token)))
        writer.html(f"<a href={quoted(f'#{anchor}')}{_title(token)}>")
    else:
        written = normalizeLink(address)
        if kind is Kind.WEB:
            writer.links.append(WebLink(written, writer.span(token)))
        rel = ' rel="external"' if kind is Kind.WEB else ""
        writer.html(f"<a href={quoted(written)}{rel}{_title(token)}>")
    token.meta["kind"] = kind
    writer.begin_link(token)


def _title(token: Token) -> str:
    title = token.attrGet("title")
    return f" title={quoted(str(title))}" if title else ""


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
    md.inline.ruler.after("link", "link_failed", _failed)


LINKS = Extension(_install, {"link_open": _open, "link_close": _close})


def check_fragments(writer: Writer) -> None:
    """Reports links to headings of the same page that it does not have; all of them are known by now."""
    anchors = [f"#{heading.anchor}" for heading in writer.headings]
    there = ", ".join(anchors[:12]) + (" ..." if len(anchors) > 12 else "")
    fix = f"its headings are {there}" if anchors else "give a heading of it these words"
    for anchor, span in writer.fragments:
        if anchor not in writer.anchors:
            writer.report(span, "link-heading", f'this page has no heading "#{anchor}"', fix)
