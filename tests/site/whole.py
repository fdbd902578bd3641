"""A site with a page of every kind: the real one, and beside it what it has none of.

That is: addresses that moved or went, lists long enough to be split, a page written from right to left, and a note
with everything that Markdown can write, some of it too wide for any screen.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from sitegen.cache.cache import Cache
from sitegen.cache.code import code_digest
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link
from sitegen.render.long_lists import LONGEST
from sitegen.render.outputs import OUTPUTS, Pages

ROOT = Path(__file__).parent.parent.parent
BASE_URL = "https://briefing.example/briefing/"
"""Its path is that under which tests serve a folder, so that the links of 404.html lead somewhere."""

_TEXTS = Path(__file__).parent / "additions"
_ADDRESSES = "articles/taken-down.html gone: withdrawn at the author's request\n"
_TOPIC = "---\ntitle: A long topic\nsummary: It has more entries than a page shows.\n---\n"
_OUTLET = "---\nname: The Distant Wire\n---\n"
_ARTICLE = """---
title: The {number} report of the wire
date: {date}
source: distant-wire
topics: [long-topic]
{moved}changes:
  - date: {changed}-01-02
    kind: correction
    note: The date was wrong.
---

The wire reported it.
"""
_EVENT = """---
title: The {number} thing happens
date: {date}
refs: wire-{number}
topics: [long-topic]
---
"""


def write_whole(root: Path) -> None:
    """Write its content/ to `root`."""
    content = root / "content"
    copytree(ROOT / "content", content)
    copytree(_TEXTS, content, dirs_exist_ok=True)
    with (content / "addresses.txt").open("a", encoding="utf-8") as addresses:
        addresses.write(_ADDRESSES)
    (content / "topics" / "long-topic.md").write_text(_TOPIC, encoding="utf-8")
    (content / "sources" / "distant-wire.md").write_text(_OUTLET, encoding="utf-8")
    for number in range(LONGEST + 1):
        # A few for each year: as many pages as there are, and none of them longer than shows how they are made.
        date = f"{2010 + number // 40}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        moved = "" if number else "redirect_from: [articles/an-older-name.html]\n"
        article = _ARTICLE.format(number=number, date=date, moved=moved, changed=2020 + number // 40)
        (content / "articles" / f"wire-{number}.md").write_text(article, encoding="utf-8")
        event = _EVENT.format(number=number, date=date)
        (content / "events" / f"thing-{number}.md").write_text(event, encoding="utf-8")


def remembered(root: Path) -> Cache:
    """What the build of the site at `root` remembers, to read its content again without parsing it."""
    return Cache(root / ".cache/results.sqlite", code_digest(), write=False)


def kinds_of(options: Options) -> list[list[str]]:
    """The output paths of every kind of page, in the order of the table of outputs; the site was built."""
    with remembered(options.root) as cache:
        index = load_and_link(options, Progress(quiet=True), cache).index
    rows = (row for row in OUTPUTS if isinstance(row, Pages))
    return [[path for path, _ in row.addresses(index)] for row in rows]
