"""A build for each change of the files: the pages first, so that they are on the screen; then the search index.

The server is told of each, also of those that faults stopped. Whatever happens to a build, serving goes on.
"""

from __future__ import annotations

import re
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from html import unescape
from ipaddress import ip_address
from pathlib import Path
from typing import Never, TextIO
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.cache.held import Held
from sitegen.commands import report
from sitegen.commands.command import Context, Options, Result
from sitegen.commands.excerpt import Sources
from sitegen.commands.process import free_memory, tolerate_closed_streams, write_bug_report
from sitegen.commands.progress import Progress
from sitegen.commands.serve.board import Update
from sitegen.commands.serve.panel import Link, faults_as_html, message_as_html
from sitegen.commands.serve.server import in_process_of_its_own
from sitegen.commands.watch import Stamps, Watcher, changed, pause_after
from sitegen.faults import BuildRunning, EnvironmentFault, SiteError
from sitegen.load.entry import read_settings
from sitegen.publish.output_dirs import OWN_SITE, put_together_in

_WATCHED = ("content", "layouts", "words")
_MOST_LINKS = 3
"""Pages of edited entries that are named; where more were edited, a branch was switched, and none is."""
_LOOK_AGAIN = 0.2
_LAST = "The page shown is the last one without errors."
_NONE = "There are no pages before this is mended."
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)">')
"""The title of a page without that of the site; one that only leads on to another has none."""


class Superseded(BaseException):
    """The files are others again, so what is being made is not worth its end. As KeyboardInterrupt, nobody may catch it."""


def keep_built(context: Context, listener: socket.socket, *, host: str, open_browser: bool) -> Never:
    """Build and serve at `listener`, whose name is `host`, until somebody stops the program (KeyboardInterrupt)."""
    options = context.options._replace(own="serve", held=Held())
    options = options._replace(out=options.cache_dir / OWN_SITE)
    address, port = listener.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    if not ip_address(address).is_loopback:
        print(f"warning: whoever reaches this machine at {host} can read the site", file=sys.stderr)
    begun = put_together_in(options.out, options.cache_dir)
    with in_process_of_its_own(listener, (options.out, begun), host) as post:
        listener.close()
        people = _for_people(options)
        if people.isatty():
            print(f"Building: http://{name}:{port}/ shows each page once it is made", file=people, flush=True)
        if open_browser:
            webbrowser.open(f"http://{name}:{port}/")
        builder = _Builder(context, options, post)
        watcher = Watcher({label: options.places[label] for label in _WATCHED})
        built = watcher.look()
        search = builder.build(frozenset())
        with tolerate_closed_streams():
            print(f"Serving http://{name}:{port}/ (Ctrl-C ends it)", file=people, flush=True)
        _build_again_and_again(builder, watcher, built, search=search)


def _build_again_and_again(builder: _Builder, watcher: Watcher, built: Stamps, *, search: bool) -> Never:
    while True:
        if search and watcher.look() == built:
            try:
                with _superseded_by(watcher, built):
                    builder.index()
            except Superseded:
                pass
        free_memory()
        seen = watcher.wait(built, builder.out)
        edited, built = changed(built, seen), seen
        search = builder.build(edited)


