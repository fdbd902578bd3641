"""Work over several processes gives what one would, and ends as one would."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from weakref import WeakSet

import pytest

from sitegen.commands.process import no_collection
from sitegen.faults import EnvironmentFault
from sitegen.parallel import in_own_process, parallel_map

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_inputs(jobs: int) -> None:
    factor = 7  # what the function holds need not travel
    assert list(parallel_map(lambda n: n * factor, range(50), jobs)) == [n * factor for n in range(50)]


def test_one_job_starts_no_process() -> None:
    assert set(parallel_map(lambda _: os.getpid(), range(5), 1)) == {os.getpid()}


def test_more_jobs_leave_the_work_to_others() -> None:
    assert os.getpid() not in set(parallel_map(lambda _: os.getpid(), range(5), 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_in_the_function_is_raised_here(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(parallel_map(lambda n: 1 // n, [1, 0], jobs))


UNSENDABLE = """
from sitegen.parallel import parallel_map

list(parallel_map(lambda read: read(), (lambda n=n: n for n in range(200)), 2))
"""


def test_an_input_that_cannot_travel_is_said_and_nobody_waits() -> None:
    """The pool finds it out on a thread of its own: left to it, two runs in three wait for ever."""
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", UNSENDABLE], check=False, stderr=subprocess.PIPE, cwd=ROOT, timeout=60
        )
        said = ran.stderr.decode().splitlines()[-1]
        assert said.startswith(
            "TypeError: an input of parallel_map cannot be sent to another process: <function "
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_in_circles_is_freed_inside_though_not_outside(jobs: int) -> None:
    """The result is how many of the circles that were left behind are still there."""
    frozen = gc.get_freeze_count()
    with no_collection():
        left = list(parallel_map(_leave_a_circle, range(2_000), jobs))
        assert not gc.isenabled()
    assert max(left) < 1_000
    assert gc.get_freeze_count() <= frozen


class _Circle:
    def __init__(self) -> None:
        self.itself = self


_circles: WeakSet[_Circle] = WeakSet()


def _leave_a_circle(_: int) -> int:
    _circles.add(_Circle())
    return len(_circles)


def test_a_worker_that_is_killed_is_a_fault_of_the_machine() -> None:
    def end(_: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(EnvironmentFault, match="ended before its work was done"):
        list(parallel_map(end, [1], 2))


def test_an_interrupt_is_left_to_the_process_that_started_the_workers() -> None:
    def interrupted(number: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return number

    assert list(parallel_map(interrupted, [1, 2], 2)) == [1, 2]


def test_inputs_are_read_only_a_little_ahead() -> None:
    read: list[int] = []

    def inputs() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    with closing(parallel_map(abs, inputs(), 2)) as results:
        assert next(results) == 0
    assert len(read) < 20


def test_workers_end_when_nobody_wants_their_results() -> None:
    results = parallel_map(lambda _: os.getpid(), range(1000), 2)
    worker = next(results)
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


BLOCKED = """
import sys, time
from sitegen.parallel import parallel_map

def work(_):
    print("at work", flush=True)
    time.sleep(600)

list(parallel_map(work, [1], 2))
"""


def test_workers_end_with_a_process_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", BLOCKED], stdout=subprocess.PIPE, cwd=ROOT) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"at work\n"
        started.kill()
        assert started.stdout.read() == b""  # ends only when no worker holds the pipe any more


def test_a_process_of_its_own_does_the_work(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "process").write_text(str(os.getpid()), encoding="utf-8")

    in_own_process(work)
    assert int((tmp_path / "process").read_text(encoding="utf-8")) != os.getpid()


def test_what_a_process_of_its_own_raises_is_raised_here_with_where() -> None:
    def refused() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left on device") as raised:
        in_own_process(refused)
    assert raised.value.errno == 28
    assert "in refused" in "".join(raised.value.__notes__)


def test_a_process_of_its_own_that_is_ended_is_a_fault_that_says_how() -> None:
    with pytest.raises(EnvironmentFault, match="a process ended with code 1 before its work was done"):
        in_own_process(lambda: os._exit(1))
    with pytest.raises(EnvironmentFault, match="a process was ended by SIGKILL before its work was done"):
        in_own_process(lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_a_process_of_its_own_ends_with_whoever_is_interrupted() -> None:
    code = (
        "import os, sys, time\nfrom sitegen.parallel import in_own_process\n"
        "def work():\n    print('at work', flush=True)\n    time.sleep(600)\nin_own_process(work)\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, cwd=ROOT) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == b"at work\n"
        started.send_signal(signal.SIGINT)
        assert started.stdout.read() == b""  # ends only when nobody holds the pipe any more
