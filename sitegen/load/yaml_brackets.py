"""What the parser's messages mean where a quotation mark or a bracket is not closed, or closed too early."""

from __future__ import annotations

import re

import yaml

from sitegen.faults import Fault
from sitegen.load.yaml_error_context import YamlErrorContext, closed, in_quotes, place_of


def open_quote(error: YamlErrorContext) -> Fault | None:
    """A quotation mark that is not closed, or closed too early."""
    if "quoted" in error.context and "end of stream" in error.problem:
        message = "the quotation mark opened here is never closed"
        return error.at(error.opened, "yaml-quote", message, closed(error.opened.line))
    last = error.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    start, end = (place_of(mark, error.lines) for mark in (last.start_mark, last.end_mark))
    if start.number < end.number == error.place.number:
        message = f"the quotation mark opened here is closed only on line {end.number + error.first_line}"
        return error.at(start, "yaml-quote", message, closed(start.line))
    goes_on = "expected" in error.problem or "mapping keys" in error.problem
    if end.number == error.place.number and goes_on and "flow" not in error.context:
        message = "the quotation mark before this ends the value, and more text follows"
        return error.at(error.place, "yaml-quote", message, in_quotes(error.place.line))
    return None


def open_bracket(error: YamlErrorContext) -> Fault | None:
    """A bracket that is not closed, or a comma that is missing inside."""
    if "flow" not in error.context or "expected" not in error.problem:
        return None
    bracket = error.opened.rest[:1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    if closing in error.opened.rest and error.place.number == error.opened.number:
        return error.at(
            error.place, "yaml-bracket", "a comma is missing before this", "put one between the items"
        )
    message = f"the {bracket} opened here is never closed"
    fix = f"close it with {closing}; put a text that begins with {bracket} in quotation marks"
    return error.at(error.opened, "yaml-bracket", message, fix)


def after_bracket(error: YamlErrorContext) -> Fault | None:
    """More text, or one bracket more, behind the bracket that closes a list."""
    ended = isinstance(error.last, yaml.SequenceEndEvent | yaml.MappingEndEvent)
    if not ended or not re.search(r"[\]}]\s*$", error.place.before):
        return None
    if not error.place.rest.strip("[]{} "):
        return error.at(error.place, "yaml-bracket", "this bracket closes nothing", "remove it")
    message = "the bracket before this ends the list, and more text follows"
    fix = f"remove it; or, if this is no list, {in_quotes(error.place.line)}"
    return error.at(error.place, "yaml-bracket", message, fix)
