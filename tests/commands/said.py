"""What a command said on stderr, less the seconds of its stages: those it names where the machine is slow."""

from __future__ import annotations

import re

_STAGE = re.compile(r"^\w+: \d+\.\d s\n", re.MULTILINE)


def said(stderr: str) -> str:
    """`stderr` without the lines that tell how long a stage took."""
    return _STAGE.sub("", stderr)
