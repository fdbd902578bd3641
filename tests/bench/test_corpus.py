"""The matter of the benchmark is the same in every run, sound, and said twice."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.bench.corpus import EPITHETS, Corpus, Item, Name, Value, epithet, id_of
from tests.bench.ours import ROOT, TODAY, Ours
from tests.bench.peer import as_hugo

SMALL = Corpus(EPITHETS)
HUGO_NOTE = """\
---
title: A note
topics: [topic-00004]
updated: 2020-01-02
people: [anna-berg]
organisations: []
places: []
date: 2020-01-02
years: []
refs: [report-00002]
---
Then [Anna Berg](/people/anna-berg) and Anna Berg left {{< cite "report-00002" >}}.

{{< claim "claim-00001" >}}

It is [old](/events/event-00003).
"""


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "other"):
        Ours(tmp_path / name).write(SMALL)
        files = sorted((tmp_path / name / "content").rglob("*.*"))
        digests.append([(path.name, sha256(path.read_bytes()).hexdigest()) for path in files])
    assert digests[0] == digests[1]
    assert len(digests[0]) == SMALL.entries + len(["site.yaml", "index.md"])


def test_an_article_is_of_the_size_that_is_told(tmp_path: Path) -> None:
    site = Ours(tmp_path)
    site.write(SMALL)
    sizes = [
        site.source("articles", id_of("articles", number)).stat().st_size for number in range(SMALL.size)
    ]
    assert 4_200 < sum(sizes) / len(sizes) < 4_600


def test_the_site_has_no_fault(tmp_path: Path) -> None:
    """`check` tells whatever a build would, and more; that builds go through is seen where they are measured."""
    site = Ours(tmp_path)
    site.write(SMALL)
    places = ["--root", str(site.root), "--out", str(site.out), "--today", TODAY]
    words = [sys.executable, str(ROOT / "build.py"), "check", *places, "--no-search", "--format", "json"]
    told = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
    assert told["held_back"] == []
    as_asked = {"digest-length", "opening-long"}  # texts are as long as the benchmark wants them
    assert {fault["code"] for fault in told["issues"]} <= as_asked
    assert told["pages"] > SMALL.entries


def test_texts_call_somebody_what_no_entry_knows() -> None:
    names = {
        name for item in SMALL.items() for name in (item.keys.get("name"), *item.keys.get("spellings", []))
    }
    assert names.isdisjoint(map(epithet, range(EPITHETS)))
    assert all(epithet(number) in SMALL.article(number).body for number in range(SMALL.size))


def test_names_and_ids_are_each_of_one_entry() -> None:
    items = list(Corpus(2_000).items())
    assert len({item.id for item in items}) == len(items)
    assert len({item.keys["name"] for item in items if "name" in item.keys}) == sum(
        "name" in item.keys for item in items
    )


def test_hugo_is_told_the_same_in_its_own_words() -> None:
    text = (
        "Then Anna Berg and Anna Berg left [@report-00002].\n\n![[claim-00001]]\n\nIt is [[event-00003|old]]."
    )
    keys: dict[str, Value] = {"title": "A note", "topics": ["topic-00004"], "updated": "2020-01-02"}
    note = Item("notes", "note-00001", keys, text, (Name("people", "anna-berg", "Anna Berg"),))
    assert as_hugo(note) == HUGO_NOTE
