"""Each small site gives what stands beside it, byte for byte. After an intended change: `make golden`, and read the diff."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from tests.golden.sites import HERE, NAMES, expected, made, shown_by


@pytest.mark.parametrize("name", NAMES)
def test_a_site_becomes_what_is_expected(name: str) -> None:
    before, after = expected(name), made(name)
    told = "".join(difference(before, after, path) for path in sorted(before.keys() | after.keys()))
    if told:
        pytest.fail(f"tests/golden/{name} gives something else:\n{told}", pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_is_there(name: str) -> None:
    assert sorted(shown_by(name)) == sorted(expected(name))


def test_every_site_is_listed() -> None:
    listed = (HERE / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"]({name}/README.md)" not in listed] == []


def difference(before: dict[str, str], after: dict[str, str], path: str) -> str:
    """How one file differs, as a patch of what is expected; a file that is not there is empty."""
    old, new = (side.get(path, "").splitlines(keepends=True) for side in (before, after))
    return "".join(unified_diff(old, new, f"expected/{path}", f"made/{path}"))
