"""What a format is given: the site as it is understood and as it is built, and what every package says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from sitegen.faults import Faults
from sitegen.model.output import Layouts
from sitegen.model.values import Date, DatePoint
from sitegen.model.words import Words
from sitegen.render.environment import Templates
from sitegen.render.site_index import SiteIndex

T = TypeVar("T")


class Counted(Protocol):
    """Passes things on and shows how many of about `total` went by: the progress bar of a format."""

    def __call__(self, things: Iterable[T], total: int) -> Iterator[T]:
        """The things themselves."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One site at one moment, ready to be packed.

    `index` is the site as views see it; `site` the folder in which it stands built, `files` the output paths there,
    sorted. `topic` is the id of the one topic that was asked for, if one was. `when` is the day of the build; `commit`
    what it was made from, "+ changes" behind it where files differ from it, None where Git knows nothing of it. `layouts`
    are there for whoever makes pages anew; `jobs` is the number of processes.
    """

    index: SiteIndex
    site: Path
    files: tuple[str, ...]
    topic: str | None
    when: date
    commit: str | None
    layouts: Layouts
    templates: Templates
    jobs: int = 1

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids of the topics to be packed one by one: the one that was asked for, else all in the order of the site."""
        return (self.topic,) if self.topic else tuple(topic.id for topic in self.index.topics)

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return self.index.words

    @property
    def licence(self) -> str | None:
        """The licence of the texts, in the words of the site."""
        return self.index.settings.licence

    @property
    def made_on(self) -> str:
        """`when` in the words of the site's language."""
        day = DatePoint(self.when.year, self.when.month, self.when.day)
        return self.index.date(Date(self.when.isoformat(), "point", day, day))

    @property
    def style(self) -> str:
        """The style sheet of the site."""
        path = next(path for path in self.files if path.startswith("assets/site.") and path.endswith(".css"))
        return self.built(path).decode()

    def built(self, path: str) -> bytes:
        """The bytes of a file of the built site, by its output path."""
        return (self.site / path).read_bytes()

    def text(self, layout: str, **view: object) -> str:
        """What a layout of `layouts/packs/` makes of a view, the edition and the words.

        Raises:
            SiteError: the layout is at fault.
        """
        faults = Faults()
        made = self.templates.render(f"packs/{layout}", {"edition": self, **view}, layout, faults)
        faults.stop()
        return made or ""
