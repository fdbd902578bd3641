"""The layouts compiled once: they are the same for every text, and most of what building a small site costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import sitegen.render
from sitegen.render.environment import Templates
from tests.render.rendered import layouts


@pytest.fixture(autouse=True, scope="package")
def compiled_layouts() -> Iterator[None]:
    templates = Templates(layouts())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitegen.render, "Templates", lambda _: templates)
        yield
