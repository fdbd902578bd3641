"""Ids: which name of a file is one, and the one that fits a title.

An id says what its entry is about in at most six words of a-z and 0-9, with hyphens between them.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from sitegen.faults import Faults, Span
from sitegen.model.kinds import Entry
from sitegen.model.values import ID
from sitegen.names.fold import fold_all
from sitegen.urls import RESERVED_IDS, id_of, is_device

MAX_WORDS = 6
MAX_LENGTH = 80
_A_COPY = r"(?:copy|kopie|copie|copia|cópia|kopia|kópia|kopya|kopi|копия|نسخة|کپی|رونوشت|کاپی)"
_COPY = re.compile(
    rf"{_A_COPY} (?:of|von|van|de|di|af|av) (?P<before>.+)"
    rf"|(?P<behind>.+?)(?: ?\(\d+\)| [-–] {_A_COPY}(?: \(\d+\))?| {_A_COPY}(?: \d+)?| \d"
    rf"| ?\((?:another |\d+\w\w )?{_A_COPY}(?: \d+)?\)"
    r"| ?\([^()]*\b(?:sf|en |in )?(?:conflict|konflikt|conflit|conflitt|conflict)(?:ed|o|i)?\b.*\)"
    r"|[ ._-](?:sync-)?conflict(?:ed)?\b.*)",
    re.IGNORECASE,
)
"""What systems, and services that keep folders alike, call a file that is saved where one of its name stands already."""


def check_id(kind: type[Entry], faults: Faults) -> None:
    """Looks whether the name of the file at the path of `faults` can be an id."""
    name = id_of(faults.path)
    if not kind.folder:
        return
    about = "rename the file: an id says what the entry is about"
    if not ID.fullmatch(name) or len(name) > MAX_LENGTH:
        what = f'"{name[:60]}" is not an id: ids hold only a-z, 0-9 and single hyphens'
        fix = f"rename the file {_renamed(name)}.md"
        if copy := _COPY.fullmatch(name):
            fix = f"delete it if it is a second copy of {copy['before'] or copy['behind']}.md; else {fix}"
        faults.add(Span(), "id-invalid", what, fix)
    elif name.replace("-", "").isdecimal():
        what = f'the id "{name}" has no letter, and lists have pages that are called like their years'
        faults.add(Span(), "id-invalid", what, about)
    elif name in RESERVED_IDS:
        what = f'the id "{name}" is taken by a page or folder of the site itself'
        faults.add(Span(), "id-reserved", what, about)
    elif name.count("-") >= MAX_WORDS:
        what = f"the id has {name.count('-') + 1} words; an address has at most {MAX_WORDS}"
        shorter = "-".join(name.split("-")[:MAX_WORDS])
        faults.add(Span(), "id-invalid", what, f"rename the file, for example {shorter}.md")


def _renamed(name: str) -> str:
    """An id near to what a file is called. A name that is taken, or has no letter of the alphabet, says nothing."""
    letters = " ".join(fold_all(name))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in letters).split()
    near = "-".join(words[:MAX_WORDS])[:MAX_LENGTH].strip("-")
    return "what-it-reports" if near in RESERVED_IDS or not near.strip("0123456789-") else near


_APOSTROPHES = re.compile("['`´ʹʻʼʽʾʿ‘’]")

_SMALL = re.compile("an?|and|as|at|by|for|from|in|into|its|of|on|or|over|the|to|with")


def id_from(title: str, noun: str, taken: Container[str]) -> str:
    """An id that no entry has or had, from the words of a title in any script; `noun` is what stands for one without.

    Letters of other scripts are written as those that sound or look like them. Where a title is cut, it is behind a word that
    says something: small ones (`on-a-market-in`) are left out there.
    """
    from anyascii import anyascii  # noqa: PLC0415 - no build needs its tables

    letters = anyascii(_APOSTROPHES.sub("", title)).replace("'", "").lower()
    words = re.findall(r"[a-z0-9]+", letters)
    if len(words) > MAX_WORDS:
        last = next((n for n in range(MAX_WORDS, 1, -1) if not _SMALL.fullmatch(words[n - 1])), 1)
        words = words[:last]
    if _says_nothing("-".join(words)):
        words = [*noun.split(), *words]
    return next(name for number in count(1) if (name := _numbered(words, number)) not in taken)


def _says_nothing(name: str) -> bool:
    return not name.strip("0123456789-") or name in RESERVED_IDS or is_device(f"{name}.md")


def _numbered(words: list[str], number: int) -> str:
    more = [f"{number}"] if number > 1 else []
    room = MAX_LENGTH - len(f"-{number}")
    return "-".join(["-".join(words[: MAX_WORDS - len(more)])[:room].strip("-"), *more])
