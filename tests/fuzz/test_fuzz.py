"""Thousands of cases of what an editor, a program or an accident may write."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.cache.cache import Cache
from sitegen.commands import stages
from sitegen.commands.command import Options
from sitegen.commands.excerpt import Sources
from sitegen.commands.progress import Progress
from sitegen.commands.report import as_text
from sitegen.commands.stages import LinkedSite
from sitegen.faults import Fault, SiteError
from sitegen.load.entry import read_entry
from sitegen.load.markdown.parser import parse
from sitegen.load.markdown.source import FAULTS
from sitegen.model.kinds import Entry
from tests.faults.case import HOME, good_site, write_files
from tests.faults.told import TODAY, linked
from tests.fuzz import any_site, cases
from tests.fuzz.any_header import entries
from tests.load.markdown.test_any_text import check_faults, check_parsing, texts
from tests.load.test_any_text import PATHS, assert_read_or_told

parts = pytest.mark.parametrize("part", range(cases.PARTS))

_LONGEST_RECORD = 6_000
"""Characters of what is told of one fault, a long list of headings or keys included."""


def test_the_kinds_of_cases_make_up_all_that_are_asked_for() -> None:
    shares = (cases.HEADERS, cases.BODIES, cases.LINKED, cases.BUILT)
    assert sum(share // cases.PARTS * cases.PARTS for share in shares) >= cases.CASES >= cases.ORDINARY


@parts
def test_any_file_is_an_entry_or_has_faults(part: int) -> None:
    def check(case: tuple[type[Entry], str]) -> None:
        kind, text = case
        raw = text.encode("utf-8", "surrogatepass")
        assert_read_or_told(raw, read_entry(PATHS[kind], raw, kind))

    cases.tried(cases.HEADERS, part, entries(), check, at_once=4)


@parts
def test_any_body_is_a_document_or_has_faults(part: int) -> None:
    def check(text: str) -> None:
        parsed = parse(text, 1)
        check_parsing(text, parsed)
        check_faults(text, parsed)

    cases.tried(cases.BODIES, part, texts, check, at_once=4)


@parts
def test_any_site_is_understood_or_has_faults(part: int, tmp_path: Path) -> None:
    cases.tried(cases.LINKED, part, any_site.sites(), trial(tmp_path, lambda _: None))


@parts
def test_any_site_is_made_or_has_faults(part: int, tmp_path: Path) -> None:
    cases.tried(cases.BUILT, part, any_site.sites(), trial(tmp_path, made))


def trial(root: Path, go_on: Callable[[LinkedSite], None]) -> Callable[[dict[str, str]], None]:
    """Writes a site to `root`, understands it, and goes on with what came of it; or looks at each fault."""
    good = good_site()
    write_files(root, good)

    def check(files: dict[str, str]) -> None:
        write_files(root, {path: text.encode("utf-8", "replace").decode() for path, text in files.items()})
        try:
            draft = linked(root)
            faults = draft.faults
            go_on(draft)
        except SiteError as error:
            faults = error.faults
            assert any(fault.severity == "error" for fault in faults)
        assert len(faults) <= FAULTS
        for fault in faults:
            check_fault(fault, root)
        write_files(root, {path: good.get(path) for path in files})

    return check


def check_fault(fault: Fault, root: Path) -> None:
    """It is told with a place that is there, a message and a fix, in few words."""
    assert fault.message, fault
    assert fault.fix, fault
    assert fault.path.startswith("content/"), fault
    assert fault.span.line >= 1, fault
    record = as_text([fault], Sources(root))
    assert len(record) < _LONGEST_RECORD, fault
    if fault.span.column is not None:
        assert f"\n  {fault.span.line} | " in record, fault
        assert "^" in record, fault


def made(draft: LinkedSite) -> None:
    """Every file of the site is made, and those that machines read can be read."""
    options = Options(root=Path(), out=Path("public"), home=HOME, today=TODAY)
    files = {file.path: file.content for file in stages.render(draft, options, Progress(quiet=True), Cache())}
    for path, content in files.items():
        if path.endswith(".xml"):
            ElementTree.fromstring(content)  # noqa: S314 - made here
        elif path.endswith(".json"):
            json.loads(content)
    assert files["index.html"].endswith(b"</html>\n")
