"""Every word that readers see and that content does not hold stands in layouts/words/, is asked for, and nothing else is.

Templates, scripts and the code are looked at as they are written, so that no branch is missed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from sitegen.model.words import Part, Phrase
from tests.words import LAYOUTS, words

TEMPLATES = sorted(LAYOUTS.rglob("*.html"))
SCRIPTS = sorted(LAYOUTS.rglob("*.js"))
SITEGEN = LAYOUTS.parent / "sitegen"
SEEN = {"alt", "aria-label", "content", "data-label", "label", "placeholder", "title", "value"}
"""Attributes whose values readers meet."""

FILLED = "\ufffc"
JINJA = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
CLASS = re.compile(r"\{% block (?:name|main_data) %\}.*?\{% endblock %\}")
"""The blocks by which a page names its class, and what scripts read of it."""

ATTRIBUTE = re.compile(r'(?:[\w-]+="[^"]*" ?)+')


def name_of(path: Path) -> str:
    return path.relative_to(LAYOUTS).as_posix()


class Readable(HTMLParser):
    """The texts of some markup that readers meet."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "option", "input"}:
            self.texts += [value for name, value in attributes if name in SEEN and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def markup_of(template: str) -> str:
    """The markup that a template holds itself; a sign stands for whatever is filled in."""
    parts = ((kind, value) for _, kind, value in JINJA.lex(template) if kind in {"data", "variable_begin"})
    return "".join(value if kind == "data" else FILLED for kind, value in parts)


def written_out(template: nodes.Template) -> Iterator[str]:
    """The texts in quotation marks that a template writes, or goes through to write them."""
    for output in template.find_all(nodes.Output):
        for node in output.nodes:
            branches = (node.expr1, node.expr2) if isinstance(node, nodes.CondExpr) else (node,)
            yield from (one.value for one in branches if isinstance(one, nodes.Const))
        for concat in output.find_all(nodes.Concat):
            yield from (one.value for one in concat.nodes if isinstance(one, nodes.Const))
    for loop in template.find_all(nodes.For):
        if isinstance(loop.iter, nodes.List):
            yield from (one.value for one in loop.iter.find_all(nodes.Const))


def words_in(template: str) -> list[str]:
    """The words that a template says itself."""
    readable = Readable()
    readable.feed(markup_of(CLASS.sub("", template)))
    texts = (" ".join(text.split()) for text in readable.texts)
    found = [text for text in texts if re.search("[A-Za-z]", text) and not ATTRIBUTE.fullmatch(text)]
    return [
        *found,
        *(text for text in map(str, written_out(JINJA.parse(template))) if re.search("[A-Z]|[a-z] ", text)),
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_word_of_its_own(path: Path) -> None:
    assert words_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<h2>Sources</h2>", ["Sources"]),
        ("{% if a %}<p>{{ a }} of {{ b }}</p>{% endif %}", [f"{FILLED} of {FILLED}"]),
        ('<nav aria-label="Letters"></nav>', ["Letters"]),
        ("{{ 'Topic' if a == 1 else 'Topics' }}", ["Topic", "Topics"]),
        ("{{ a ~ ' or ' ~ b }}", [" or "]),
        ("{% block name %}claim{% endblock %}<p class='note'>{{ a }}, {{ b }}</p>", []),
    ],
)
def test_a_word_in_a_template_is_found(template: str, found: list[str]) -> None:
    assert words_in(template) == found


LITERAL = re.compile(
    r"//[^\n]*|/\*.*?\*/|/(?![ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[gimsuy]*(?=[.,;)\s])"
    r"|'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`|\"((?:\\.|[^\"\\\n])*)\"",
    re.DOTALL,
)
NOT_SAID = re.compile(r"new (?:Type)?Error\([^)]*\)|const ARTICLES = .*?;|matchMedia\([^)]*\)", re.DOTALL)
SAID = re.compile(r"^[^.#]*[a-z]{2,}[,.;:]? [a-z]{2,}|^[A-Z][a-z]+[.:!?…]?$|[a-z] ?…", re.ASCII)
"""Two words after one another, or one with a capital: keys are in small letters, one by one, selectors have dots."""

NOT_WORDS = {
    *("Esc", "Escape"),  # a key of a keyboard
    "use strict",
    *("input, select, textarea", "main :is(h2, h3, h4)[id]", "nav, summary"),  # selectors
    "notice visits",  # classes
}


