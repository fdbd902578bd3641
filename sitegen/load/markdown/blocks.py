"""Block syntax: CommonMark's own blocks, headings with their anchors, and definition lists.

The title of a page is its first-level heading, so a body's headings begin at the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from sitegen.faults import Edit, Fault, Span
from sitegen.load.markdown.source import NESTING
from sitegen.load.markdown.writer import Extension, Writer, escape, plain_text, quoted, tag
from sitegen.model.body import Heading, InterfaceWord


def _paragraph_open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    if not tokens[i].hidden:
        writer.html("<p>")


def _paragraph_close(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    if not tokens[i].hidden:
        writer.html("</p>\n")


def _ordered_list(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    start = tokens[i].attrGet("start")
    writer.html("<ol>\n" if start is None else f'<ol start="{start}">\n')


def _list_item(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    """An item of a list; that of a list of tasks begins with a box, which says whether it is done."""
    done = tokens[i].meta.get("checked")
    if done is None:
        writer.html("<li>")
        return
    writer.html('<li class="task"><span class="box" role="img" aria-label="')
    writer.slot(InterfaceWord("tasks.done" if done else "tasks.open"), 0)
    writer.html(f'">{"☑" if done else "☐"}</span> ')


def _code_block(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    _write_code(writer, tokens[i].content)


def _write_code(writer: Writer, code: str, language: str = "") -> None:
    """A block of code. It takes focus, since it scrolls where it is wide."""
    attribute = f" class={quoted(f'language-{language}')}" if language else ""
    writer.html(f'<pre tabindex="0"><code{attribute}>{escape(code)}</code></pre>\n', code)


def _fence(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    """Fenced code. A fence that is never closed swallows the rest of the page: a fault, where it opens."""
    token = tokens[i]
    first, end = token.map or (0, 0)
    lines_of_fence = end - first - token.content.count("\n")
    if lines_of_fence < 2:
        span = writer.source.line(first, token.markup)
        message = "this fence is never closed: all that follows is shown as code"
        fix = f"write {token.markup} alone on a line where the code ends"
        writer.report(span, Fault("fence-open", message, fix))
    language, *_ = unescapeAll(token.info).split() or [""]
    _write_code(writer, token.content, language)


def _heading_open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    children = tokens[i + 1].children or []
    written = len(tokens[i].markup) if tokens[i].markup.startswith("#") else int(tokens[i].tag[1])
    span = writer.source.line((tokens[i].map or [0])[0])
    _check_level(writer, written, tokens[i].markup, span)
    text = plain_text(children)
    if not text:
        fix = "write its words, or delete the line"
        writer.report(span, Fault("heading-empty", "a heading without words", fix))
    level = max(2, written)
    anchor = writer.anchors.new(text)
    writer.headings.append(Heading(level, anchor, text, span))
    writer.html(f"<h{level} id={quoted(anchor)}>")
    if former := writer.anchors.former(text):
        writer.html(f"<span id={quoted(former)}></span>")
    writer.plain = True


def words_of_headings(tokens: Sequence[Token]) -> Iterator[str]:
    """The plain words of every heading, in order."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield plain_text(inline.children or [])


def _check_level(writer: Writer, level: int, markup: str, span: Span) -> None:
    before = writer.headings[-1].level if writer.headings else 1
    if level == 1:
        message = "a first-level heading: the page has one already, its title"
        fix, edits = 'begin it with "##"', (Edit("##", "#"),) if markup.startswith("#") else ()
        writer.report(span, Fault("heading-first-level", message, fix, "warning", edits=edits))
    elif level > before + 1:
        message = f"a heading of level {level} after one of level {before}: a level is left out"
        fix, edits = f'write "{"#" * (before + 1)}"', (Edit("#" * (before + 1), markup),)
        writer.report(span, Fault("heading-level", message, fix, "warning", edits=edits))


def _heading_close(writer: Writer, _tokens: Sequence[Token], _i: int) -> None:
    writer.plain = False
    writer.html(f"</h{writer.headings[-1].level}>\n")


def _install(md: MarkdownIt) -> None:
    md.options["tasklists"] = True
    md.use(deflist_plugin)
    plugin = next(rule.fn for rule in md.block.ruler.__rules__ if rule.name == "deflist")

    def with_colons(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        """Definitions that begin with a colon. The plug-in takes a tilde as well, which means "about" here."""
        if silent:
            return not _begins(state, line, "~") and plugin(state, line, end, True)
        first = line + 2 if line + 1 < end and state.isEmpty(line + 1) else line + 1
        if first >= end or not _begins(state, first, ":"):
            return False
        inside = state.sCount[first] + 2
        tildes = (n for n in range(first, end) if state.sCount[n] < inside and _begins(state, n, "~"))
        return plugin(state, line, next(tildes, end), False)

    md.block.ruler.at("deflist", with_colons, {"alt": ["paragraph", "reference", "blockquote"]})


def _begins(state: StateBlock, line: int, sign: str) -> bool:
    return state.src.startswith(sign, state.bMarks[line] + state.tShift[line], state.eMarks[line])


BLOCKS = Extension(
    _install,
    {
        "paragraph_open": _paragraph_open,
        "paragraph_close": _paragraph_close,
        "heading_open": _heading_open,
        "heading_close": _heading_close,
        "blockquote_open": tag("<blockquote>\n"),
        "blockquote_close": tag("</blockquote>\n"),
        "bullet_list_open": tag("<ul>\n"),
        "bullet_list_close": tag("</ul>\n"),
        "ordered_list_open": _ordered_list,
        "ordered_list_close": tag("</ol>\n"),
        "list_item_open": _list_item,
        "list_item_close": tag("</li>\n"),
        "dl_open": tag("<dl>\n"),
        "dl_close": tag("</dl>\n"),
        "dt_open": tag("<dt>"),
        "dt_close": tag("</dt>\n"),
        "dd_open": tag("<dd>"),
        "dd_close": tag("</dd>\n"),
        "hr": tag("<hr>\n"),
        "code_block": _code_block,
        "fence": _fence,
    },
    signs="",
)

_CONTAINERS = frozenset(
    {"blockquote_open", "alert_open", "list_item_open", "dd_open", "footnote_reference_open"}
)


def too_deep(tokens: Sequence[Token]) -> int | None:
    """The first line (from 0) nested so deeply that markdown-it left its content out, or emphasised so deeply."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in _CONTAINERS and token.level >= NESTING - 1:
            return line
        if token.type == "inline" and _depth_of_emphasis(token.children or ()) > NESTING:
            return line
    return None


def _depth_of_emphasis(tokens: Sequence[Token]) -> int:
    deepest = depth = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest
