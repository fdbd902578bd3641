"""The rules that every stylesheet keeps: they are light, work in both directions, and name their colours once."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.render.assets import assets_of
from tests.words import layouts, words

STYLES = Path(__file__).parent.parent.parent / "layouts" / "styles"
SHEETS = sorted(path for path in STYLES.glob("*.css") if path.name != "site.css")
HEAVIEST = 12 * 1024  # bytes, compressed

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"(?<=[{;\s])(-{0,2}[a-z][a-z-]*)\s*:\s*([^;{}]+);")
_PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|^(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))$"
)
_FOUR = re.compile(r"(?:scroll-)?(?:margin|padding)$|border-(?:width|style|color)$|inset$")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab|lch)\(")


_NAMED_BY_CODE = {
    "type",
    "data-theme",
    "data-digits",
    "rel",
    "aria-pressed",
    "aria-current",
    "data-show",
    "data-state",
    "role",
}
"""Attributes whose values are no words for readers."""


def declarations(sheet: Path) -> list[tuple[str, str]]:
    """The property and the value of every declaration."""
    return _DECLARATION.findall(_COMMENT.sub("", sheet.read_text(encoding="utf-8")))


def _sides(value: str) -> list[str]:
    """The parts of a value: of four, the second and the last are of the right and of the left."""
    return re.findall(r"[^\s()]+(?:\([^()]*\))?", value)


@pytest.fixture(params=SHEETS, ids=lambda path: path.name)
def sheet(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_all_of_it_together_is_light() -> None:
    (bundle,) = (file for file in assets_of(layouts(), words()).value.files if file.path.endswith(".css"))
    assert 0 < len(gzip.compress(bundle.content, mtime=0)) <= HEAVIEST


def test_browsers_get_no_comments_and_every_string() -> None:
    styles = {
        "styles/site.css": '@import "one.css";',
        "styles/one.css": '/* Why. */\n.a { content: "/* kept */"; /* why */ }\n',
    }
    given = replace(layouts(), styles=styles)
    (bundle,) = (file for file in assets_of(given, words()).value.files if file.path.endswith(".css"))
    assert bundle.content == b'.a { content: "/* kept */"; }\n'


def test_of_scripts_browsers_get_no_lines_of_comments_and_every_text() -> None:
    script = "/* Why. */\n// More.\nconst a = `\n// kept\n/* kept */\n`; // stays\n  /** What it\n   *  does. */\n  go('// kept');\n"
    given = replace(layouts(), scripts={"scripts/one/first.js": script})
    (bundle,) = (file for file in assets_of(given, words()).value.files if file.path.endswith(".js"))
    assert bundle.content == b"const a = `\n// kept\n/* kept */\n`; // stays\n  go('// kept');\n"


def test_no_rule_waits_for_a_word_of_one_language(sheet: Path) -> None:
    """What a reader sees is another word in another language, and the rule would then be for nothing."""
    asked = re.findall(
        r"\[([\w-]+)[~|^$*]?=\"([^\"]*)\"\]", _COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    )
    assert [value for name, value in asked if name not in _NAMED_BY_CODE] == []


def test_a_page_may_run_from_right_to_left(sheet: Path) -> None:
    found = declarations(sheet)
    assert found
    assert [name for name, _ in found if _PHYSICAL.search(name)] == []
    assert [
        v for name, v in found if name in ("float", "text-align", "clear") and v in ("left", "right")
    ] == []
    assert [
        (n, v) for n, v in found if len(sides := _sides(v)) == 4 and _FOUR.match(n) and sides[1] != sides[3]
    ] == []


def test_colours_stand_in_the_tokens_alone(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        return
    coloured = [name for name, value in declarations(sheet) if _COLOUR.search(value)]
    assert [name for name in coloured if not name.startswith("--")] == []


def test_no_rule_shouts(sheet: Path) -> None:
    assert "!important" not in sheet.read_text(encoding="utf-8")


def test_every_token_that_is_used_is_there() -> None:
    texts = [_COMMENT.sub("", path.read_text(encoding="utf-8")) for path in SHEETS]
    used = {name for text in texts for name in re.findall(r"var\((--[\w-]+)", text)}
    given = {name for text in texts for name in re.findall(r"(--[\w-]+)\s*:", text)}
    assert used - given == set()
    assert given - used == set()


@pytest.mark.parametrize("tag", sorted(path.stem for path in (STYLES.parent / "words").glob("*.yaml")))
def test_the_list_of_footnotes_is_lettered_as_the_marks_in_the_text_are(tag: str) -> None:
    letters = words(tag)("lists.letters").split()
    assert len(set(letters)) == len(letters)
    style = re.search(
        rf"@counter-style letters-{tag} \{{.*?symbols: (.*?);",
        (STYLES / "arabic.css").read_text("utf-8"),
        re.DOTALL,
    )
    symbols = re.findall(r'"(.*?)"', style[1]) if style else list("abcdefghijklmnopqrstuvwxyz")
    assert symbols == letters
