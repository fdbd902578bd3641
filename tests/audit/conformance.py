"""What the Nu HTML checker finds in the built site and in a small one in Persian: HTML, CSS and SVG, warnings included.

Pages and styles are checked over http: of pages from disk the checker believes that their own policy forbids their
styles. Drawings are checked from disk: over http it takes them for HTML. Where it does
not know the standard, `MISTAKEN` says so, each with its reason; a row that no longer meets anything is a fault too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree, which
from tempfile import TemporaryDirectory
from typing import Any

from tests.audit.tools import NODE_TOOLS, PUBLIC, ROOT, AuditFailed, run
from tests.browser.server import served

Message = Mapping[str, Any]
"""One of the checker's messages: https://github.com/validator/validator/wiki/Output-%C2%BB-JSON"""

MISTAKEN: Mapping[str, tuple[str, str]] = {
    "a block of data is no script, so that the policy does not apply to it (HTML, prepare the script element)": (
        r"Inline script violates Content Security Policy.*",
        r'<script type="application/(?:ld\+)?json"',
    ),
    "container queries are CSS (css-conditional-5, css-contain-3)": (
        r"CSS: “container(?:-type)?”: Property “container(?:-type)?” doesn't exist\.|CSS: Unrecognized at-rule “@container”",
        r"",
    ),
    "a stroke that keeps its width is CSS too (svg2)": (
        r"CSS: “vector-effect”: Property “vector-effect” doesn't exist\.",
        r"",
    ),
    "the order in which text is painted is CSS too (svg2, css-fill-stroke-3)": (
        r"CSS: “paint-order”: Property “paint-order” doesn't exist\.",
        r"",
    ),
}
"""By its reason, the message that is wrong (the whole of it), and what stands in the extract beside it."""

_PERSIAN = ROOT / "tests/golden/in-persian"
_JAR = NODE_TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
_JAVA_OPTIONS = (
    "-Xss4m",
    "-Dnu.validator.servlet.allow-forbidden-hosts=true",
)  # it refuses 127.0.0.1 otherwise
_OPTIONS = ("--format", "json", "--exit-zero-always")


def audit() -> None:
    """Raises AuditFailed with every message of the checker, and with every row of `MISTAKEN` that is not needed."""
    if not (PUBLIC / "index.html").exists():
        raise AuditFailed("public/ is empty: run make site")
    with TemporaryDirectory() as folder:
        copytree(_PERSIAN, folder, dirs_exist_ok=True)
        run(sys.executable, "build.py", "--root", folder)
        messages = [*_messages(PUBLIC), *_messages(Path(folder) / "public")]
    faults = list(faults_of(messages))
    print(f"{len(messages)} messages, {len(faults)} faults")
    if faults:
        raise AuditFailed("\n".join(faults))


def _messages(site: Path) -> list[Message]:
    """Every message on the pages, styles and drawings of a built site."""
    files = sorted(path for path in site.rglob("*") if path.suffix in {".html", ".css"})
    drawings = sorted(site.rglob("*.svg"))
    print(f"{len(files) + len(drawings)} files are checked")
    with served(site) as address:
        urls = [address + path.relative_to(site).as_posix() for path in files]
        messages = _checked("--also-check-css", *urls)
    return messages + (_checked("--svg", *map(str, drawings)) if drawings else [])


def faults_of(messages: list[Message]) -> Iterator[str]:
    """A line for each message that is not mistaken, and for each mistake that the checker no longer makes."""
    needed = set()
    for message in messages:
        if reason := _mistaken(message):
            needed.add(reason)
        else:
            place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
            yield f"{place}: {message.get('subType', message['type'])}: {message['message']}"
    for reason in MISTAKEN.keys() - needed:
        yield f"the checker no longer says otherwise, so take it out of MISTAKEN: {reason}"


def _mistaken(message: Message) -> str | None:
    for reason, (words, extract) in MISTAKEN.items():
        if re.fullmatch(words, message["message"]) and re.search(extract, message.get("extract", "")):
            return reason
    return None


def _checked(*words: str) -> list[Message]:
    java = which("java")
    if java is None:
        raise AuditFailed("java is not installed; the checker needs Java 17 or newer")
    command = [java, *_JAVA_OPTIONS, "-jar", str(_JAR), *_OPTIONS, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found: list[Message] = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        raise AuditFailed(
            f"the checker ended with {done.returncode} and said: {done.stderr or done.stdout}"
        ) from None
    return found
