"""Citations: `[@id]`, `[@id, p. 3]`, `[@a; @b]`; and what Pandoc and others write for them, with what to write instead.

They have words before the id (`[see @id]`), leave its author out (`[-@id]`), or cite in running text (`@id says`). A word
behind an @ may be somebody's handle as well: where its form does not tell, who sees all entries does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.faults import Edit, Fault
from sitegen.load.markdown.inline import TAKEN, matched, push, push_fault
from sitegen.load.markdown.writer import Extension, Writer
from sitegen.model.body import Citation, CitedItem

_FORM = Fault(
    "citation-form",
    "this citation cannot be read",
    "write [@id], [@id, p. 3] for a place in it, or [@first; @second] for several; an @ as text needs a backslash: \\@",
)

_CITATION = re.compile(r"\[@[^\[\]]*\]")
_ITEM = re.compile(r"\s*(@[^\s,;@\[\]]+)\s*(?:,\s*([^;@\[\]]*[^;@\[\]\s])\s*)?(?=[;\]])")


def _citation(state: StateInline, match: re.Match[str]) -> None:
    if items := _cited(state.src, match.start(), match.end()):
        push(state, "citation", match.end()).meta["items"] = items
    else:
        push_fault(state, match.end(), _instead(match[0], "".join(_rewritten(match[0][1:-1]) or ())))


def _cited(text: str, start: int, end: int) -> list[tuple[str, str, int]] | None:
    """Target, locator and offset of each article cited between `start` and `end`; None where one has another form."""
    items = []
    while start < end - 1:
        match = _ITEM.match(text, start + 1, end)
        if match is None:
            return None
        items.append((match[1][1:], " ".join((match[2] or "").split()), match.start(1)))
        start = match.end()
    return items


def _write_citation(writer: Writer, tokens: Sequence[Token], i: int) -> None:
    items = tuple(
        CitedItem(target, locator, writer.span_of(offset, offset + 1 + len(target)))
        for target, locator, offset in tokens[i].meta["items"]
    )
    writer.slot(Citation(items), sum(len(item.target) + len(item.locator) for item in items))


@dataclass(frozen=True, slots=True)
class AsElsewhere:
    """What looks like a citation of another program, from `start` to `end` of a text.

    `fault` says what to write instead. It is None where a handle is as likely: then `word` is what stands behind the @, and
    between `before` and `after` it would be cited.
    """

    start: int
    end: int
    fault: Fault | None = None
    word: str = ""
    before: str = "[@"
    after: str = "]"


_WORD = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?"
_IN_BRACKETS = re.compile(r"\[(?![@^])([^\[\]]*?(?<![\w.])@[\w{][^\[\]]*)\](?![(\[:])")
_IN_TEXT = re.compile(
    rf"(?<![\w@/.=-])\[?(?P<sign>-?@)(?:\{{(?P<braced>{_WORD})\}}|(?P<word>{_WORD})(?![\w@]|[-/.:]\w))"
    r"(?:\s\[(?P<place>[^\[\]@]*\d[^\[\]@]*)\](?![(\[:]))?"
)
_SEVERAL = re.compile(r"\s*[;؛]\s*|\s*[,،]\s*(?=-?@)|\s+(?:and|&|und|et|و)\s+(?=-?@)")
_ONE = re.compile(rf"(?P<before>[^@]*?)-?@\{{?(?P<id>{_WORD})\}}?(?P<behind>[^@]*)", re.DOTALL)
_PLACE = re.compile(
    r"[,،]\s*(?P<named>\S.*)|\s+(?P<bare>(?:(?:pp?|arts?|chap|ch|sec|para|vol|no|ll?)\.|§|\d).*)", re.DOTALL
)
_SEE = re.compile(r"(?:see|cf\.?|compare|e\.g\.|also|after|as in)\b.*|\W*", re.IGNORECASE | re.DOTALL)


def as_elsewhere(text: str) -> Iterator[AsElsewhere]:
    """What looks like a citation of another program in a text without citations of ours, links and code."""
    for match in _IN_BRACKETS.finditer(text):
        yield _in_brackets(match)
        text = f"{text[: match.start()]}{TAKEN * len(match[0])}{text[match.end() :]}"
    for match in _IN_TEXT.finditer(text):
        after = f", {' '.join(match['place'].split())}]" if match["place"] else "]"
        found = AsElsewhere(*match.span(), word=match["braced"] or match["word"], after=after)
        is_sure = match["place"] or match["braced"] or match["sign"] == "-@"
        yield replace(found, fault=_instead(match[0], f"[@{found.word}{after}")) if is_sure else found


def _in_brackets(match: re.Match[str]) -> AsElsewhere:
    parts = _rewritten(match[1])
    found = AsElsewhere(*match.span(), fault=_instead(match[0], "".join(parts or ())))
    if parts is None or len(parts) > 1 or "-@" in match[1] or "{" in match[1]:
        return found
    before, sign, behind = match[1].partition("@")
    word = re.match(_WORD, behind)
    if (
        word is None
        or "-" in word[0]
        or _SEE.fullmatch(before.strip())
        or re.search(r"\d", behind[word.end() :])
    ):
        return found
    before, sign, behind = parts[0].partition("@")
    return replace(found, fault=None, word=word[0], before=before + sign, after=behind.removeprefix(word[0]))


def _rewritten(inside: str) -> list[str] | None:
    """What is meant by the words between two brackets, in pieces of one citation or more; None where that cannot be told."""
    pieces: list[str] = []
    for part in _SEVERAL.split(inside.strip(" \n;,؛،")):
        one = _ONE.fullmatch(part)
        behind = one["behind"].rstrip() if one else ""
        place = _PLACE.fullmatch(behind) if behind else None
        if one is None or (behind and place is None):
            return None
        before = " ".join(one["before"].split())
        where = f", {' '.join((place['named'] or place['bare']).split())}" if place else ""
        if pieces and not before:
            pieces[-1] = pieces[-1].removesuffix("]")
            pieces.append(f"; @{one['id']}{where}]")
        else:
            pieces.append(f"{'; ' if pieces else ''}{before}{' ' if before else ''}[@{one['id']}{where}]")
    return pieces


def _instead(written: str, meant: str) -> Fault:
    if not meant:
        return _FORM
    fix = f"write {meant}; an @ as text needs a backslash: \\@"
    return _FORM._replace(fix=fix, edits=(Edit(meant, written),))


def _install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "citation", matched(_CITATION, _citation, unless_link=True))


CITATIONS = Extension(_install, {"citation": _write_citation}, signs="[")
