"""A whole conversation, as an editor program leads it: one process for what changes nothing, one each for how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen import faults
from tests.commands.lsp.client import CAPABILITIES, Client, conversation
from tests.faults.case import write_site

NOTE = "content/notes/why-they-strike.md"
ARTICLE = "content/articles/ferries-stand-still.md"
PERSON = "content/people/anna-berg.md"
HEAD = "---\ntitle: Why they strike\ntopics: [strike]\nupdated: 2024-03-10\n---\n\n"
DAY = ("--today", "2024-06-01")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    root = tmp_path_factory.mktemp("site")
    write_site(root, {})
    with conversation(root, *DAY) as client:
        client.begin()
        client.open(NOTE)
        client.until_told(NOTE, lambda told: told["version"] == 1)
        yield client


def write(client: Client, text: str, path: str = NOTE) -> list[dict[str, Any]]:
    """What is told of a file when its text is another."""
    version = client.type(path, text)
    return client.until_told(path, lambda told: told["version"] == version)


def labels(client: Client, before: str) -> list[str]:
    """What is offered behind a text."""
    write(client, before)
    lines = before.split("\n")
    offered = client.at("completion", NOTE, len(lines), len(lines[-1]) + 1)
    return [item["label"] for item in offered["items"]]


def test_a_fault_is_told_with_its_place_in_utf_16_and_goes_when_it_is_mended(client: Client) -> None:
    (fault,) = write(client, HEAD + "\U0001f6a2 they ask [[anna-burg]].\n")
    start = {"line": 6, "character": len("xx they ask ")}
    assert fault["range"] == {"start": start, "end": {"line": 6, "character": start["character"] + 13}}
    assert (fault["code"], fault["severity"], fault["source"]) == ("reference-missing", 1, "briefing-site")
    assert fault["message"] == 'there is no entry "anna-burg"\nfix: did you mean anna-berg?'
    assert write(client, HEAD + "They ask [[anna-berg]].\n") == []


def test_a_letter_with_its_accent_apart_is_two_places_for_the_program_and_one_for_us(client: Client) -> None:
    (fault,) = write(client, HEAD + "Cafe\u0301 [[anna-burg]].\n")
    assert fault["range"]["start"]["character"] == len("Cafe\u0301 ")


def test_what_is_saved_nowhere_is_a_fault_elsewhere(client: Client) -> None:
    """A person is called otherwise in the editor, and the text that names her is told of it."""
    write(client, HEAD + "They ask [[Anna Berg]].\n")
    saved = client.open(PERSON)
    write(client, saved.replace("Anna Berg", "Anna Born"), PERSON)
    told = client.until_told(NOTE, lambda told: told["diagnostics"] != [])
    assert [fault["code"] for fault in told] == ["reference-missing"]
    client.notify("textDocument/didClose", textDocument={"uri": client.uri(PERSON)})
    client.until_told(NOTE, lambda told: told["diagnostics"] == [])


def test_ids_and_names_are_offered_in_references(client: Client) -> None:
    assert labels(client, HEAD + "They ask [[anna") == ["anna-berg", "Anna Berg"]
    assert labels(client, HEAD + "They ask [@") == ["ferries-stand-still"]
    assert labels(client, HEAD + "![[how") == ["how-many-walked-out"]


def test_an_offer_stands_instead_of_what_was_typed(client: Client) -> None:
    write(client, HEAD + "\U0001f6a2 [[harb]]\n")
    (item,) = client.at("completion", NOTE, 7, 1 + len("xx [[harb"))["items"][:1]
    edit = {"start": {"line": 6, "character": 5}, "end": {"line": 6, "character": 9}}
    assert item["textEdit"] == {"range": edit, "newText": "old-harbour"}
    assert item["documentation"]["value"].startswith("**Old Harbour**\n\nplace · `old-harbour`")


def test_keys_and_values_are_offered_in_front_matter(client: Client) -> None:
    assert "summary" in labels(client, "---\ntitle: Why they strike\ntopics: [strike]\n")
    assert "title" not in labels(client, "---\ntitle: Why they strike\n")
    assert labels(client, "---\ntopics: [str") == ["strike"]
    assert labels(client, "---\ntopics:\n  - str") == ["strike"]
    assert labels(client, "---\nupdated: 20") == ["2024-06-01"]
    assert labels(client, "---\nkind: e") == ["explainer"]
    assert labels(client, "---\nchanges:\n  - date: 2024-06-01\n    kind: co") == ["correction"]
    assert labels(client, "---\nchanges:\n  - no") == ["note"]


def test_what_is_known_of_an_entry_and_a_key_is_shown_over_it(client: Client) -> None:
    write(client, HEAD + "They ask [[anna-berg]].\n")
    over_reference = client.at("hover", NOTE, 7, 14)["contents"]["value"]
    assert over_reference == "**Anna Berg**\n\nperson · `anna-berg`\n\nShe speaks for the crews."
    assert client.at("hover", NOTE, 4, 3)["contents"]["value"].startswith("**updated** (needed)\n\n")
    assert client.at("hover", NOTE, 7, 2) is None


def test_a_reference_leads_to_its_entry_and_the_entry_knows_who_leads_to_it(client: Client) -> None:
    write(client, HEAD + "They ask, says [Anna](../people/anna-berg.md), [@ferries-stand-still].\n")
    assert client.at("definition", NOTE, 7, 20)["uri"] == client.uri(PERSON)
    assert client.at("definition", NOTE, 7, 55)["uri"] == client.uri(ARTICLE)
    assert client.at("definition", NOTE, 3, 11)["uri"] == client.uri("content/topics/strike.md")
    found = client.at("references", PERSON, 1, 1, context={"includeDeclaration": False})
    assert client.uri("content/claims/how-many-walked-out.md") in {place["uri"] for place in found}


def test_the_headings_are_the_outline(client: Client) -> None:
    write(client, HEAD + "## One\n\nText.\n\n### Inside\n\nText.\n\n## Two\n\nText.\n")
    (top,) = client.ask("textDocument/documentSymbol", textDocument={"uri": client.uri(NOTE)})
    assert top["name"] == "Why they strike"
    assert [(s["name"], [i["name"] for i in s["children"]]) for s in top["children"]] == [
        ("One", ["Inside"]),
        ("Two", []),
    ]


def test_a_fix_that_says_word_for_word_what_to_write_is_an_edit(client: Client) -> None:
    write(client, HEAD + "They ask [[anna-burg]].\n")
    place = {"start": {"line": 6, "character": 12}, "end": {"line": 6, "character": 12}}
    (action,) = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": client.uri(NOTE)},
        range=place,
        context={"diagnostics": []},
    )
    assert action["title"] == "Did you mean anna-berg?"
    (edit,) = action["edit"]["changes"][client.uri(NOTE)]
    assert edit["newText"] == "anna-berg"
    assert edit["range"] == {"start": {"line": 6, "character": 11}, "end": {"line": 6, "character": 20}}


def test_a_rename_is_that_of_the_command(client: Client) -> None:
    write(client, HEAD + "They ask [[anna-berg]] and [[Anna Berg]].\n")
    assert client.at("prepareRename", NOTE, 7, 14)["placeholder"] == "anna-berg"
    edit = client.at("rename", NOTE, 7, 14, newName="anna-born")
    changed = {
        one["textDocument"]["uri"]: [e["newText"] for e in one["edits"]]
        for one in edit["documentChanges"]
        if "edits" in one
    }
    assert changed[client.uri(NOTE)] == ["They ask [[anna-born]] and [[Anna Berg]]."]
    assert changed[client.uri("content/claims/how-many-walked-out.md")] == ["  - by: anna-born"]
    assert "redirect_from: [people/anna-berg.html]" in "".join(changed[client.uri(PERSON)])
    (move,) = [one for one in edit["documentChanges"] if "kind" in one]
    assert (move["oldUri"], move["newUri"]) == (
        client.uri(PERSON),
        client.uri("content/people/anna-born.md"),
    )
    with pytest.raises(ValueError, match='the id "strike" is taken'):
        client.at("rename", NOTE, 7, 14, newName="strike")


def test_files_that_are_no_content_are_nobody_s_business(client: Client) -> None:
    (client.root / "README.md").write_text("[[no-such-thing]]", encoding="utf-8")
    client.open("README.md")
    assert client.at("hover", "README.md", 1, 4) is None
    write(client, HEAD + "They ask [[anna-burg]].\n")
    assert client.uri("README.md") not in client.diagnostics


def test_nonsense_does_not_end_it(client: Client) -> None:
    for body in (b"{", b"[]", b"17", b"[" * 5000, b'{"jsonrpc": "2.0", "method": 7}', b"\xff\xfe"):
        client.send(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    client.send(b"no header\r\n\r\n")
    with pytest.raises(ValueError, match="Method Not Found"):
        client.ask("textDocument/makeTea")
    assert client.at("hover", NOTE, 4000, 4000) is None
    assert write(client, HEAD + "They ask [[anna-berg]].\n") == []


def test_a_burst_of_changes_is_answered_once_it_is_over(client: Client) -> None:
    for number in range(2000):
        client.type(NOTE, HEAD + f"They ask [[anna-berg]] {number} times.\n")
    (fault,) = write(client, HEAD + "They ask [[anna-burg]].\n")
    assert fault["code"] == "reference-missing"


def test_a_file_that_comes_or_goes_is_noticed(client: Client) -> None:
    write(client, HEAD + "They ask [[karl-lund]].\n")
    somebody = client.root / "content/people/karl-lund.md"
    somebody.write_text("---\nname: Karl Lund\nsummary: A pilot.\n---\n", encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", changes=[{"uri": somebody.as_uri(), "type": 1}])
    client.until_told(NOTE, lambda told: told["diagnostics"] == [])
    somebody.unlink()
    client.notify("workspace/didChangeWatchedFiles", changes=[{"uri": somebody.as_uri(), "type": 3}])
    client.until_told(NOTE, lambda told: told["diagnostics"] != [])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_site(tmp_path, {})
    return tmp_path


def test_a_program_that_goes_without_a_word_was_at_fault(root: Path) -> None:
    with conversation(root, *DAY) as client:
        client.begin({**CAPABILITIES, "general": {"positionEncodings": ["utf-8"]}})
        assert client.process.stdin
        client.process.stdin.close()
        assert client.process.wait(30) == faults.EXIT_CONTENT


def test_a_message_that_claims_to_be_endless_ends_it(root: Path) -> None:
    with conversation(root, *DAY) as client:
        client.begin()
        client.send(b"Content-Length: 99999999999999\r\n\r\n")
        assert client.process.wait(30) == faults.EXIT_CONTENT


def test_a_program_that_cannot_move_files_is_told_the_command(root: Path) -> None:
    with conversation(root, *DAY) as client:
        client.begin({**CAPABILITIES, "workspace": {"workspaceEdit": {"documentChanges": True}}})
        client.open(NOTE, HEAD + "They ask [[anna-berg]].\n")
        client.until_told(NOTE, lambda told: told["version"] == 1)
        with pytest.raises(ValueError, match=r"run python build\.py rename anna-berg anna-born"):
            client.at("rename", NOTE, 7, 14, newName="anna-born")
        client.end()


def test_the_program_s_own_units_are_used_and_it_ends_when_it_is_told_to(root: Path) -> None:
    with conversation(root, *DAY) as client:
        can = client.begin({**CAPABILITIES, "general": {"positionEncodings": ["utf-8", "utf-16"]}})
        assert can["capabilities"]["positionEncoding"] == "utf-8"
        client.open(NOTE, HEAD + "\U0001f6a2 [[anna-burg]].\n")
        (fault,) = client.until_told(NOTE, lambda told: told["diagnostics"] != [])
        assert fault["range"]["start"]["character"] == 5
        assert client.end() == faults.EXIT_DONE
