"""Footnotes: `[^name]` in the text, `[^name]: The note.` on a line of its own.

They are lettered, since numbers stand for citations, and stand at the end in the order in which they are first
referred to. Each leads back to every place that refers to it. Readers see the letters of their language (`lists.letters`,
and in the list itself what `layouts/styles/arabic.css` says); addresses have a, b, c in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from sitegen.faults import Fault
from sitegen.load.markdown.inline import matched, push, push_fault
from sitegen.load.markdown.writer import Extension, Note, Writer
from sitegen.model.body import NoteLetter

_REFERENCE = re.compile(r"\[\^([^\[\]]*)\]")
_FORM = Fault(
    "footnote-form",
    "the name of a footnote is empty or has blanks in it",
    "write [^name], with a name of one word",
)


def take_notes(writer: Writer, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without the definitions of notes, which `writer` keeps. A second one of the same name is a fault."""
    rows: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "footnote_reference_open":
            rows.append([])
            _keep(writer, token.meta["label"], Note(rows[-1], (token.map or [0])[0]))
        elif token.type == "footnote_reference_close":
            rows.pop()
        else:
            rows[-1].append(token)
    return rows[0]


def _keep(writer: Writer, name: str, note: Note) -> None:
    first = writer.notes.setdefault(name, note)
    if first is not note:
        line = writer.source.first_line + first.line
        message = f'footnote "{name}" is defined a second time: the first is in line {line}'
        span = writer.source.line(note.line, f"[^{name}]:")
        writer.report(span, Fault("footnote-double", message, "give it another name, or delete it"))


def write_notes(writer: Writer) -> None:
    """Writes the section of notes, and warns of those that nothing refers to."""
    if writer.cited_notes:
        writer.html('<div class="footnotes" role="doc-endnotes">\n<ol type="a">\n')
        for note in writer.cited_notes:  # a note that refers to another makes this longer
            _write_note(writer, note)
        writer.html("</ol>\n</div>\n")
    for name, note in writer.notes.items():
        if not note.uses:
            span = writer.source.line(note.line, f"[^{name}]:")
            message = f'footnote "{name}" is not shown: nothing refers to it'
            fix = f"write [^{name}] where it belongs, or delete it"
            writer.report(span, Fault("footnote-unused", message, fix, "warning"))


def _write_note(writer: Writer, note: Note) -> None:
    writer.html(f'<li id="fn:{note.letter}">')
    *tokens, last = note.tokens or [Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)]
    ends_in_text = last.type == "paragraph_close"
    writer.write(tokens if ends_in_text else note.tokens)
    writer.html(" " if ends_in_text else "<p>")
    writer.html(_ways_back(note))
    writer.html("</p>\n</li>\n")


def _ways_back(note: Note) -> str:
    return " ".join(
        f'<a href="#{place}" role="doc-backlink" aria-labelledby="{place}">↩</a>'
        for place in (_place(note.letter, use) for use in range(1, note.uses + 1))
    )


def _place(letter: str, use: int) -> str:
    return f"fnref:{letter}" if use == 1 else f"fnref:{letter}:{use}"


def _read(state: StateInline, match: re.Match[str]) -> None:
    if match[1].split() == [match[1]]:
        push(state, "footnote_ref", match.end()).meta["name"] = match[1]
    else:
        push_fault(state, match.end(), _FORM)


def _write(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    name = tokens[i].meta["name"]
    note = writer.notes.get(name)
    if note is None:
        message = f'footnote "{name}" is not defined'
        definition = f"[^{name}]: the note"
        fix = f"define it on a line of its own, {definition}; brackets as text need a backslash: \\["
        edits = (writer.source.appended(definition),)
        writer.report(tokens[i], Fault("footnote-undefined", message, fix, edits=edits))
        return
    if not note.uses:
        writer.cited_notes.append(note)
        note.number = len(writer.cited_notes)
    note.uses += 1
    place = _place(note.letter, note.uses)
    writer.html(f'<sup class="note"><a id="{place}" href="#fn:{note.letter}" role="doc-noteref">')
    writer.slot(NoteLetter(note.number), 0)
    writer.html("</a></sup>")


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.before("link", "footnote_ref", matched(_REFERENCE, _read))


FOOTNOTES = Extension(_install, {"footnote_ref": _write}, signs="[")
