"""What a command is: its name and options, what it is run with, what it gives back, and which packages it needs that
`make site` does not install.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sitegen.cache.held import Held
from sitegen.commands.progress import Progress
from sitegen.faults import EnvironmentFault, Fault

Form = Literal["text", "json", "github"]


class Options(NamedTuple):
    """The options that all commands have.

    `root` holds content/ (and layouts/, else `home`'s are taken); `out` is the folder that becomes the site.
    `home` is the folder of the generator itself; `today` the only clock there is; `jobs` the number of processes;
    `strict` makes warnings faults; `clean` forgets what was remembered. `indexing` is whether the search index is made;
    else the one that stands stays. `own` is the folder below `.cache/` of a command that keeps a site of its own; `held`
    is what a process that builds again and again holds in memory of what it remembers.
    """

    root: Path
    out: Path
    home: Path
    today: date
    base_url: str | None = None
    drafts: bool = False
    clean: bool = False
    search: bool = True
    jobs: int = 1
    strict: bool = False
    form: Form = "text"
    indexing: bool = True
    own: str = ""
    held: Held | None = None

    @property
    def cache_dir(self) -> Path:
        """Where all that is remembered stands, with the lock and the staging."""
        return self.root / ".cache" / self.own

    @property
    def cache_file(self) -> Path | None:
        """The file of what is remembered; None for a build with drafts, which shall leave no trace."""
        return None if self.drafts else self.cache_dir / "results.sqlite"

    @property
    def places(self) -> dict[str, Path]:
        """Every place a build reads, by the name it has in messages: the content, the layouts, the generator itself."""
        machine = {
            "sitegen": self.home / "sitegen",
            "build.py": self.home / "build.py",
            "words": self.home_layouts / "words",
        }
        return {"content": self.root / "content", "layouts": self.layouts, **machine}

    @property
    def decisive(self) -> dict[str, str]:
        """The options on which the bytes of the site, or the exit code, depend."""
        flags = {"drafts": self.drafts, "search": self.search, "index": self.indexing, "strict": self.strict}
        return {"today": self.today.isoformat(), "base_url": self.base_url or ""} | {
            k: str(v) for k, v in flags.items()
        }

    @property
    def layouts(self) -> Path:
        """The layouts: the site's own, else the generator's."""
        own = self.root / "layouts"
        return own if own.is_dir() else self.home_layouts

    @property
    def home_layouts(self) -> Path:
        """The layouts of the generator itself."""
        return self.home / "layouts"


class Result(NamedTuple):
    """What a run came to: `pages` the site has, files `written` and `removed`, paths `held_back`.

    `seconds` are by stage; `faults` what it ended with, warnings, or errors of files that the rest went on without; `notes` lines for people about the run itself (a
    damaged cache was made anew). `summary` is the line for people at the end, to which the seconds are added; a command
    that is asked for something prints that, its `output`, instead. `data` is what its JSON has besides. `changed` are
    the paths of the files that were written or removed.
    """

    pages: int = 0
    written: int = 0
    removed: int = 0
    held_back: tuple[str, ...] = ()
    seconds: Mapping[str, float] = {}
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = ""
    output: str = ""
    data: Mapping[str, Any] = {}
    changed: tuple[str, ...] = ()

    @property
    def is_faulty(self) -> bool:
        """Whether something could not be done."""
        return any(fault.severity == "error" for fault in self.faults)


Build = Callable[[Options, Progress], Result]


class Context(NamedTuple):
    """What a command is run with: the common options, its own `arguments` by name, and the `build` of the front door."""

    options: Options
    arguments: Namespace
    progress: Progress
    build: Build


def _no_arguments(_parser: ArgumentParser) -> None:
    pass


class Command(NamedTuple):
    """A command: `help` says in a phrase what it does, `example` holds whole command lines, one a line.

    `run` may raise what a build may (`sitegen.faults`). `add_arguments` adds the command's own options and arguments; one
    of the name of a common option takes its place.
    """

    name: str
    help: str
    example: str
    run: Callable[[Context], Result]
    add_arguments: Callable[[ArgumentParser], None] = _no_arguments


def require(command: str, *modules: str) -> None:
    """Raises `EnvironmentFault` where one of the modules that a command needs is not installed."""
    for module in modules:
        try:
            import_module(module)
        except ImportError as missing:
            message = f"{command} needs the package {missing.name}, which is not installed"
            raise EnvironmentFault(message, "run: make commands") from missing


def require_reading(command: str) -> None:
    """Raises `EnvironmentFault` where what reads the pages of others is not installed."""
    require(command, "lxml.html", "trafilatura", "charset_normalizer")
