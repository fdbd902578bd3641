"""Links and images: to other sites, to headings of the same page, to files of this site (which become slots).

Only listed schemes pass. What looks like a link and is none, `[text][no such label]` or `[text](an address with
blanks)`, is a fault where CommonMark would show its brackets. Images, `![what is seen](../files/map.png)`, are files of
the site's own, and each has words for who cannot see.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from sitegen.faults import Edit, Fault, Span
from sitegen.load.markdown.characters import FORBIDDEN
from sitegen.load.markdown.inline import placed, push_fault, report_html
from sitegen.load.markdown.source import source_of
from sitegen.load.markdown.writer import Extension, Writer, plain_text, quoted, slug
from sitegen.model.body import Image, Reference, WebLink
from sitegen.urls import has_credentials, has_host, never_seen_in

SCHEMES = ("http", "https", "mailto", "tel")

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SCHEME = re.compile(r"([^/?#:]*):")
_INVISIBLE = re.compile("[\0-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


class Kind(Enum):
    """Where an address leads."""

    WEB = "http"
    CONTACT = "mailto"
    HERE = "#"
    FILE = "relative"


def kind_of(address: str) -> Kind | Fault:
    """What the address of a link or image leads to, or why it may not be written.

    It is judged by what a browser might make of it, with tabs, blanks, percent and letter case taken away, so
    `java&#9;script:` and `JAVASCRIPT%3A` are found; but it must be written straight to pass.
    """
    read = unquote(address)
    bare = _INVISIBLE.sub("", read).replace("\\", "/").lower()
    if not bare:
        fix = "write where it leads between the parentheses"
        return Fault("link-empty", "a link without an address", fix)
    if bare.startswith("//"):
        message = f'"{address}" has no scheme: from a disk it leads nowhere'
        edits = (Edit("](https://", "](//"),) if address.startswith("//") else ()
        return Fault("link-host", message, "begin it with https://", edits=edits)
    if bare.startswith("/"):
        message = f'"{address}" begins with "/": it leads nowhere when the site is read from a disk'
        return Fault("link-root", message, "write [[id]], or the path from this file: ../notes/name.md")
    if scheme := _SCHEME.match(bare):
        return _kind_of_scheme(address, scheme[1])
    return _kind_without_scheme(address, read, bare)


def _kind_without_scheme(address: str, read: str, bare: str) -> Kind | Fault:
    if scheme := "https://" if bare.startswith("www.") else "mailto:" if _MAIL.fullmatch(bare) else "":
        message, edit = f'"{address}" has no scheme: it leads nowhere', Edit(f"]({scheme}", "](")
        return Fault("link-scheme", message, f"begin it with {scheme}", edits=(edit,))
    if FORBIDDEN.search(read):
        return _not_whole(address, "the path of a file of this site: ../notes/name.md")
    return Kind.HERE if bare.startswith("#") else Kind.FILE


def _kind_of_scheme(address: str, scheme: str) -> Kind | Fault:
    if scheme not in SCHEMES or not address.lower().startswith(f"{scheme}:"):
        schemes = f"{', '.join(f'{s}:' for s in SCHEMES[:-1])} or {SCHEMES[-1]}:"
        message = f'"{address}" does not begin with {schemes}'
        return Fault("link-scheme", message, "write a web address, or the path of a file of this site")
    if scheme in {"http", "https"}:
        return _kind_on_the_web(address)
    named = address.partition(":")[2].strip()
    return Kind.CONTACT if named else _not_whole(address, "mailto:name@example.org")


def _kind_on_the_web(address: str) -> Kind | Fault:
    if has_credentials(address):
        fix = "leave out what stands before the @: it hides where the address leads"
        return Fault("link-invalid", f'"{address}" holds a name or password', fix)
    if hidden := never_seen_in(address):
        message = (
            f'"{address}" holds the invisible character U+{ord(hidden):04X}, with which it leads elsewhere'
        )
        return Fault("link-invalid", message, "type the address anew, or delete that character")
    return Kind.WEB if has_host(address) else _not_whole(address, "https://example.org/page")


def _not_whole(address: str, example: str) -> Fault:
    message = f'"{address}" is not a whole address'
    return Fault("link-invalid", message, f"write it in full, such as {example}")


_LABEL = re.compile(r"\]\[([^\[\]^@][^\[\]]*)?\]")
_ADDRESS = re.compile(r"\]\(([^()\[\]\n]*)\)")
_READABLE = re.compile(r"""\s*(?:<[^<>]*>|[^\s<>]*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*""")
_FORM = Fault(
    "link-form",
    "the address of this link cannot be read",
    "write an address without blanks (%20 stands for one); brackets as text need a backslash: \\[",
)
_ENDLESS_ADDRESS = re.compile(r"\]\(\s*<?(?:https?:|mailto:|tel:|www\.|\.{0,2}/|#)[^\s]*")
_ENDLESS = Fault(
    "link-form",
    "the address of this link does not end",
    "end it with a ); inside it write %28 for (, %29 for ) and %20 for a blank; brackets as text need a backslash: \\[",
)
_APART = re.compile(r"\](?P<between>[*_]{1,3}\s*|\s+)\((?:https?://|mailto:|tel:|\.\./|#)[^()\[\]\s]*\)")
_GAP = Fault(
    "link-form",
    "a space parts the words of this link from its address",
    "write ]( without a space between; brackets as text need a backslash: \\[",
)
_LINE_END = _GAP._replace(
    message="the end of a line parts the words of this link from its address",
    fix="write ]( on one line; brackets as text need a backslash: \\[",
)
_EMPHASIS = _GAP._replace(
    message="the end of an emphasis parts the words of this link from its address",
    fix="write it around the whole link, **[words](address)**; brackets as text need a backslash: \\[",
)
_NO_OPENING = Fault(
    "link-form",
    "the bracket that opens the words of this link is missing",
    "write [ where they begin; a bracket as text needs a backslash: \\]",
)
_NESTED = Fault(
    "link-nested",
    "a link whose words hold another link, a citation or a note",
    "write the one before or after the other",
)

_IN_IMAGE = Fault(
    "link-nested",
    "the words of an image hold a reference, a citation or a note: they are read aloud, and lead nowhere",
    "write it under the image",
)

_TITLE = Fault(
    "link-title",
    "the words in quotation marks behind the path of this link are not shown",
    "write them into the text, or take them out",
    "warning",
)


def _failed(state: StateInline, silent: bool) -> bool:
    """The end of what looks like a link and is none, since no rule has read it from its start."""
    if silent or state.src[state.pos] != "]":
        return False
    if state.pos not in (openings := _openings(state.src)):
        return _without_opening(state)
    opening = openings[state.pos]
    fault, label = None, ""
    if match := _LABEL.match(state.src, state.pos, state.posMax):
        label = match[1] or state.src[opening + 1 : state.pos]
        fault = _fault_of_label(state, opening, label)
    elif match := _ADDRESS.match(state.src, state.pos, state.posMax):
        fault = _NESTED if _READABLE.fullmatch(match[1]) else _FORM
    elif match := _ENDLESS_ADDRESS.match(state.src, state.pos, state.posMax):
        fault = _ENDLESS
    elif match := _APART.match(state.src, state.pos, state.posMax):
        between = match["between"]
        fault = _EMPHASIS if between[0] in "*_" else _LINE_END if "\n" in between else _GAP
    if match is None or fault is None:
        return False
    push_fault(state, match.end(), fault)
    state.tokens[-1].meta["label"] = normalizeReference(label)
    return True


_WHOLE_ADDRESS = re.compile(r"\]\((?:https?://|mailto:|tel:|\.\./)[^()\[\]\s]*\)")


def _without_opening(state: StateInline) -> bool:
    """The end of a link that nothing begins; unless a bracket before it was meant as text."""
    match = _WHOLE_ADDRESS.match(state.src, state.pos, state.posMax)
    if match is None or "\\[" in state.src[: state.pos]:
        return False
    push_fault(state, match.end(), _NO_OPENING)
    return True


_MARKUP = re.compile(r"\\[!-/:-@\[-`{-~]|`+|[\[\]]")


@lru_cache(maxsize=1)
def _openings(text: str) -> Mapping[int, int]:
    """Where each closing bracket of an inline content has its opening one: not in code, not behind a backslash."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", text):
        runs[len(run[0])].append(run.start())
    openings: dict[int, int] = {}
    open_ones: list[int] = []
    position = 0
    while match := _MARKUP.search(text, position):
        position = match.end()
        if match[0] == "[":
            open_ones.append(match.start())
        elif match[0] == "]" and open_ones:
            openings[match.start()] = open_ones.pop()
        elif match[0][0] == "`":
            ends = runs[len(match[0])]
            nearest = bisect_left(ends, position)
            position = ends[nearest] + len(match[0]) if nearest < len(ends) else position
    return openings


