"""A site under an editor's hands: any row of edits, mistakes, accidents and builds.

After every build the public folder is what a build of the same files gives that never built before, byte for byte;
and both end alike, with the same words on the same faults. Where the files are at fault the site stays as it was.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sitegen.cache.held import Held
from tests.publish.yard import tree
from tests.site.accidents import Accident, damage, kill_a_build
from tests.site.editor import Editor
from tests.site.town import ENTRIES, FILES, Ending, run

T = TypeVar("T")
Afresh = tuple[dict[str, bytes | None], Ending]

_AFRESH: dict[str, Afresh] = {}


def one_of(*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


files = one_of(*ENTRIES)
texts = one_of(*(path for path in ENTRIES if FILES[path].partition("---\n\n")[2]))
names = one_of(*(path for path in ENTRIES if "\nname: " in FILES[path]))
dated = one_of(*(path for path in ENTRIES if "\ndate: " in FILES[path]))
filed = one_of(*(path for path in ENTRIES if "\ntopics: " in FILES[path]))
numbers = st.integers(0, 10**6)
accidents: st.SearchStrategy[Accident] = one_of("flip", "cut", "remove", "foreign", "grow")
days = one_of("2024-03-05", "2024-05-01", "2024-05-02", "2024-07-01", "2031-01-01")


class EditedSite(RuleBasedStateMachine):
    """`root` is built again and again; for comparison a copy of its sources is built once."""

    def __init__(self) -> None:
        super().__init__()
        self.work = Path(mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))  # in memory, where tests are
        self.root = self.work / "site"
        self.editor = Editor(self.root)
        self.options = {"--today": "2024-05-01", "--no-search": ""}
        self.eager = self.patient = False
        self.held: Held | None = None

    @initialize(eager=st.booleans(), patient=st.booleans(), serving=st.booleans())
    def begin(self, eager: bool, patient: bool, serving: bool) -> None:
        """An `eager` editor builds after every step, others after some, a `patient` one when the dates of files can be believed;
        one process may do it all, as `serve` does.
        """
        self.eager, self.patient = eager, patient
        self.held = Held() if serving else None

    @invariant()
    def build_at_once(self) -> None:
        if self.eager:
            self.build()

    @rule(
        path=texts,
        paragraph=one_of(
            "The Gazette met Anna Berg at the Old Harbour.",
            "It rests on one report [@ferries-stand-still] and on [[why-they-strike]].",
            "![[how-many-walked-out]]",
            "## What comes next\n\nNobody knows.",
            "Captain Nadir and Omid Nadir are one.",
            "Nobody knows more.",
        ),
    )
    def write_a_paragraph(self, path: str, paragraph: str) -> None:
        self.editor.append(path, paragraph)

    @rule(
        path=texts, old=one_of("Anna Berg", "Old Harbour", "crews"), new=one_of("Ann Hill", "Omid Nadir", "")
    )
    def replace_words(self, path: str, old: str, new: str) -> None:
        self.editor.replace(path, old, new)

    @rule(path=files, words=one_of("Anna Berg", "The strike of spring", "Omid"))
    def retitle(self, path: str, words: str) -> None:
        self.editor.retitle(path, words)

    @rule(path=names, aliases=one_of("", "[Ferry]", "[Mrs Berg, Captain Nadir]", "[crews, Anna]"))
    def call_by_other_names(self, path: str, aliases: str) -> None:
        self.editor.set_key(path, "aliases", aliases and f"aliases: {aliases}")

    @rule(path=files, summary=one_of("Known to Anna Berg.", "Who rows, who walks."))
    def sum_up(self, path: str, summary: str) -> None:
        self.editor.set_key(path, "summary", f"summary: {summary}")

    @rule(path=dated, date=one_of("2024", "2024-03-04", "2024-03~", "2019-12-31", "2024-05-02", "2030-01-01"))
    def date_it(self, path: str, date: str) -> None:
        self.editor.set_key(path, "date", f"date: {date}")

    @rule(path=filed, topics=one_of("[fares]", "[strike, fares]", "[]", "[storms]"))
    def file_under(self, path: str, topics: str) -> None:
        self.editor.set_key(path, "topics", f"topics: {topics}")

    @rule(path=files, draft=one_of("", "draft: true", "draft: false"))
    def make_it_a_draft(self, path: str, draft: str) -> None:
        self.editor.set_key(path, "draft", draft)

    @rule(path=files, on=one_of("2024-03-11", "2024-05-02"))
    def log_a_change(self, path: str, on: str) -> None:
        change = f"changes:\n  - {{date: {on}, kind: correction, note: A name was misspelt.}}"
        self.editor.set_key(path, "changes", change)

    @rule(name=one_of("ferries-return", "what-is-next", "anna-berg"))
    def add_an_article(self, name: str) -> None:
        self.editor.write(f"content/articles/{name}.md", FILES["content/articles/fares-rise.md"])

    @rule(path=files)
    def remove(self, path: str) -> None:
        self.editor.remove(path)

    @rule(path=files, name=one_of("another-name", "strike", "old-harbour"), everywhere=st.booleans())
    def rename(self, path: str, name: str, everywhere: bool) -> None:
        self.editor.rename(path, name, everywhere=everywhere)

    @rule(one=files, other=files)
    def swap(self, one: str, other: str) -> None:
        self.editor.swap(one, other)

    @rule(
        path=files,
        mistake=one_of(
            "colour: red", "date: 2024-02-30", "lang: de", "topics: [strike, unknown]", "added: 2030-01-01"
        ),
    )
    def write_a_wrong_line(self, path: str, mistake: str) -> None:
        self.editor.set_key(path, mistake.partition(":")[0], mistake)

    @rule(
        path=texts,
        mistake=one_of("[[nobody-at-all]] [@no-such-article]", "A <b>tag</b>.", "```", "[[half-written]]"),
    )
    def write_a_wrong_paragraph(self, path: str, mistake: str) -> None:
        self.editor.append(path, mistake)

    @rule(path=files)
    def mend(self, path: str) -> None:
        self.editor.put_right(path)

    @rule()
    def mend_everything(self) -> None:
        self.editor.put_everything_right()

    @rule(path=files)
    def touch(self, path: str) -> None:
        self.editor.touch(path)

    @rule(path=texts, there=st.booleans())
    def change_within_a_tick(self, path: str, there: bool) -> None:
        self.editor.change_within_a_tick(path, *(("Anna", "Emma") if there else ("Emma", "Anna")))

    @rule(table=one_of("from,to,fare\n", "", "from,to,fare\nnorth,east,5\n", "\0"))
    def change_a_file(self, table: str) -> None:
        self.editor.write("content/files/fares.csv", table)

    @rule(
        line=one_of(
            "title: The Quay", "language: fa", "tagline: Every ferry.", "publisher: We", "colour: red"
        )
    )
    def change_a_setting(self, line: str) -> None:
        self.editor.set_setting(line.partition(":")[0], line)

    @rule(
        name=one_of(
            "article.html",
            "map.html",
            "partials/when.html",
            "partials/cite.html",
            "partials/footer.html",
            "base.html",
        ),
        text=one_of("{# a remark #}", "<p>An addition.</p>", "{{ no_such_variable }}", "{% if %}"),
    )
    def change_a_layout(self, name: str, text: str) -> None:
        self.editor.change_layout(name, text)

    @rule(name=one_of("styles/claim.css", "styles/new.css", "scripts/theme.js", "icon.svg"))
    def change_a_style_or_script(self, name: str) -> None:
        self.editor.change_layout(name, "\n")

    @rule(word=one_of("Go to the text", "Skip to main content"))
    def change_a_word(self, word: str) -> None:
        """One that layouts say, and nothing else."""
        for old in ("Go to the text", "Skip to main content"):
            self.editor.change_word(f"skip: {old}", f"skip: {word}")

    @rule()
    def give_the_layouts_up(self) -> None:
        self.editor.give_layouts_up()

    @rule(day=days)
    def let_time_pass(self, day: str) -> None:
        self.options["--today"] = day

    @rule(address=one_of("https://other.example/below/", "https://harbour.example/"))
    def move_the_site(self, address: str) -> None:
        self.options["--base-url"] = address

    @rule(option=one_of("--no-search", "--strict"))
    def turn_an_option(self, option: str) -> None:
        if self.options.pop(option, None) is None:
            self.options[option] = ""

    @rule()
    def record_the_addresses(self) -> None:
        run(self.root, "check", "--record-addresses", *self._arguments())

    @rule(accident=accidents, file=numbers, place=numbers)
    def damage_the_public_folder(self, accident: Accident, file: int, place: int) -> None:
        damage(self.root / "public", accident, file, place)

    @rule(accident=accidents, file=numbers, place=numbers)
    def damage_the_cache(self, accident: Accident, file: int, place: int) -> None:
        damage(self.root / ".cache", accident, file, place)

    @rule(events=st.integers(1, 700))
    def kill_a_build(self, events: int) -> None:
        kill_a_build(self.root, events, *self._arguments())

    @rule()
    def build_with_drafts(self) -> None:
        run(self.root, "--drafts", *self._arguments(), held=self.held)

    @rule()
    def build_elsewhere(self) -> None:
        run(self.root, "--out", str(self.work / "elsewhere"), *self._arguments())

    @rule()
    def build_clean(self) -> None:
        self.build("--clean")

    @rule()
    def build(self, *more: str) -> None:
        if self.patient:
            self.editor.let_a_tick_pass()
        before = tree(self.root / "public")
        ending = run(self.root, *more, *self._arguments(), held=self.held)
        afresh, expected = self._built_afresh()
        assert ending == expected
        assert ending.code in (0, 1)
        assert tree(self.root / "public") == (before if ending.code else afresh)

    def teardown(self) -> None:
        self.build()
        shutil.rmtree(self.work)

    def _built_afresh(self) -> Afresh:
        """What a first build gives; of the same files by the same options it is made once."""
        sources = {
            name: tree(self.root / name) for name in ("content", "layouts") if (self.root / name).exists()
        }
        key = repr((sources, self._arguments()))
        if key not in _AFRESH:
            root = self.work / "afresh"
            for name in sources:
                shutil.copytree(self.root / name, root / name)
            ending = run(root, *self._arguments())
            _AFRESH[key] = tree(root / "public"), ending
            shutil.rmtree(root)
        return _AFRESH[key]

    def _arguments(self) -> list[str]:
        return [word for option in self.options.items() for word in option if word]
