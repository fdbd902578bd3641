"""`new site`: one entry of each kind, of a bridge that never was, with all that each may say as comments."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen.faults import EnvironmentFault
from sitegen.load.scaffold import scaffold, settings_file
from sitegen.model.kinds import KIND_OF_FOLDER
from sitegen.model.site import Settings
from sitegen.publish.disk import disk

_IGNORED = "/.cache/\n/public/\n/packs/\n/originals/\n"
"""What a site keeps out of Git: what is made of it, and the texts of others that it rests on."""

_NEXT_KEY = re.compile(r"\n(?=\w)")
_SETTINGS = {"title": "The Bridge Briefing", "base_url": "https://bridge.example/"}

_ENTRIES = """\
== index.md
title: The Bridge Briefing

What is known of the bridge over the Lune, who says so, and how sure it is. Change these words in
`content/index.md`, then write entries of your own and delete those about the bridge.

== pages/about.md
title: About
nav: true

This site reads the papers of a town that does not exist. Every statement on it is somebody's.

== topics/bridge.md
title: The bridge
summary: The only bridge over the Lune is closed to lorries. The town says for a month, the builders say
  for longer.
gist: Lorries may not cross the bridge, and nobody agrees for how long.
claims: [how-long-is-the-bridge-closed]

== sources/lune-gazette.md
name: The Lune Gazette
label:
    text: local newspaper
    basis: It calls itself so, and sells its copies in town.

== articles/bridge-closed-to-lorries.md
title: The bridge is closed to lorries
date: 2024-05-03
source: lune-gazette
topics: [bridge]
headline: No more lorries on the old bridge

Lorries may no longer cross the bridge over the Lune, the paper reports. Mayor Anna Berg told it that cracks
were found in two of the five piers, and that cars and buses may go on crossing.

The Lune Bridge Company, which keeps the bridge, says that repairs take until the autumn; the mayor speaks of
a month. Lorries go by way of Oldtown meanwhile, which adds forty minutes.

== documents/order-closing-the-bridge.md
title: Order that closes the bridge to lorries
date: 2024-05-02
issuer: anna-berg
topics: [bridge]
kind: law
refs: bridge-closed-to-lorries

The order is known from the paper alone. It holds for whatever weighs more than 3.5 tonnes.

== notes/what-is-known-of-the-cracks.md
title: What is known of the cracks
topics: [bridge]
updated: 2024-05-04

Two of five piers have cracks [@bridge-closed-to-lorries]. How deep they are nobody has said.

![[how-long-is-the-bridge-closed]]

== events/bridge-closes-to-lorries.md
title: The bridge closes to lorries
date: 2024-05-02
refs: bridge-closed-to-lorries
place: oldtown
actors: [anna-berg]

== claims/how-long-is-the-bridge-closed.md
question: How long is the bridge closed to lorries?
statements:
  - by: anna-berg
    says: For a month.
    refs: bridge-closed-to-lorries
    value: 1
    unit: months
  - by: lune-bridge-company
    says: Until the autumn.
    refs: bridge-closed-to-lorries
    value: 4..
    unit: months

== people/anna-berg.md
name: Anna Berg
summary: Mayor of the town since 2019.
refs: bridge-closed-to-lorries

== organisations/lune-bridge-company.md
name: Lune Bridge Company
summary: It keeps the bridge.
refs: bridge-closed-to-lorries

== places/oldtown.md
name: Oldtown
summary: A village with the next bridge.
refs: bridge-closed-to-lorries
"""
"""By the paths of their files, what the entries say. The rest of a file is made from the class of its kind."""


def lay_site(folder: str) -> str:
    """Write the site below `folder`, which has none yet, and return that folder. Raises `EnvironmentFault`."""
    top = Path(folder)
    if (top / "content").exists():
        fix = "name another folder: nothing is written over what is there"
        raise EnvironmentFault(f"{top} has a folder content/ already", fix)
    beside = top / ".content.new"
    with disk("write", top):
        top.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(beside, ignore_errors=True)
        for path, text in _files():
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).write_text(text, encoding="utf-8", newline="\n")
        if not (top / ".gitignore").exists():
            (top / ".gitignore").write_text(_IGNORED, encoding="utf-8", newline="\n")
        beside.rename(top / "content")
    return folder


def _files() -> Iterator[tuple[str, str]]:
    yield "site.yaml", settings_file(Settings, _SETTINGS)
    for part in _ENTRIES.split("== ")[1:]:
        path, said = part.split("\n", 1)
        header, _, body = said.strip().partition("\n\n")
        values = (line.split(":", 1) for line in _NEXT_KEY.split(header))
        kind = KIND_OF_FOLDER[path.rpartition("/")[0]]
        yield path, scaffold(kind, {key: value.strip(" ") for key, value in values}, body).text
