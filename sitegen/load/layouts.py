"""`layouts/`: templates, styles, scripts and words. The site's own folder is read, else the one beside `build.py`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest
from sitegen.faults import Checked, Faults, Span
from sitegen.load import source, tree
from sitegen.load.cldr import locale_of
from sitegen.load.words import read_tree, words_of
from sitegen.model.locale import Locale
from sitegen.model.output import Layouts
from sitegen.model.site import Settings
from sitegen.model.words import Words

_MAX_BYTES = 1024 * 1024
_WORDS = "layouts/words/"
_ENGLISH = "en"


def read_layouts(folder: Path, generators: Path, settings: Settings, cache: Cache) -> Checked[Layouts]:
    """Everything below `folder`, and the words in the language of `settings`.

    Texts that are not UTF-8 are faults; other files (an icon) are kept as bytes. Files of words that `folder` has not,
    and the English ones by which all are checked, are those of the generator's own layouts, the folder `generators`.
    """
    faults = Faults("layouts/")
    files = _files(folder, "layouts", faults)
    words = {path: raw for path, raw in files.items() if path.startswith(_WORDS)}
    groups: dict[str, dict[str, str]] = {"templates": {}, "styles": {}, "scripts": {}}
    others: dict[str, bytes] = {}
    for path, raw in files.items():
        name = path.removeprefix("layouts/")
        group = groups.get(name.partition("/")[0], groups["templates"])
        if group is not groups["templates"] or name.endswith((".html", ".xml", ".json", ".txt")):
            group[name] = source.decode(raw, faults.of(path)) or ""
        elif path not in words:
            others[name] = raw
    if not groups["templates"]:
        faults.add(Span(), "layouts-missing", "there are no layouts", "restore the folder layouts/")
    inherited = words if folder == generators else _files(generators / "words", _WORDS.rstrip("/"), faults)
    spoken = _words({**inherited, **words}, inherited.get(_path(_ENGLISH), b""), settings, cache, faults)
    parts = (f"{path}\0{len(raw)}\0".encode() + raw for path, raw in {**inherited, **files}.items())
    return faults.beside(Layouts(**groups, others=others, words=spoken, digest=digest(b"".join(parts))))


def _files(folder: Path, name: str, faults: Faults) -> dict[str, bytes]:
    """The bytes of every file below a folder, by their paths, which begin with its `name`."""
    read = {file.path: tree.read(file, _MAX_BYTES, faults) for file in tree.walk(folder, name, faults)}
    return {path: raw for path, raw in read.items() if raw is not None}


def _words(
    files: Mapping[str, bytes], english: bytes, settings: Settings, cache: Cache, faults: Faults
) -> Words:
    """The words in the language of `settings`, else in that language without its territory, else in English."""
    language, base = settings.language, settings.language.partition("-")[0]
    tag = next((tag for tag in (language, base) if _path(tag) in files), "")
    if not tag:
        message = f'there are no words in "{language}": those in English stand in their place'
        fix = f"write {_path(base)}, with the keys of {_path(_ENGLISH)}"
        faults.of(settings.origin.path).warn(settings.origin.at("language"), "words-missing", message, fix)
        tag = language = _ENGLISH
    try:
        locale = _locale(language, cache)
    except LookupError:
        message = f'CLDR knows no language "{base}": neither its dates nor how it counts'
        faults.of(_path(tag)).add(Span(), "words-language", message, "name the file after another language")
        tag, locale = _ENGLISH, _locale(_ENGLISH, cache)
    there = faults.of(_path(tag))
    reference = read_tree(english, faults.of(_path(_ENGLISH)))
    given = files.get(_path(tag), english)
    words = reference if given == english else read_tree(given, there)
    if not english:
        there.add(Span(), "words-missing", "the words in English are missing", "restore the file")
    if not reference or not words:
        return Words({}, locale)
    return words_of(words, reference, locale, there)


def _path(tag: str) -> str:
    return f"{_WORDS}{tag}.yaml"


def _locale(tag: str, cache: Cache) -> Locale:
    """What CLDR says of a language, without opening it where that is remembered. Raises as `locale_of` does."""
    return cache.recall("locale", tag.encode(), lambda: locale_of(tag))
