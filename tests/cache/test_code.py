"""The digest of the code that computes: another code knows nothing of what this one remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.cache import code


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A generator of two files."""
    (tmp_path / "sitegen/load").mkdir(parents=True)
    (tmp_path / "sitegen/load/entry.py").write_text("a", encoding="utf-8")
    (tmp_path / "build.py").write_text("b", encoding="utf-8")
    return tmp_path / "sitegen"


@pytest.mark.parametrize("path", ["sitegen/load/entry.py", "sitegen/load/new.py", "build.py"])
def test_any_change_of_the_code_changes_it(machine: Path, path: str) -> None:
    before = code.code_digest(machine)
    assert code.code_digest(machine) == before
    (machine.parent / path).write_text("changed", encoding="utf-8")
    assert code.code_digest(machine) != before


def test_another_version_of_a_library_changes_it(
    machine: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = code.code_digest(machine)
    (tmp_path / "extra/jinja2-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "extra")
    assert code.code_digest(machine) != before


def test_it_does_not_depend_on_where_the_generator_stands(machine: Path) -> None:
    before = code.code_digest(machine)
    moved = machine.parent.with_name("moved")
    machine.parent.rename(moved)
    assert code.code_digest(moved / "sitegen") == before


def test_a_build_is_of_this_generator() -> None:
    assert code.code_digest() == code.code_digest(Path(code.__file__).parents[1])
