"""What every kind of entry has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from sitegen.model.body import EMPTY, Body
from sitegen.model.fields import Change, Form, Language, Origin
from sitegen.model.values import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has. `id`, `origin` and `body` are given by the loader, the rest is front matter."""

    folder: ClassVar[str]
    noun: ClassVar[str]
    title_key: ClassVar[str] = "title"
    body_required: ClassVar[bool] = False

    id: str = field(metadata={"given": True})
    origin: Origin = field(metadata={"given": True}, compare=False)
    body: Body = field(default=EMPTY, metadata={"given": True})
    added: Date | None = None
    draft: bool = False
    lang: Language | None = None
    redirect_from: tuple[Annotated[str, Form("address")], ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def display_title(self) -> str:
        """The words that stand for the entry in lists and links: its title, name or question."""
        return str(getattr(self, self.title_key))
