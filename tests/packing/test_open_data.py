"""`data/`: read by rdflib and by the command line of SQLite, and held against what its own description says of it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.compare import isomorphic

from sitegen.cache import codec
from sitegen.model.body import Block, Body, Words
from sitegen.model.kinds import KINDS
from sitegen.model.schema import keys_of
from sitegen.model.site import LinkedText
from sitegen.packing.open_data import sqlite_file
from sitegen.packing.open_data.json_ld import CONTEXT
from sitegen.packing.open_data.rows import entries_table, words_in
from sitegen.packing.open_data.tables import columns_of, groups_of, tables, words_of
from tests.packing.packed import files_in, pack, packed, site_at

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib, by rdflib
SCHEMA = Namespace("http://schema.org/")
FILES = {
    "content/people/anna-berg.md": "---\nname: Anna Berg\nsummary: She speaks for the crews.\naliases: [Anna Maria Berg]\n"
    "spellings: [Anna Bergh]\nnative: [{text: Анна Берг, lang: ru}]\nroles: [{role: Speaker, date: 2024-03/.., "
    "organisation: ferry-company, refs: ferries-stand-still}]\n---\n",
    "content/claims/how-many-walked-out.md": "---\nquestion: How many walked out?\nstatements:\n"
    "  - {by: anna-berg, says: All of us did., refs: ferries-stand-still, value: 30.., unit: crew members}\n"
    "  - {by: The mayor, says: Few did., refs: ferries-stand-still, denied_by: [ferry-company], date: 2024-03-04..2024-03-05}\n---\n",
    "content/site.yaml": "title: The Harbour Briefing\nbase_url: https://harbour.example/\nlicence: CC BY 4.0 for our text\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site_at(tmp_path / "site", FILES)


@pytest.fixture
def data(root: Path) -> Path:
    return packed(root, "data") / "data"


def rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_entry_has_a_row_and_one_of_its_kind(data: Path) -> None:
    entries = {row["id"]: row["kind"] for row in rows(data, "entries")}
    assert len(entries) == 11
    assert entries["anna-berg"] == "person"
    (person,) = rows(data, "people")
    assert (person["id"], person["name"]) == ("anna-berg", "Anna Berg")


def test_an_entry_is_told_by_its_page_and_by_its_text(data: Path) -> None:
    (article,) = (row for row in rows(data, "entries") if row["kind"] == "article")
    assert article["url"] == "https://harbour.example/articles/ferries-stand-still.html"
    assert article["thing"] == "https://harbour.example/articles/ferries-stand-still.html#this"
    assert article["text"].startswith(
        "The crews of all three ferries stayed on land on Monday, the paper reports."
    )


def test_statements_keep_who_says_what_and_how_sure_it_is(data: Path) -> None:
    first, second = rows(data, "statements")
    assert (first["entry"], first["number"], first["by"], first["by_id"]) == (
        "how-many-walked-out",
        "1",
        "anna-berg",
        "anna-berg",
    )
    assert (first["value"], first["value_low"], first["value_high"], first["value_about"]) == (
        "30..",
        "30",
        "",
        "false",
    )
    assert (second["by"], second["by_id"]) == ("The mayor", "")
    assert (second["date"], second["date_edtf"]) == ("2024-03-04..2024-03-05", "[2024-03-04..2024-03-05]")
    assert (second["date_earliest"], second["date_latest"]) == ("2024-03-04", "2024-03-05")


def test_every_name_has_a_row(data: Path) -> None:
    assert [
        (row["text"], row["kind"], row["lang"]) for row in rows(data, "names") if row["entry"] == "anna-berg"
    ] == [
        ("Anna Berg", "name", ""),
        ("Anna Maria Berg", "alias", ""),
        ("Anna Bergh", "spelling", ""),
        ("Анна Берг", "native", "ru"),
    ]


def test_whatever_refers_to_an_entry_is_a_relation(data: Path) -> None:
    found = {tuple(row.values()) for row in rows(data, "relations")}
    assert {
        ("how-many-walked-out", "statements.by", "1", "anna-berg"),
        ("how-many-walked-out", "statements.denied_by", "2", "ferry-company"),
        ("how-many-walked-out", "topic", "0", "strike"),
        ("anna-berg", "roles.organisation", "1", "ferry-company"),
        ("ferries-stand-still", "source", "0", "gazette"),
        ("ferries-stand-still", "text", "0", "ferry-company"),
        ("why-they-strike", "citation", "0", "ferries-stand-still"),
    } <= found


def test_the_graph_is_that_of_the_pages(root: Path, data: Path) -> None:
    pages = Graph()
    for page in (root / ".cache/pack/site").rglob("*.html"):
        for script in re.findall(r'ld\+json">(.*?)</script>', page.read_text(encoding="utf-8")):
            said = json.loads(script)
            assert said["@context"] == "https://schema.org"
            pages.parse(data=json.dumps(said | {"@context": CONTEXT}), format="json-ld")
    graph = Graph().parse(data / "site.jsonld", format="json-ld")
    assert len(graph) > 100
    assert isomorphic(graph, pages)


def test_addresses_of_the_graph_are_addresses_and_no_texts(data: Path) -> None:
    graph = Graph().parse(data / "site.jsonld", format="json-ld")
    told = [graph.objects(None, SCHEMA[name]) for name in ("url", "mainEntityOfPage", "isPartOf")]
    assert all(not isinstance(value, Literal) for values in told for value in values)


def sqlite(data: Path, query: str) -> list[str]:
    command = ["sqlite3", "-readonly", str(data / "site.sqlite"), query]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize("words", ["Bergh", "анна", "Anna Maria"])
def test_a_name_is_found_in_whatever_spelling(data: Path, words: str) -> None:
    query = (
        "SELECT id FROM entries JOIN entries_fts ON entries.rowid = entries_fts.rowid WHERE kind = 'person'"
    )
    assert sqlite(data, f"{query} AND entries_fts MATCH '{words}'") == ["anna-berg"]


def test_the_database_says_how_to_search_it(data: Path) -> None:
    (told,) = sqlite(data, "SELECT meaning FROM documentation WHERE \"table\" = 'entries_fts'")
    query = told.partition(": ")[2].replace("words", "Bergh")
    assert sqlite(data, query) == ["anna-berg|Anna Berg"]


def test_a_draft_is_told_from_what_is_published(root: Path) -> None:
    note = root / "content/notes/why-they-strike.md"
    note.write_text(
        note.read_text(encoding="utf-8").replace("---\n", "---\ndraft: true\n", 1), encoding="utf-8"
    )
    assert "why-they-strike" not in {row["id"] for row in rows(packed(root, "data") / "data", "entries")}
    drafts = {row["id"]: row["draft"] for row in rows(packed(root, "data", "--drafts") / "data", "entries")}
    assert [entry for entry, draft in drafts.items() if draft == "true"] == ["why-they-strike"]
    assert set(drafts.values()) == {"true", "false"}


def test_the_database_holds_what_the_tables_do(data: Path) -> None:
    assert sqlite(data, "PRAGMA integrity_check; PRAGMA foreign_key_check;") == ["ok"]
    for table in ("entries", *(table.name for table in tables())):
        assert len(sqlite(data, f"SELECT 1 FROM {table}")) == len(rows(data, table))  # noqa: S608 - our names
    assert sqlite(data, "SELECT value FROM about WHERE key = 'licence'") == ["CC BY 4.0 for our text"]


def test_every_table_and_column_is_explained(data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        assert resource["description"], resource["name"]
        for field in resource.get("schema", {"fields": []})["fields"]:
            assert field["description"], f"{resource['name']}.{field['name']}"
    assert sqlite(data, "SELECT count(*) FROM documentation WHERE meaning = ''") == ["0"]


def test_the_description_says_what_may_be_done_with_it(data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert described["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
            "title": "CC BY 4.0 for our text",
        }
    ]
    assert described["created"] == "2026-11-28T00:00:00Z"


TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": ("true", "false").index,
}


def faults(resource: dict[str, Any], data: Path, ids: set[str]) -> Iterator[str]:
    """Where a table is not what its schema says (Table Schema 1)."""
    fields = resource["schema"]["fields"]
    with (data / resource["path"]).open(encoding="utf-8", newline="") as file:
        header, *found = csv.reader(file)
    if header != [field["name"] for field in fields]:
        yield f"header {header}"
    for number, row in enumerate(found):
        for field, value in zip(fields, row, strict=True):
            limits = field.get("constraints", {})
            if value:
                TYPES[field["type"]](value)
            elif limits.get("required"):
                yield f"{number}: no {field['name']}"
            if value and value not in limits.get("enum", [value]):
                yield f"{number}: {field['name']} {value}"
    keys = [tuple(row[header.index(name)] for name in resource["schema"]["primaryKey"]) for row in found]
    if len(set(keys)) != len(keys):
        yield "a key stands twice"
    for key in resource["schema"].get("foreignKeys", ()):
        assert key["reference"] == {"resource": "entries", "fields": "id"}
        lost = {row[header.index(key["fields"])] for row in found} - ids - {""}
        yield from (f"{key['fields']} {one}" for one in lost)


def test_every_table_is_what_its_description_says(data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    ids = {row["id"] for row in rows(data, "entries")}
    described_tables = [resource for resource in described["resources"] if "schema" in resource]
    assert len(described_tables) == len(list(data.glob("*.csv")))
    assert [fault for table in described_tables for fault in faults(table, data, ids)] == []
    sizes = {resource["path"]: resource["bytes"] for resource in described["resources"]}
    assert sizes == {path: len(text) for path, text in files_in(data).items() if path != "datapackage.json"}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.folder])
def test_no_key_of_the_content_is_lost(kind: Any) -> None:
    """Each is a column, a table of its own, a list of names or words, or a relation."""
    columns = {column.name for column in (*columns_of(kind), *entries_table().columns)}
    told = {key.name for key, _ in groups_of(kind)} | {key.name for key in words_of(kind)}
    told |= {"aliases", "spellings", "native"}
    lost = [
        key.name
        for key in keys_of(kind).values()
        if key.name not in told
        and not key.ids
        and not any(f"{name}_".startswith(f"{key.name}_") for name in columns)
    ]
    assert lost == ["editor_note"]


def test_two_runs_make_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = site_at(tmp_path / "other", FILES)
    assert files_in(packed(root, "data")) == files_in(packed(other, "data"))


def test_a_full_disk_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite is given a file that may not grow."""
    monkeypatch.setattr(sqlite_file, "_OPENING", (*sqlite_file._OPENING, "PRAGMA max_page_count = 20"))
    assert pack(root, "data") == 2
    assert "no space left on device\n  fix: free some space on that disk" in capsys.readouterr().err
    assert not (root / "packs").exists()


def test_a_text_of_which_the_words_are_asked_stays_unread_in_memory() -> None:
    body = codec.decode(
        codec.encode(Body.of((Words("The crews"), Words(" walked out.")), (Block(0, 2),)).keyed())
    )
    assert words_in(LinkedText(body)) == "The crews walked out."
    assert body.text.content(lambda _: b"it was read") != b"it was read"
