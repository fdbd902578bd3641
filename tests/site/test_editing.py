"""A build after any edits is what a first build gives."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.site.editing import EditedSite


def test_after_any_edits_a_build_is_what_a_first_build_gives() -> None:
    run_state_machine_as_test(EditedSite, settings=settings(max_examples=5, stateful_step_count=8))
