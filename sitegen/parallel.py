"""Work over several processes: one pure function, many inputs, results in the order of the inputs.

The workers are forks, so the function may hold whatever is in memory (a whole site) and only inputs and results travel.
A worker ends with the process that started it, however that ends, and leaves signals to it. What starts processes is
imported when one is started: an edit gives so little to do that most builds need none.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from sitegen.faults import EnvironmentFault

Input = TypeVar("Input")
Result = TypeVar("Result")

_AHEAD = 3
"""Inputs under way for each process: enough to keep it busy, few enough that results do not pile up."""

_M_ARENA_MAX = -8
"""The name of a setting in <malloc.h> of glibc."""


def parallel_map(
    function: Callable[[Input], Result], inputs: Iterable[Input], jobs: int
) -> Generator[Result, None, None]:
    """`function` of each input, in order. With one job, or where processes cannot be forked, all is done here.

    Raises:
        EnvironmentFault: a worker was killed, or none could be started.
        TypeError: an input cannot travel to another process.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        with _collection():
            yield from map(function, inputs)
        return
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        yield from _forked(function, inputs, jobs)
    except BrokenProcessPool as fault:
        message = "a worker process ended before its work was done"
        raise EnvironmentFault(message, "free some memory, or build with --jobs 1") from fault


@contextmanager
def _collection() -> Iterator[None]:
    """Inside, garbage in circles is freed: pages leave some, of which those of a large site would fill the memory.

    It is looked for in what is made inside alone: what was there before may be large, and stays.
    """
    off, first = not gc.isenabled(), not gc.get_freeze_count()
    if first:
        gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        if off:
            gc.disable()
        if first:
            gc.unfreeze()


def _forked(
    function: Callable[[Input], Result], inputs: Iterable[Input], jobs: int
) -> Generator[Result, None, None]:
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import Future, ProcessPoolExecutor  # noqa: PLC0415

    _share_arena()
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("fork"),
        initializer=_Worker.begin,
        initargs=(function,),
    )
    waiting: deque[Future[Result]] = deque()
    try:
        for one in inputs:
            waiting.append(pool.submit(_Worker.work, _packed(one)))
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _share_arena() -> None:
    """Has all threads take memory from one place: the pool's thread, which receives results, would keep a place of its own.

    That of glibc alone can be told so (https://man7.org/linux/man-pages/man3/mallopt.3.html).
    """
    import ctypes  # noqa: PLC0415

    if sys.platform == "linux" and (tell := getattr(ctypes.CDLL(None), "mallopt", None)):
        tell(_M_ARENA_MAX, 1)


def in_own_process(function: Callable[[], None]) -> None:
    """Call a function that may take down the process that it runs in; where none can be forked, in this one.

    Whatever it raises is raised here.

    Raises:
        EnvironmentFault: the process ended before its work was done.
    """
    if not hasattr(os, "fork"):
        function()
        return
    import multiprocessing  # noqa: PLC0415

    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_tell, args=(function, there.send))
    process.start()
    there.close()
    try:
        raised: Exception | None = here.recv()
    except EOFError as fault:
        process.join()
        message = f"a process {_ending(process.exitcode or 0)} before its work was done"
        raise EnvironmentFault(message, "free some memory, then try again") from fault
    finally:
        process.kill()
        process.join()
    if raised:
        raise raised


def _ending(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def _tell(function: Callable[[], None], answer: Callable[[Exception | None], None]) -> None:
    """In the process: what `function` raises, or None. No destructor of what it leaves behind is run."""
    _leave_signals_to_parent()
    raised = None
    try:
        function()
    except Exception as fault:  # noqa: BLE001  (raised where it is known what to do)
        raised = fault
        raised.add_note("".join(traceback.format_exception(fault)))
    answer(raised)
    os._exit(0)


def _packed(one: object) -> bytes:
    """An input as it travels. The pool would try only on a thread of its own, where a failure can leave everyone waiting."""
    try:
        return pickle.dumps(one)
    except (pickle.PicklingError, AttributeError, TypeError) as fault:
        raise TypeError(f"an input of parallel_map cannot be sent to another process: {one!r}") from fault


class _Worker(Generic[Input, Result]):
    """The state of a worker process: its function. In the process that starts workers it is never set."""

    function: Callable[[Any], Any]

    @classmethod
    def begin(cls, function: Callable[[Input], Result]) -> None:
        """What a worker does first."""
        cls.function = staticmethod(function)
        _leave_signals_to_parent()
        gc.freeze()  # what was there before the fork is never garbage here; looking through it would copy it
        gc.enable()  # as in `_collection`

    @classmethod
    def work(cls, packed: bytes) -> Result:
        """The result for one input, which comes from the process that started this one."""
        result: Result = cls.function(pickle.loads(packed))  # noqa: S301
        return result


def _leave_signals_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing  # noqa: PLC0415

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
