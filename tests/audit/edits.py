"""Many more rows of edits than the tests have time for: after each, a build is what a first build gives."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.audit.tools import AuditFailed
from tests.site.editing import EditedSite

_THOROUGH = settings(
    max_examples=150,
    stateful_step_count=40,
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
_SAID_AFTER = 25
"""So many sites: it takes long, and who stops it early sees how far it came."""


class _Counted(EditedSite):
    """The same, and knows how much was done."""

    steps = 0
    sites = 0

    @invariant()
    def count_it(self) -> None:
        _Counted.steps += 1

    def teardown(self) -> None:
        _Counted.sites += 1
        super().teardown()
        if _Counted.sites % _SAID_AFTER == 0:
            print(f"{_Counted.sites} sites, {_Counted.steps} steps", flush=True)


def audit() -> None:
    """Edits and builds small sites in ways not tried before, and says how many. Raises AuditFailed."""
    try:
        run_state_machine_as_test(_Counted, settings=_THOROUGH)
    except AssertionError as fault:
        steps = "\n".join(getattr(fault, "__notes__", ()))
        raise AuditFailed(f"a build after edits is not what a first build gives: {fault}\n{steps}") from fault
    print(f"{_Counted.sites} sites, {_Counted.steps} steps")
