"""What stands around a build: one at a time, none where nothing has changed, none cut short in the swap, all remembered."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType

from sitegen.commands.command import Options, Result
from sitegen.commands.process import IgnoredSignals
from sitegen.commands.progress import Progress
from sitegen.publish.lock import locked
from sitegen.publish.snapshot import inputs_of, unchanged


class Session:
    """A context manager: inside, the site is locked, and what it is made from was looked at.

    `unchanged` is the result, without any work, where the last build already made this very site: nothing else is
    opened then, or imported. Else it is None: `inputs` are what was looked at, `cache` holds what is remembered, and `publish(files, outcome=…)` ends the
    build, all or nothing; from the swap on, signals are ignored until the session ends.

    Raises on entering:
        BuildRunning: another build is at work.
        EnvironmentFault: a folder cannot be read or written, or is not ours.
    """

    def __init__(self, options: Options, progress: Progress) -> None:
        self._options, self._progress = options, progress
        self._exits = ExitStack()

    def __enter__(self) -> Session:
        with ExitStack() as stack:
            stack.enter_context(locked(self._options.cache_dir))
            with self._progress.stage("look"):
                options = self._options
                self.inputs = inputs_of(options.places, options.decisive, cache_dir=options.cache_dir)
                self.unchanged = self._unchanged(self.inputs.fingerprint)
            if not self.unchanged:
                self._open(stack, self.inputs.fingerprint)
            self._exits = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exits.__exit__(kind, fault, trace)

    def _unchanged(self, fingerprint: str) -> Result | None:
        options = self._options
        if options.clean or (options.cache_file and is_half_written(options.cache_file)):
            return None
        last = unchanged(fingerprint, out=options.out, cache_dir=options.cache_dir)
        if not last:
            return None
        return Result(
            pages=last.pages,
            held_back=last.outcome.held_back,
            seconds=self._progress.seconds,
            faults=last.outcome.faults,
            summary=f"nothing changed: {last.pages} pages",
        )

    def _open(self, stack: ExitStack, fingerprint: str) -> None:
        from sitegen.cache.cache import Cache
        from sitegen.cache.code import running_code
        from sitegen.publish.staging import publish

        options = self._options
        signals = stack.enter_context(IgnoredSignals())
        cache = Cache(options.cache_file, running_code(), forget=options.clean, held=options.held)
        self.cache = stack.enter_context(cache)
        self.publish = partial(
            publish,
            out=options.out,
            cache_dir=options.cache_dir,
            fingerprint=fingerprint,
            before_swap=signals.ignore,
        )


def is_half_written(path: Path) -> bool:
    """Whether a build died while it wrote to the cache at `path`: SQLite's journal lies beside it.

    The journal holds what the file is to forget, until the cache is opened for writing, which mends it. This is asked before
    anything is known to have changed, and so before SQLite is imported.
    """
    return path.with_name(f"{path.name}-journal").exists()
