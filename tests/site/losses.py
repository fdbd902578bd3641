"""What a build rests on to know what has changed, piece by piece: each can be taken away, and is then missed.

A `Loss` is one piece, how it is taken away, and the shortest walk of an editor after which the site is wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from typing import Any

import pytest

from sitegen.commands.options import Options
from sitegen.errors import Checked
from sitegen.load import content as load_content
from sitegen.load import files as load_files
from sitegen.load import layouts as load_layouts
from sitegen.memo.shelf import Shelf
from sitegen.model.output import Layouts
from sitegen.model.site import Sentence
from sitegen.publish import inputs, search, staging, standing, tree
from sitegen.publish.inputs import Inputs
from sitegen.publish.record import Told
from sitegen.publish.staging import Staging
from sitegen.render import keys
from sitegen.render.frame import Frame
from sitegen.render.views.article import ArticleView
from sitegen.render.views.entity import Names
from sitegen.render.views.items import Item, Link, When
from sitegen.render.views.page import Page
from tests.site.accidents import kill_a_build
from tests.site.editing import EditedSite

ARTICLE = "content/articles/ferries-stand-still.md"
OTHER = "content/articles/berg-speaks.md"
NOTE = "content/notes/why-they-strike.md"
PERSON = "content/people/omid-nadir.md"
ABOUT = "content/pages/about.md"

_HEAD = "description meta structured report"
"""What says again in the head of a page what its body shows."""

Walk = Callable[[EditedSite], object]
TakeAway = Callable[[pytest.MonkeyPatch], object]


@dataclass(frozen=True)
class Loss:
    what: str
    take_away: TakeAway
    walk: Walk


def _in_turn(*steps: Walk) -> Walk:
    return lambda site: [step(site) for step in steps]


def _build(site: EditedSite) -> None:
    site.build()


def _search(site: EditedSite) -> None:
    site.turn_an_option("--no-search")
    site.build()


# Keys of what is remembered.


def _digest_of(part: int) -> Callable[..., Any]:
    """The key of a file without its path (2) or without its bytes (0)."""
    return lambda whole, digest_size: blake2b(whole.partition(b"\0")[part], digest_size=digest_size)


def _fields(left_out: dict[type, str]) -> TakeAway:
    """The key of a page without what some fields of its view hold: their names with a space between, by class."""
    whole = keys._fields_of

    def others(kind: type[Any]) -> Callable[[Any], object]:
        out = left_out.get(kind, "").split()
        left = [field.name for field in fields(kind) if field.name not in out]
        return (
            (lambda value: tuple(keys._plain(getattr(value, name)) for name in left)) if out else whole(kind)
        )

    return lambda patch: patch.setattr(keys, "_fields_of", others)


def _layouts_digest(patch: pytest.MonkeyPatch) -> None:
    def read(*arguments: Any) -> Checked[Layouts]:
        checked = load_layouts.read_layouts(*arguments)
        return Checked(replace(checked.value, digest=""), checked.issues)

    patch.setattr("sitegen.load.read_layouts", read)


def _names_of_assets(patch: pytest.MonkeyPatch) -> None:
    _layouts_digest(patch)  # it stands for them too
    _fields({Frame: "assets"})(patch)


def _check_sum(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Shelf, "_checked", lambda _self, _kind, _key, value: value[16:])


def _alter_what_is_remembered(site: EditedSite) -> None:
    with closing(sqlite3.connect(site.root / ".cache/memo.sqlite")) as memo:
        rows = memo.execute("SELECT rowid, value FROM results WHERE kind = 'page'").fetchall()
        altered = [(value.replace(b"stayed on land", b"stayed in port"), row) for row, value in rows]
        memo.executemany("UPDATE results SET value = ? WHERE rowid = ?", altered)
        memo.commit()


# The test whether anything changed at all.


def _option(name: str) -> TakeAway:
    whole: Any = Options.__dict__["words"].fget
    words = property(lambda self: {key: word for key, word in whole(self).items() if key != name})
    return lambda patch: patch.setattr(Options, "words", words)


def _place(name: str) -> TakeAway:
    whole: Any = Options.__dict__["places"].fget
    places = property(lambda self: {key: path for key, path in whole(self).items() if key != name})
    return lambda patch: patch.setattr(Options, "places", places)


def _change_time(patch: pytest.MonkeyPatch) -> None:
    whole = tree.stamp_of
    patch.setattr(tree, "stamp_of", lambda status: whole(status)._replace(changed=0))


# What stands in public/ and beside it.


def _removal(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Staging, "finish", lambda *_: None)


def _unlike(patch: pytest.MonkeyPatch) -> None:
    """Whatever the last build left beside the site is taken for a file of the site."""
    patch.setattr(staging, "prune", lambda top, _: {p: e.inode() for p, e in tree.walk(top) if e.is_file()})


def _kill_before_the_swap(site: EditedSite) -> None:
    """The next site is whole but for the swap, and is not what the editor wants after all."""
    edited = site.editor.text(ARTICLE)
    site.write_a_paragraph(ARTICLE, "Killed.")
    kill_a_build(site.root, "swap", "--no-search", "--today", site.options["--today"])
    site.editor.write(ARTICLE, edited)
    site.write_a_paragraph(OTHER, "Another.")


LOSSES = (
    Loss(
        "the bytes of an entry",
        lambda patch: patch.setattr(load_content, "blake2b", _digest_of(0)),
        lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
    ),
    Loss(
        "the path of an entry",
        lambda patch: patch.setattr(load_content, "blake2b", _digest_of(2)),
        lambda site: site.rename(ABOUT, "another-name", everywhere=False),
    ),
    Loss(
        "the bytes of a file",
        lambda patch: patch.setattr(load_files, "blake2b", _digest_of(0)),
        lambda site: site.change_a_file("\0"),
    ),
    Loss(
        "titles where others show them",
        _fields({Link: "text"}),
        lambda site: site.retitle(ARTICLE, "No ferry"),
    ),
    Loss(
        "the title of a page",
        _fields({Page: f"title {_HEAD}"}),
        lambda site: site.retitle(ABOUT, "What this is"),
    ),
    Loss("summaries in lists", _fields({Item: "summary"}), lambda site: site.sum_up(ARTICLE, "A quiet day.")),
    Loss(
        "dates",
        _fields({When: "words machine", Page: _HEAD}),
        lambda site: site.date_it(ARTICLE, "2024-03-04..2024-03-06"),
    ),
    Loss(
        "topics",
        _fields({ArticleView: "topics neighbours", Page: _HEAD}),
        lambda site: site.file_under(ARTICLE, "[fares]"),
    ),
    Loss(
        "aliases",
        _fields({Names: "also", Page: _HEAD}),
        lambda site: site.call_by_other_names(PERSON, "[Mr Nadir]"),
    ),
    Loss(
        "names found in a text",
        _fields({ArticleView: "body names", Page: _HEAD}),
        lambda site: site.retitle("content/organisations/ferry-company.md", "The Rowers"),
    ),
    Loss(
        "the sentence that mentions a page",
        _fields({Sentence: "before"}),
        lambda site: site.replace_words(OTHER, "At the Old Harbour", "There"),
    ),
    Loss(
        "what a change says",
        _fields({Page: f"changes {_HEAD}"}),
        lambda site: site.log_a_change(NOTE, "2024-03-11"),
    ),
    Loss("what a page shows", _fields({Page: "view"}), lambda site: site.let_time_pass("2024-07-01")),
    Loss(
        "settings",
        _fields({Frame: "title feeds", Page: _HEAD}),
        lambda site: site.change_a_setting("title: The Quay"),
    ),
    Loss(
        "the address of the site, for pages",
        _fields({Page: f"canonical {_HEAD}"}),
        lambda site: site.move_the_site("https://other.example/below/"),
    ),
    Loss(
        "the digest of the layouts",
        _layouts_digest,
        lambda site: site.change_a_layout("partials/footer.html", "<hr>"),
    ),
    Loss(
        "the names of styles and scripts",
        _names_of_assets,
        lambda site: site.change_a_style_or_script("scripts/theme.js"),
    ),
    Loss("whether there is a search", _fields({Frame: "search"}), _search),
    Loss(
        "what search is made from",
        lambda patch: patch.setattr(search, "astuple", lambda record: record.path),
        _in_turn(_search, lambda site: site.write_a_paragraph(ARTICLE, "More of it.")),
    ),
    Loss(
        "the check sum of what is remembered",
        _check_sum,
        _in_turn(_alter_what_is_remembered, lambda site: site.write_a_paragraph(OTHER, "More of it.")),
    ),
    Loss("the day of the build", _option("today"), lambda site: site.let_time_pass("2024-07-01")),
    Loss(
        "the address of the site",
        _option("base_url"),
        lambda site: site.move_the_site("https://other.example/"),
    ),
    Loss(
        "whether drafts are shown",
        _option("drafts"),
        _in_turn(lambda site: site.turn_an_option("--no-search"), lambda site: site.build_with_drafts()),
    ),
    Loss("whether search is wanted", _option("search"), _search),
    Loss(
        "whether warnings are faults",
        _option("strict"),
        _in_turn(
            lambda site: site.write_a_wrong_paragraph(ARTICLE, "A <b>tag</b>."),
            _build,
            lambda site: site.turn_an_option("--strict"),
        ),
    ),
    Loss("the content", _place("content"), lambda site: site.write_a_paragraph(ARTICLE, "More of it.")),
    Loss("the layouts", _place("layouts"), lambda site: site.change_a_layout("partials/footer.html", "<hr>")),
    Loss(
        "the time of the last change",
        _change_time,
        lambda site: site.change_within_a_tick("content/people/anna-berg.md", there=True),
    ),
    Loss(
        "what the last build said",
        lambda patch: patch.setattr(Inputs, "with_told", lambda self, _: replace(self, told=Told())),
        _build,
    ),
    Loss(
        "what stands in public/",
        lambda patch: patch.setattr(inputs, "_same_output", lambda *_: True),
        lambda site: site.damage_the_public_folder("flip", 3, 100),
    ),
    Loss(
        "the stamps of what stands in public/",
        lambda patch: patch.setattr(
            standing,
            "_believed",
            lambda _files, record, _seen: {path: known.digest for path, known in record.items()},
        ),
        _in_turn(
            lambda site: site.damage_the_public_folder("flip", 3, 100),
            lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
        ),
    ),
    Loss(
        "the removal of what nothing makes",
        _removal,
        _in_turn(
            lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
            _build,
            lambda site: site.remove(ABOUT),
        ),
    ),
    Loss("the look at what a killed build left", _unlike, _kill_before_the_swap),
)
