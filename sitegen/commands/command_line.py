"""The command line: words in, options out, and every way a run can end turned into its exit code.

What stands here is relied on by others: names, exit codes and JSON keys stay.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sitegen import faults
from sitegen.commands import bug_report, report
from sitegen.commands.interruption import requests_interrupt
from sitegen.commands.options import Form, Options
from sitegen.commands.progress import Progress
from sitegen.commands.result import Result
from sitegen.commands.streams import open_streams, tolerate_closed_streams

Command = Callable[[Options, Progress], Result]

_BUILD_HELP = """\
example:
  python build.py --base-url https://briefing.example/ --strict
"""
_CHECK_HELP = """\
example:
  python build.py check --strict --format github
  python build.py check --external
"""


def run(arguments: Sequence[str], home: Path, commands: dict[str, Command]) -> int:
    """Run one of `commands` ("build" where none is named) and return its exit code. Never raises."""
    open_streams()
    parsed = _parser(commands).parse_args(arguments)
    try:
        options = _options(parsed, home)
        progress = Progress(quiet=options.form != "text")
        return _run(commands[parsed.command or "build"], options, progress)
    except faults.EnvironmentFault as fault:
        return _say_environment(fault, parsed.format, faults.EXIT_ENVIRONMENT)


def _run(command: Command, options: Options, progress: Progress) -> int:
    try:
        with requests_interrupt():
            result = command(options, progress)
    except faults.SiteError as fault:
        with tolerate_closed_streams():
            report.faults(
                fault.faults, options, Result(faults=fault.faults, seconds=progress.seconds), ok=False
            )
        return faults.EXIT_CONTENT
    except faults.EnvironmentFault as fault:
        return _say_environment(fault, options.form, faults.EXIT_ENVIRONMENT)
    except faults.BuildRunning as running:
        wait = faults.EnvironmentFault(str(running), "wait until it is done, then build again")
        return _say_environment(wait, options.form, faults.EXIT_BUSY)
    except KeyboardInterrupt:
        with tolerate_closed_streams():
            print("interrupted; the site is as it was", file=sys.stderr)
        return faults.EXIT_INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the one place where a bug of ours is caught, and told as such
        with tolerate_closed_streams():
            report.bug(bug_report.write(bug, options.cache_dir), options.form)
        return faults.EXIT_BUG
    with tolerate_closed_streams():
        report.success(result, options)
    return faults.EXIT_DONE


def _say_environment(fault: faults.EnvironmentFault, form: Form, code: int) -> int:
    with tolerate_closed_streams():
        report.environment(fault, form)
    return code


def _parser(commands: dict[str, Command]) -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Build the site: content/ and layouts/ become public/.",
        epilog=_BUILD_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_common(parser, default=None)
    below = parser.add_subparsers(dest="command", metavar="COMMAND")
    if "check" in commands:
        check = below.add_parser(
            "check",
            help="find every fault and weakness; write nothing",
            description="Find every fault and weakness of the content; write nothing.",
            parents=[common],
            epilog=_CHECK_HELP,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        check.set_defaults(command="check")
        names = "also name runs of capitalised words that no entry is called"
        check.add_argument("--names", action="store_true", help=names)
        external = "also ask the linked sites whether their pages are still there (needs the network)"
        check.add_argument("--external", action="store_true", help=external)
        addresses = "write the addresses of the site into content/addresses.txt"
        check.add_argument("--record-addresses", action="store_true", help=addresses)
    return parser


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    """The options every command has. A subcommand's copy leaves out what it was not given, so as not to undo the first."""

    def flag(name: str, text: str) -> None:
        parser.add_argument(
            name, action="store_true", default=default if default is argparse.SUPPRESS else False, help=text
        )

    def value(name: str, placeholder: str, text: str, usual: object = None) -> None:
        parser.add_argument(
            name, metavar=placeholder, default=default if default is argparse.SUPPRESS else usual, help=text
        )

    value("--root", "DIR", "the site's folder, with content/ (default: the one that holds build.py)")
    value("--out", "DIR", "where the site goes (default: ROOT/public)")
    value("--base-url", "URL", "the site's address, over that of content/site.yaml")
    value("--today", "DATE", "the day of the build, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)")
    flag("--drafts", "build drafts too (never in a deploy)")
    flag("--clean", "forget what was remembered")
    flag("--no-search", "leave the search index out")
    value("--jobs", "N", "processes (default: the cores there are)")
    flag("--strict", "warnings fail")
    forms = ("text", "json", "github")
    usual = default if default is argparse.SUPPRESS else "text"
    parser.add_argument(
        "--format", choices=forms, default=usual, help="how faults are reported (default: text)"
    )


def _options(parsed: argparse.Namespace, home: Path) -> Options:
    recording = getattr(parsed, "record_addresses", False)
    if recording and parsed.drafts:
        raise faults.EnvironmentFault(
            "--record-addresses: the addresses of drafts are not published yet", "leave out --drafts"
        )
    for name in ("root", "out"):
        if getattr(parsed, name) == "":
            raise faults.EnvironmentFault(f"--{name} names no folder", "name one, or leave the option out")
    root = Path(parsed.root or home).absolute()
    if not (root / "content").is_dir():
        raise faults.EnvironmentFault(f"{root} has no folder content/", "name the site's folder with --root")
    return Options(
        root=root,
        out=Path(parsed.out or root / "public").absolute(),
        home=home,
        today=_today(parsed.today),
        base_url=_base_url(parsed.base_url),
        drafts=parsed.drafts,
        clean=parsed.clean,
        search=not parsed.no_search,
        jobs=_jobs(parsed.jobs),
        strict=parsed.strict,
        form=parsed.format,
        names=getattr(parsed, "names", False),
        external=getattr(parsed, "external", False),
        record_addresses=recording,
    )


def _today(given: str | None) -> date:
    """The day of the build: `--today`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the machine's day."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise faults.EnvironmentFault(f'--today: "{given}" is not a day', "write YYYY-MM-DD") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise faults.EnvironmentFault(
                f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds', "unset it"
            ) from None
    return datetime.now().astimezone().date()  # noqa: TID251 - the one place where time comes in


def _base_url(given: str | None) -> str | None:
    if given is None:
        return None
    from sitegen import urls  # noqa: PLC0415  (seldom given, and a build with nothing to do needs no addresses)

    if not urls.is_web_address(given) or urls.has_credentials(given) or not urls.is_base(given):
        fix = "write it whole, beginning with https://, up to the folder the site stands in"
        raise faults.EnvironmentFault(f'--base-url: "{given}" is not the address of a site', fix)
    return urls.as_base(given)


def _jobs(given: str | None) -> int:
    if given is None:
        affinity = getattr(os, "sched_getaffinity", None)
        return len(affinity(0)) if affinity else os.cpu_count() or 1
    if given.isascii() and given.isdigit() and 1 <= int(given) <= 256:
        return int(given)
    raise faults.EnvironmentFault(
        f'--jobs: "{given}" is not a number of processes', "write a number from 1 to 256"
    )
