"""The command line: words in, options out, and every way a run can end turned into its exit code.

What stands here is relied on by others: names, exit codes and JSON keys stay.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Never, get_args

from sitegen import faults
from sitegen.commands import COMMANDS, report
from sitegen.commands.command import Build, Command, Context, Form, Options, Result
from sitegen.commands.process import (
    no_collection,
    open_streams,
    requests_interrupt,
    tolerate_closed_streams,
    write_bug_report,
)
from sitegen.commands.progress import Progress
from sitegen.faults import EnvironmentFault

_COMMON = {
    "--root": ("DIR", "the site's folder, with content/ (default: the one that holds build.py)"),
    "--out": ("DIR", "where the site goes (default: ROOT/public)"),
    "--base-url": ("URL", "the site's address, instead of the one in content/site.yaml"),
    "--today": ("DATE", "the day of the build, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)"),
    "--drafts": ("", "build drafts too (never in a deploy)"),
    "--clean": ("", "start afresh: use nothing kept from earlier builds"),
    "--no-search": ("", "leave out the search index"),
    "--jobs": ("N", "how many processes to use (default: one per core)"),
    "--strict": ("", "treat warnings as errors"),
    "--format": ("FORM", "how faults are reported: text, json or github (default: text)"),
}
"""The options that every command has: what stands for their value, where they take one, and what they do."""

_FORMS: tuple[Form, ...] = get_args(Form)


def run(words: Sequence[str], home: Path, build: Build, commands: Sequence[Command] = COMMANDS) -> int:
    """Run the one of `commands` that `words` name, the first where they name none, and return its exit code.

    `home` is the folder of the generator, `build` its pipeline. Never raises.
    """
    open_streams()
    try:
        command, parsed = _parsed(words, commands)
        options = _options(parsed, home)
    except EnvironmentFault as fault:
        return _say_environment(fault, _form_in(words), faults.EXIT_ENVIRONMENT)
    except SystemExit:  # of --help
        return faults.EXIT_DONE
    return _run(command, Context(options, parsed, Progress(quiet=options.form != "text"), build))


def _run(command: Command, context: Context) -> int:
    options, seconds = context.options, context.progress.seconds
    try:
        with requests_interrupt(), no_collection():
            _recover(options)
            result = command.run(context)
    except faults.SiteError as fault:
        with tolerate_closed_streams():
            report.faults(fault.faults, options, Result(faults=fault.faults, seconds=seconds), ok=False)
        return faults.EXIT_CONTENT
    except EnvironmentFault as fault:
        return _say_environment(fault, options.form, faults.EXIT_ENVIRONMENT)
    except faults.BuildRunning as running:
        wait = EnvironmentFault(str(running), "wait until it is done, then build again")
        return _say_environment(wait, options.form, faults.EXIT_BUSY)
    except KeyboardInterrupt as stop:
        with tolerate_closed_streams():
            print(f"interrupted; {str(stop) or 'the site is as it was'}", file=sys.stderr)
        return faults.EXIT_INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the one place where a bug of ours is caught, and told as such
        with tolerate_closed_streams():
            report.bug(write_bug_report(bug, options.cache_dir), options.form)
        return faults.EXIT_BUG
    with tolerate_closed_streams():
        report.result(result, options)
    return faults.EXIT_CONTENT if result.is_faulty else faults.EXIT_DONE


def _recover(options: Options) -> None:
    """End first what a command that was killed had begun to change in the content."""
    if (options.cache_dir / "changes").is_dir():
        from sitegen.publish.file_changes import recover
        from sitegen.publish.lock import locked

        with locked(options.cache_dir):
            done = recover(options.root, options.cache_dir)
        with tolerate_closed_streams():
            print(done, file=sys.stderr)


def _say_environment(fault: EnvironmentFault, form: Form, code: int) -> int:
    with tolerate_closed_streams():
        report.environment(fault, form)
    return code


class _Parser(ArgumentParser):
    """One that raises `EnvironmentFault` for what cannot be meant."""

    def error(self, message: str) -> Never:
        text = message.removeprefix("argument ").replace(": expected one argument", " needs a value")
        text = text.replace(": ignored explicit argument", " takes no value, but was given")
        raise EnvironmentFault(text, _see(self.prog))


def _parsed(words: Sequence[str], commands: Sequence[Command]) -> tuple[Command, Namespace]:
    """The command that `words` name, and what they tell it. No parser is made but that of this command."""
    at = _command_at(words)
    command = commands[0] if at is None else _named(words[at], commands)
    told = [word for number, word in enumerate(words) if number != at]
    parser = _parser(command, commands)
    parsed, unknown = parser.parse_known_intermixed_args(told)
    if unknown:
        others = {c.name: _parser(c, commands)._option_string_actions for c in commands}  # noqa: SLF001
        raise _unknown(unknown[0], command.name, others, parser.prog)
    return command, parsed


def _command_at(words: Sequence[str]) -> int | None:
    """Where the name of the command stands: the first word that is no option, nor the value of a common one."""
    is_value = False
    for number, word in enumerate(words):
        if not (is_value or word.startswith("-")):
            return number
        is_value = not is_value and word in _COMMON and _COMMON[word][0] != ""
    return None


def _parser(command: Command, commands: Sequence[Command]) -> _Parser:
    """The parser of one command; that of the first also lists them all."""
    is_first = command is commands[0]
    listed = "".join(f"  {c.name:<9} {c.help}\n" for c in commands)
    examples = "".join(f"  {line}\n" for line in command.example.splitlines())
    parser = _Parser(
        prog="build.py" if is_first else f"build.py {command.name}",
        usage="build.py [COMMAND] [option ...]" if is_first else None,
        description=f"{command.help[0].upper()}{command.help[1:]}.",
        epilog=f"commands:\n{listed}\nexample:\n{examples}" if is_first else f"example:\n{examples}",
        formatter_class=partial(RawDescriptionHelpFormatter, width=80),  # asking the terminal takes imports
        conflict_handler="resolve",
        allow_abbrev=False,
    )
    for name, (placeholder, text) in _COMMON.items():
        if placeholder:
            parser.add_argument(name, metavar=placeholder, help=text)
        else:
            parser.add_argument(name, action="store_true", help=text)
    command.add_arguments(parser)
    return parser


def _named(name: str, commands: Sequence[Command]) -> Command:
    for command in commands:
        if command.name == name:
            return command
    fix = _meant(name, [c.name for c in commands]) or _see("build.py")
    raise EnvironmentFault(f'there is no command "{name}"', fix)


def _unknown(word: str, name: str, options: Mapping[str, Iterable[str]], prog: str) -> EnvironmentFault:
    """What is wrong with a word of which the command `name` takes no notice; `options` are those of every command."""
    if not word.startswith("-"):
        return EnvironmentFault(f'{name} does not take "{word}"', _see(prog))
    option = word.partition("=")[0]
    taken_by = next((other for other in options if option in options[other]), None)
    fix = f"write it behind its command: {taken_by} {option}" if taken_by else _meant(option, options[name])
    return EnvironmentFault(f"{name} has no option {option}", fix or _see(prog))


def _see(prog: str) -> str:
    return f"python {prog} --help lists what there is"


def _meant(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return "".join(f'did you mean "{near}"?' for near in get_close_matches(word, known, 1))


def _options(parsed: Namespace, home: Path) -> Options:
    root = _folder("root", parsed.root, home)
    if not (root / "content").is_dir():
        raise EnvironmentFault(f"{root} has no folder content/", "name the site's folder with --root")
    return Options(
        root=root,
        out=_folder("out", parsed.out, root / "public"),
        home=home,
        today=_today(parsed.today),
        base_url=_base_url(parsed.base_url),
        drafts=parsed.drafts,
        clean=parsed.clean,
        search=not parsed.no_search,
        jobs=_jobs(parsed.jobs),
        strict=parsed.strict,
        form=_form(parsed.format),
    )


def _folder(name: str, given: str | None, default: Path) -> Path:
    """The folder that an option names, from where one stands. That may be a folder which is gone."""
    if given == "":
        raise EnvironmentFault(f"--{name} names no folder", "name one, or leave the option out")
    try:
        return Path(given or default).absolute()
    except FileNotFoundError as fault:
        fix = f"go to one that is there, or write the whole path behind --{name}"
        raise EnvironmentFault("the folder in which you stand is gone", fix) from fault


def _form(given: str | None) -> Form:
    for form in _FORMS:
        if given in (form, None):
            return form
    raise EnvironmentFault(f'--format: "{given}" is no form of report', "write text, json or github")


def _form_in(words: Sequence[str]) -> Form:
    """How to report that these very words cannot be meant: as they ask for, if that much can be understood."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("--format")
    try:
        return _form(parser.parse_known_args(words)[0].format)
    except EnvironmentFault:
        return "text"


def _today(given: str | None) -> date:
    """The day of the build: `--today`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the machine's day."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise EnvironmentFault(f'--today: "{given}" is not a day', "write YYYY-MM-DD") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise EnvironmentFault(
                f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds', "unset it"
            ) from None
    return datetime.now().astimezone().date()  # noqa: TID251 - the one place where time comes in


def _base_url(given: str | None) -> str | None:
    if given is None:
        return None
    from sitegen import urls

    if not urls.is_web_address(given) or urls.has_credentials(given) or not urls.is_base(given):
        fix = "write it whole, beginning with https://, up to the folder the site stands in"
        raise EnvironmentFault(f'--base-url: "{given}" is not the address of a site', fix)
    return urls.as_base(given)


def _jobs(given: str | None) -> int:
    if given is None:
        affinity = getattr(os, "sched_getaffinity", None)
        return len(affinity(0)) if affinity else os.cpu_count() or 1
    if given.isascii() and given.isdigit() and 1 <= int(given) <= 256:
        return int(given)
    raise EnvironmentFault(f'--jobs: "{given}" is not a number of processes', "write a number from 1 to 256")
