"""The project's own layouts and the words in them, as a build reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.load import read_layouts
from sitegen.model.output import Layouts
from sitegen.model.site import Settings
from sitegen.model.words import Words

LAYOUTS = Path(__file__).parent.parent / "layouts"


@cache
def layouts(language: str = "en") -> Layouts:
    """The layouts of a site in this language, which has words of its own; English may stand in for some."""
    settings = Settings(title="A site", base_url="https://briefing.example/", language=language)
    read = read_layouts(LAYOUTS, LAYOUTS, settings, Cache())
    assert [fault for fault in read.faults if fault.severity == "error"] == []
    return read.value


def words(language: str = "en") -> Words:
    """The words of such a site."""
    return layouts(language).words
