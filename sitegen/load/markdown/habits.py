"""What people write out of habit: private remarks, and the syntax of other programs, which would be printed as it is.

A remark or a citation that another program takes away or resolves is an error here, the rest a warning; each is named
with what to write instead. In code, in addresses and behind a backslash all of it is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sitegen.faults import Edit, Fault
from sitegen.load.markdown.characters import private_remarks, report_entities
from sitegen.load.markdown.citations import as_elsewhere
from sitegen.load.markdown.inline import TAKEN, prose_of
from sitegen.load.markdown.source import Source, source_of
from sitegen.load.markdown.writer import Extension
from sitegen.model.body import Handle


class _Habit(NamedTuple):
    """A sign of other programs: how it is recognised, and what is said of it.

    Where a second one ends what the first began, the group `end` matches in it, and `name` in both. `instead` is what is
    written in its place, where that is always the same.
    """

    pattern: re.Pattern[str]
    fault: Fault
    instead: str = ""


def _printed(pattern: str, instead: str) -> _Habit:
    message = "this is a sign of another program: readers see it as it is written"
    return _Habit(re.compile(pattern, re.MULTILINE), Fault("syntax-foreign", message, instead, "warning"))


def _unread(pattern: str, message: str, fix: str, instead: str = "") -> _Habit:
    return _Habit(re.compile(pattern, re.MULTILINE), Fault("mark-unread", message, fix, "warning"), instead)


_IN_MARKDOWN = "write what it stands for in Markdown; a picture is ![what it shows](../files/x.png)"
_BLANK = "[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MARK = r"(?:#{1,6}|[-+*]|[0-9]{1,9}[.)])"

_HABITS = (
    _Habit(
        re.compile(r"\([^()\[\]\n]+\)\[(?:https?://|mailto:|\.\./|#)[^\[\]\s]*\](?![(\[])"),
        Fault(
            "link-form",
            "the brackets of this link are the wrong way round",
            "write [words](address); brackets as text need a backslash: \\[",
        ),
    ),
    _Habit(
        re.compile(r"<(?:https?://|www\.)[^\s<>]*>?"),
        Fault(
            "link-form",
            "the address between these brackets is no link",
            "write it whole, <https://example.org/page>; as text it needs a backslash before the <",
        ),
    ),
    _printed(r"\{\{[<%](?=\s*(?P<end>/)?\s*(?P<name>[\w-]*))", _IN_MARKDOWN),
    _printed(r"\{%(?=-?\s*(?P<end>end)?(?P<name>\w*))", _IN_MARKDOWN),
    _printed(r"^[ \t]*:{3,}(?:(?=\s*\w)|\s*\{[^{}\n]*\}|(?P<end>(?=[\s:]*$)))", "write > [!note] and the text below it, with > before each line"),
    _printed(r"^[ \t]*(?:!{3}|\?{3})\+?(?=\s*\w)", "write > [!note] and the text below it, with > before each line"),
    _printed(r"^\.\. [\w-]+::", "write > [!note] and the text below it, with > before each line"),
    _printed(r"\{: ?#[^{}\n]*\}|\{#[\w.-][^{}\n]*\}(?=\s*$)", "take it out: a heading is linked to by its words"),
    _printed(r"\{(?:\.|: ?)[\w#.][^{}\n]*\}(?=\s*$)|(?<=[\]*_)`])\{[#.:\w][^{}\n]*\}", "take it out: how things look is said in layouts/"),
    _printed(r"~~(?=\S)[^~\n]+~~", "write in words what was taken back, or list it in `changes`"),
    _printed(r"(?<![=\w])==(?=[^\s=])[^=\n]*==(?!=)", "write **words** to stress them"),
    _printed(r"\^\[(?=[^\]\n]+\])", "write [^name] here, and on a line of its own [^name]: the note"),
    _printed(r"^\[(?:TOC|toc)\]$|^\{:? ?toc\b.*\}$", "take it out: long notes list their headings by themselves"),
    _printed(r"(?<![\w:]):[a-z][a-z_]{2,}:(?![\w:])", "write the sign itself, or take it out"),
    _unread(
        r"^[ \t]*#{2,6}(?=[^\s#])",
        "this is no heading: a space is missing behind the number signs",
        "write a space behind them; as text they need a backslash: \\##",
        r"\g<0> ",
    ),
    _unread(
        r"^[ \t]*[•‣◦▪●■](?=\s+\S)",
        "this is no item of a list: its mark is another one",
        "write - in its place, with a space behind it",
        "-",
    ),
    _unread(
        r"^[ \t]*[-+*](?=\[[ xX]?\])",
        "this is no item of a list: a space is missing behind its mark",
        "write a space behind it",
        r"\g<0> ",
    ),
    _unread(
        r"(?:^[ \t]*[-+]|\A[0-9]{1,2}[.)])(?=[^\W\d_])",
        "this is no item of a list: a space is missing behind its mark",
        "write a space behind it; as text it needs a backslash: \\-, 1\\.",
        r"\g<0> ",
    ),
    _unread(
        f"^[ \\t]*(?:{_MARK}|>)(?={_BLANK})",
        "a space of another kind stands behind this mark, which therefore is text",
        "write a space in its place, typed anew",
    ),
)  # fmt: skip
_INDENTED = _unread(
    rf"\A{_MARK}(?= )",
    "a space of another kind stands before this mark, which therefore is text",
    "take it away",
)
_TASK = _unread(
    r"\A\[[ xX]?\](?![(\[:])(?:(?<=\[\])|(?! ))",
    "this is no task: its box is not followed by a space, or is empty",
    "write [ ] or [x], with a space behind it",
)
_IN_PARAGRAPH = (*_HABITS, _INDENTED)
_IN_ITEM = (*_IN_PARAGRAPH, _TASK)
_PART = re.compile(r"[{~^•‣◦▪●■]|<(?:http|www)|==|:[:a-z]|!!!|\?\?\?|\)\[")
_BEGINNING = re.compile(
    rf"\n(?:\[(?:TOC|toc)|\.\. |[ \t]*(?:#|[-+*]\[|\[[ xX]?\]|[-+]\w|[0-9]{{1,2}}[.)]\w|(?:{_MARK}|>)(?:{_BLANK}| )))"
)
"""What every habit has a part of, or a line of it begins with: most texts hold none of it."""

_ADDRESS = re.compile(r"\]\(<?[^)\s]*|<[a-z]+:[^<>\s]*>", re.IGNORECASE)
_CITED = re.compile(r"\[@[^\[\]]*\]")


def _check(state: StateCore) -> None:
    source = source_of(state.env)
    inlines = [token for token in state.tokens if token.type == "inline"]
    texts = iter(_without_remarks(source, inlines))
    begun: Counter[tuple[re.Pattern[str], str]] = Counter()
    for i, token in enumerate(state.tokens):
        if token.type == "inline":
            is_paragraph = state.tokens[i - 1].type == "paragraph_open"
            in_item = is_paragraph and state.tokens[i - 2].type == "list_item_open"
            habits = _IN_ITEM if in_item else _IN_PARAGRAPH if is_paragraph else _HABITS
            _check_inline(source, token, next(texts), begun, habits)
        elif token.type == "fence" and token.info.startswith("{"):
            message = "this is a sign of another program: what follows is shown as code"
            fix = "write > [!note] and the text below it, with > before each line"
            line = (token.map or [0])[0]
            source.report(source.line(line, token.markup), Fault("syntax-foreign", message, fix, "warning"))
    _check_definitions(state, source)
    _check_underlined(state.tokens, source)


_BETWEEN = "\n\n"


def _without_remarks(source: Source, inlines: Sequence[Token]) -> Sequence[str]:
    """What is written in each, without addresses and private remarks; these are reported, and may go on from one to another."""
    texts = []
    for token in inlines:
        prose = prose_of(token)
        report_entities(source, prose, lambda start, end, t=token: source.inline(t, start, end))  # type: ignore[misc]
        texts.append(_without(_ADDRESS, prose))
    whole = _BETWEEN.join(texts)
    remarks = list(private_remarks(whole))
    begins = list(accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0))
    for fault, start, end in remarks:
        at = bisect_right(begins, start) - 1
        stop = min(end - begins[at], len(texts[at]))
        source.report(source.inline(inlines[at], start - begins[at], stop), fault)
        whole = _blanked(whole, start, end)
    return (
        [whole[begin : begin + len(text)] for begin, text in zip(begins, texts, strict=False)]
        if remarks
        else texts
    )


def _check_inline(
    source: Source,
    token: Token,
    text: str,
    begun: Counter[tuple[re.Pattern[str], str]],
    habits: Iterable[_Habit],
) -> None:
    """Looks for `habits` in what is written in a token; `begun` counts what was told already, and what a later sign ends."""
    if "@" in text:
        text = _check_citations(source, token, _without(_CITED, text))
    if not _PART.search(text) and not _BEGINNING.search(f"\n{text}"):
        return
    for habit in habits:
        while match := habit.pattern.search(text):
            if not _is_told(match, begun):
                start = match.end() - len(match[0].lstrip())
                edits = (Edit(match.expand(habit.instead).lstrip()),) if habit.instead else ()
                source.report(source.inline(token, start, match.end()), habit.fault._replace(edits=edits))
            text = _blanked(text, *match.span())


def _check_citations(source: Source, token: Token, text: str) -> str:
    """Looks for citations as others write them in a text without ours; gives it without these."""
    for child in token.children or ():
        if child.type == "link_open":  # the words of a link may be a handle, which leads there
            text = _blanked(text, *child.meta["at"])
    for found in list(as_elsewhere(text)):
        span = source.inline(token, found.start, found.end)
        if found.fault:
            source.report(span, found.fault)
        else:
            source.handles.append(Handle(found.word, span, found.before, found.after))
        text = _blanked(text, found.start, found.end)
    return text


def _blanked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{TAKEN * (end - start)}{text[end:]}"


def _is_told(match: re.Match[str], begun: Counter[tuple[re.Pattern[str], str]]) -> bool:
    """Whether what a sign ends was told where it begins."""
    named = match.groupdict()
    if "end" not in named:
        return False
    key = match.re, named.get("name") or ""
    begun[key] += 1 if named["end"] is None else -1
    if begun[key] < 0:
        begun[key] = 0
        return False
    return named["end"] is not None


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: TAKEN * len(match[0]), text)


def _check_definitions(state: StateCore, source: Source) -> None:
    """Addresses of links that stand on lines of their own have words as well, which readers see as they point to a link."""
    for definition in state.env.get("references", {}).values():
        first, end = definition["map"]
        text = "\n".join(source.lines[first:end])
        offset = sum(len(line) + 1 for line in source.lines[:first])
        report_entities(source, text, lambda a, b, o=offset: source.at(o + a, b - a))  # type: ignore[misc]
        for fault, start, stop in private_remarks(text):
            source.report(source.at(offset + start, stop - start), fault)


_RULE = "---"
_KEY = re.compile(r"[a-z_][\w-]*:(?:\s|\Z)")
_SENTENCE = re.compile(r"""[.!?…:;,\u061f\u06d4]["'”’»)\]]*\Z""")
_SECOND_HEADER = Fault(
    "header-second",
    "keys stand here in the text, as in a second front matter: readers see them",
    "move them up to the keys at the top of the file, and delete both lines ---",
    "warning",
)
_ACCIDENT = Fault(
    "heading-accident",
    "the line of hyphens right below makes a heading of this text",
    'leave a blank line above the hyphens; a heading is written with "##" before it',
    "warning",
)


