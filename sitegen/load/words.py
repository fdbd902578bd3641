"""`layouts/words/LANGUAGE.yaml`: the words of the interface, checked against those in English that come with the generator.

A file has keys of `en.yaml`, in any order, and each of its phrases has the same blanks (`{date}`). Where English has
a text for `one` and for `other`, it has one for each plural category by which its language counts whole numbers
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html). For a word that it lacks stands the
next that there is, a plural with all its forms: of `zh-Hant-HK` that of `zh-Hant`, of `zh`, then the English one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest, raw_digest
from sitegen.faults import Checked, Faults, Span
from sitegen.load import source, yaml_tree
from sitegen.load.cldr import locale_of
from sitegen.load.fields import Value, read_text
from sitegen.load.markdown.characters import check_characters
from sitegen.load.yaml_tree import Mapping, Node, Scalar
from sitegen.model.locale import Locale
from sitegen.model.site import Settings
from sitegen.model.words import ALWAYS, Part, Phrase, Word, Words
from sitegen.names.nearest import nearest

FOLDER = "layouts/words/"
MAX_NODES = 2_000
"""Keys and texts of a file; those of English are about a quarter."""

_ENGLISH = "en"
_BLANK = re.compile(r"\{([a-z_]+)\}")
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_COUNTS = (*range(200), 1_000_000)
"""Whole numbers that fall into every category into which one can fall."""


def read_words(
    own: dict[str, bytes], generators: dict[str, bytes], settings: Settings, cache: Cache, faults: Faults
) -> Words:
    """The words in the language of `settings`, each else in that language without its territory, else in English.

    `own` are the files of the site by their paths, `generators` those that come with the generator, which have what those
    lack. There are no words where there are none in English, or none that can be read.
    """
    language, by_english = settings.language, _path(_ENGLISH)
    if by_english not in generators:
        message = "the words in English are missing, by which all others are checked"
        faults.of(by_english).add(Span(), "words-missing", message, "restore the file")
        return Words({}, _locale(_ENGLISH, cache))
    paths = [_path(language.rsplit("-", cut)[0]) for cut in range(language.count("-") + 1)]
    found = [(path, files[path]) for path in paths for files in (own, generators) if path in files]
    if not found:
        message = f'there are no words in "{language}": those in English stand in their place'
        fix = f"write {paths[-1]}, with the keys of {by_english}"
        faults.of(settings.origin.path).warn(settings.origin.at("language"), "words-missing", message, fix)
        language = _ENGLISH
    try:
        locale = _locale(language, cache)
    except LookupError:
        message = f'CLDR knows no language "{language}": neither its dates nor how it counts'
        fix = "name the file after another language"
        faults.of(found[0][0]).add(Span(), "words-language", message, fix)
        return Words({}, _locale(_ENGLISH, cache))
    standing_in = None if language.partition("-")[0] == _ENGLISH else _locale(_ENGLISH, cache)
    english = (by_english, generators[by_english])
    files = [*(file for file in dict.fromkeys(found) if file != english), english]
    key = raw_digest("\0".join([language, *(f"{path} {digest(raw)}" for path, raw in files)]).encode())
    return faults.take(cache.recall("words", key, lambda: _joined(files, locale, standing_in)))


def _path(tag: str) -> str:
    return f"{FOLDER}{tag}.yaml"


def _locale(tag: str, cache: Cache) -> Locale:
    """What CLDR says of a language, without opening it where that is remembered. Raises as `locale_of` does."""
    return cache.recall("locale", tag.encode(), lambda: locale_of(tag))


def _joined(files: Sequence[tuple[str, bytes]], locale: Locale, standing_in: Locale | None) -> Checked[Words]:
    """The words of files by their paths, each from the first that has it; the last file is the English one, with what CLDR says
    of English where that stands in for another language.
    """
    faults = Faults()
    *trees, english = [faults.take(_tree(path, raw)) for path, raw in files]
    if not english or not all(trees):
        return faults.beside(Words({}, locale))
    given = [
        (_File(locale, faults.of(path)), tree) for (path, _), tree in zip(files, trees, strict=False) if tree
    ]
    given.append((_File(locale, faults.of(files[-1][0]), standing_in), english))
    return faults.beside(Words(_part(given, english, "").words, locale))


def _tree(path: str, raw: bytes) -> Checked[Mapping | None]:
    """The keys of a file of words as they stand there; None with faults where it cannot be read."""
    faults = Faults(path)
    text = source.decode(raw, faults)
    if text is None or not source.is_one_version(text, faults) or not check_characters(text, 1, faults):
        return faults.beside(None)
    return faults.beside(yaml_tree.read(text, 1, faults, MAX_NODES))


@dataclass(frozen=True)
class _File:
    """A file being read, in the language of `locale`; where `standing_in` is given, in that one, for words that those lack."""

    locale: Locale
    faults: Faults
    standing_in: Locale | None = None

    def check_keys(self, node: Mapping, wanted: Collection[str], place: str) -> set[str]:
        """Note what is no key of a part. Gives those of `wanted` that are not there and that nothing was meant to be."""
        lacking = [name for name in wanted if name not in _by_name(node)]
        for key, _ in node.pairs:
            if key.text not in wanted:
                near = nearest(key.text, lacking, 1) or nearest(key.text, wanted, 1)
                fix = f"did you mean `{near[0]}`?" if near else "remove it: no page says it"
                self.faults.add(key.span, "key-unknown", f"there is no word `{place}{key.text[:60]}`", fix)
                lacking = [name for name in lacking if name not in near]
        return set() if node.partial else set(lacking)

    def warn_of_missing(self, name: str, english: Node, span: Span) -> None:
        """Tell that English stands in for a word or part, and what to translate."""
        message = f"the word `{name}` is missing: the English one stands in its place"
        fix = f"add, translated, {self._line(name.rpartition('.')[2], english)}"
        if isinstance(english, Mapping):
            fix += f"; the English is {_said(english) if _is_plural(english) else f'in {_path(_ENGLISH)}'}"
        self.faults.warn(span, "words-missing", message, fix)

    def word(self, node: Node, english: Node, name: str) -> Word | None:
        """A word that is no part; None where it is none."""
        if isinstance(node, Scalar) and node.unread:
            return None
        if isinstance(english, Mapping):
            return self._plural(node, english, name)
        blanks = _blanks([english])
        text = self._text(node, english, blanks, name)
        return Phrase({ALWAYS: text}, self.locale) if text and blanks else text

    def is_part(self, node: Node, english: Mapping, name: str) -> TypeGuard[Mapping]:
        """Whether words stand under `name`; what else stands there is told."""
        if not isinstance(node, Mapping) and not (isinstance(node, Scalar) and node.unread):
            fix = f"write {self._line(name.rpartition('.')[2], english)}"
            self.faults.add(node.span, "value-shape", f"`{name}` takes keys of its own", fix)
        return isinstance(node, Mapping)

    def _plural(self, node: Node, english: Mapping, name: str) -> Phrase | None:
        needed = self._categories
        rule = f"{self._counting.language(self._counting.tag)} counts with {', '.join(needed)}"
        if not isinstance(node, Mapping):
            fix = f"write {self._line(name.rpartition('.')[2], english)}"
            self.faults.add(node.span, "words-plural", f"`{name}` goes by a number: {rule}", fix)
            return None
        blanks, given = _blanks(_by_name(english).values()), _by_name(node)
        for key, _ in node.pairs:
            if key.text not in needed:
                message = f"`{name}` has a text for `{key.text[:60]}`: {rule}"
                self.faults.add(key.span, "words-plural", message, "remove it, or write one of these")
        for category in (category for category in needed if category not in given):
            message = f"`{name}` has no text for `{category}`: {rule}"
            self.faults.add(node.span, "words-plural", message, f"add the line {category}: {_said(english)}")
        texts = {
            category: self._text(given[category], english, blanks, f"{name}.{category}")
            for category in needed
            if category in given
        }
        said = {category: text for category, text in texts.items() if text}
        return Phrase(said, self.locale, self.standing_in)

    @property
    def _counting(self) -> Locale:
        return self.standing_in or self.locale

    @cached_property
    def _categories(self) -> list[str]:
        """The plural categories of the language, in the order of CLDR."""
        found = {self._counting.plural(count) for count in _COUNTS}
        return [category for category in _CATEGORIES if category in found]

    def _line(self, name: str, english: Node) -> str:
        """What to write for a word or part that is not there."""
        if not isinstance(english, Mapping):
            return f"the line {name}: {_said(english)}"
        below = self._categories if _is_plural(english) else _by_name(english)
        return f"`{name}:` and below it, indented, {', '.join(below)}"

    def _text(self, node: Node, english: Node, blanks: frozenset[str], name: str) -> str | None:
        """A text that has all of `blanks` and no other; a number may be said in a word: "one page"."""
        if isinstance(node, Scalar) and not node.text.strip():
            self.faults.add(node.span, "value-blank", f"`{name}` has no text", f"write one: {_said(english)}")
            return None
        text = read_text(Value(node, f"`{name}`", self.faults))
        if text is None:
            return None
        spare = {"count"} if name.rpartition(".")[2] in _CATEGORIES[:-1] else set()
        found, message, fix = _blanks([node]), "", ""
        if stray := found - blanks:
            near = nearest(min(stray), blanks - found, 1)
            message = f"`{name}` has nothing that could stand for {{{min(stray)}}}"
            fix = f"did you mean {{{near[0]}}}?" if near else _offered(blanks)
        elif missing := blanks - found - spare:
            message = f"`{name}` does not say where {{{min(missing)}}} stands"
            fix = f"write {{{min(missing)}}} into it, as in: {_said(english)}"
        elif re.search("[{}]", _BLANK.sub("", text)):
            message, fix = f"`{name}` holds a brace that is part of no blank", _offered(blanks)
        if message:
            self.faults.add(node.span, "words-blank", message, fix)
        return text


def _part(files: Sequence[tuple[_File, Mapping]], english: Mapping, place: str) -> Part:
    """The words of a part, each from the first of the files that has it; the last of them is the English one.

    `place` is the dotted key of the part with a dot behind.
    """
    wanted, (*spoken, (last, _)) = _by_name(english), files
    lacking = [file.check_keys(node, wanted, place) for file, node in spoken]
    if spoken and last.standing_in:
        file, node = spoken[-1]
        for name in (name for name in wanted if all(name in names for names in lacking)):
            file.warn_of_missing(place + name, wanted[name], node.span if place else Span())
    given = [(file, _by_name(node)) for file, node in files]
    words: dict[str, Word] = {}
    for name, model in wanted.items():
        found = [(file, nodes[name]) for file, nodes in given if name in nodes]
        if isinstance(model, Mapping) and not _is_plural(model):
            below = [(file, node) for file, node in found if file.is_part(node, model, place + name)]
            words[name] = _part(below, model, f"{place}{name}.")
        elif (word := found[0][0].word(found[0][1], model, place + name)) is not None:
            words[name] = word
    return Part(words)


def _by_name(node: Mapping) -> dict[str, Node]:
    return {key.text: value for key, value in node.pairs}


def _is_plural(node: Mapping) -> bool:
    return "other" in _by_name(node) and set(_by_name(node)) <= set(_CATEGORIES)


def _blanks(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset(
        blank for node in nodes if isinstance(node, Scalar) for blank in _BLANK.findall(node.text)
    )


def _offered(blanks: frozenset[str]) -> str:
    return (
        f"it has {', '.join(f'{{{name}}}' for name in sorted(blanks))}"
        if blanks
        else "remove it: it has none"
    )


def _said(node: Node) -> str:
    """What stands there in English, as one would write it; of a word that goes by a number the last text."""
    if isinstance(node, Mapping):
        return _said(_by_name(node)["other"])
    text = node.text if isinstance(node, Scalar) else ""
    return f'"{text}"' if text[:1] in "{[" or ": " in text else text
