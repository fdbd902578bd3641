"""Tables: where their cells stand, and what is wrong with them.

A wide table scrolls in a box of its own, which takes focus for the keyboard and is named after its columns. How a
column is aligned is said by a class, since the pages allow no inline styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from sitegen.faults import Edit, Fault
from sitegen.load.markdown.source import CELLS, source_of
from sitegen.load.markdown.writer import Extension, Render, Writer, plain_text, tag

_BAR = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"\|.*\|.*(?<!\\)\|[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def _rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    count = len(state.tokens)
    if not table(state, line, end, silent):
        if not silent and line + 1 < end:
            _report_header(state, line)
        return False
    if not silent:
        tokens = state.tokens[count:]
        _count_cells(state, tokens)
        _place_cells(state, tokens)
    return True


def _count_cells(state: StateBlock, tokens: Sequence[Token]) -> None:
    cells = state.env.get("cells", 0) + sum(token.type == "inline" for token in tokens)
    state.env["cells"] = cells
    if cells > CELLS:
        message = f"the tables of this page have more than {CELLS:,} cells"
        source_of(state.env).give_up(Fault("too-many-cells", message, "split them over several pages"))


def _place_cells(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Tells each cell where its text begins, and reports rows that have more or fewer cells than columns."""
    columns = 0
    for row in _rows(tokens):
        line = (row[0].map or [0])[0]
        cells = list(_cells(state, line))
        columns = columns or len(row)
        for token, column in zip(row, cells, strict=False):
            token.meta["cell"] = (line, column)
        if len(cells) != columns:
            _report_ragged_row(state, line, len(cells), columns)


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    row: list[Token] = []
    for token in tokens:
        if token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            yield row
            row = []


def _cells(state: StateBlock, line: int) -> Iterator[int]:
    """The column, from 0, at which the text of each cell of `line` begins."""
    begin = state.bMarks[line] + state.tShift[line]
    text = state.src[begin : state.eMarks[line]]
    begin -= state.src.rfind("\n", 0, begin) + 1
    row = mdTrim(text)
    begin += text.find(row)
    edges = [-1, *(bar.start() for bar in _BAR.finditer(row)), len(row)]
    if edges[1] == 0:
        del edges[0]
    if len(edges) > 1 and edges[-2] == len(row) - 1:
        del edges[-1]
    for left, right in pairwise(edges):
        cell = row[left + 1 : right]
        yield begin + left + 1 + len(cell) - len(cell.lstrip())


def _report_ragged_row(state: StateBlock, line: int, cells: int, columns: int) -> None:
    lost = "; the last ones are not shown" if cells > columns else ""
    message = f"this row has {_count(cells, 'cell')}, its table {_count(columns, 'column')}{lost}"
    fix = f"write {columns} cells; a bar inside a cell needs a backslash: \\|"
    source = source_of(state.env)
    source.report(source.line(line), Fault("table-ragged", message, fix, "warning"))


def _report_header(state: StateBlock, line: int) -> None:
    """Warns where no table is shown because the line that underlines its header is missing or does not fit."""
    below = state.src[state.bMarks[line + 1] : state.eMarks[line + 1]]
    row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
    if state.is_code_block(line):
        return
    source, edits = source_of(state.env), list[Edit]()
    if _ROW.fullmatch(row) and _ROW.fullmatch(below.strip()) and not _UNDERLINE.fullmatch(below):
        message = "this is not shown as a table: a line of hyphens is missing under its first row"
        hyphens = f"{'| --- ' * (len(_BAR.findall(row)) - 1)}|"
        fix = f"write below this line {hyphens}"
        before = re.sub("[^>]", " ", source.lines[line].partition(row)[0])
        edits = [Edit(f"{row}\n{before}{hyphens}", row)]
    elif "|" in below and _UNDERLINE.fullmatch(below) and _BAR.search(row):
        message = "this is not shown as a table: the line of hyphens under it has another number of cells"
        fix = (
            "write as many groups of hyphens as there are columns; a bar inside a cell needs a backslash: \\|"
        )
    else:
        return
    source.report(source.line(line), Fault("table-header", message, fix, "warning", edits=tuple(edits)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _open(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    columns = next(_rows(tokens[i:]))
    named = any(plain_text(column.children or ()) for column in columns)
    writer.tables += 1
    place = f"columns:{writer.tables}"
    name = f' role="group" aria-labelledby="{place}"' if named else ""
    writer.html(f'<div class="table" tabindex="0"{name}>\n<table>\n')
    writer.html(f'<thead id="{place}">\n' if named else "<thead>\n")


def _cell(markup: str) -> Render:
    def write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
        side = str(tokens[i].attrGet("style") or "").removeprefix("text-align:")
        writer.html(f'<{markup} class="align-{side}">' if side else f"<{markup}>")

    return write


def _install(md: MarkdownIt) -> None:
    md.block.ruler.at("table", _rule, {"alt": ["paragraph", "reference"]})
    md.enable("table")


TABLES = Extension(
    _install,
    {
        "table_open": _open,
        "table_close": tag("</table>\n</div>\n"),
        "thead_open": tag(""),
        "thead_close": tag("</thead>\n"),
        "tbody_open": tag("<tbody>\n"),
        "tbody_close": tag("</tbody>\n"),
        "tr_open": tag("<tr>"),
        "tr_close": tag("</tr>\n"),
        "th_open": _cell('th scope="col"'),
        "th_close": tag("</th>"),
        "td_open": _cell("td"),
        "td_close": tag("</td>"),
    },
    signs="",
)
