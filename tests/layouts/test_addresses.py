"""Layouts know no addresses: where a page or another site stands they are told, so that it is said in one place."""

from __future__ import annotations

import re

import pytest

from tests.words import layouts

_ADDRESS = re.compile(r'(?:href|src|action)="(?!\{\{|#\{\{|#part:)|https?://|\.(?:html|js|css|xml|json)"')
_OTHER_LAYOUT = re.compile(r"\{%-? (?:extends|include|from) [^%]*%\}")
_ASSET = re.compile(r'base\.assets\["[^"]+"\]')
"""The name of a style or script, by which its address is found."""


_PACKED = ("book/", "packs/")
"""Layouts of packages to take away, whose files have the names that are written there and in the package alone."""


@pytest.mark.parametrize("name", sorted(name for name in layouts().templates if not name.startswith(_PACKED)))
def test_a_layout_writes_no_address(name: str) -> None:
    text = _ASSET.sub("", _OTHER_LAYOUT.sub("", layouts().templates[name]))
    assert [line for line in text.splitlines() if _ADDRESS.search(line)] == []
