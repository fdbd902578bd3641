"""What a fix says word for word, done to the lines of a text. The other fixes are sentences, which only an editor can follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from sitegen.faults import Fault

_Follow = Callable[[str, re.Match[str]], str]
"""What becomes of the words that a fault points at."""


def _instead(written: str, fix: re.Match[str]) -> str:
    """The fix stands in the place of what is written, inside the brackets or quotation marks that it has itself."""
    if inside := re.fullmatch(r"(!?\[\[|@|\[[^\]]*\]\()[^\[\]()]+(\]\]|\)|)", written):
        return f"{inside[1]}{fix[1]}{inside[2]}"
    return fix[1]


def _exactly(_written: str, fix: re.Match[str]) -> str:
    return fix[1]


def _escaped(written: str, _fix: re.Match[str]) -> str:
    return f"\\{written}"


_IN_PLACE: Mapping[str, _Follow] = {
    r"(?:write|did you mean) (.*\[@.+\])(?:;|\?) an @ as text needs a backslash: .*": _exactly,
    r"write (\[\[[a-z-]+\]\]); an @ as text needs a backslash: .*": _exactly,
    r"did you mean `([^`]+)`\?": _instead,
    r"did you mean ([^?]+)\?(?: .*)?": _instead,
    r"write ([^\s\"…]+)": _instead,
    r"write ([^\s…,]+), if (?:it is a day of the Solar Hijri \(Jalali\) calendar|that is meant)": _exactly,
    r"write one of: (\w+).*": _exactly,
    r"write (true) or false": _exactly,
    r"take the brackets away: (.+)": _exactly,
    r"put the value in quotation marks: (.+)": _exactly,
    r"(?:say which:|.*: write|write) (\[\[[a-z|A-Z-]+\]\])(?: or .*| to link to it)?": _exactly,
    r".*write (\\\[\S+\]:)": _exactly,
    r"type it anew: ([^\s:]+)": _exactly,
    r"delete it(?:: .*)?": lambda _written, _fix: "",
    r".*(?:as text needs a backslash before it|as text they need a backslash: .*)": _escaped,
    r"(?:write|begin it with) \"(#+)\"": lambda written, fix: re.sub("^#+", fix[1], written),
    r"begin it with (https://|mailto:)": lambda written, fix: re.sub(r"\([/\\]*", f"({fix[1]}", written),
    r"write %3C for each <": lambda written, _fix: written.replace("<", "%3C"),
}
"""What to write in the place of the words that a fault points at."""

_WHOLE_LINES = (
    r".*(?:in quotation marks|where the value ends|anew): (- \w+|[a-z_]+: [^…]+?)(?:; or .*)?",
    r"write ([a-z_]+: [^…]+|- \w+|exactly ---)",
)
"""What to write in the place of a whole line."""

_FIRST = re.compile(r"add the line ([a-z_]+: [^…(]+)")
_BELOW = re.compile(r"write below this line (.+)")
_LAST = re.compile(r"define it on a line of its own, (\[[^;]+);.*")
_EACH = re.compile(r".*; each (\S+) as text needs a backslash before it")
_ON_LINE = re.compile(r"write exactly --- on line ([0-9]+)")
_CHOICE = re.compile(r"did you mean (\S+)(?:, (\S+))? or (\S+)\?")


def mended(lines: Sequence[str], fault: Fault) -> tuple[str, ...] | None:
    """The lines of a text when the fix of one of its faults is followed; None where it does not say word for word how."""
    changed = list(lines)
    return tuple(changed) if _follow(changed, fault) else None


def choices(fault: Fault) -> tuple[Fault, ...]:
    """The same fault for each of the things that its fix offers."""
    if offered := _CHOICE.fullmatch(fault.fix):
        return tuple(fault._replace(fix=f"did you mean {one}?") for one in filter(None, offered.groups()))
    return (fault,)


def _follow(lines: list[str], fault: Fault) -> bool:
    here = fault.span.line - 1
    if here >= len(lines):
        return False
    if (added := _FIRST.fullmatch(fault.fix)) and not here:
        lines.insert(int(lines[0] == "---"), added[1])
    elif below := _BELOW.fullmatch(fault.fix):
        lines.insert(here + 1, below[1])
    elif last := _LAST.fullmatch(fault.fix):
        lines[here + 1 : here + 1] = ["", last[1], ""]
    elif number := _ON_LINE.fullmatch(fault.fix):
        lines[int(number[1]) - 1] = "---"
    elif each := _EACH.fullmatch(fault.fix):
        _escape_each(lines, fault, each[1])
    elif whole := next(filter(None, (re.fullmatch(pattern, fault.fix) for pattern in _WHOLE_LINES)), None):
        indent = lines[here][: len(lines[here]) - len(lines[here].lstrip(" "))]
        lines[here] = indent + whole[1].removeprefix("exactly ")
    elif fault.span.column is not None and (found := _in_place(fault)):
        start, end = fault.span.column - 1, fault.span.column - 1 + fault.span.width
        lines[here] = f"{lines[here][:start]}{found(lines[here][start:end])}{lines[here][end:]}"
    else:
        return False
    return True


def _escape_each(lines: list[str], fault: Fault, sign: str) -> None:
    """A backslash before both ends of what begins with `sign` at the fault."""
    before, rest = lines[: fault.span.line - 1], "\n".join(lines[fault.span.line - 1 :])
    column = (fault.span.column or 1) - 1
    escaped = rest[:column] + rest[column:].replace(sign, f"\\{sign}", 2)
    lines[:] = [*before, *escaped.split("\n")]


def _in_place(fault: Fault) -> Callable[[str], str] | None:
    for pattern, follow in _IN_PLACE.items():
        if fix := re.fullmatch(pattern, fault.fix):
            return lambda written, fix=fix, follow=follow: follow(written, fix)  # type: ignore[misc]
    return None
