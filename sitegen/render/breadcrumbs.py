"""Where a page stands: from home to the page above it. What a reader sees and what structured data says is this."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import urls
from sitegen.model.kinds import Entry
from sitegen.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Step:
    """A page above another: its output path and its title; its id where it is that of a `topic`."""

    path: str
    title: str
    topic: str = ""


def breadcrumbs(index: SiteIndex, entry: Entry) -> tuple[Step, ...]:
    """From home to the page above that of an entry; of home itself nothing."""
    if index.paths[entry.id] == urls.HOME:
        return ()
    home = Step(urls.HOME, index.words("frame.home"))
    if entry.below == "home":
        return (home,)
    if entry.below == "topic":
        topics = index.linked(entry.id).topics[:1]
        return (home, *(Step(index.paths[topic], index.title(topic), topic) for topic in topics))
    return (home, Step(urls.NAVIGATION[entry.below], index.words(f"nav.{entry.below}")))
