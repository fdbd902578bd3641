"""A site under an editor's hands: any row of edits, mistakes, accidents and builds.

After every build the public folder is what a build of the same files gives that never built before, byte for byte;
and where the files are at fault, both name the same faults and the site stays as it was.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from build import build
from sitegen.commands.options import Options
from sitegen.commands.progress import Progress
from sitegen.errors import Issue, SiteError
from tests.faults.case import good_site, write_site
from tests.publish.yard import tree

_HOME = Path(__file__).parents[2]
_GOOD = {path: text for path, text in good_site().items() if text is not None}

_files = st.sampled_from(sorted(path for path in _GOOD if path.endswith(".md")))
_ids = st.sampled_from(["anna-berg", "ferries-return", "old-harbour", "strike", "why-they-strike"])
_paragraphs = st.sampled_from(
    [
        "The Gazette met Anna Berg at the Old Harbour.",
        "It rests on one report [@ferries-stand-still] and on [[why-they-strike]].",
        "![[how-many-walked-out]]",
        "## What comes next\n\nNobody knows.",
        "See [[ferries-return]], which may not be there.",
        "See [[nobody-at-all]] and [@no-such-article].",
        "A <b>mistake</b>.",
    ]
)
_lines = st.sampled_from(
    [
        "draft: true",
        "date: 2024-02-30",
        "added: 2024-04-01",
        "added: 2030-01-01",
        "lang: de",
        "colour: red",
        "redirect_from: [old/place.html]",
        "topics: [strike, unknown]",
    ]
)
_accidents = st.sampled_from(["flip", "cut", "remove"])


@dataclass(frozen=True)
class Told:
    """What a build said: its faults, or nothing of them and the entries it held back."""

    faults: tuple[Issue, ...] = ()
    held_back: tuple[str, ...] = ()


class EditedSite(RuleBasedStateMachine):
    """`root` is built again and again; for comparison a copy of its sources is built once."""

    def __init__(self) -> None:
        super().__init__()
        self.work = Path(mkdtemp())
        self.root = self.work / "site"
        self.today = date(2024, 5, 1)
        self.base_url: str | None = None
        self.eager = False

    @initialize(eager=st.booleans())
    def begin(self, eager: bool) -> None:
        """An `eager` editor builds after every step, others after some."""
        write_site(self.root, {})
        self.eager = eager

    @invariant()
    def build_at_once(self) -> None:
        if self.eager:
            self.build(clean=False)

    @rule(path=_files, paragraph=_paragraphs)
    def write_a_paragraph(self, path: str, paragraph: str) -> None:
        if (self.root / path).exists():
            with (self.root / path).open("a", encoding="utf-8") as file:
                file.write(f"\n{paragraph}\n")

    @rule(path=_files, line=_lines)
    def write_a_line_of_front_matter(self, path: str, line: str) -> None:
        if (self.root / path).exists():
            text = (self.root / path).read_text(encoding="utf-8")
            (self.root / path).write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")

    @rule(
        path=_files,
        old=st.sampled_from(["Anna Berg", "The strike", "ferries"]),
        new=st.sampled_from(["Ann Hill", ""]),
    )
    def replace_words(self, path: str, old: str, new: str) -> None:
        if (self.root / path).exists():
            text = (self.root / path).read_text(encoding="utf-8")
            (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    @rule(name=_ids)
    def add_an_article(self, name: str) -> None:
        text = _GOOD["content/articles/ferries-stand-still.md"].replace("stand still", "return")
        (self.root / f"content/articles/{name}.md").write_text(text, encoding="utf-8")

    @rule(path=_files)
    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=_files, name=_ids)
    def rename(self, path: str, name: str) -> None:
        if (self.root / path).exists():
            (self.root / path).rename((self.root / path).with_name(f"{name}.md"))

    @rule()
    def put_everything_right(self) -> None:
        shutil.rmtree(self.root / "content")
        write_site(self.root, {})

    @rule(path=_files)
    def touch(self, path: str) -> None:
        if (self.root / path).exists():
            os.utime(self.root / path)

    @rule(text=st.sampled_from(["/* blue */", "{# a remark #}", "{{ no_such_variable }}"]))
    def change_a_layout(self, text: str) -> None:
        own = self.root / "layouts"
        if not own.exists():
            shutil.copytree(_HOME / "layouts", own)
        layout = own / ("article.html" if "{" in text else "styles/article.css")
        if layout.exists():
            with layout.open("a", encoding="utf-8") as file:
                file.write(text)

    @rule()
    def give_the_layouts_up(self) -> None:
        shutil.rmtree(self.root / "layouts", ignore_errors=True)

    @rule(day=st.sampled_from([date(2024, 5, 1), date(2024, 5, 2), date(2031, 1, 1)]))
    def let_time_pass(self, day: date) -> None:
        self.today = day

    @rule(address=st.sampled_from([None, "https://other.example/below/"]))
    def move_the_site(self, address: str | None) -> None:
        self.base_url = address

    @rule(data=st.data(), accident=_accidents)
    def meddle_with_the_public_folder(self, data: st.DataObject, accident: str) -> None:
        self._meddle(self.root / "public", data, accident)

    @rule(data=st.data(), accident=_accidents)
    def meddle_with_the_cache(self, data: st.DataObject, accident: str) -> None:
        self._meddle(self.root / ".cache", data, accident)

    @rule()
    def build_with_drafts(self) -> None:
        self._build(self.root, drafts=True)

    @rule(clean=st.booleans())
    def build(self, clean: bool) -> None:
        before = tree(self.root / "public")
        told = self._build(self.root, clean=clean)
        afresh = self.work / "afresh"
        for name in ("content", "layouts"):
            if (self.root / name).exists():
                shutil.copytree(self.root / name, afresh / name)
        assert told == self._build(afresh)
        assert tree(self.root / "public") == (before if told.faults else tree(afresh / "public"))
        shutil.rmtree(afresh)

    def teardown(self) -> None:
        if self.root.exists():
            self.build(clean=False)
        shutil.rmtree(self.work)

    def _build(self, root: Path, *, clean: bool = False, drafts: bool = False) -> Told:
        options = Options(
            root, root / "public", _HOME, self.today, self.base_url, drafts, clean, search=False
        )
        try:
            return Told(held_back=build(options, Progress(quiet=True)).held_back)
        except SiteError as fault:
            return Told(faults=fault.issues)

    def _meddle(self, folder: Path, data: st.DataObject, accident: str) -> None:
        kept = {".gitignore", "lock"}
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in kept)
        if not files:
            return
        path = data.draw(st.sampled_from(files))
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        if accident == "remove":
            path.unlink()
        elif accident == "cut":
            path.write_bytes(content[:at])
        elif content:
            content[at] ^= 1
            path.write_bytes(content)
