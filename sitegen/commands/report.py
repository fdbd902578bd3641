"""What a run came to, said as text for people, as one JSON object, or as annotations on GitHub.

Faults go to stderr as text; what a program reads (JSON, annotations) and the summary go to stdout. Keys and forms
stay: others rely on them.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from sitegen.commands.command import Form, Options, Result
from sitegen.commands.excerpt import Sources, visible
from sitegen.faults import EnvironmentFault, Fault

_STYLES = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "place": "\x1b[1m", "fix": "\x1b[36m"}
_PLAIN = "\x1b[0m"


def faults(faults: Iterable[Fault], options: Options, result: Result, *, ok: bool) -> None:
    """Report a run that ended with `faults`; `ok` says whether it succeeded all the same."""
    found = sorted(set(faults))
    if options.form == "json":
        print(as_json(found, result, ok=ok))
    elif options.form == "github":
        _print_each(sys.stdout, map(as_annotation, found))
    else:
        _print_records(found, options)
        if not ok:
            print(f"{counted(found)}; the site is as it was")


def result(result: Result, options: Options) -> None:
    """Report a run that came to its end: its faults, its notes, and what it did in one line."""
    if options.form == "text":
        _print_records(sorted(set(result.faults)), options)
        _print_each(sys.stderr, map(visible, result.notes))
        _print_each(sys.stderr, (f"held back: {visible(path)}" for path in result.held_back))
    else:
        faults(result.faults, options, result, ok=not result.is_faulty)
    if result.output and options.form != "json":
        print(result.output)
    if result.summary and options.form == "text":
        print(f"{result.summary}, {sum(result.seconds.values()):.1f} s")


def environment(fault: EnvironmentFault, form: Form) -> None:
    """Report a fault of the machine."""
    _without_place("environment", fault.message, ("fix", fault.fix), form)


def bug(where: Path | str, form: Form) -> None:
    """Report a fault of ours, of which a report stands in the file `where`."""
    message = "this is a bug of the generator, not of your content; the site is as it was"
    _without_place("bug", message, ("report", f"{where}; send it to those who keep the generator"), form)


def _without_place(code: str, message: str, more: tuple[str, str], form: Form) -> None:
    """Report what is wrong with no file of the site; `more` is what is said beside it, and as what."""
    name, text = more
    if form == "json":
        fault = {"path": "", "line": None, "column": None, "severity": "error", "code": code}
        print(_object([fault | {"message": message, "fix": text}], Result(), ok=False))
    elif form == "github":
        whole = f"{message}\n{name}: {text}" if text else message
        print(f"::error title={code}::{_escaped(whole)}")
    else:
        print(f"error: {visible(message)}", file=sys.stderr)
        if text:
            print(f"  {name}: {visible(text)}", file=sys.stderr)


def as_text(faults: Iterable[Fault], sources: Sources, *, colour: bool = False) -> str:
    """The records of `faults`, in the order of their places, each with the line it is about and a fix."""
    return "".join(_record(fault, sources, colour=colour) for fault in sorted(set(faults)))


def as_json(faults: Iterable[Fault], result: Result, *, ok: bool) -> str:
    """One object that holds all there is to say of a run."""
    return _object([_fields(fault) for fault in faults], result, ok=ok)


def as_annotation(fault: Fault) -> str:
    """A workflow command that puts `fault` beside its line (GitHub: workflow commands for Actions)."""
    span = fault.span
    place = {"file": fault.path, "line": str(span.line)}
    if span.column is not None:
        place |= {"col": str(span.column), "endColumn": str(span.column + span.width)}
    place["title"] = fault.code
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in place.items())
    return f"::{fault.severity} {properties}::{_escaped(_with_fix(fault.message, fault.fix))}"


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether `stream` is a terminal that shows colours, and nobody asked for none (no-color.org)."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _print_records(found: list[Fault], options: Options) -> None:
    sources = Sources(options.root, options.home)
    sys.stderr.write(as_text(found, sources, colour=wants_colour(sys.stderr, os.environ)))


def _print_each(stream: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=stream)


def _record(fault: Fault, sources: Sources, *, colour: bool) -> str:
    def style(text: str, name: str) -> str:
        return f"{_STYLES[name]}{text}{_PLAIN}" if colour else text

    span = fault.span
    column = "" if span.column is None else f":{span.column}"
    place = style(f"{visible(fault.path)}:{span.line}{column}:", "place")
    lines = [f"{place} {style(f'{fault.severity}:', fault.severity)} {visible(fault.message)} [{fault.code}]"]
    if excerpt := sources.excerpt(fault.path, span):
        line, mark = excerpt
        gutter, carets = mark.split("|", 1)
        lines += [line, f"{gutter}|{style(carets, fault.severity)}"]
    if fault.fix:
        lines.append(f"  {style('fix:', 'fix')} {visible(fault.fix)}")
    return "\n".join(lines) + "\n"


def counted(found: Collection[Fault]) -> str:
    """How many there are of each severity, in how many files: `2 errors and 1 warning in 2 files`."""
    if not found:
        return "no fault"
    counts = Counter(fault.severity for fault in found)
    parts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in sorted(counts.items())]
    files = len({fault.path for fault in found})
    return f"{' and '.join(parts)} in {files} file{'' if files == 1 else 's'}"


def _fields(fault: Fault) -> dict[str, Any]:
    return {
        "path": fault.path,
        "line": fault.span.line,
        "column": fault.span.column,
        "severity": fault.severity,
        "code": fault.code,
        "message": fault.message,
        "fix": fault.fix,
    }


def _object(faults: list[dict[str, Any]], result: Result, *, ok: bool) -> str:
    whole = {
        "ok": ok,
        "issues": faults,
        "pages": result.pages,
        "written": result.written,
        "removed": result.removed,
        "held_back": list(result.held_back),
        "seconds": {stage: round(seconds, 3) for stage, seconds in result.seconds.items()},
    }
    return json.dumps({**whole, **result.data})


def _with_fix(message: str, fix: str) -> str:
    return f"{message}\nfix: {fix}" if fix else message


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
