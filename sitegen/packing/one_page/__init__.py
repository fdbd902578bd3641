"""`pages/TOPIC.html`: a topic in one file that needs no other, to print or to send.

contents   what stands in the file, in which order
section    a page of the site as a section of the file
"""

from __future__ import annotations

from pathlib import Path

from sitegen.packing.edition import Counted, Edition
from sitegen.packing.one_page.contents import groups_of
from sitegen.packing.one_page.section import Sections

_BREAK = "\f"
"""Stands in the layout where the sections come: no text of a site holds it."""


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes the file of each topic, one section in memory at a time."""
    pages = folder / "pages"
    pages.mkdir()
    for topic in edition.topics:
        groups = groups_of(edition.index, topic)
        ids = (topic, *(i for group in groups for i in group.ids))
        sections = Sections(edition, ids)
        text = edition.text("topic.html", topic=topic, groups=groups, sections=_BREAK)
        opening, closing = text.split(_BREAK)
        left = counted(ids, len(ids))
        with (pages / f"{topic}.html").open("x", encoding="utf-8", newline="\n") as file:
            file.write(opening)
            file.write(sections.of(next(left), level=2))
            for group in groups:
                file.write(edition.text("group.html", group=group))
                for _ in group.ids:
                    file.write(sections.of(next(left), level=3))
            file.write(closing)
