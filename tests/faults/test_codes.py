"""Every code of a fault is explained in `.github/faults.md`, with an example that the command line gives; and nothing else is."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

from tests.faults.case import CASES, HOME, read_case
from tests.faults.circumstances import CIRCUMSTANCES
from tests.faults.page import PAGE, explanations, records
from tests.once import once

EXPLANATIONS = {explanation.code: explanation for explanation in explanations()}
EXPLAINED = EXPLANATIONS.keys()

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_OF_A_RECORD = re.compile(r"^\S.*: (?:error|warning): .* \[([a-z0-9-]+)\]$")
_OF_AN_ANNOTATION = re.compile(r"^::error title=([a-z0-9-]+)::", re.MULTILINE)
# The words for readers are one file that grows: where a line of it stands today is no part of what an example shows.
_LINE_OF_WORDS = re.compile(r"^(layouts/words/en\.yaml:)\d+(.*\n  )\d+( \|)", re.MULTILINE)
_OTHER_WORDS = {
    "utf-8",
    "ls-tree",
    "rev-parse",
    "article-newspaper",
    "co-mentions",
    "stand-alone",
    "briefing-site",
    "search-chunk",
    "search-page",
    "unit-short",
    "cover-image",
    "ls-files",
}


def codes_in(path: Path) -> set[str]:
    """Words with hyphens that are called a code, or that something follows in a call or tuple: code before message."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    rows = [
        node.args[:-1] if isinstance(node, ast.Call) else node.elts[:-1]
        for node in nodes
        if isinstance(node, ast.Call | ast.Tuple)
    ]
    called = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "code"]
    words = {item.value for item in chain(called, *rows) if isinstance(item, ast.Constant)}
    return {word for word in words if isinstance(word, str) and _CODE.fullmatch(word)} - _OTHER_WORDS


@pytest.fixture(scope="module")
def noted() -> frozenset[str]:
    """Every code that stands in the code, but for the ids of the small site with which one may begin."""
    modules = (path for path in (HOME / "sitegen").rglob("*.py") if path.name != "first_site.py")
    return frozenset(code for path in modules for code in codes_in(path))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Every fault that the cases expect word for word, and those that the circumstances make here."""

    def make(folder: Path) -> None:
        for number, circumstance in enumerate(CIRCUMSTANCES.values()):
            with pytest.MonkeyPatch.context() as patch:
                made = circumstance(tmp_path_factory.mktemp("site"), patch)
            (folder / f"{number}.txt").write_text(made, encoding="utf-8")

    here = once(tmp_path_factory, "circumstances", make)
    everything = [read_case(path).faults for path in CASES]
    everything += [path.read_text(encoding="utf-8") for path in here.iterdir()]
    return frozenset(chain.from_iterable(map(records, everything)))


def test_every_code_that_is_noted_is_explained(noted: frozenset[str]) -> None:
    assert not noted - EXPLAINED


def test_every_code_that_is_explained_is_noted(noted: frozenset[str]) -> None:
    assert not EXPLAINED - noted - {"nesting", "environment", "bug"}


def test_every_code_that_is_told_is_explained(told: frozenset[str]) -> None:
    assert {code for record in told for code in _OF_A_RECORD.findall(record.partition("\n")[0])} <= EXPLAINED


def test_each_code_is_explained_once() -> None:
    assert [explanation.code for explanation in explanations()] == list(EXPLAINED)


@pytest.mark.parametrize("code", EXPLAINED)
def test_an_explanation_has_words_and_an_example_with_its_code(code: str) -> None:
    explanation = EXPLANATIONS[code]
    first = explanation.example.partition("\n")[0]
    assert explanation.words
    assert [*_OF_A_RECORD.findall(first), *_OF_AN_ANNOTATION.findall(explanation.example)] == [code]


@pytest.mark.parametrize("code", EXPLAINED)
def test_an_example_is_what_the_command_line_says(code: str, told: frozenset[str]) -> None:
    known = {_LINE_OF_WORDS.sub(r"\1N\2N\3", record) for record in told}
    example = _LINE_OF_WORDS.sub(r"\1N\2N\3", EXPLANATIONS[code].example)
    assert [record for record in records(example) if record not in known] == []


@pytest.mark.parametrize("code", EXPLAINED)
def test_warnings_are_marked(code: str) -> None:
    explanation = EXPLANATIONS[code]
    assert explanation.is_marked == (": warning: " in explanation.example.partition("\n")[0])


def test_the_contents_name_every_group() -> None:
    groups = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    contents = re.findall(r"^- \[(.+)\]\(#(.+)\)$", PAGE, re.MULTILINE)
    assert contents == [(group, _anchor(group)) for group in groups]


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
