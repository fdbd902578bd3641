"""Writing drafts: those of a page, their originals and their outlets, all or none of them, and nothing over another file.

That a page was brought here is noted before its drafts are written, and holds only while their originals are there: so a
run that is killed at any moment neither leaves a page out nor brings it in twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.commands.excerpt import visible
from sitegen.commands.import_pages.originals import texts
from sitegen.importing.drafts import DraftText, draft_of, outlet_name
from sitegen.importing.known_site import FoundName, KnownSite
from sitegen.importing.page import Story
from sitegen.load.ids import id_from
from sitegen.load.scaffold import block, scaffold, scalar, yaml_of
from sitegen.model.kinds import Article, Entry, Outlet
from sitegen.model.schema import keys_of
from sitegen.names.fold import fold_all
from sitegen.publish.disk import disk
from sitegen.publish.file_changes import FileChange, change_files
from sitegen.urls import ORIGINALS_FOLDER

_IGNORE = "# The texts of others, kept for comparison, never published.\n*\n"
_BROUGHT = "imported.txt"
"""In the cache: a line for each page that was brought here, its digest and the ids of its drafts."""

_DRAFTS = "content/"


@dataclass(slots=True)
class Desk:
    """Where drafts are written: the site's folder and its cache, the ids that are taken, the outlets that have a draft since
    this run began. The caller holds the lock.
    """

    root: Path
    cache_dir: Path
    known: KnownSite
    taken: set[str]
    today: date
    language: str
    drafted: dict[str, str] = field(default_factory=dict)

    def write(
        self,
        page: str,
        digest: str,
        stories: Sequence[tuple[Story, Sequence[tuple[str, float]], Sequence[FoundName]]],
    ) -> int:
        """Write the drafts of the stories of a page, each with its topics and names; return how many files of content.

        Raises:
            EnvironmentFault: one cannot be written; then none is.
        """
        files: dict[str, str] = {}
        ids = []
        for story, topics, names in stories:
            outlet = self._outlet(story, files)
            draft = draft_of(story, outlet, topics, names, self.today, self.language)
            article = self._take(draft.values["title"][0], Article)
            files[f"{_DRAFTS}{Article.folder}/{article}.md"] = _text_of(draft)
            headline = f"{story.headline.value}\n" if story.headline else ""
            files[f"{ORIGINALS_FOLDER}/{article}.txt"] = f"{headline}{story.text}\n"
            ids.append(article)
        _remember(self.cache_dir / _BROUGHT, digest, ids)
        if files:
            what = f"the drafts of {visible(page)}"
            change_files(self.root, self.cache_dir, what, list(self._changes(files)))
        return sum(path.startswith(_DRAFTS) for path in files)

    def _outlet(self, story: Story, files: dict[str, str]) -> str:
        """The id of the outlet of a story; one that is not known gets a draft of its own."""
        name = outlet_name(story.source, story.headline.value if story.headline else "")
        address = story.url.value if story.url else None
        found = self.known.outlet(name, address) if story.source else None
        key = "".join(fold_all(name))
        if found or key in self.drafted:
            return found or self.drafted[key]
        outlet = self.drafted[key] = self._take(name, Outlet)
        values = {"name": scalar(name), "draft": "true", "added": self.today.isoformat()}
        host = urlsplit(address).hostname if address and story.source and not story.via else None
        if host:
            values["url"] = f"https://{host}/"
        files[f"content/{Outlet.folder}/{outlet}.md"] = scaffold(Outlet, values).text
        return outlet

    def _take(self, title: str, kind: type[Entry]) -> str:
        name = id_from(title, kind.noun, self.taken)
        self.taken.add(name)
        return name

    def _changes(self, files: Mapping[str, str]) -> Iterator[FileChange]:
        ignore = f"{ORIGINALS_FOLDER}/.gitignore"
        if not (self.root / ignore).exists():
            yield FileChange(ignore, None, _IGNORE.encode())
        for path, text in files.items():
            with disk("make", (self.root / path).parent):
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            yield FileChange(path, None, text.encode(errors="replace"))


def _text_of(draft: DraftText) -> str:
    keys = keys_of(Article)
    values = {key: yaml_of(keys[key], given) for key, given in draft.values.items()}
    for key, doubt in draft.unsure.items():
        values[key] += f"  # {doubt}"
    if draft.via:
        values["via"] = block({"name": scalar(draft.via)}, is_list=False)
    return scaffold(Article, values, draft.body).text


def _remember(path: Path, digest: str, ids: Sequence[str]) -> None:
    """Note that a page with that digest is brought here as the drafts `ids`."""
    with disk("write", path), path.open("a", encoding="utf-8") as file:
        file.write(f"{digest} {','.join(ids)}\n")
        file.flush()
        os.fsync(file.fileno())


def brought_before(cache_dir: Path, root: Path) -> frozenset[str]:
    """The digests of the pages that were brought here before: those of which every original is still there."""
    try:
        lines = (cache_dir / _BROUGHT).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    pairs = (line.split(" ", 1) for line in lines if " " in line)
    kept = {name for name, _ in texts(root)}
    return frozenset(digest for digest, ids in pairs if kept.issuperset(filter(None, ids.split(","))))
