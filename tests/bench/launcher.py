"""Run one command and tell what it took, as JSON: `python -I -S launcher.py LOG COMMAND ...`.

A process of its own, and a small one: until a program is loaded, its process has the memory of the one that started it,
and the peak of whoever runs the benchmark would be counted as the program's.
"""

from __future__ import annotations

import json
import os
import sys
from time import perf_counter

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1_024


def launch(log: str, command: list[str]) -> dict[str, float]:
    """Seconds that passed, seconds of processors, bytes of the largest process, and the exit code of `command`.

    What it says goes to the file `log`. Raises OSError.
    """
    opened = (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    begun = perf_counter()
    process = os.posix_spawn(
        command[0], command, os.environ, file_actions=[opened, (os.POSIX_SPAWN_DUP2, 1, 2)]
    )
    _, status, used = os.wait4(process, 0)
    return {
        "wall": perf_counter() - begun,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss * _PEAK_UNIT,
        "code": os.waitstatus_to_exitcode(status),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(launch(sys.argv[1], sys.argv[2:])))
