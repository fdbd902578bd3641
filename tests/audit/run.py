"""Run every audit, one after the other, and say at the end which found something: `make audit`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tests.audit import (
    conformance,
    cuts,
    edits,
    fuzz,
    kills,
    languages,
    lighthouse,
    names,
    outside,
    packages,
    rebuild,
    search_speed,
    swaps,
    tools,
    weights,
)
from tests.audit.tools import AuditFailed

AUDITS: dict[str, Callable[[], None]] = {
    "known vulnerabilities, run time": partial(tools.vulnerabilities, "requirements.txt"),
    "known vulnerabilities, development": partial(tools.vulnerabilities, "requirements-dev.txt"),
    "known vulnerabilities, single commands": partial(tools.vulnerabilities, "requirements-commands.txt"),
    "known vulnerabilities, audits": partial(tools.vulnerabilities, "requirements-audit.txt"),
    "known vulnerabilities, benchmark": partial(tools.vulnerabilities, "requirements-bench.txt"),
    "workflows: security": tools.workflow_security,
    "workflows: form": tools.workflow_form,
    "workflows: sense": tools.workflow_sense,
    "speed of names": names.audit,
    "speed of search": search_speed.audit,
    "words of every language": languages.audit,
    "HTML conformance": conformance.audit,
    "packages": packages.audit,
    "page weights": weights.audit,
    "Lighthouse": lighthouse.audit,
    "nothing outside is read, written or asked": outside.audit,
    "builds cut at each system call": cuts.audit,
    "builds killed at random moments": kills.audit,
    "readers during swaps": swaps.audit,
    "anything that is written": fuzz.audit,
    "any row of edits": edits.audit,
    "the real site after edits": rebuild.audit,
}


def main() -> int:
    """Run them all; 0 when none found anything, else 1."""
    failed = []
    for name, audit in AUDITS.items():
        print(f"== {name}", flush=True)
        try:
            audit()
        except AuditFailed as error:
            print(error, flush=True)
            failed.append(name)
    print(f"{len(AUDITS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
