"""The content model as JSON Schema: it lets through what the loader reads, and refuses what letters alone show to be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from build import build
from sitegen.commands import cli
from sitegen.faults import Checked
from sitegen.load.entry import read_entry, read_settings
from sitegen.load.json_schema import model_schema, schema_of
from sitegen.model.kinds import KIND_OF_FOLDER, KINDS
from sitegen.model.site import Settings
from sitegen.urls import SETTINGS_FILE, folder_of
from tests.faults.case import CASES, HOME, good_site, read_case

KNOWN = {
    "address-invalid", "choice-invalid", "contact-invalid", "id-invalid", "coordinates-invalid", "figure-invalid", "flag-invalid", "key-either", "key-missing", "key-unknown",
    "language-invalid", "list-empty", "list-repeat", "number-invalid", "url-invalid", "value-blank", "value-lines",
    "value-shape", "value-too-long", "wikidata-invalid", "date-invalid",
}  # fmt: skip
"""Codes of what a schema can know."""

BEYOND = (
    "days",
    "backwards",
    "on the same date",
    "name or password",
    "invisible character",
    "is a comment",
    "neither ? nor #",
)
"""Words by which messages of these codes tell what it cannot: the length of a month, an order, what a comment was meant for."""


class AsOthersRead(yaml.SafeLoader):
    """YAML 1.2 as most editors read it: plain numbers and flags are no texts, and dates are."""


AsOthersRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith(("timestamp", "null"))]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


VALIDATORS = {kind: Draft202012Validator(schema_of(kind)) for kind in (*KINDS, Settings)}


def wrong(header: Any, kind: type[Any]) -> list[str]:
    return [
        f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in VALIDATORS[kind].iter_errors(header)
    ]


def header_of(text: str) -> str:
    return text.split("---\n")[1]


def test_it_is_a_schema_with_one_definition_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema"], HOME, build) == 0
    printed = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(printed)
    assert printed == model_schema()
    assert set(printed["$defs"]) == {kind.noun.replace(" ", "-") for kind in KINDS} | {"settings"}
    assert printed["$defs"]["article"]["properties"]["headline"]["description"] == (
        "The original's own headline, shown only in the citation."
    )
    dates = printed["$defs"]["article"]["properties"]["date"]
    assert dates["patternErrorMessage"].startswith("Write a date as 2020-09-28")


@pytest.mark.parametrize("loader", [yaml.BaseLoader, AsOthersRead])
def test_every_entry_of_the_real_site_is_valid(loader: Any) -> None:
    for path in sorted((HOME / "content").rglob("*.md")):
        kind = KIND_OF_FOLDER[folder_of(path.relative_to(HOME).as_posix())]
        header = yaml.load(header_of(path.read_text(encoding="utf-8")), loader)  # noqa: S506 - safe ones
        assert wrong(header, kind) == [], path.name
    settings = yaml.load((HOME / SETTINGS_FILE).read_text(encoding="utf-8"), loader)  # noqa: S506
    assert wrong(settings, Settings) == []


def headers() -> Iterator[tuple[str, type[Any], Any, list[str], bool]]:
    """Headers of the cases of faults that are YAML: their file, kind and value, what a schema can know of them, and whether
    the loader read the whole of it.
    """
    for case in CASES:
        for path, text in read_case(case).files.items():
            if text is None or not path.endswith((".md", "site.yaml")) or text == good_site().get(path):
                continue
            raw = text.encode("utf-8", "surrogatepass")
            kind = None if path == SETTINGS_FILE else KIND_OF_FOLDER.get(folder_of(path))
            if path == SETTINGS_FILE:
                read: Checked[Any] = read_settings(path, raw)
            elif kind and text.startswith("---\n"):
                read = read_entry(path, raw, kind)
            else:
                continue
            try:
                header = text if path == SETTINGS_FILE else header_of(text)
                value = yaml.load(header, yaml.BaseLoader)  # noqa: S506
            except (yaml.YAMLError, IndexError):
                continue
            known = (f for f in read.faults if f.code in KNOWN and (f.span.column or f.code != "id-invalid"))
            told = [f.code for f in known if not any(word in f.message for word in BEYOND)]
            sound = not any(fault.severity == "error" for fault in read.faults)
            yield f"{case.stem}: {path}", kind or Settings, value, told, sound


HEADERS = list(headers())


@pytest.mark.parametrize(
    ("kind", "value", "told"), [pytest.param(k, v, t, id=n) for n, k, v, t, _ in HEADERS if t]
)
def test_a_fault_that_a_schema_can_know_is_refused(kind: type[Any], value: Any, told: list[str]) -> None:
    assert wrong(value, kind), told


@pytest.mark.parametrize(
    ("kind", "value"), [pytest.param(k, v, id=n) for n, k, v, _, sound in HEADERS if sound]
)
def test_what_the_loader_reads_is_let_through(kind: type[Any], value: Any) -> None:
    assert wrong(value, kind) == []


VALUES = {
    "date": ("events", "title: A\nrefs: a\ndate: {}\n"),
    "coordinates": ("places", "name: A\nsummary: A\ncoordinates: {}\n"),
    "value": ("claims", "question: A?\nstatements:\n  - by: A\n    says: A\n    refs: a\n    value: {}\n"),
    "url": ("sources", "name: A\nurl: {}\n"),
    "lang": ("sources", "name: A\nlang: {}\n"),
    "wikidata": ("sources", "name: A\nwikidata: {}\n"),
    "part_of": ("places", "name: A\nsummary: A\npart_of: {}\n"),
    "redirect_from": ("sources", "name: A\nredirect_from: [{}]\n"),
    "order": ("topics", "title: A\nsummary: A\norder: {}\n"),
    "name": ("sources", "name: {}\n"),
}
"""For each sort of value the folder of a kind that has it, and a header with a place for it."""

PIECES = st.sampled_from(
    [
        *"0123456789-~/.,",
        "..",
        "2020",
        "09",
        "28",
        "-",
        "https://",
        "a.example",
        "Q",
        "en",
        "fa-IR",
        "html",
        "a",
        "é",
        "%",
        "?",
    ]
)


@given(st.sampled_from(sorted(VALUES)), st.lists(PIECES, min_size=1, max_size=8).map("".join))
@example("date", "2020-09-27..2020-09-28~")
@example("date", "2020~/..")
@example("date", "..0001")
@example("value", "500..600~")
@example("coordinates", "-33.31,   144")
def test_a_value_that_the_loader_reads_is_let_through(key: str, text: str) -> None:
    folder, form = VALUES[key]
    quoted = form.format(json.dumps(text))
    read = read_entry(f"content/{folder}/it.md", f"---\n{quoted}---\n".encode(), KIND_OF_FOLDER[folder])
    if not any(fault.severity == "error" for fault in read.faults):
        assert wrong(yaml.load(quoted, yaml.BaseLoader), KIND_OF_FOLDER[folder]) == []  # noqa: S506


def test_an_editor_gets_its_files_and_keeps_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{}", encoding="utf-8")
    for _ in range(2):
        assert cli.run(["schema", "--editor", "vscode", "--root", str(tmp_path)], HOME, build) == 0
    said = capsys.readouterr()
    assert ".vscode/schemas/article.json\n" in said.out
    assert said.err.count(".vscode/settings.json is yours and was left; add to it: {") == 2
    assert "extensions.json is yours" not in said.err
    assert (tmp_path / ".vscode/settings.json").read_text(encoding="utf-8") == "{}"
    article = json.loads((tmp_path / ".vscode/schemas/article.json").read_text(encoding="utf-8"))
    assert article == schema_of(KIND_OF_FOLDER["articles"])
    remark = json.loads((tmp_path / ".remarkrc.json").read_text(encoding="utf-8"))
    assert remark["plugins"][1][1]["schemas"][".vscode/schemas/person.json"] == ["content/people/*.md"]


def test_snippets_complete_headers_and_keys_with_their_words(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert cli.run(["schema", "--editor", "vscode", "--root", str(tmp_path)], HOME, build) == 0
    text = (tmp_path / ".vscode/front-matter.code-snippets").read_text(encoding="utf-8")
    snippets = json.loads(text)
    assert snippets["event (header)"]["body"] == [
        "---", "title: ${1:…}", "date: ${11:2020-09-28}", "refs: [${21:an-id}]", "---", "$0",
    ]  # fmt: skip
    assert snippets["genre (article)"]["body"] == ["genre: ${1|report,analysis,opinion,interview,statement|}"]
    assert snippets[
        "draft (topic, article, document, note, event, claim, person, organisation, place, outlet, page, home page)"
    ]


def test_obsidian_keeps_dates_as_texts(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert cli.run(["schema", "--editor", "obsidian", "--root", str(tmp_path)], HOME, build) == 0
    types = json.loads((tmp_path / ".obsidian/types.json").read_text(encoding="utf-8"))["types"]
    assert (types["date"], types["draft"], types["order"], types["topics"]) == (
        "text",
        "checkbox",
        "number",
        "multitext",
    )


def test_an_editor_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema", "--editor", "vim"], HOME, build) == 2
    assert capsys.readouterr().err == (
        'error: --editor: "vim" is none that is known\n  fix: write one of: vscode, obsidian\n'
    )
