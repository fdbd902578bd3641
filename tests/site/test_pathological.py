"""Small files that ask for much end a build soon: they are refused, or made into a site that is not much larger.

What they cost is counted, never timed: the system stops the process in which they run one after another when one of them
has used far more of the processor than any should need.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.load.markdown.source import FAULTS, OUTPUT_ALLOWANCE, OUTPUT_FACTOR
from tests.faults.case import HOME
from tests.site.pathological import BODIES, HEADERS, NOTE, files

_ENOUGH = 15
"""Seconds of the processor: a guard against what does not end, ten times what the slowest takes."""

_PROGRAM = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from tests.site.pathological import made_or_refused
try:
    from resource import RLIMIT_CPU, RUSAGE_SELF, getrusage, setrlimit
except ImportError:
    RLIMIT_CPU = None
for name in {names!r}:
    if RLIMIT_CPU is not None:
        used = getrusage(RUSAGE_SELF)
        setrlimit(RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + {enough}, -1))
    with TemporaryDirectory(dir=sys.argv[1]) as folder:
        print(name, made_or_refused(name, Path(folder)), sep=": ", flush=True)
"""
_REST_OF_THE_SITE = 2_000_000
"""Bytes: the rest of the little site, and what pages show of each other."""


NAMES = (*HEADERS, *BODIES)
PARTS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_each_ends_soon(part: int, tmp_path: Path) -> None:
    names = NAMES[part::PARTS]
    program = _PROGRAM.format(enough=_ENOUGH, names=names)
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=HOME, capture_output=True, text=True, check=False
    )
    told = dict(line.split(": ", 1) for line in ended.stdout.splitlines())
    assert list(told) == list(names), ended.stderr[-2000:] or "the one after these did not end"
    for name in names:
        number, kind, *_ = told[name].replace(",", "").split()
        if kind.startswith("faults"):
            assert 1 <= int(number) <= 10 * FAULTS, name
        else:
            size = int(told[name].split()[2])
            assert size <= OUTPUT_FACTOR * len(files(name)[NOTE]) + OUTPUT_ALLOWANCE + _REST_OF_THE_SITE, name