def words_in_script(script: str) -> list[str]:
    """The words that a script says itself."""
    literals = (next(filter(None, m.groups()), "") for m in LITERAL.finditer(NOT_SAID.sub("", script)))
    texts = (re.sub(r"\$\{[^}]*\}", "", literal) for literal in literals)
    return [text for text in texts if SAID.search(text) and text not in NOT_WORDS]


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_has_no_word_of_its_own(path: Path) -> None:
    assert words_in_script(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("status.textContent = 'Searching …';", ["Searching …"]),
        ("say(`${total} pages were found`);", [" pages were found"]),
        ("const label = 'Copied';", ["Copied"]),
        ("find('.cite pre').append('li'); // What is copied", []),
    ],
)
def test_a_word_in_a_script_is_found(script: str, found: list[str]) -> None:
    assert words_in_script(script) == found


# What is asked for

KEY = re.compile(r"[a-z_*]+(?:\.[a-z_*]+)+")


def keys_of(part: Part, place: str = "") -> Iterator[tuple[str, str | Phrase]]:
    for name in part:
        word = part[name]
        if isinstance(word, Part):
            yield from keys_of(word, f"{place}{name}.")
        else:
            yield f"{place}{name}", word


WORDS = dict(keys_of(words()))


def chain(node: nodes.Node) -> str:
    """The key that an expression of a template asks for, `*` for what it computes; empty where it asks for none."""
    match node:
        case nodes.Name(name="words"):
            return "words"
        case nodes.Getattr(node=inner, attr=name):
            before = chain(inner)
        case nodes.Getitem(node=inner, arg=arg):
            before, name = chain(inner), getattr(arg, "value", "*")
        case _:
            return ""
    return f"{before}.{name}" if before else ""


@cache
def asked_by_templates() -> list[tuple[str, frozenset[str] | None]]:
    """Every key that a template asks for; with the names of what it fills in, where it fills blanks."""
    found: list[tuple[str, frozenset[str] | None]] = []
    for path in TEMPLATES:
        template = JINJA.parse(path.read_text(encoding="utf-8"))
        calls = [*template.find_all(nodes.Call)]
        chains: list[nodes.Getattr | nodes.Getitem] = [*template.find_all(nodes.Getattr)]
        chains += template.find_all(nodes.Getitem)
        inner = {id(node.node) for node in (*calls, *chains)}
        filled = [(call.node, frozenset(pair.key for pair in call.kwargs)) for call in calls]
        texts = [(node, None) for node in chains if id(node) not in inner]
        for node, names in (*filled, *texts):
            key = chain(node).removeprefix("words.").removesuffix(".text")
            if key and not key.startswith("locale."):
                found.append((key, names))
    return found


def asked_by_code() -> Iterator[str]:
    """Every key that stands in the code, `*` for what is filled into it."""
    for path in (
        path
        for room in ("render", "packing", "dates", "load/markdown")
        for path in (SITEGEN / room).rglob("*.py")
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            key = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
            if KEY.fullmatch(key) and key.partition(".")[0] in words():
                yield key


def asked_by_scripts() -> Iterator[str]:
    """Every key that a script asks for: of the part it names, or of `answers`, which the search page hands to its own."""
    for path in SCRIPTS:
        script = path.read_text(encoding="utf-8")
        part = next(iter(re.findall(r"\bWORDS\.(\w+)", script)), "answers" if path.stem == "show" else "")
        yield from (f"{part}.{key}" for key in re.findall(r"\bwords\.(\w+)", script) if part)


@cache
def asked() -> frozenset[str]:
    """Every key that somebody asks for."""
    by_templates = (key for key, _ in asked_by_templates())
    return frozenset((*by_templates, *asked_by_code(), *asked_by_scripts()))


PARTS = {"answers"}
"""Parts that are handed on as a whole."""


def fits(key: str, wanted: str) -> bool:
    return fnmatchcase(key, wanted) or fnmatchcase(key, f"{wanted}.*")


def test_every_word_that_is_asked_for_is_there() -> None:
    files = (".html", ".xhtml", ".xml", ".css", ".json", ".js")
    assert [a for a in asked() if not a.endswith(files) and not any(fits(key, a) for key in WORDS)] == []


def test_every_word_that_is_there_is_asked_for() -> None:
    assert [key for key in WORDS if not any(fits(key, wanted) for wanted in asked() - PARTS)] == []


def test_no_word_is_called_as_something_that_words_have_themselves() -> None:
    assert {name for key in WORDS for name in key.split(".")} & set(dir(words())) == set()


def test_every_blank_of_a_phrase_is_filled() -> None:
    wrong = []
    for wanted, filled in asked_by_templates():
        for key, word in WORDS.items():
            forms = word.forms.values() if isinstance(word, Phrase) else ()
            blanks = {"count"} if len(forms) > 1 else set()
            blanks |= set(re.findall(r"\{(\w+)\}", "".join(forms)))
            if filled is not None and fnmatchcase(key, wanted) and blanks != filled:
                wrong.append((key, blanks, filled))
    assert wrong == []
