"""What a run of `import` came to: the table at its end for people, and its JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from shutil import get_terminal_size
from typing import Any

from sitegen.commands.excerpt import visible
from sitegen.faults import Fault
from sitegen.importing.known_site import FoundName
from sitegen.importing.page import Fact, Furniture, Story

_FIELDS = ("headline", "date", "source", "authors", "url", "lang")
_WIDEST = (52, 30, 26, 24, 50)
"""Columns of the table, which is left out where the terminal has no room for it; a pipe has."""

_GAP = "  "
_ALL = sum(_WIDEST) + len(_GAP) * len(_WIDEST)


@dataclass(frozen=True, slots=True)
class Matched:
    """A story with what the site knows of it: its outlet, its topics with their scores, its names, its runs of words."""

    story: Story
    outlet: str | None
    topics: tuple[tuple[str, float], ...]
    names: tuple[FoundName, ...]
    runs: frozenset[int]

    @property
    def outlet_name(self) -> str:
        """What the outlet is called: its id where it is known, else its name as the page has it; empty where it has none."""
        return self.outlet or (self.story.source.value if self.story.source else "")


@dataclass(frozen=True, slots=True)
class Original:
    """A text that was there before: the name by which a copy is told of it, and its outlet (empty: not known)."""

    name: str
    outlet: str


@dataclass(slots=True)
class Tally:
    """What a run came to so far. `details` says that its JSON is wanted: of ten thousand pages it is large."""

    details: bool
    stories: list[dict[str, Any]] = field(default_factory=list)
    furniture: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    pages: int = 0
    written: int = 0
    known: int = 0
    skipped: int = 0

    def add(self, matched: Matched, same: Original | None) -> None:
        """Add a story; `same` is what it is a copy of."""
        self.known += same is not None
        self.rows.append(_row(matched, same))
        if self.details:
            self.stories.append(_as_json(matched, same))

    def add_page(self, furniture: Sequence[Furniture], faults: Sequence[Fault]) -> None:
        """Add a page without its stories."""
        self.pages += 1
        self.faults += faults
        if self.details:
            self.furniture += (
                {"file": f.file, "start": f.start, "end": f.end, "why": f.why} for f in furniture
            )

    def told(self, *, is_trial: bool) -> str:
        """The table of all stories, and a line that counts."""
        parts = [
            f"{_counted(self.pages, 'page', 'pages')} read",
            f"{_counted(self.skipped, 'page', 'pages')} brought here before" if self.skipped else "",
            _counted(len(self.rows), "story", "stories"),
            f"{self.known} known already",
            "nothing written" if is_trial else f"{_counted(self.written, 'file', 'files')} written",
        ]
        return "\n".join((*_table(self.rows), ", ".join(filter(None, parts))))


def _as_json(matched: Matched, same: Original | None) -> dict[str, Any]:
    story = matched.story
    facts: dict[str, Fact[Any]] = {name: getattr(story, name) for name in _FIELDS}
    values = {name: fact.value if fact else None for name, fact in facts.items()}
    basis = {
        name: {"how": fact.how if fact else "unknown", "from": fact.origin if fact else ""}
        for name, fact in facts.items()
    }
    return {
        "file": story.file,
        "start": story.start,
        "end": story.end,
        **values,
        "authors": list(values["authors"] or ()),
        "date_basis": basis["date"]["how"],
        "topics": [{"id": topic, "score": score} for topic, score in matched.topics],
        "names": [{"text": n.text, "id": n.id, "count": n.count} for n in matched.names],
        "partial": story.partial,
        "duplicate_of": same.name if same else None,
        "outlet": matched.outlet,
        "archive_url": story.archive_url,
        "accessed": story.accessed.isoformat() if story.accessed else None,
        "basis": basis,
    }


def _row(matched: Matched, same: Original | None) -> tuple[str, ...]:
    """A line of the table at the end."""
    story = matched.story
    date = f"{story.date.value} ({story.date.how})" if story.date else "date unknown"
    outlet = matched.outlet_name or "outlet unknown"
    new = "" if matched.outlet or not matched.outlet_name else " (new)"
    topic = f"{matched.topics[0][0]} {matched.topics[0][1]:.2f}" if matched.topics else "no topic"
    headline = story.headline.value if story.headline else "(no headline)"
    return headline, date, f"{outlet}{new}", topic, _state(matched, same)


def _state(matched: Matched, same: Original | None) -> str:
    """Whether a story is new. Where two outlets have one text, both are named: one of them has it from the other, or both
    from an agency.
    """
    carrier = matched.story.via or ""
    if same and same.outlet and matched.outlet_name not in (same.outlet, ""):
        carrier = carrier or matched.outlet_name
    state = f"copy of {same.name}" if same else "new, in part" if matched.story.partial else "new"
    return f"{state}, carried by {carrier}" if carrier else state


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A line for each story, in columns; two lines, where a line is too narrow for them."""
    if not rows:
        return
    if get_terminal_size((_ALL, 0)).columns < _ALL:
        for headline, *rest in rows:
            yield visible(headline)
            yield f"{_GAP}{visible(' · '.join(rest))}"
        return
    for row in (("story", "date", "outlet", "topic", ""), *rows):
        cells = (_cell(visible(text), width) for text, width in zip(row, _WIDEST, strict=True))
        yield _GAP.join(cells).rstrip()


def _cell(text: str, width: int) -> str:
    return (text if len(text) <= width else f"{text[: width - 1]}…").ljust(width)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
