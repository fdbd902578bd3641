"""The run of `pack`: the site is built afresh below `.cache/`, and what is in `public/` is not looked at.

All packages are put together first and then change places with those that stand, as a site does: all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sitegen.commands.command import Context, Options, Result
from sitegen.faults import EnvironmentFault
from sitegen.model.output import LargeFile, Output, OutputFile
from sitegen.model.packages import FORMATS, Format
from sitegen.names.nearest import nearest
from sitegen.packing.edition import Edition
from sitegen.packing.packages import Package, contents, make

_CONTENTS = "index.html"
_PART = 1 << 20
_AS_IT_WAS = "the packages are as they were"


def pack(context: Context, before_swap: Callable[[], None]) -> Result:
    """Make the packages that were asked for; they replace those that stand. `before_swap` is called when all are whole.

    Raises:
        SiteError: the content or the layouts are at fault.
        EnvironmentFault: no such format or topic, the site has nothing for one that was named, a package is missing that a
            format needs, the folder is not for packages, or the disk refuses.
        BuildRunning: another build is at work.
    """
    from sitegen.publish.lock import locked
    from sitegen.publish.output_dirs import output_dirs_for
    from sitegen.publish.staging import publish

    options, asked, progress = context.options, context.arguments, context.progress
    out = options.out if asked.out else options.root / "packs"
    formats = _asked_for(asked.formats, asked.topic)
    with locked(options.cache_dir):
        _refuse_folder(output_dirs_for(out, options.cache_dir).out)  # before there is work to be lost
        try:
            built, edition = _edition(context, out)
            packages = _made(formats, edition, context)
            files = _files(edition, packages)
            with progress.stage("publish"):
                publish(files, out=out, cache_dir=options.cache_dir, before_swap=before_swap)
        except KeyboardInterrupt as stop:
            raise KeyboardInterrupt(_AS_IT_WAS) from stop
    size = sum(package.size for package, _ in packages)
    return built._replace(
        written=len(packages),
        removed=0,
        seconds=progress.seconds,
        summary=f"{len(packages)} package{'' if len(packages) == 1 else 's'}, {_in_words(size)}, in {out}",
        data={"packages": [package._asdict() for package, _ in packages]},
    )


def _in_words(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.1f} kB"


def _refuse_folder(out: Path) -> None:
    """Stops unless `out` may be replaced; a site was made by this generator too, and is not what packages replace."""
    from sitegen import urls
    from sitegen.publish.output_dirs import refuse_unexpected

    refuse_unexpected(out)
    if (out / urls.NOT_FOUND).exists():
        raise EnvironmentFault(
            f"{out} holds a built site, which packages would replace", "choose another folder with --out"
        )


def _asked_for(names: Sequence[str], topic: str | None) -> tuple[Format, ...]:
    """The formats by these names, in their own order, all where none is named; what they need is here."""
    from sitegen.commands.command import require

    by_name = {known.name: known for known in FORMATS}
    for name in names:
        if name not in by_name:
            raise _not_there("package", name, by_name)
        if topic is not None and not by_name[name].by_topic:
            raise EnvironmentFault(f"{name} is of the whole site, not of a topic", "leave out --topic")
    chosen = tuple(f for f in FORMATS if f.name in names or (not names and (f.by_topic or topic is None)))
    for known in chosen:
        require(f"pack {known.name}", *known.needs)
    return chosen


def _not_there(what: str, name: str, known: Collection[str]) -> EnvironmentFault:
    near = nearest(name, known, 1)
    some = f"write one of {', '.join(known)}" if known else "there is none at all"
    return EnvironmentFault(f'there is no {what} "{name}"', f'did you mean "{near[0]}"?' if near else some)


def _edition(context: Context, out: Path) -> tuple[Result, Edition]:
    """The site, built beside the one in `public/`, and what is known of it."""
    from sitegen.cache.cache import Cache
    from sitegen.cache.code import running_code
    from sitegen.commands.stages import load_and_link
    from sitegen.publish.output_dirs import MARKER_PATH, OWN_SITE
    from sitegen.publish.snapshot import read_tree
    from sitegen.render.environment import Templates

    own = context.options._replace(own="pack")
    options = own._replace(out=own.cache_dir / OWN_SITE)
    built = context.build(options, context.progress)
    with Cache(options.cache_file, running_code(), write=False) as cache:
        linked = load_and_link(options, context.progress, cache)
    topic = context.arguments.topic
    topics = tuple(known.id for known in linked.index.topics)
    if topic is not None and topic not in topics:
        raise _not_there("topic", topic, topics)
    edition = Edition(
        index=linked.index,
        site=options.out,
        files=tuple(sorted(read_tree(options.out).files.keys() - {MARKER_PATH})),
        topic=topic,
        when=options.today,
        commit=_commit(options, out),
        layouts=linked.layouts,
        templates=Templates(linked.layouts),
        jobs=options.jobs,
    )
    return built, edition


def _made(formats: Iterable[Format], edition: Edition, context: Context) -> list[tuple[Package, Path]]:
    """The packages of the formats, with the files that hold them until they are published."""
    from sitegen.publish.disk import disk
    from sitegen.publish.lock import work_dir

    found: list[tuple[Package, Path]] = []
    for known in formats:
        folder = work_dir(context.options.cache_dir) / known.name
        with disk("write", folder), context.progress.stage(known.name):
            folder.mkdir(parents=True)
            make(known, edition, folder, partial(context.progress.count, known.name))
            files = sorted(path for path in folder.rglob("*") if path.is_file())
            if not files and context.arguments.formats:
                raise EnvironmentFault(
                    f"there is nothing for {known.name}: the site has no {known.of}",
                    f"leave out {known.name}",
                )
            for file in files:
                path = file.relative_to(folder).as_posix()
                found.append((Package(known.name, path, file.stat().st_size, _sha256(file)), file))
    return found


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _files(edition: Edition, packages: Iterable[tuple[Package, Path]]) -> Iterator[Output | LargeFile]:
    yield OutputFile(_CONTENTS, contents(edition, (package for package, _ in packages)))
    for package, file in packages:
        yield LargeFile(package.path, package.sha256, package.size, partial(_parts, file))


def _parts(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while part := opened.read(_PART):
            yield part


def _commit(options: Options, out: Path) -> str | None:
    """The commit the site is made from, "+ changes" behind it where files differ; None where Git knows of none.

    What is made of the site is no change of it.
    """
    head = _git(options.root, "rev-parse", "--quiet", "--verify", "HEAD")
    if not head:
        return None
    made = (out, options.root / "public", options.root / "packs", options.root / ".cache")
    inside = [path.relative_to(options.root) for path in made if path.is_relative_to(options.root)]
    others = [f":(exclude,top,literal){_from_top(options.root, path)}" for path in inside]
    changed = _git(options.root, "status", "--porcelain", "--", ".", *others)
    return f"{head} + changes" if changed else head


def _from_top(root: Path, path: Path) -> str:
    """A path below the site's folder as Git counts it, which may keep more than the site."""
    return f"{_git(root, 'rev-parse', '--show-prefix') or ''}{path.as_posix()}"


def _git(root: Path, *words: str) -> str | None:
    """What Git answers; None where it refuses, or is not here."""
    import subprocess

    try:
        ran = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)  # noqa: S603, S607 - the editor's own
    except OSError:
        return None
    return ran.stdout.decode(errors="replace").strip() if ran.returncode == 0 else None
