"""A hundred thousand generated inputs that no run has tried before: the tests of `tests/fuzz`, with a seed of their own.

The seed is said first. Whoever gives it again (FUZZ_SEED, and FUZZ_CASES where it was given) tries the same ones:
`FUZZ_CASES=100000 FUZZ_SEED=... make test`.
"""

from __future__ import annotations

import os
import secrets
import sys

from tests.audit.tools import run

CASES = 100_000


def audit() -> None:
    """Tries them in as many processes as there are cores. Raises AuditFailed."""
    asked = {"FUZZ_CASES": str(CASES), "FUZZ_SEED": str(secrets.randbelow(2**32))}
    environment = {name: os.environ.get(name) or ordinary for name, ordinary in asked.items()}
    print(" ".join(f"{name}={value}" for name, value in environment.items()), flush=True)
    run(sys.executable, "-m", "pytest", "-q", "-n", "auto", "tests/fuzz", environment=environment)