def _check_underlined(tokens: Sequence[Token], source: Source) -> None:
    """Looks at each text right above a line of hyphens: keys below another such line, and what is no heading."""
    rules = [i for i, token in enumerate(tokens) if token.type == "hr" and _line(source, token, 0) == _RULE]
    for i, token in enumerate(tokens):
        text = tokens[i + 1].content if token.nesting == 1 and tokens[i + 1].type == "inline" else ""
        underlined = token.type == "heading_open" and token.markup == "-"
        ends_in_rule = underlined or (token.type == "paragraph_open" and rules[-1:] > [i])
        if ends_in_rule and i - 1 in rules and _KEY.match(text):
            source.report(source.line((token.map or [0])[0]), _SECOND_HEADER)
        elif underlined and _is_accident(text, _line(source, token, -1)):
            source.report(source.line((token.map or [0])[0]), _ACCIDENT)


def _line(source: Source, token: Token, number: int) -> str:
    """A line of a block, without the marks of quotations before it."""
    first, end = token.map or (0, 1)
    return source.lines[first:end][number].strip(" \t>")


def _is_accident(text: str, line: str) -> bool:
    """Whether a heading is likely none: it reads as sentences, or what is below it is what others write for a rule."""
    return line == _RULE or "\n" in text or len(text) > len(line) + 60 or bool(_SENTENCE.search(text))


def _install(md: MarkdownIt) -> None:
    md.core.ruler.push("habits", _check)


HABITS = Extension(_install, {}, signs="")
