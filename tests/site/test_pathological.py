"""Small files that ask for much end a build soon: they are refused, or made into a site that is not much larger.

What they cost is counted, never timed: each runs in a process that the system stops when it has used far more of the
processor than any should need.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.load.markdown.source import FAULTS, OUTPUT_ALLOWANCE, OUTPUT_FACTOR
from tests.faults.case import HOME
from tests.site.pathological import BODIES, HEADERS, NOTE, files

_ENOUGH = 30
"""Seconds of the processor: a guard against what does not end, fifteen times what the slowest may take."""

_PROGRAM = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({enough}, {enough}))
except ImportError:
    pass
from pathlib import Path
from tests.site.pathological import made_or_refused
print(made_or_refused({name!r}, Path(sys.argv[1])))
"""
_REST_OF_THE_SITE = 2_000_000
"""Bytes: the rest of the little site, and what pages show of each other."""


@pytest.mark.parametrize("name", [*HEADERS, *BODIES])
def test_it_ends_soon(name: str, tmp_path: Path) -> None:
    program = _PROGRAM.format(enough=_ENOUGH, name=name)
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:] or "it did not end"
    number = int(ended.stdout.split()[0])
    if "faults" in ended.stdout:
        assert 1 <= number <= 10 * FAULTS
    else:
        size = int(ended.stdout.split()[2])
        assert size <= OUTPUT_FACTOR * len(files(name)[NOTE]) + OUTPUT_ALLOWANCE + _REST_OF_THE_SITE
