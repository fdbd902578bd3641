"""Writing drafts: those of a page, their originals and their outlets, all or none of them, and nothing over another file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.commands.import_pages.originals import FOLDER
from sitegen.importing.drafts import DraftText, draft_of, outlet_name
from sitegen.importing.known_site import FoundName, KnownSite
from sitegen.importing.page import Story
from sitegen.load.ids import id_from
from sitegen.load.scaffold import block, scaffold, scalar, yaml_of
from sitegen.model.kinds import Article, Entry, Outlet
from sitegen.model.schema import keys_of
from sitegen.names.fold import fold_all
from sitegen.publish.disk import disk

_IGNORE = "# The texts of others, kept for comparison, never published.\n*\n"


@dataclass(slots=True)
class Desk:
    """Where drafts are written: the site's folder, the ids that are taken, the outlets that have a draft since this run began."""

    root: Path
    known: KnownSite
    taken: set[str]
    today: date
    language: str
    drafted: dict[str, str] = field(default_factory=dict)

    def write(
        self, stories: Sequence[tuple[Story, Sequence[str], Sequence[FoundName]]]
    ) -> tuple[list[str], list[str]]:
        """Write the drafts of the stories of one page, each with its topics and names; return their ids and all paths.

        Raises:
            EnvironmentFault: one cannot be written; then none is.
        """
        files: dict[str, str] = {}
        ids = []
        for story, topics, names in stories:
            outlet = self._outlet(story, files)
            draft = draft_of(story, outlet, topics, names, self.today, self.language)
            article = self._take(draft.values["title"][0], Article)
            files[f"content/{Article.folder}/{article}.md"] = _text_of(draft)
            headline = f"{story.headline.value}\n" if story.headline else ""
            files[f"{FOLDER}/{article}.txt"] = f"{headline}{story.text}\n"
            ids.append(article)
        self._save(files)
        return ids, [path for path in files if path.startswith("content/")]

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

    def _save(self, files: Mapping[str, str]) -> None:
        written: list[Path] = []
        try:
            for path, text in files.items():
                place = self.root / path
                with disk("write", place):
                    _make_folder(place.parent, self.root)
                    with place.open("x", encoding="utf-8", newline="\n") as file:
                        written.append(place)
                        file.write(text)
        except BaseException:
            for place in written:
                with suppress(OSError):
                    place.unlink()
            raise


def _make_folder(folder: Path, root: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    if folder == root / FOLDER:
        (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")


def _text_of(draft: DraftText) -> str:
    keys = keys_of(Article)
    values = {key: yaml_of(keys[key], given) for key, given in draft.values.items()}
    if draft.via:
        values["via"] = block({"name": scalar(draft.via)}, is_list=False)
    return scaffold(Article, values, draft.body).text


def remember(path: Path, digest: str, ids: Sequence[str]) -> None:
    """Note that a page with that digest was brought here as the drafts `ids`."""
    with disk("write", path), path.open("a", encoding="utf-8") as file:
        file.write(f"{digest} {','.join(ids)}\n")
        file.flush()
        os.fsync(file.fileno())


def remembered(path: Path, root: Path) -> dict[str, str]:
    """The pages that were brought here before, by digest, with their ids: those of which an original is still there."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    pairs = (line.split(" ", 1) for line in lines if " " in line)
    kept = {path.stem for path in (root / FOLDER).glob("*.txt")}
    return {digest: ids for digest, ids in pairs if kept.issuperset(filter(None, ids.split(",")))}