_OURS = frozenset({"reference", "citation", "footnote_ref", "reference_here"})


def _fault_of_label(state: StateInline, opening: int, label: str) -> Fault | None:
    """What is wrong with `[words][label]`; nothing where the label is a link of its own, as CommonMark has it."""
    if any(token.type in _OURS and token.meta["at"][0] > opening for token in state.tokens):
        return _NESTED
    here = state.pos
    state.pos = here + 1
    links = link(state, True)
    state.pos = here
    if links:
        return None
    if normalizeReference(label) in state.env.get("references", {}):
        return _NESTED
    message = f'"{label}" is not defined as the label of a link'
    definition = f"[{label}]: https://example.org"
    fix = f"define it on a line of its own, {definition}; brackets as text need a backslash: \\["
    return Fault("link-undefined", message, fix, edits=(source_of(state.env).appended(definition),))


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    if writer.link:
        writer.report(token, _NESTED)
        writer.begin_link(token)
        return
    end = next(j for j in range(i + 1, len(tokens)) if tokens[j].type == "link_close")
    if not plain_text(tokens[i + 1 : end]):
        fix = "write between the brackets what it leads to"
        writer.report(token, Fault("link-words", "a link without words", fix))
    kind = kind_of(address := str(token.attrGet("href")))
    if not isinstance(kind, Kind):
        writer.report(token, kind)
    elif kind is Kind.FILE:
        if token.attrGet("title"):
            writer.report(token, _TITLE)
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


