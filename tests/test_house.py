"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in chain(ROOT.glob("build.py"), ROOT.glob("sitegen/**/*.py"), ROOT.glob("tests/**/*.py"))
    if not path.name.startswith("test_")  # a list of cases is as long as it is
)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
MOST_ABOVE = 0.13


def test_the_machine_is_found() -> None:
    assert "build.py" in MODULES
    assert "sitegen/__init__.py" in MODULES


def test_a_module_fits_in_one_reading() -> None:
    lengths = {module: len(_text(module).splitlines()) for module in MODULES}
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_a_function_fits_on_one_screen() -> None:
    lengths = {
        f"{module}: {node.name}": _lines(node)
        for module in MODULES
        for node in ast.walk(ast.parse(_text(module)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {function: lines for function, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"]
    assert _pins(asked) <= _locked("requirements.txt")
    assert _pins(asked + project["dependency-groups"]["dev"]) <= _locked("requirements-dev.txt")
    groups = project["dependency-groups"]
    assert _pins(groups["import"] + groups["editor"] + groups["pack"]) <= _locked("requirements-commands.txt")
    assert _pins(project["dependency-groups"]["audit"]) <= _locked("requirements-audit.txt")
    assert _pins(project["dependency-groups"]["bench"]) <= _locked("requirements-bench.txt")


def test_tests_run_what_readers_run() -> None:
    assert _locked("requirements.txt") <= _locked("requirements-dev.txt")
    assert _locked("requirements.txt") <= _locked("requirements-commands.txt")


def test_a_map_of_a_room_names_all_that_is_in_it_and_nothing_else() -> None:
    """A package whose docstring tells of one of its modules, in a line `name   what it is for`, tells of all."""
    for init in (ROOT / "sitegen").rglob("__init__.py"):
        words = ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or ""
        inside = {path.stem for path in init.parent.glob("[a-z]*")}
        columns = re.findall(r"^ *(\w+(?:, \w+)*) {2,}\S", words, re.MULTILINE)
        told = {name for names in columns for name in names.split(", ")}
        if told & inside:
            assert told - inside == set(), init
            assert inside - set(re.findall(r"\w+", words)) == set(), init


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _locked(name: str) -> set[str]:
    return _pins(re.findall(r"^[\w.-]+==[\w.]+", _text(name), re.MULTILINE))


def _pins(requirements: list[str]) -> set[str]:
    return {requirement.lower().replace("_", "-") for requirement in requirements}


def test_the_machine_says_more_than_it_brings_in() -> None:
    """What stands over the code of a module (its docstring, its imports) is a small part of all lines."""
    sources = [_text(name) for name in MODULES if name.startswith("sitegen/")]
    above = sum(_lines_above(ast.parse(source)) for source in sources)
    assert above / sum(len(source.splitlines()) for source in sources) < MOST_ABOVE


def _lines_above(module: ast.Module) -> int:
    imports = [node for node in module.body if isinstance(node, ast.Import | ast.ImportFrom)]
    words = module.body[:1] if ast.get_docstring(module) else []
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in (*words, *imports))
