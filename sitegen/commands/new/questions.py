"""Asks on a terminal for the keys that a new entry needs, one by one, and again where an answer cannot be right.

Where a key takes an id, the tabulator key completes it. A key without an answer stays blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from sitegen.commands.excerpt import visible
from sitegen.commands.new.draft import Draft
from sitegen.load.scaffold import about, block, yaml_of
from sitegen.model.schema import Key, keys_of


def ask(draft: Draft) -> None:
    """Ask for every key that is needed and not given yet. The end of the input (Ctrl-D) leaves the rest blank."""
    print("What is left empty can be filled in later. Ctrl-C writes nothing, Ctrl-D writes what there is.")
    with suppress(EOFError):
        for key in keys_of(draft.kind).values():
            if key.required and key.name not in draft.values:
                _ask_key(draft, key)


def _ask_key(draft: Draft, key: Key) -> None:
    group = key.group
    answers: dict[str, str] = {}
    asked = (
        [(group, inner) for inner in keys_of(group).values() if inner.required]
        if group
        else [(draft.kind, key)]
    )
    for kind, one in asked:
        while answer := _answer(draft, kind, one):
            tried = answers | {one.name: yaml_of(one, [answer])}
            written = block(tried, is_list=key.is_list) if group else tried[one.name]
            if wrong := _refused(draft, key, written):
                print("\n".join(map(visible, wrong)))
                continue
            answers, draft.values[key.name] = tried, written
            if one.name == draft.kind.title_key:
                draft.title = answer
            break


def _refused(draft: Draft, key: Key, written: str) -> list[str]:
    """Why the value cannot stand, where that does not lie in what was not asked for yet."""
    before = dict(draft.values)
    draft.values[key.name] = written
    wrong = [f"  {fault.message}; {fault.fix}" for name, fault in draft.faults() if name == key.name]
    draft.values = before
    return wrong


def _answer(draft: Draft, kind: type[Any], key: Key) -> str:
    ids = [i for i, entry in draft.known.entries.items() if entry.folder in key.folders]
    with _completion(ids):
        return input(f"{key.name} ({about(kind, key).removesuffix('.')}): ").strip()


@contextmanager
def _completion(words: Iterable[str]) -> Iterator[None]:
    """Inside, the tabulator key completes `words`, where the system can."""
    try:
        import readline
    except ImportError:
        yield
        return
    candidates = tuple(words)

    def complete(begun: str, number: int) -> str | None:
        fitting = [word for word in candidates if word.startswith(begun)]
        return fitting[number] if number < len(fitting) else None

    before: Mapping[str, Any] = {
        "completer": readline.get_completer(),
        "delims": readline.get_completer_delims(),
    }
    readline.set_completer(complete)
    readline.set_completer_delims(" ,")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before["completer"])
        readline.set_completer_delims(before["delims"])
