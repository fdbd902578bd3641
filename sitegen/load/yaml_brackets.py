"""What the parser's messages mean where a quotation mark or a bracket is not closed, or closed too early."""

from __future__ import annotations

import re

import yaml

from sitegen.load.trouble import Fault, Trouble, closed, in_quotes, place_of


def open_quote(trouble: Trouble) -> Fault | None:
    """A quotation mark that is not closed, or closed too early."""
    if "quoted" in trouble.context and "end of stream" in trouble.problem:
        message = "the quotation mark opened here is never closed"
        return trouble.at(trouble.opened, "yaml-quote", message, closed(trouble.opened.line))
    last = trouble.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    start, end = (place_of(mark, trouble.lines) for mark in (last.start_mark, last.end_mark))
    if start.number < end.number == trouble.place.number:
        message = f"the quotation mark opened here is closed only on line {end.number + trouble.first_line}"
        return trouble.at(start, "yaml-quote", message, closed(start.line))
    goes_on = "expected" in trouble.problem or "mapping keys" in trouble.problem
    if end.number == trouble.place.number and goes_on and "flow" not in trouble.context:
        message = "the quotation mark before this ends the value, and more text follows"
        return trouble.at(trouble.place, "yaml-quote", message, in_quotes(trouble.place.line))
    return None


def open_bracket(trouble: Trouble) -> Fault | None:
    """A bracket that is not closed, or a comma that is missing inside."""
    if "flow" not in trouble.context or "expected" not in trouble.problem:
        return None
    bracket = trouble.opened.rest[:1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    if closing in trouble.opened.rest and trouble.place.number == trouble.opened.number:
        return trouble.at(
            trouble.place, "yaml-bracket", "a comma is missing before this", "put one between the items"
        )
    message = f"the {bracket} opened here is never closed"
    fix = f"close it with {closing}; put a text that begins with {bracket} in quotation marks"
    return trouble.at(trouble.opened, "yaml-bracket", message, fix)


def after_bracket(trouble: Trouble) -> Fault | None:
    """More text, or one bracket more, behind the bracket that closes a list."""
    ended = isinstance(trouble.last, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    if not ended or not re.search(r"[\]}]\s*$", trouble.place.before):
        return None
    if not trouble.place.rest.strip("[]{} "):
        return trouble.at(trouble.place, "yaml-bracket", "this bracket closes nothing", "remove it")
    message = "the bracket before this ends the list, and more text follows"
    fix = f"remove it; or, if this is no list, {in_quotes(trouble.place.line)}"
    return trouble.at(trouble.place, "yaml-bracket", message, fix)
