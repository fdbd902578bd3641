"""A build after any edits is what a first build gives; and whatever it rests on is missed when it is taken away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from operator import attrgetter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from sitegen.cache import keys
from tests.site.editing import EditedSite
from tests.site.losses import LOSSES, Loss
from tests.site.walks import Walk

ANY_EDITS = settings(
    max_examples=6, stateful_step_count=10, suppress_health_check=[HealthCheck.too_slow]
)  # an edit is built twice, which takes its time on a busy machine


@pytest.fixture
def _fresh_keys() -> Iterator[None]:
    """How values are read for a key is found out once for each kind of value."""
    keys._reader.cache_clear()
    yield
    keys._reader.cache_clear()


def walked(walk: Walk) -> None:
    """Builds, does what the walk says, and builds again, each time when the dates of files can be believed.

    Raises AssertionError where what was built is not a first build's site.
    """
    site = EditedSite()
    site.patient = True
    try:
        site.build()
        walk(site)
        site.build()
    finally:
        shutil.rmtree(site.work)


def test_after_any_edits_a_build_is_what_a_first_build_gives() -> None:
    run_state_machine_as_test(EditedSite, settings=ANY_EDITS)


@pytest.mark.parametrize("loss", LOSSES, ids=attrgetter("what"))
@pytest.mark.usefixtures("_fresh_keys")
def test_what_a_build_rests_on_is_missed_when_it_is_taken_away(
    loss: Loss, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the same few edits a build is what a first build gives with it, and is not without it."""
    walked(loss.walk)
    keys._reader.cache_clear()
    loss.take_away(monkeypatch)
    with pytest.raises(AssertionError):
        walked(loss.walk)