def check_fragments(writer: Writer) -> None:
    """Reports links to headings of the same page that it does not have; all of them are known by now."""
    anchors = [f"#{heading.anchor}" for heading in writer.headings]
    there = ", ".join(anchors[:12]) + (" ..." if len(anchors) > 12 else "")
    fix = f"its headings are {there}" if anchors else "give a heading of it these words"
    for anchor, span in writer.fragments:
        if anchor not in writer.anchors:
            writer.report(span, Fault("link-heading", f'this page has no heading "#{anchor}"', fix))


_DEFINITION = re.compile(r".*?\[((?:[^\[\]\\]|\\.)+)\]:")


def check_definitions(writer: Writer, tokens: Sequence[Token], env: Mapping[str, Any]) -> None:
    """Warns of lines with the address of a link that are not shown: nothing refers to them, or they stand there twice."""
    used = {token.meta.get("label") for inline in tokens for token in _with_children(inline)}
    for label, definition in env.get("references", {}).items():
        if label not in used:
            _report_definition(writer, definition["map"][0], _UNUSED)
    for definition in env.get("duplicate_refs", ()):
        _report_definition(writer, definition["map"][0], _DOUBLE)


_OF_REMARKS = frozenset({"//", "comment", "_comment_", "#", "-"})
"""Labels under which others hide remarks: `[//]: # (ask again)`."""
_UNUSED = (
    "nothing refers to it",
    "write [words][{label}] where it belongs; if the line is text, write \\[{label}]:",
)
_DOUBLE = (
    "the label is defined above",
    "give it another label, or delete it; if the line is text, write \\[{label}]:",
)


def _report_definition(writer: Writer, line: int, what: tuple[str, str]) -> None:
    match = _DEFINITION.match(writer.source.lines[line])
    label = match[1] if match else "label"
    place = writer.source.line(line, f"[{label}]:")
    why, fix = ("[@id] cites without one", "delete it") if label.startswith("@") else what
    message = f"this line is not shown: it is the address of a link, and {why}"
    if label in _OF_REMARKS:
        message, fix = "this line is a remark: it is not shown", "put it into `editor_note`, or delete it"
    edit = Edit(f"\\[{label}]:") if fix in what else Edit("", span=Span(place.line))
    writer.report(
        place, Fault("definition-unused", message, fix.format(label=label), "warning", edits=(edit,))
    )


def _with_children(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children or ():
        yield from _with_children(child)


def _image(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    token = tokens[i]
    address, alt = str(token.attrGet("src")), plain_text(token.children or ())
    if fault := _fault_of_image(writer, address, alt):
        writer.report(token, fault)
        return
    for child in token.children or ():
        if child.type == "html_inline":
            report_html(writer, child, token)
        elif child.type == "fault":
            writer.report(token, child.meta["fault"])
        elif child.type in _OURS:
            writer.report(token, _IN_IMAGE)
    if token.attrGet("title"):
        message = "the words in quotation marks behind an image's path are not shown"
        writer.report(token, Fault("image-title", message, "write them under the image", "warning"))
    writer.slot(Image(unquote(address), alt, writer.span(token)), len(address) + len(alt))


def _fault_of_image(writer: Writer, address: str, alt: str) -> Fault | None:
    kind = kind_of(address)
    if not isinstance(kind, Kind):
        fix = "put it into content/files/ and write its path from this file: ../files/name.png"
        return kind._replace(fix=fix, edits=())
    if kind is not Kind.FILE:
        message = "an image of another site: a page shows its own files only"
        fix = "put it into content/files/ and write ../files/name.png, if you may"
        return Fault("image-external", message, fix)
    if not alt:
        message = "an image without words for those who cannot see it"
        return Fault("image-alt", message, f"write what it shows between the brackets: ![...]({address})")
    if writer.link and writer.link.meta.get("kind") is Kind.FILE:
        message = "an image inside the words of a link to this site"
        return Fault("image-in-link", message, "write the link under the image")
    return None


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.at("link", placed(link))
    md.inline.ruler.at("autolink", placed(autolink))
    md.inline.ruler.at("image", placed(image))
    md.inline.ruler.after("link", "link_failed", _failed)


LINKS = Extension(_install, {"link_open": _open, "link_close": _close, "image": _image}, signs="![]<")
