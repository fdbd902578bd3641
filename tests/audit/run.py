"""Run every audit, those of a name, or a share of them, one after the other, and say at the end which found something:
`make audit`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import partial
from time import monotonic

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


def main(part: str = "", share: str = "1/1") -> int:
    """Run those whose names have `part` in them, or the `share` of them: "2/3" are the second, the fifth and so on.

    0 when none found anything, 1 when one did, 2 when there is none.
    """
    first, step = map(int, share.split("/"))
    named = [name for name in AUDITS if part in name]
    chosen = {name: AUDITS[name] for name in named[first - 1 :: step]}
    if not chosen:
        print(f'no audit has "{part}" in its name; there are:', *AUDITS, sep="\n  ")
        return 2
    failed = []
    for name, audit in chosen.items():
        print(f"== {name}", flush=True)
        begun = monotonic()
        try:
            audit()
        except AuditFailed as error:
            print(error, flush=True)
            failed.append(name)
        except Exception:  # noqa: BLE001 - an audit that breaks down has not passed, and the others go on
            traceback.print_exc(file=sys.stdout)
            failed.append(name)
        print(f"{monotonic() - begun:.0f} s", flush=True)
    print(f"{len(chosen) - len(failed)} passed, {len(failed)} failed", *failed, sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
