"""How to take away, one by one, the pieces by which a build knows what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from sitegen.cache import keys
from sitegen.cache.digests import raw_digest
from sitegen.cache.sqlite_store import SqliteStore
from sitegen.commands.command import Options
from sitegen.faults import Checked
from sitegen.load import layouts as load_layouts
from sitegen.model.output import Layouts, OutputFile
from sitegen.publish import snapshot, staging
from sitegen.publish.snapshot import BuildOutcome, Record
from sitegen.publish.staging import Published, Staging
from sitegen.render.environment import Templates
from sitegen.render.pages import BaseContext, PageRenderer
from sitegen.render.reads import Reads, Recorder

TakeAway = Callable[[pytest.MonkeyPatch], object]

# Keys of what is remembered.


def half_a_key(part: int) -> Callable[..., Any]:
    """The key of a file without its path (2) or without its bytes (0)."""
    return lambda whole: raw_digest(whole.partition(b"\0")[part])


def path_alone(*values: Any) -> bytes:
    """The key of what search shall know of a page without what stands there."""
    return keys.key_of(*(value.path for value in values if hasattr(value, "path")))


def without_fields(left_out: dict[type, str]) -> TakeAway:
    """The key of a page without what some fields of its view hold: their names with a space between, by class."""
    whole = keys._fields_of

    def others(kind: type[Any]) -> Callable[[Any], object]:
        out = left_out.get(kind, "").split()
        left = [name for name in keys.names_of(kind) if name not in out]
        return (
            (lambda value: tuple(keys._plain(getattr(value, name)) for name in left)) if out else whole(kind)
        )

    return lambda patch: patch.setattr(keys, "_fields_of", others)


def without_reads(*names: str) -> TakeAway:
    """What was read to make a file, but for what has one of these names."""
    whole = Recorder.reads

    def reads(self: Recorder) -> Reads:
        return tuple((name, keys) for name, keys in whole(self) if name not in names)

    return lambda patch: patch.setattr(Recorder, "reads", reads)


def without_what_is_around(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PageRenderer, "around", lambda *_: b"")


def without_layouts_digest(patch: pytest.MonkeyPatch) -> None:
    def read(*arguments: Any) -> Checked[Layouts]:
        checked = load_layouts.read_layouts(*arguments)
        return Checked(replace(checked.value, digest=""), checked.faults)

    patch.setattr("sitegen.load.read_layouts", read)


def without_digests_of_templates(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Templates, "digest_of", lambda *_: b"")


without_names_of_assets = without_fields({BaseContext: "assets"})


def without_check_sum(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqliteStore, "_checked", lambda _self, _kind, _key, value: value[16:])


# The test whether anything changed at all.


def without_option(name: str) -> TakeAway:
    whole: Any = Options.__dict__["decisive"].fget
    decisive = property(lambda self: {key: word for key, word in whole(self).items() if key != name})
    return lambda patch: patch.setattr(Options, "decisive", decisive)


def without_place(name: str) -> TakeAway:
    whole: Any = Options.__dict__["places"].fget
    places = property(lambda self: {key: path for key, path in whole(self).items() if key != name})
    return lambda patch: patch.setattr(Options, "places", places)


def without_change_time(patch: pytest.MonkeyPatch) -> None:
    whole = snapshot.stamp_of
    patch.setattr(snapshot, "stamp_of", lambda status: whole(status)._replace(changed=0))


def without_what_was_said(patch: pytest.MonkeyPatch) -> None:
    def publish(files: Iterable[OutputFile], outcome: BuildOutcome | None, **more: Any) -> Published:
        return whole(files, outcome=outcome and BuildOutcome(), **more)

    whole = staging.publish
    patch.setattr(staging, "publish", publish)


# What stands in public/ and beside it.


def without_removal(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Staging, "finish", lambda *_: None)


def without_the_look_at_what_is_left(patch: pytest.MonkeyPatch) -> None:
    """Whatever the last build left beside the site is taken for a file of the site."""
    patch.setattr(
        staging, "prune", lambda top, _: {p: e.inode() for p, e in snapshot.walk(top) if e.is_file()}
    )


def without_stamps_of_the_site(patch: pytest.MonkeyPatch) -> None:
    def believed(_files: object, record: Record) -> dict[str, str]:
        return {path: known.digest for path, known in record.output.items()}

    patch.setattr(snapshot, "_believed", believed)