class _Builder:
    """Builds, and lets the terminal and the server (`post`) know what came of it."""

    def __init__(self, context: Context, options: Options, post: Callable[[Update], None]) -> None:
        self._build, self._options, self._post = context.build, options, post
        self.out = options.out
        self._progress = context.progress  # of the first build, which may take long
        self._last = Update()

    def build(self, edited: frozenset[str]) -> bool:
        """Make the pages; `edited` are the paths of what was changed. Whether search is to follow."""
        options = self._options._replace(indexing=False)
        result = self._try(options)
        if result is None:
            return False
        with tolerate_closed_streams():
            report.result(result, options)
        are_styles = edited and all(path.startswith("layouts/styles/") for path in edited)
        style = _style(options.out) if are_styles else ""
        self._last = Update(
            changed=result.changed,
            style=style,
            faults=faults_as_html(result.faults, self._sources(), options.root),
            edited=_links(edited, options.out),
            indexing=True if options.search else None,
            under=_under(options),
        )
        self._post(self._last)
        return options.search

    def index(self) -> None:
        """Make what is made already with its search index."""
        if result := self._try(self._options):
            changed = () if self._last.style else result.changed
            self._post(replace(self._last, changed=changed, style="", indexing=False))
            with tolerate_closed_streams():
                took = sum(result.seconds.values())
                print(f"search is up to date, {took:.1f} s", file=_for_people(self._options), flush=True)

    def _try(self, options: Options) -> Result | None:
        """A build; None where it was stopped, and then everybody knows why."""
        progress, self._progress = self._progress, Progress(quiet=True)
        self._options = self._options._replace(clean=False)  # what is forgotten first is not forgotten again
        try:
            return self._build(options, progress)
        except (SiteError, EnvironmentFault, BuildRunning) as fault:
            shown = self._stopped(fault)
        except Exception as bug:  # noqa: BLE001 - as at the end of a command; but serving goes on
            where = write_bug_report(bug, options.cache_dir)
            with tolerate_closed_streams():
                report.bug(where, options.form)
            shown = message_as_html("this is a bug of the generator, not of your content", f"report: {where}")
        self._post(Update(faults=shown, under=self._last.under))
        return None

    def _stopped(self, fault: SiteError | EnvironmentFault | BuildRunning) -> str:
        """Says on the terminal why a build was stopped; the same as HTML."""
        options = self._options
        if isinstance(fault, BuildRunning):
            fault = EnvironmentFault(str(fault), "save again when it is done")
        with tolerate_closed_streams():
            if isinstance(fault, EnvironmentFault):
                report.environment(fault, options.form)
                return message_as_html(fault.message, fault.fix)
            report.faults(fault.faults, options, Result(faults=fault.faults), ok=False)
        shown = _LAST if (options.out / urls.HOME).is_file() else _NONE
        return faults_as_html(fault.faults, self._sources(), options.root, shown)

    def _sources(self) -> Sources:
        return Sources(self._options.root, self._options.home)


def _for_people(options: Options) -> TextIO:
    """Where lines for people go: stdout is kept for a program where one reads it, one object or annotation a build."""
    return sys.stdout if options.form == "text" else sys.stderr


def _style(site: Path) -> str:
    """The name of the style sheet of the built site."""
    return next((path.name for path in (site / "assets").glob("site.*.css")), "")


def _links(edited: frozenset[str], site: Path) -> tuple[Link, ...]:
    """The pages of the entries at these source paths, where they are few."""
    found = []
    for path in sorted(edited):
        if path.endswith(".md"):
            folder, name = urls.folder_of(path), f"{urls.id_of(path)}.html"
            page = next((page for page in (f"{folder}/{name}", name) if (site / page).is_file()), None)
            title = page and _TITLE.search((site / page).read_text(encoding="utf-8"))
            found += [Link(page, unescape(title[1]))] if page and title else []
    return tuple(found) if len(found) <= _MOST_LINKS else ()


def _under(options: Options) -> str:
    """The path of the site's base address, which the links of 404.html begin with."""
    settings = None
    with suppress(OSError):  # the file may be gone again: the next build says so
        settings = read_settings(urls.SETTINGS_FILE, (options.root / urls.SETTINGS_FILE).read_bytes()).value
    base = options.base_url or (settings.base_url if settings else "")
    return urlsplit(base).path or "/"


@contextmanager
def _superseded_by(watcher: Watcher, built: Stamps) -> Iterator[None]:
    """Inside, `Superseded` is raised once the files are others than `built` says, where the system has alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    over = False

    def look(*_: object) -> None:
        if over:
            return
        began = time.monotonic()
        if watcher.look() != built:
            raise Superseded
        signal.setitimer(signal.ITIMER_REAL, max(_LOOK_AGAIN, pause_after(time.monotonic() - began)))

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK_AGAIN)
    try:
        yield
    finally:
        over = True  # an alarm that is under way must set no other
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
