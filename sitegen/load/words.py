"""`layouts/words/LANGUAGE.yaml`: the words of the interface, checked against those in English that come with the generator.

A file has the keys of `en.yaml`, in any order, and each of its phrases has the same blanks (`{date}`). Where English has
a text for `one` and for `other`, it has one for each plural category by which its language counts whole numbers
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sitegen.cache.cache import Cache
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
    """The words in the language of `settings`, else in that language without its territory, else in English.

    `own` are the files of the site by their paths, `generators` those that come with the generator, of which a site has
    what it has not of its own. There are no words where there are none in English, or none that can be read.
    """
    files, language = {**generators, **own}, settings.language
    tag = next((tag for tag in (language, _base(language)) if _path(tag) in files), _ENGLISH)
    if _base(tag) != _base(language):
        message = f'there are no words in "{language}": those in English stand in their place'
        fix = f"write {_path(_base(language))}, with the keys of {_path(_ENGLISH)}"
        faults.of(settings.origin.path).warn(settings.origin.at("language"), "words-missing", message, fix)
        language = tag
    if _path(_ENGLISH) not in generators:
        message = "the words in English are missing, by which all others are checked"
        faults.of(_path(_ENGLISH)).add(Span(), "words-missing", message, "restore the file")
        return Words({}, _locale(_ENGLISH, cache))
    there, english = faults.of(_path(tag)), faults.take(_tree(_path(_ENGLISH), generators[_path(_ENGLISH)]))
    same = files[_path(tag)] == generators[_path(_ENGLISH)]
    tree = english if same else faults.take(_tree(_path(tag), files[_path(tag)]))
    try:
        locale = _locale(language, cache)
    except LookupError:
        message = f'CLDR knows no language "{language}": neither its dates nor how it counts'
        there.add(Span(), "words-language", message, "name the file after another language")
        return Words({}, _locale(_ENGLISH, cache))
    if not tree or not english:
        return Words({}, locale)
    return Words(_Reading(locale, there).part(tree, english, "").words, locale)


def _path(tag: str) -> str:
    return f"{FOLDER}{tag}.yaml"


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _locale(tag: str, cache: Cache) -> Locale:
    """What CLDR says of a language, without opening it where that is remembered. Raises as `locale_of` does."""
    return cache.recall("locale", tag.encode(), lambda: locale_of(tag))


@lru_cache(maxsize=4)
def _tree(path: str, raw: bytes) -> Checked[Mapping | None]:
    """The keys of a file of words as they stand there; None with faults where it cannot be read.

    Whoever builds again and again in one process (`serve`) parses it once.
    """
    faults = Faults(path)
    text = source.decode(raw, faults)
    if text is None or not source.is_one_version(text, faults) or not check_characters(text, 1, faults):
        return faults.beside(None)
    return faults.beside(yaml_tree.read(text, 1, faults, MAX_NODES))


@dataclass(frozen=True)
class _Reading:
    """A file being read. `place` is the dotted key of a part with a dot behind, `name` that of a word."""

    locale: Locale
    faults: Faults

    def part(self, node: Mapping, english: Mapping, place: str) -> Part:
        """The words of a part."""
        wanted, given = _by_name(english), _by_name(node)
        lacking = [] if node.partial else [name for name in wanted if name not in given]
        for key, _ in node.pairs:
            if key.text not in wanted:
                near = nearest(key.text, lacking, 1) or nearest(key.text, wanted, 1)
                fix = f"did you mean `{near[0]}`?" if near else "remove it: no page says it"
                self.faults.add(key.span, "key-unknown", f"there is no word `{place}{key.text[:60]}`", fix)
                lacking = [name for name in lacking if name not in near]
        for name in lacking:
            span, message = node.span if place else Span(), f"the word `{place}{name}` is missing"
            self.faults.add(span, "key-missing", message, f"add {self._line(name, wanted[name])}")
        read = {name: self._word(given[name], wanted[name], place + name) for name in wanted if name in given}
        return Part({name: word for name, word in read.items() if word is not None})

    def _word(self, node: Node, english: Node, name: str) -> Word | None:
        if isinstance(node, Scalar) and node.unread:
            return None
        if not isinstance(english, Mapping):
            blanks = _blanks([english])
            text = self._text(node, english, blanks, name)
            return Phrase({ALWAYS: text}, self.locale) if text and blanks else text
        if _is_plural(english):
            return self._plural(node, english, name)
        if isinstance(node, Mapping):
            return self.part(node, english, f"{name}.")
        fix = f"write {self._line(name.rpartition('.')[2], english)}"
        self.faults.add(node.span, "value-shape", f"`{name}` takes keys of its own", fix)
        return None

    def _plural(self, node: Node, english: Mapping, name: str) -> Phrase | None:
        needed = self._categories
        rule = f"{self.locale.language(self.locale.tag)} counts with {', '.join(needed)}"
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
        return Phrase({category: text for category, text in texts.items() if text}, self.locale)

    @cached_property
    def _categories(self) -> list[str]:
        """The plural categories of the language, in the order of CLDR."""
        found = {self.locale.plural(count) for count in _COUNTS}
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
