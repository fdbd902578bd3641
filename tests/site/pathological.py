"""Small files that ask for much, each put for one file of a little site. Measure them: `python -m tests.site.pathological`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.cache.cache import Cache
from sitegen.commands.command import Options
from sitegen.commands.progress import Progress
from sitegen.commands.stages import load_and_link, render
from sitegen.faults import SiteError
from tests.faults.case import HOME, write_site
from tests.faults.told import TODAY

NOTE = "content/notes/why-they-strike.md"
_MERGES = "\n".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 9)}]}}" for i in range(1, 9))

HEADERS = {
    "nested merges": _MERGES,
    "brackets in front matter": "a: " + "[" * 60_000,
    "stairs of keys": "\n".join(f"{' ' * n}a:" for n in range(300)),
}
BODIES = {
    "brackets": "[" * 100_000,
    "brackets of references": "[[" * 50_000,
    "brackets of pictures": "![" * 100_000,
    "reference links": f"[a]: https://example.org/{'x' * 40_000}\n\n{'[a] ' * 10_000}",
    "equal headings": "## a\n" * 4_000,
    "equal headings with a name": "## Anna Berg\n\n" * 16_000,
    "deep quotations": "> " * 5_000 + "a",
    "many quotations": ("> " * 18 + "a\n") * 5_000,
    "deep lists": "- " * 5_000 + "a",
    "long list": "1. a\n" * 19_000,
    "long list of terms": "a\n: b\n\n" * 3_000,
    "very long list": "1. a\n" * 50_000,
    "deep emphasis": "*a " * 5_000 + "b* " * 5_000,
    "marks of emphasis": "*_" * 50_000,
    "stars in words": "a**b" * 25_000,
    "long table": "a|b\n-|-\n" + "Anna Berg|Old Harbour\n" * 9_990,
    "wide table": "a|" * 9_000 + "\n" + "-|" * 9_000 + "\n",
    "ragged table": "a|" * 250 + "\n" + "-|" * 250 + "\n" + "a\n" * 250,
    "long line": "a" * 255_000,
    "long line of names": "Anna Berg " * 25_000,
    "sentences": "He saw Anna Berg. " * 14_000,
    "references": "[[anna-berg]] " * 4_000,
    "references to nobody": "\n".join(f"[[Nobody {i} Berg]]" for i in range(4_000)),
    "citations": "[@ferries-stand-still] " * 4_000,
    "embeds": "![[how-many-walked-out]]\n\n" * 2_000,
    "footnotes": "".join(f"[^{i}]: a\n\n" for i in range(4_000)) + "".join(f"x[^{i}] " for i in range(4_000)),
    "one footnote": "[^a]: note\n\n" + "x[^a] " * 19_000,
    "tags never closed": "<a " * 40_000,
    "remarks never closed": "<!-- " * 25_000,
    "backticks": "".join("`" * i + " " for i in range(1, 700)),
    "entities": "&amp;" * 50_000,
    "addresses": "<https://a.example> " * 6_000,
    "pipes": "|" * 250_000,
    "tabs": "\t" * 250_000,
    "control characters": "\x07a" * 100_000,
}


def files(name: str) -> dict[str, str]:
    """The file that differs from the good site."""
    header = HEADERS.get(name, "title: Why they strike\ntopics: [strike]\nupdated: 2024-03-10")
    return {NOTE: f"---\n{header}\n---\n\n{BODIES.get(name, 'Text.')}\n"}


def made_or_refused(name: str, root: Path) -> str:
    """Build the site with that file at `root`, without writing it; what came of it, in a few words."""
    write_site(root, files(name))
    options = Options(root=root, out=root / "public", home=HOME, today=TODAY)
    try:
        draft = load_and_link(options, Progress(quiet=True), Cache())
        made = list(render(draft, options, Progress(quiet=True), Cache()))
    except SiteError as error:
        return f"{len(error.faults)} faults: {', '.join(sorted({fault.code for fault in error.faults}))}"
    return f"{len(made)} files, {sum(len(file.content) for file in made)} bytes"


def main() -> None:
    """Print how many seconds of the processor each takes."""
    for name in (*HEADERS, *BODIES):
        with TemporaryDirectory() as folder:
            began = time.process_time()
            told = made_or_refused(name, Path(folder))
            sys.stdout.write(f"{time.process_time() - began:6.2f} s  {name}: {told}\n")


if __name__ == "__main__":
    main()
