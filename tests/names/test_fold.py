"""fold() in Python and in the browser gives what the table says, and both the same for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.names.fold import fold, fold_all
from tests.browser.driver import Reader, each_browser
from tests.names.scripts import page_with

HERE = Path(__file__).parent
CASES = [
    (written, folded) for written, folded, _ in json.loads((HERE / "fold-cases.json").read_text("utf-8"))
]
ODD = [
    "\u0130\u0307x",
    "\ufdfa",
    "½ m²",
    "ǅ",
    "ΑΣ",
    "a\u200db",
    "\u0345\u1fb3",
    "e\u0301\u02bf\u0301",
    "1.2.3,4",
    "\U0001d400\U0001f600",
]


@pytest.mark.parametrize(("written", "folded"), CASES)
def test_a_name_folds_as_the_table_says(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    words = " ".join(fold_all(text))
    assert " ".join(fold_all(words)) == words


@each_browser
def test_the_browser_folds_as_python_does(browser: Reader, tmp_path: Path) -> None:
    browser.open(page_with(tmp_path, "fold"))
    texts = [written for written, _ in CASES] + ODD
    assert browser.evaluate("texts => texts.map(fold)", texts) == [fold(text) for text in texts]
    assert browser.evaluate("texts => texts.map(foldAll)", texts) == [list(fold_all(text)) for text in texts]
