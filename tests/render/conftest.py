"""Lists that are long from a few entries on, so that a test of long ones is quick."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sitegen.render import long_lists

LONGEST, NEWEST = 20, 5
"""What `short_lists` puts in the place of two hundred and of fifty."""


@pytest.fixture(scope="module")
def short_lists() -> Iterator[None]:
    """Whatever is made meanwhile has short pages: lists are split that have more than `LONGEST` entries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "LONGEST", LONGEST)
        patch.setattr(long_lists, "NEWEST", NEWEST)
        yield
