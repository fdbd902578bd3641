"""The words of the interface: every phrase that readers see and that content does not hold, in one language.

They stand in `layouts/words/LANGUAGE.yaml`, one line a word. A phrase with blanks to be filled in (`{date}`) is
called with what fills them; one whose words go by a number has a text for each plural category of its language and
is called with `count`. Layouts reach them by name (`words.article.date`), everything else by key (`words("article.date")`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup, escape

from sitegen.model.locale import Locale

ALWAYS = ""
"""Under which a phrase has its one text where that does not go by a number."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with blanks: its texts by plural category, or one for `ALWAYS`.

    What fills them is written as `locale` writes it. Where a plural stands in from another language, that is `counted_in`.
    """

    forms: Mapping[str, str]
    locale: Locale
    counted_in: Locale | None = None

    @property
    def plain(self) -> Plain:
        """The phrase as scripts take it: a plural that stands in has a `lang`, which says by what to count."""
        if self.counted_in:
            return {**self.forms, "lang": self.counted_in.tag}
        return self.forms.get(ALWAYS, self.forms)

    @property
    def text(self) -> str:
        """The phrase as it stands, for scripts, which fill its blanks themselves."""
        return self.forms[ALWAYS]

    def __str__(self) -> str:
        raise TypeError(f"{self._example} is called with what stands in its blanks")

    @property
    def _example(self) -> str:
        return f'"{next(iter(self.forms.values()), "")}"'

    def __call__(self, **values: str | int) -> str:
        """The phrase with its blanks filled; numbers are written as the language writes them. Where one of the values is
        markup the whole is, and the rest of it is escaped.

        Raises:
            TypeError: a blank is left, or what should tell the number does not.
        """
        try:
            return self._filled(values)
        except KeyError as blank:
            given = ", ".join(values) or "nothing"
            raise TypeError(f"{self._example} is called with {given}, and lacks {blank.args[0]}") from blank

    def _filled(self, values: Mapping[str, str | int]) -> str:
        counted_in = self.counted_in or self.locale
        form = self.forms[ALWAYS if ALWAYS in self.forms else counted_in.plural(int(values["count"]))]
        filled = {
            name: self.locale.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        if any(isinstance(value, Markup) for value in filled.values()):
            return escape(form).format(**filled)
        return form.format(**filled)


def lettered(number: int, letters: Sequence[str]) -> str:
    """What stands for a number from 1 on where letters count: a, b ... z, aa, ab."""
    number, digit = divmod(number - 1, len(letters))
    return (lettered(number, letters) if number else "") + letters[digit]


Plain: TypeAlias = "str | Mapping[str, Plain]"
Word: TypeAlias = "str | Phrase | Part"


@dataclass(frozen=True, slots=True)
class Part:
    """Words under a name of their own; of the kinds of something, each by its kind."""

    words: Mapping[str, Word]

    @property
    def plain(self) -> dict[str, Plain]:
        """The words as scripts take them: texts with their blanks open, and by category where there are several."""
        return {name: word if isinstance(word, str) else word.plain for name, word in self.words.items()}

    def __str__(self) -> str:
        raise TypeError(f"{', '.join(self.words)} are words of their own, of which one is asked for")

    def __getitem__(self, name: str) -> Word:
        return self.words[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __contains__(self, name: str) -> bool:
        return name in self.words


@dataclass(frozen=True, slots=True)
class Words(Part):
    """All words of the interface, and how their language writes dates, numbers and lists."""

    locale: Locale

    def apart(self, items: Sequence[str]) -> str:
        """A list of what may hold commas itself: "A; B; C". Markup stays markup."""
        joined = items[0] if items else ""
        for item in items[1:]:
            joined = joined + f"{self('lists.semicolon')} " + item
        return joined

    def __call__(self, key: str, **values: str | int) -> str:
        """The word at a dotted key, its blanks filled with `values`.

        Raises:
            KeyError: there is no such word.
            TypeError: a blank is left.
        """
        word: Word = self
        for name in key.split("."):
            if not isinstance(word, Part):
                raise KeyError(key)
            word = word[name]
        if isinstance(word, Part):
            raise KeyError(key)
        return word(**values) if isinstance(word, Phrase) else word
