"""`.github/faults.md` as tests read it: what it says of each code, and the example it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.faults.case import HOME

PAGE = (HOME / ".github/faults.md").read_text(encoding="utf-8")
"""The page itself."""

_ENTRY = re.compile(r"^### `([a-z0-9-]+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^(`{3,})text\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_RECORD = re.compile(r"^(?=\S)", re.MULTILINE)
_MARK = "*Warning.* "


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the page says of one code; `example` is empty where there is not exactly one."""

    code: str
    words: str
    example: str

    @property
    def is_marked(self) -> bool:
        """Whether the page calls it a warning."""
        return self.words.startswith(_MARK)


def explanations() -> tuple[Explanation, ...]:
    """Every entry of the page, in its order."""
    return tuple(_explanation(code, text) for code, text in _ENTRY.findall(PAGE))


def records(told: str) -> list[str]:
    """Each fault of `told` on its own: the line that names it, with the excerpt and the fix below."""
    return [record for record in _RECORD.split(told) if record]


def _explanation(code: str, text: str) -> Explanation:
    examples = [example for _, example in _EXAMPLE.findall(text)]
    return Explanation(code, _EXAMPLE.split(text)[0].strip(), examples[0] if len(examples) == 1 else "")
